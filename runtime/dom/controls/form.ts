import type { ServerElement } from "../element.ts";
import { HTMLServerElement } from "../elements.ts";
import { ServerEvent } from "../events.ts";
import { ControlElement } from "./control.ts";
import { InputElement } from "./input.ts";

/**
 * A form's controls as they are now, in order and by name or id.
 *
 * @see https://html.spec.whatwg.org/multipage/common-dom-interfaces.html#htmlformcontrolscollection
 */
class FormControls extends Array<HTMLServerElement> {
  // What `map` and `filter` make of it is a list.
  static override readonly [Symbol.species] = Array;

  constructor(controls: readonly HTMLServerElement[]) {
    super();
    this.push(...controls);
    for (const control of controls)
      for (const name of namesOf(control)) {
        if (name in this) continue;
        Object.defineProperty(this, name, { get: () => this.namedItem(name), configurable: true });
      }
  }

  item(index: number): HTMLServerElement | null {
    return this[index] ?? null;
  }

  /** The control of that name or id; where there are several, all of them, with the `value` of the one that is checked. */
  namedItem(name: string): HTMLServerElement | RadioControls | null {
    const found = this.filter((control) => name !== "" && namesOf(control).includes(name));
    return found.length > 1 ? new RadioControls(found) : (found[0] ?? null);
  }
}

/** Controls of one name. @see https://html.spec.whatwg.org/multipage/common-dom-interfaces.html#radionodelist */
class RadioControls extends Array<HTMLServerElement> {
  static override readonly [Symbol.species] = Array;

  constructor(controls: readonly HTMLServerElement[]) {
    super();
    this.push(...controls);
  }

  get value(): string {
    const radio = this.find((control): control is InputElement => isRadio(control) && control.checked);
    return radio?.value ?? "";
  }

  set value(value: string) {
    const radio = this.find((control): control is InputElement => isRadio(control) && control.value === value);
    if (radio) radio.checked = true;
  }
}

function isRadio(control: HTMLServerElement): control is InputElement {
  return control instanceof InputElement && control.type === "radio";
}

function namesOf(control: HTMLServerElement): string[] {
  return ["name", "id"].flatMap((name) => control.getAttribute(name) || []);
}

/** @see https://html.spec.whatwg.org/multipage/forms.html#the-form-element */
export class FormElement extends HTMLServerElement {
  /** The form's controls in tree order, and by name: `form.elements.namedItem("q")`, `form.elements.q`. */
  get elements(): FormControls {
    return new FormControls(this.$controls);
  }

  /** The form's controls in tree order: those inside, and those that name it by `form=`. */
  get $controls(): HTMLServerElement[] {
    const id = this.getAttribute("id");
    const isControl = (e: ServerElement): e is HTMLServerElement =>
      /^(input|textarea|select|button|output|fieldset)$/.test(e.localName);
    const inside: HTMLServerElement[] = [];
    for (const element of (id ? this.ownerDocument.documentElement : this).$descendants()) {
      if (!isControl(element)) continue;
      const owner = element.getAttribute("form");
      if (owner ? owner === id : this.contains(element)) inside.push(element);
    }
    return inside;
  }

  /** Puts every control back to its default and fires `reset`. */
  reset(): void {
    if (!this.dispatchEvent(new ServerEvent("reset", null, false))) return;
    for (const element of this.$controls) if (element instanceof ControlElement) element.$reset();
  }

  /** Fires `submit`, as if a person had pressed the submit button. */
  requestSubmit(): void {
    this.dispatchEvent(new ServerEvent("submit", null, false));
  }
}

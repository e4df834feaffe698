import type { ServerElement } from "../element.ts";
import { HTMLServerElement } from "../elements.ts";
import { ServerEvent } from "../events.ts";
import { ControlElement } from "./control.ts";

/** @see https://html.spec.whatwg.org/multipage/forms.html#the-form-element */
export class FormElement extends HTMLServerElement {
  /** The form's controls in tree order: those inside, and those that name it by `form=`. */
  get elements(): HTMLServerElement[] {
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
    for (const element of this.elements) if (element instanceof ControlElement) element.$reset();
  }

  /** Fires `submit`, as if a person had pressed the submit button. */
  requestSubmit(): void {
    this.dispatchEvent(new ServerEvent("submit", null, false));
  }
}

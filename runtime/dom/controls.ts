import { HTMLServerElement, type ServerElement } from "./element.ts";
import { ServerEvent } from "./events.ts";
import { Flag } from "./node.ts";
import { sanitize, valueMode } from "./values.ts";

/** A control's state as the browser reports it. */
export interface ControlState {
  readonly value?: string;
  readonly checked?: boolean;
  readonly selected?: readonly string[];
  readonly files?: readonly File[];
  readonly open?: boolean;
}

/** What became of a state the browser reported. */
export type Taken = "changed" | "same" | "refused";

/**
 * An element whose state the user changes. `$take` is the way in for what the browser says, with the
 * guards a browser would hold: a state it refuses stays as it was and is shown again.
 */
export abstract class ControlElement extends HTMLServerElement {
  /** Takes over the browser's state, which does not travel back; what the guards refuse is shown again. */
  abstract $take(state: ControlState): Taken;

  /** View and number of the last change reported: a patch of the value echoes it. */
  $revision: readonly [view: string, revision: number] | null = null;

  /** Back to the default, as a form's reset does it. */
  $reset(): void {}

  /** The browser shows something else than this control holds. */
  protected changed(property: string): void {
    if (this.$flags & Flag.known) this.ownerDocument.record.property(this, property);
  }

  get form(): ServerElement | null {
    const id = this.getAttribute("form");
    return id ? this.ownerDocument.getElementById(id) : this.closest("form");
  }

  get validity(): { valid: boolean } {
    return { valid: true };
  }
}

/** @see https://html.spec.whatwg.org/multipage/input.html */
export class InputElement extends ControlElement {
  #value: string | null = null;
  #checked: boolean | null = null;
  #indeterminate = false;
  #files: readonly File[] = [];

  get type(): string {
    return this.getAttribute("type")?.toLowerCase() || "text";
  }

  set type(type: unknown) {
    this.setAttribute("type", type);
  }

  get value(): string {
    const mode = valueMode(this.type);
    if (mode === "value") return this.#value ?? sanitize(this, this.getAttribute("value") ?? "");
    if (mode === "file") return this.#files[0] ? `C:\\fakepath\\${this.#files[0].name}` : "";
    return this.getAttribute("value") ?? (mode === "on" ? "on" : "");
  }

  set value(value: unknown) {
    const text = value == null ? "" : String(value);
    const mode = valueMode(this.type);
    if (mode === "file") {
      if (text === "" && this.#files.length > 0) {
        this.#files = [];
        this.changed("value");
      }
    } else if (mode === "value") {
      const clean = sanitize(this, text);
      const changed = clean !== this.value;
      this.#value = clean;
      if (changed) this.changed("value");
    } else this.setAttribute("value", text);
  }

  get defaultValue(): string {
    return this.getAttribute("value") ?? "";
  }

  set defaultValue(value: unknown) {
    this.setAttribute("value", value ?? "");
  }

  get valueAsNumber(): number {
    return this.value === "" ? Number.NaN : Number(this.value);
  }

  get checked(): boolean {
    return this.#checked ?? this.hasAttribute("checked");
  }

  set checked(value: unknown) {
    const checked = Boolean(value);
    const changed = checked !== this.checked;
    this.#checked = checked;
    if (changed) this.changed("checked");
    if (checked && this.type === "radio") this.#uncheckGroup();
  }

  get indeterminate(): boolean {
    return this.#indeterminate;
  }

  set indeterminate(value: unknown) {
    if (this.#indeterminate === Boolean(value)) return;
    this.#indeterminate = Boolean(value);
    this.changed("indeterminate");
  }

  get files(): readonly File[] {
    return this.#files;
  }

  /** One radio button of a group is checked: the browser unchecks the others by itself. */
  #uncheckGroup(): void {
    const name = this.getAttribute("name");
    if (!name) return;
    const { form } = this;
    for (const other of (form ?? this.ownerDocument.documentElement).$descendants()) {
      if (other === this || !(other instanceof InputElement) || other.type !== "radio") continue;
      if (other.getAttribute("name") === name && other.form === form) other.#checked = false;
    }
  }

  $take({ value, checked, files }: ControlState): Taken {
    const mode = valueMode(this.type);
    if (isDisabled(this)) return this.#refuse(mode);
    if (mode === "file") {
      if (!files) return "same";
      this.#files = this.hasAttribute("multiple") ? files : files.slice(0, 1);
      return "changed";
    }
    if (mode === "on") {
      if (checked === undefined || checked === this.checked) return "same";
      this.#checked = checked;
      this.#indeterminate = false;
      if (checked && this.type === "radio") this.#uncheckGroup();
      return "changed";
    }
    if (mode !== "value" || value === undefined) return "same";
    if (this.hasAttribute("readonly")) return this.#refuse(mode);
    const clean = sanitize(this, value);
    if (tooLong(this, clean, this.value)) return this.#refuse(mode);
    if (clean === this.value) return "same";
    this.#value = clean;
    return "changed";
  }

  #refuse(mode: string): "refused" {
    this.changed(mode === "on" ? "checked" : "value");
    return "refused";
  }

  override $reset(): void {
    const { value, checked } = this;
    this.#value = this.#checked = null;
    this.#files = [];
    if (this.value !== value) this.changed("value");
    if (this.checked !== checked) this.changed("checked");
  }
}

/** @see https://html.spec.whatwg.org/multipage/form-elements.html#the-textarea-element */
export class TextAreaElement extends ControlElement {
  #value: string | null = null;

  get type(): string {
    return "textarea";
  }

  get value(): string {
    return this.#value ?? this.textContent;
  }

  set value(value: unknown) {
    const text = value == null ? "" : newlines(String(value));
    const changed = text !== this.value;
    this.#value = text;
    if (changed) this.changed("value");
  }

  get defaultValue(): string {
    return this.textContent;
  }

  set defaultValue(value: unknown) {
    this.textContent = String(value ?? "");
  }

  $take({ value }: ControlState): Taken {
    if (value === undefined) return "same";
    const text = newlines(value);
    if (isDisabled(this) || this.hasAttribute("readonly") || tooLong(this, text, this.value)) {
      this.changed("value");
      return "refused";
    }
    if (text === this.value) return "same";
    this.#value = text;
    return "changed";
  }

  override $reset(): void {
    const before = this.value;
    this.#value = null;
    if (this.value !== before) this.changed("value");
  }
}

/** @see https://html.spec.whatwg.org/multipage/form-elements.html#the-select-element */
export class SelectElement extends ControlElement {
  /** Set to a value no option has: nothing is selected. */
  #none = false;

  get type(): string {
    return this.hasAttribute("multiple") ? "select-multiple" : "select-one";
  }

  get options(): OptionElement[] {
    const options: OptionElement[] = [];
    for (const element of this.$descendants()) if (element instanceof OptionElement) options.push(element);
    return options;
  }

  get selectedOptions(): OptionElement[] {
    const { options } = this;
    if (this.hasAttribute("multiple")) return options.filter((option) => option.$chosen);
    const chosen = options.findLast((option) => option.$chosen);
    if (chosen) return [chosen];
    const first = this.#none || Number(this.getAttribute("size") ?? 1) > 1 ? undefined : options.find((o) => !isDisabled(o));
    return first ? [first] : [];
  }

  get selectedIndex(): number {
    const [option] = this.selectedOptions;
    return option ? this.options.indexOf(option) : -1;
  }

  set selectedIndex(index: number) {
    this.#choose(this.options.filter((_, i) => i === index));
  }

  get value(): string {
    return this.selectedOptions[0]?.value ?? "";
  }

  /** One value, or for `multiple` a list of them. */
  set value(value: unknown) {
    const values = (Array.isArray(value) ? value : [value]).map((v) => (v == null ? "" : String(v)));
    const matching = this.options.filter((option) => values.includes(option.value));
    this.#choose(this.hasAttribute("multiple") ? matching : matching.slice(0, 1));
  }

  #choose(chosen: OptionElement[]): boolean {
    const before = this.selectedOptions;
    for (const option of this.options) option.$choose(chosen.includes(option));
    this.#none = chosen.length === 0;
    const same = before.length === chosen.length && before.every((option, i) => option === chosen[i]);
    if (!same) this.changed("value");
    return !same;
  }

  /** An option was selected or deselected by property. */
  $optionSet(option: OptionElement, selected: boolean): void {
    if (selected && !this.hasAttribute("multiple")) {
      for (const other of this.options) if (other !== option) other.$choose(false);
    }
    this.#none = false;
    this.changed("value");
  }

  $take({ selected }: ControlState): Taken {
    if (!selected) return "same";
    const options = this.options.filter((option) => selected.includes(option.value) && !isDisabled(option));
    const forged = options.length < new Set(selected).size || (!this.hasAttribute("multiple") && selected.length > 1);
    if (isDisabled(this) || forged) {
      this.changed("value");
      return "refused";
    }
    const before = this.selectedOptions;
    for (const option of this.options) option.$choose(options.includes(option));
    this.#none = options.length === 0;
    return before.length !== options.length || before.some((option, i) => option !== options[i]) ? "changed" : "same";
  }

  override $reset(): void {
    for (const option of this.options) option.$choose(null);
    this.#none = false;
    this.changed("value");
  }
}

/** @see https://html.spec.whatwg.org/multipage/form-elements.html#the-option-element */
export class OptionElement extends HTMLServerElement {
  #selected: boolean | null = null;

  get value(): string {
    return this.getAttribute("value") ?? this.text;
  }

  set value(value: unknown) {
    this.setAttribute("value", value ?? "");
  }

  get text(): string {
    return this.textContent.trim().replace(/\s+/g, " ");
  }

  /** Selected by itself, whatever its select makes of it. */
  get $chosen(): boolean {
    return this.#selected ?? this.hasAttribute("selected");
  }

  $choose(selected: boolean | null): void {
    this.#selected = selected;
  }

  get select(): SelectElement | null {
    return this.closest("select") as SelectElement | null;
  }

  get selected(): boolean {
    const { select } = this;
    return select ? select.selectedOptions.includes(this) : this.$chosen;
  }

  set selected(value: unknown) {
    const selected = Boolean(value);
    if (selected === this.#selected) return;
    this.#selected = selected;
    this.select?.$optionSet(this, selected);
  }
}

/** `<details>` and `<dialog>`: the user opens and closes them without asking. */
export class OpenableElement extends ControlElement {
  get open(): boolean {
    return this.hasAttribute("open");
  }

  set open(value: unknown) {
    this.toggleAttribute("open", Boolean(value));
  }

  $take({ open }: ControlState): Taken {
    if (open === undefined || open === this.open) return "same";
    const { $flags } = this;
    this.$flags &= ~Flag.known;
    this.open = open;
    this.$flags = $flags;
    return "changed";
  }

  showModal(): void {
    this.#command("showModal", true);
  }

  show(): void {
    this.#command("show", true);
  }

  close(returnValue = ""): void {
    this.#command("close", false, returnValue);
  }

  #command(name: string, open: boolean, ...args: unknown[]): void {
    if (this.$take({ open }) === "changed") this.ownerDocument.record.call(this, name, args);
  }
}

/** @see https://html.spec.whatwg.org/multipage/forms.html#the-form-element */
export class FormElement extends HTMLServerElement {
  /** The form's controls in tree order: those inside, and those that name it by `form=`. */
  get elements(): HTMLServerElement[] {
    const id = this.getAttribute("id");
    const isControl = (e: ServerElement): e is HTMLServerElement => /^(input|textarea|select|button|output|fieldset)$/.test(e.localName);
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

export class ButtonElement extends HTMLServerElement {
  get type(): string {
    const type = this.getAttribute("type")?.toLowerCase();
    return type === "button" || type === "reset" ? type : "submit";
  }

  set type(type: unknown) {
    this.setAttribute("type", type);
  }

  get value(): string {
    return this.getAttribute("value") ?? "";
  }

  set value(value: unknown) {
    this.setAttribute("value", value ?? "");
  }

  get form(): ServerElement | null {
    const id = this.getAttribute("form");
    return id ? this.ownerDocument.getElementById(id) : this.closest("form");
  }
}

const CLASSES: { [name: string]: typeof HTMLServerElement } = {
  input: InputElement,
  textarea: TextAreaElement,
  select: SelectElement,
  option: OptionElement,
  details: OpenableElement,
  dialog: OpenableElement,
  form: FormElement,
  button: ButtonElement,
};

/** The class of an element that is more than text and attributes. */
export function controlClass(name: string): typeof HTMLServerElement | undefined {
  return Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
}

/**
 * Whether a person cannot act on this element: it or its fieldset is disabled, or it stands in an inert part.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#concept-fe-disabled
 */
export function isDisabled(element: ServerElement): boolean {
  if (element.hasAttribute("disabled") && /^(button|input|select|textarea|option|optgroup|fieldset)$/.test(element.localName)) {
    return true;
  }
  let inLegend = false;
  for (let e: ServerElement | null = element; e; e = e.parentElement) {
    if (e.hasAttribute("inert")) return true;
    if (e.localName === "fieldset" && e !== element && !inLegend && e.hasAttribute("disabled")) return true;
    if (e.localName === "optgroup" && element.localName === "option" && e.hasAttribute("disabled")) return true;
    inLegend = e.localName === "legend";
  }
  return false;
}

/** A person cannot type past `maxlength`, but may shorten what the app made too long. */
function tooLong(element: ServerElement, text: string, before: string): boolean {
  const max = Number.parseInt(element.getAttribute("maxlength") ?? "", 10);
  return max >= 0 && text.length > max && text.length > before.length;
}

function newlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

import { Flag } from "../node.ts";
import { ControlElement, type ControlState, isDisabled, type Taken } from "./control.ts";
import { sanitize, tooLong, valueMode } from "./values.ts";

/** Any other type is text. */
const TYPES = new Set(
  (
    "button checkbox color date datetime-local email file hidden image month number password radio range reset search " +
    "submit tel text time url week"
  ).split(" "),
);

/** @see https://html.spec.whatwg.org/multipage/input.html */
export class InputElement extends ControlElement {
  #value: string | null = null;
  #checked: boolean | null = null;
  #indeterminate = false;
  #files: readonly File[] = [];

  get type(): string {
    const type = this.getAttribute("type")?.toLowerCase();
    return type && TYPES.has(type) ? type : "text";
  }

  /** @see https://html.spec.whatwg.org/multipage/input.html#input-type-change */
  set type(type: unknown) {
    const { value } = this;
    const before = valueMode(this.type);
    this.setAttribute("type", type);
    const mode = valueMode(this.type);
    if (mode === before) {
      if (mode === "value" && this.#value !== null) this.#value = sanitize(this, this.#value);
      return;
    }
    if (before === "value" && value !== "" && mode !== "file") this.setAttribute("value", value);
    this.#value = null;
    this.#files = [];
    // The browser's attribute may still say what the control held when it was written.
    this.$attributeChanged("value");
  }

  get value(): string {
    const mode = valueMode(this.type);
    if (mode === "value") {
      if (this.#value === null) return sanitize(this, this.getAttribute("value") ?? "");
      // Its bounds may have changed since.
      return this.type === "range" ? sanitize(this, this.#value) : this.#value;
    }
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
    this.$uncheckGroup();
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

  /** All radio buttons of this one's group; any other input is alone, and so is one that stands in no document. */
  get $group(): InputElement[] {
    const name = this.getAttribute("name");
    if (this.type !== "radio" || !name || !this.isConnected) return [this];
    const { form } = this;
    const group: InputElement[] = [];
    // A form's controls may stand elsewhere and name it by its id.
    const scope = form && !form.hasAttribute("id") ? form : this.ownerDocument.documentElement;
    for (const other of scope.$descendants()) {
      if (!(other instanceof InputElement) || other.type !== "radio") continue;
      if (other.getAttribute("name") === name && other.form === form) group.push(other);
    }
    return group;
  }

  /**
   * One radio button of a group is checked, or a checked one joins it: the browser unchecks the others by itself.
   *
   * @param parsed whether it joins as a parser reads it: then those that are still to be read come after it
   */
  $uncheckGroup(parsed = false): void {
    if (this.type !== "radio" || !this.checked) return;
    // Looking through the document is dear: most groups have one that is checked, as it is written first.
    if (this.isConnected && this.ownerDocument.$isFirstChecked(this.getAttribute("name") ?? "") && parsed) return;
    for (const other of this.$group) {
      if (other !== this && !(parsed && (other.$flags & Flag.known) === 0)) other.#checked = false;
    }
  }

  override $attributeChanged(name: string): void {
    super.$attributeChanged(name);
    if (name === "name" || name === "checked" || name === "form" || name === "type") this.$uncheckGroup();
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
      this.$uncheckGroup();
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

  override $show(): void {
    const mode = valueMode(this.type);
    if (mode !== "file") this.changed(mode === "on" ? "checked" : "value");
  }

  override $reset(): void {
    const { value, checked } = this;
    this.#value = this.#checked = null;
    this.#files = [];
    if (this.value !== value) this.changed("value");
    if (this.checked !== checked) this.changed("checked");
  }
}

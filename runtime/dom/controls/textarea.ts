import { ControlElement, type ControlState, isDisabled, type Taken } from "./control.ts";
import { newlines, tooLong } from "./values.ts";

/** @see https://html.spec.whatwg.org/multipage/form-elements.html#the-textarea-element */
export class TextAreaElement extends ControlElement {
  #value: string | null = null;

  get type(): string {
    return "textarea";
  }

  get value(): string {
    return this.#value ?? newlines(this.textContent);
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

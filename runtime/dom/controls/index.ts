import type { HTMLServerElement } from "../elements.ts";
import { ButtonElement } from "./button.ts";
import { FormElement } from "./form.ts";
import { InputElement } from "./input.ts";
import { OpenableElement } from "./openable.ts";
import { OptionElement, SelectElement } from "./select.ts";
import { TextAreaElement } from "./textarea.ts";

export { ButtonElement } from "./button.ts";
export { ControlElement, type ControlState, isDisabled, type Taken } from "./control.ts";
export { entriesOf, valuesOf } from "./entries.ts";
export { FormElement } from "./form.ts";
export { InputElement } from "./input.ts";
export { OpenableElement } from "./openable.ts";
export { OptionElement, SelectElement } from "./select.ts";
export { TextAreaElement } from "./textarea.ts";

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

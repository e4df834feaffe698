import type { ServerElement } from "../element.ts";
import { ButtonElement } from "./button.ts";
import { isDisabled } from "./control.ts";
import type { FormElement } from "./form.ts";
import { InputElement } from "./input.ts";
import { SelectElement } from "./select.ts";
import { TextAreaElement } from "./textarea.ts";

/**
 * A form's names and values in order, as a browser sends them: what repeats is there as often, the button that was pressed has
 * its place, and a file control with nothing chosen holds a file without name.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set
 */
export function entriesOf(form: FormElement, submitter: ServerElement | null): [name: string, value: string | File][] {
  return form.$controls.flatMap((element) => {
    const name = element.getAttribute("name");
    const values = valuesOf(element, submitter);
    if (!name || !values || isDisabled(element)) return [];
    const empty = values.length === 0 && element instanceof InputElement && element.type === "file";
    return (empty ? [new File([], "", { type: "application/octet-stream" })] : values).map(
      (value): [string, string | File] => [name, value],
    );
  });
}

/** @returns null where the element is no field */
export function valuesOf(element: ServerElement, submitter: ServerElement | null): (string | File)[] | null {
  if (element instanceof SelectElement) return element.selectedOptions.map((option) => option.value);
  if (element instanceof TextAreaElement) return [element.value];
  if (element instanceof ButtonElement) return element === submitter ? [element.value] : null;
  if (!(element instanceof InputElement)) return null;
  const { type } = element;
  if (/^(submit|image|button|reset)$/.test(type)) return element === submitter ? [element.value] : null;
  if (type === "checkbox" || type === "radio") return element.checked ? [element.value] : [];
  return type === "file" ? [...element.files] : [element.value];
}

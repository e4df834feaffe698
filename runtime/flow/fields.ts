import { type FormElement, InputElement, isDisabled, SelectElement, valuesOf } from "../dom/controls/index.ts";
import type { ServerElement } from "../dom/element.ts";

/** What a form's field holds: a list where several share the name, or one takes several. */
export type FieldValue = string | File | readonly (string | File)[];

/** A form's fields by name. */
export type FormFields = { readonly [name: string]: FieldValue };

/**
 * A form's fields, as a browser would submit them. Whether a name has a list hangs on the form, not on what was entered:
 * several boxes of a name make one, none of them ticked too.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set
 */
export function fieldsOf(form: FormElement, submitter: ServerElement | null): FormFields {
  const fields = new Map<string, (string | File)[]>();
  const lists = new Set<string>();
  for (const element of form.$controls) {
    const name = element.getAttribute("name");
    const values = valuesOf(element, submitter);
    if (!name || !values || isDisabled(element)) continue;
    const before = fields.get(name);
    if (takesSeveral(element) || (before && !isRadio(element))) lists.add(name);
    fields.set(name, [...(before ?? []), ...values]);
  }
  const entries = [...fields].flatMap(([name, values]): [string, FieldValue][] => {
    if (lists.has(name)) return [[name, values]];
    return values[0] === undefined ? [] : [[name, values[0]]];
  });
  return Object.fromEntries(entries);
}

function isRadio(element: ServerElement): boolean {
  return element instanceof InputElement && element.type === "radio";
}

function takesSeveral(element: ServerElement): boolean {
  const several = element instanceof SelectElement || (element instanceof InputElement && element.type === "file");
  return several && element.hasAttribute("multiple");
}

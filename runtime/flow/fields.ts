import {
  ButtonElement,
  FormElement,
  InputElement,
  isDisabled,
  SelectElement,
  TextAreaElement,
} from "../dom/controls/index.ts";
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
  for (const element of form.elements) {
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

/** What {@link formEntries} looks at of a submit event. */
interface Submission {
  readonly currentTarget: unknown;
  readonly submitter?: unknown;
}

/**
 * A form's names and values, in order, as a browser sends them: what repeats is there as often, the button that was pressed
 * has its place, and a file control with nothing chosen holds a file without name. `new FormData(form)` for the server's tree.
 *
 * @throws TypeError where the event's `currentTarget` is no form
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set
 * @example
 * <form onSubmit={prevent((event) => save(formEntries(event)))}>
 */
export function formEntries({ currentTarget: form, submitter }: Submission): [name: string, value: string | File][] {
  if (!(form instanceof FormElement)) throw new TypeError("formEntries: the event's currentTarget is no form");
  return form.elements.flatMap((element) => {
    const name = element.getAttribute("name");
    const values = valuesOf(element, (submitter as ServerElement | undefined) ?? null);
    if (!name || !values || isDisabled(element)) return [];
    const empty = values.length === 0 && element instanceof InputElement && element.type === "file";
    return (empty ? [new File([], "", { type: "application/octet-stream" })] : values).map(
      (value): [string, string | File] => [name, value],
    );
  });
}

/** @returns null where the element is no field */
function valuesOf(element: ServerElement, submitter: ServerElement | null): (string | File)[] | null {
  if (element instanceof SelectElement) return element.selectedOptions.map((option) => option.value);
  if (element instanceof TextAreaElement) return [element.value];
  if (element instanceof ButtonElement) return element === submitter ? [element.value] : null;
  if (!(element instanceof InputElement)) return null;
  const { type } = element;
  if (/^(submit|image|button|reset)$/.test(type)) return element === submitter ? [element.value] : null;
  if (type === "checkbox" || type === "radio") return element.checked ? [element.value] : [];
  return type === "file" ? [...element.files] : [element.value];
}

function isRadio(element: ServerElement): boolean {
  return element instanceof InputElement && element.type === "radio";
}

function takesSeveral(element: ServerElement): boolean {
  const several = element instanceof SelectElement || (element instanceof InputElement && element.type === "file");
  return several && element.hasAttribute("multiple");
}

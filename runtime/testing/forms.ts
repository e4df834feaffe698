/** Forms as HTML has them: whose a control is, what is sent, and what a browser would not send. */
import type { Copy } from "./copy.ts";
import { isDisabled } from "./queries.ts";
import { attr, closest, type Element, within } from "./tree.ts";

export type FormEntry = readonly [name: string, value: string | File];

export function formOf(copy: Copy, control: Element): Element | null {
  const id = attr(control, "form");
  if (id === undefined) return closest(control, (e) => e.tagName === "form");
  const form = copy.byId(id);
  return form?.tagName === "form" ? form : null;
}

/** The controls and buttons of a form, in tree order. */
export function controlsOf(copy: Copy, form: Element): Element[] {
  return [...within(copy.document)].filter(
    (e) => /^(input|select|textarea|button)$/.test(e.tagName) && formOf(copy, e) === form,
  );
}

export function isButton(element: Element): boolean {
  if (element.tagName === "button") return true;
  return element.tagName === "input" && /^(submit|button|image|reset)$/.test(attr(element, "type") ?? "");
}

export function isSubmit(element: Element): boolean {
  const type = attr(element, "type")?.toLowerCase();
  if (element.tagName === "button") return type !== "button" && type !== "reset";
  return element.tagName === "input" && (type === "submit" || type === "image");
}

/** @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set */
export function entriesOf(copy: Copy, form: Element, submitter: Element | null): FormEntry[] {
  const entries: FormEntry[] = [];
  for (const control of controlsOf(copy, form)) {
    const name = attr(control, "name") ?? "";
    if (isDisabled(control) || name === "" || (isButton(control) && control !== submitter)) continue;
    const type = attr(control, "type") ?? "";
    if (control.tagName === "select") for (const o of copy.selected(control)) entries.push([name, copy.optionValue(o)]);
    else if (/^(checkbox|radio)$/.test(type)) {
      if (copy.checked(control)) entries.push([name, copy.value(control)]);
    } else if (type === "file") {
      const files = copy.state(control).files ?? [];
      for (const file of files.length > 0 ? files : [new File([], "", { type: "application/octet-stream" })])
        entries.push([name, file]);
    } else entries.push([name, copy.value(control).replace(/\r?\n/g, "\r\n")]);
  }
  return entries;
}

/** A request that submits a form: where it goes, and what it carries. */
export function submission(copy: Copy, { form, submitter, url }: Submission): { url: string; init: RequestInit } {
  const entries = entriesOf(copy, form, submitter);
  const by = (name: string) => (submitter && attr(submitter, `form${name}`)) ?? attr(form, name);
  const to = new URL(by("action") || url.href, url);
  const fields = new URLSearchParams(
    entries.map(([name, value]) => [name, typeof value === "string" ? value : value.name]),
  );
  if (by("method")?.toLowerCase() !== "post") {
    to.search = fields.toString();
    return { url: to.href, init: {} };
  }
  if (by("enctype") !== "multipart/form-data") return { url: to.href, init: { method: "POST", body: fields } };
  const body = new FormData();
  for (const [name, value] of entries) {
    if (typeof value === "string") body.append(name, value);
    else body.append(name, value);
  }
  return { url: to.href, init: { method: "POST", body } };
}

/** Which form is submitted by what, in which document. */
export interface Submission {
  readonly form: Element;
  readonly submitter: Element | null;
  readonly url: URL;
}

/** The controls for which a browser would not submit a form. @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constraints */
export function invalid(copy: Copy, form: Element, submitter: Element | null): Element[] {
  if (attr(form, "novalidate") !== undefined || (submitter && attr(submitter, "formnovalidate") !== undefined))
    return [];
  return controlsOf(copy, form).filter((control) => !isDisabled(control) && !isValid(copy, control));
}

function isValid(copy: Copy, control: Element): boolean {
  if (isButton(control) || attr(control, "readonly") !== undefined) return true;
  const type = attr(control, "type")?.toLowerCase() ?? "text";
  const value = copy.value(control);
  if (attr(control, "required") !== undefined) {
    if (type === "checkbox" && !copy.checked(control)) return false;
    if (type === "radio" && ![control, ...copy.groupOf(control)].some((e) => copy.checked(e))) return false;
    if (type === "file" && !copy.state(control).files?.length) return false;
    if (!/^(checkbox|radio|file)$/.test(type) && value === "") return false;
  }
  // What was written there makes no number, or no date.
  if (/^(number|date|month|week|time|datetime-local)$/.test(type) && copy.written(control) !== value) return false;
  if (value === "" || control.tagName !== "input") return true;
  const pattern = /^(text|search|url|tel|email|password)$/.test(type) ? attr(control, "pattern") : undefined;
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "v").test(value)) return false;
  if (type === "email") return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/.test(value);
  if (type === "url") return URL.canParse(value);
  if (type !== "number" && type !== "range") return true;
  const [min, max] = [attr(control, "min"), attr(control, "max")];
  return !((min && Number(value) < Number(min)) || (max && Number(value) > Number(max)));
}

import { entriesOf, FormElement } from "../dom/controls/index.ts";
import { ServerElement } from "../dom/element.ts";
import type { Page } from "./page.ts";

/** What {@link formData} looks at of an event. */
interface Submission {
  readonly currentTarget: unknown;
  readonly submitter?: unknown;
}

/**
 * What a form holds as it is submitted, files included: what `new FormData(form, submitter)` gives in a browser. Node's own
 * `FormData` knows no forms. To be called before anything is awaited, for an event has its `currentTarget` no longer than that.
 *
 * @throws TypeError where the event's `currentTarget` is no form
 * @example
 * <form onSubmit={prevent((event) => save(Object.fromEntries(formData(event))))}>
 */
export function formData({ currentTarget: form, submitter }: Submission): FormData {
  if (!(form instanceof FormElement))
    throw new TypeError("formData: the event's currentTarget is no form. Call it first, before anything is awaited");
  const data = new FormData();
  for (const [name, value] of entriesOf(form, submitter instanceof ServerElement ? submitter : null))
    if (typeof value === "string") data.append(name, value);
    else data.append(name, value);
  return data;
}

/**
 * After a submit that no handler has prevented: where the button has a `formaction`, the browser goes there, with the form's
 * fields. Only by GET: another server's page gets no POST that this one was sent.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
 */
export function goOn(page: Page, form: FormElement, submitter: ServerElement | null): void {
  const action = submitter?.getAttribute("formaction");
  const method = submitter?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get";
  if (action == null || method.toLowerCase() !== "get") return;
  const fields = entriesOf(form, submitter).map(([name, value]) => [name, value instanceof File ? value.name : value]);
  page.location.follow(action, new URLSearchParams(fields));
}

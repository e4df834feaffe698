import { ATTR, FIELD, PAGE_FORM } from "../core/wire.ts";
import { isDisabled } from "../dom/controls/index.ts";
import type { ServerElement } from "../dom/element.ts";
import { attribute, escapeText, type PlainWriter } from "../dom/html.ts";
import { listensTo } from "../dom/listeners.ts";

const CONTROLS = new Set(["input", "select", "textarea", "button"]);
const PRESSED = new Set(["submit", "image", "button"]);

/**
 * What lets a page work without script: every button that means something becomes a submit button that names
 * its event, controls get names, forms post to the page. Whatever is an element of its own stands in
 * `<noscript>` or carries `s-plain`, and the browser's script removes it.
 */
export class PlainControls implements PlainWriter {
  readonly #hidden: string;
  #pageFields = false;
  #pageFiles = false;

  /** @param token `<page token> <event number>` */
  constructor(token: string) {
    this.#hidden = `<input type=hidden name=${FIELD.page}${attribute("value", token)}>`;
  }

  attributes(element: ServerElement): { text: string; instead: readonly string[] } | null {
    if (element.localName === "form") return isPosted(element) ? postedForm(element) : null;
    if (!CONTROLS.has(element.localName)) return null;
    const form = formOf(element);
    if (form && !isPosted(form)) return null;
    const owner = form || element.hasAttribute("form") ? "" : ` form=${PAGE_FORM}`;
    const type = typeOf(element);
    if (element.localName === "button" || PRESSED.has(type)) return pressed(element, type, owner);
    if (type === "reset") return null;
    if (!form) {
      this.#pageFields ||= hears(element, "input") || hears(element, "change");
      this.#pageFiles ||= type === "file";
    }
    const name = element.getAttribute("name") ? "" : ` name=${FIELD.control}${element.$id}`;
    return name || owner ? { text: name + owner, instead: name ? ["name"] : [] } : null;
  }

  start(element: ServerElement): string {
    // A browser submits a form by its first button when Enter is pressed in a field: no button of the app's may be it by accident.
    if (element.localName === "body") {
      return plain(`<button form=${PAGE_FORM} name=${FIELD.event} value=apply hidden></button>`);
    }
    if (element.localName !== "form" || !isPosted(element)) return "";
    const first = buttons(element)[0];
    const guard =
      first && typeOf(first) === "button"
        ? `<button name=${FIELD.event} value=submit.${element.$id} hidden></button>`
        : "";
    return plain(`${this.#hidden}${guard}`);
  }

  end(element: ServerElement): string {
    if (element.localName === "form" && isPosted(element) && !buttons(element).some((b) => typeOf(b) !== "button")) {
      return plain(`<button name=${FIELD.event} value=submit.${element.$id}>Submit</button>`);
    }
    if (element.localName !== "body") return "";
    const apply = this.#pageFields ? `<p><button name=${FIELD.event} value=apply>Apply</button></p>` : "";
    const encoding = this.#pageFiles ? " enctype=multipart/form-data" : "";
    return `<form ${ATTR.plain} id=${PAGE_FORM} method=post${encoding}><noscript>${this.#hidden}${apply}</noscript></form>`;
  }

  after(element: ServerElement): string {
    if (element.localName !== "a" || !listensTo(element, "click")) return "";
    const href = element.getAttribute("href");
    // A link that leads somewhere does so without script too.
    if (href && !/^(#|javascript:)/i.test(href)) return "";
    const label = element.getAttribute("aria-label") || element.textContent.trim() || "Go";
    const button = `<button form=${PAGE_FORM} name=${FIELD.event} value=click.${element.$id}>${escapeText(label)}</button>`;
    return ` ${plain(button)}`;
  }
}

/** What stands among the app's own elements. Its box must not: where those are laid out by flex or grid it would take a place. */
function plain(content: string): string {
  return `<noscript ${ATTR.plain} style=display:contents>${content}</noscript>`;
}

/** A button, or an input that is one. */
function pressed(
  element: ServerElement,
  type: string,
  owner: string,
): { text: string; instead: readonly string[] } | null {
  if (type === "reset" || element.hasAttribute("popovertarget") || element.hasAttribute("commandfor")) return null;
  const submits = type !== "button" && owner === "";
  if (!submits && !hears(element, "click")) return null;
  const event = `${submits ? "submit" : "click"}.${element.$id}`;
  const text = `${owner}${submits ? "" : " formnovalidate"}${type === "image" ? "" : " type=submit"}`;
  // An input's value is its label: there the name carries the event.
  if (element.localName === "input")
    return { text: `${text} name=${FIELD.event}:${event}`, instead: ["type", "name"].slice(type === "image" ? 1 : 0) };
  return { text: `${text} name=${FIELD.event} value=${event}`, instead: ["type", "name", "value"] };
}

function postedForm(form: ServerElement): { text: string; instead: readonly string[] } {
  let files = false;
  for (const element of form.$descendants())
    if (element.localName === "input" && typeOf(element) === "file") files = true;
  return {
    text: ` method=post${files ? " enctype=multipart/form-data" : ""}`,
    instead: ["method", "action", "enctype", "target"],
  };
}

/** A form is the page's to answer, unless it only leads elsewhere. */
export function isPosted(form: ServerElement): boolean {
  if (listensTo(form, "submit")) return true;
  return !form.hasAttribute("action") && form.getAttribute("method")?.toLowerCase() !== "dialog";
}

function formOf(element: ServerElement): ServerElement | null {
  return (element as ServerElement & { form?: ServerElement | null }).form ?? null;
}

function typeOf(element: ServerElement): string {
  return (element as ServerElement & { type?: string }).type ?? "";
}

function buttons(form: ServerElement): ServerElement[] {
  const found: ServerElement[] = [];
  for (const element of form.$descendants()) {
    const type = typeOf(element);
    const isButton =
      element.localName === "button" ? type !== "reset" : element.localName === "input" && PRESSED.has(type);
    if (isButton && !isDisabled(element)) found.push(element);
  }
  return found;
}

/** Whether the element or an ancestor listens to a bubbling event. */
function hears(element: ServerElement, type: string): boolean {
  for (let e: ServerElement | null = element; e; e = e.parentElement) if (listensTo(e, type)) return true;
  return false;
}

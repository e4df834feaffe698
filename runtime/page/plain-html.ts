import { ATTR, FIELD, PAGE_FORM } from "../core/wire.ts";
import { isDisabled } from "../dom/controls/index.ts";
import type { ServerElement } from "../dom/element.ts";
import { attribute, escapeText, type PlainWriter } from "../dom/html.ts";
import { listensTo } from "../dom/listeners.ts";
import { Flag } from "../dom/node.ts";

const CONTROLS = new Set(["input", "select", "textarea", "button"]);
const PRESSED = new Set(["submit", "image", "button"]);

/**
 * What lets a page work without script: every button that means something becomes a submit button that names
 * its event, controls get names, forms post to the page. Whatever is an element of its own stands in
 * `<noscript>` or carries `s-plain`, and the browser's script removes it.
 */
export class PlainControls implements PlainWriter {
  readonly #hidden: string;
  readonly #uploads: string | null;
  /** Whether files can be chosen. */
  #files = false;
  #pageFields = false;
  #pageFiles = false;
  /** Controls of the page's own form since it was last opened; see {@link PlainControls.before}. */
  #stretch: number[] = [];
  /** Forms seen so far, and whether they are the page's to answer. */
  readonly #posted = new Map<ServerElement, boolean>();
  /** What the page's own form was closed for. */
  #inside: ServerElement | null = null;

  /**
   * @param token `<page token> <event number>`
   * @param uploads where a frame tells how far uploads are; null: the page does not show them
   */
  constructor(token: string, uploads: string | null) {
    this.#uploads = uploads;
    this.#hidden = `<input type=hidden name=${FIELD.page}${attribute("value", token)}>`;
  }

  #isPosted(form: ServerElement): boolean {
    const known = this.#posted.get(form) ?? isPosted(form);
    this.#posted.set(form, known);
    return known;
  }

  attributes(element: ServerElement): { text: string; instead: readonly string[] } | null {
    if (element.localName === "form") return this.#isPosted(element) ? postedForm(element) : null;
    if (!CONTROLS.has(element.localName)) return null;
    const form = formOf(element);
    if (form && !this.#isPosted(form)) return null;
    const owner = form || element.hasAttribute("form") ? "" : ` form=${PAGE_FORM}`;
    const type = typeOf(element);
    this.#files ||= type === "file";
    if (element.localName === "button" || PRESSED.has(type) || type === "reset")
      // Nobody's: else the page's own form, whose tags stand around it, would take it for its button.
      return pressed(element, type, owner) ?? (owner ? { text: ' form=""', instead: [] } : null);
    if (!form) {
      this.#stretch.push(element.$id);
      this.#pageFields ||= hears(element, "input") || hears(element, "change");
      this.#pageFiles ||= type === "file";
    }
    const name = element.getAttribute("name") ? "" : ` name=${FIELD.control}${element.$id}`;
    return name || owner ? { text: name + owner, instead: name ? ["name"] : [] } : null;
  }

  /**
   * Browsers older than the attribute `form` (w3m, Lynx, Links) tie a control to the form between whose tags it stands.
   * For them the page's own form is written as tags as well: open from the start of the body to its end, but for the
   * forms of the app. It says which controls it has, for those of other stretches are not posted with it.
   */
  before(element: ServerElement): string {
    if (this.#inside || !holdsForm(element)) return "";
    this.#inside = element;
    return plain(this.#close());
  }

  #open(): string {
    this.#stretch = [];
    // By HTML's rules the end of the `<div>` takes the form off the parser's stack: what follows stands where it stood.
    return `<div hidden><form method=post>${this.#hidden}</div>`;
  }

  #close(): string {
    return `<input type=hidden name=${FIELD.controls}${attribute("value", this.#stretch.join(" "))}></form>`;
  }

  start(element: ServerElement): string {
    // A browser submits a form by its first button when Enter is pressed in a field: no button of the app's may be it by accident.
    if (element.localName === "body") {
      return plain(`<button form=${PAGE_FORM} name=${FIELD.event} value=apply hidden></button>${this.#open()}`);
    }
    if (element.localName !== "form" || !this.#isPosted(element)) return "";
    const [first, ...others] = buttons(element);
    const submit = others.find((button) => typeOf(button) !== "button") ?? element;
    const guard =
      first && typeOf(first) === "button"
        ? `<button name=${FIELD.event} value=submit.${submit.$id} hidden></button>`
        : "";
    return plain(`${this.#hidden}${guard}`);
  }

  end(element: ServerElement): string {
    if (element.localName === "summary") return this.#toggle(element.parentElement);
    if (
      element.localName === "form" &&
      this.#isPosted(element) &&
      !buttons(element).some((b) => typeOf(b) !== "button")
    ) {
      return plain(`<button name=${FIELD.event} value=submit.${element.$id}>Submit</button>`);
    }
    if (element.localName !== "body") return "";
    const apply = this.#pageFields
      ? `<p><button form=${PAGE_FORM} name=${FIELD.event} value=apply>Apply</button></p>`
      : "";
    const encoding = this.#pageFiles ? " enctype=multipart/form-data" : "";
    const form = `<form ${ATTR.plain} id=${PAGE_FORM} method=post${encoding}><noscript>${this.#hidden}</noscript></form>`;
    // It moves while the browser waits for the form's answer: the page around it cannot.
    const frame =
      this.#files && this.#uploads !== null
        ? `<iframe${attribute("src", this.#uploads)} title=Uploads width=100% height=100 style=border:0></iframe>`
        : "";
    return plain(apply + this.#close() + frame) + form;
  }

  /** The browser opens and closes `<details>` by itself, but only a post tells the server. Seen while it is closed: in its summary. */
  #toggle(details: ServerElement | null): string {
    if (details?.localName !== "details" || !listensTo(details, "toggle")) return "";
    const form = details.closest("form");
    const owner = form && this.#isPosted(form) ? "formnovalidate" : `form=${PAGE_FORM}`;
    const label = details.hasAttribute("open") ? "Close" : "Open";
    return plain(` <button ${owner} name=${FIELD.event} value=toggle.${details.$id}>${label}</button>`);
  }

  after(element: ServerElement): string {
    if (element === this.#inside) {
      this.#inside = null;
      return plain(this.#open());
    }
    if (element.localName !== "a" || !element.$isHtml || !listensTo(element, "click")) return "";
    const href = element.getAttribute("href");
    // A link that leads somewhere does so without script too.
    if (href && !/^(#|javascript:)/i.test(href)) return "";
    const label = element.getAttribute("aria-label") || element.textContent.trim() || "Go";
    const button = `<button form=${PAGE_FORM} name=${FIELD.event} value=click.${element.$id}>${escapeText(label)}</button>`;
    return plain(` ${button}`);
  }
}

/** Where a parser lets no `<noscript>` stand, or reads it as something else. */
const NO_PLACE = new Set("select optgroup table tbody thead tfoot tr colgroup".split(" "));

/** A form of the app's, or what may have one in it unseen: markup, an island. */
function holdsForm(element: ServerElement): boolean {
  if (element.localName === "form") return true;
  if (!(element.$flags & Flag.island) && element.$extras?.html == null) return false;
  const { parentElement: parent } = element;
  return parent?.$isHtml === true && !NO_PLACE.has(parent.localName);
}

/** What stands among the app's own elements. Its box must not: where those are laid out by flex or grid it would take a place. */
function plain(content: string): string {
  return `<noscript ${ATTR.plain} style=display:contents>${content}</noscript>`;
}

/** What leads elsewhere: the page hears of the press first, and then the browser is sent on. */
const LEADS = ["formaction", "formmethod", "formenctype", "formtarget"];

/** A button, or an input that is one. */
function pressed(
  element: ServerElement,
  type: string,
  owner: string,
): { text: string; instead: readonly string[] } | null {
  if (type === "reset") return null;
  // What a browser opens by itself needs no server, unless the button says that it wants to know.
  const commands = element.hasAttribute("popovertarget") || element.hasAttribute("commandfor");
  if (commands && !listensTo(element, "click")) return null;
  const submits = type !== "button" && owner === "";
  if (!submits && !hears(element, "click")) return null;
  const event = `${submits ? "submit" : "click"}.${element.$id}`;
  const text = `${owner}${submits ? "" : " formnovalidate"}${type === "image" ? "" : " type=submit"}`;
  // An input's value is its label: there the name carries the event.
  if (element.localName === "input")
    return {
      text: `${text} name=${FIELD.event}:${event}`,
      instead: [...LEADS, ...["type", "name"].slice(type === "image" ? 1 : 0)],
    };
  return { text: `${text} name=${FIELD.event} value=${event}`, instead: [...LEADS, "type", "name", "value"] };
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

/** A form is the page's to answer, unless it only leads elsewhere, by itself or by a button. */
function isPosted(form: ServerElement): boolean {
  if (listensTo(form, "submit")) return true;
  if (form.hasAttribute("action") || /^(dialog|get)$/i.test(form.getAttribute("method") ?? "")) return false;
  for (const element of form.$descendants()) if (element.hasAttribute("formaction")) return false;
  return true;
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

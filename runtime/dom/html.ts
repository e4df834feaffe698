import { ATTR, ID_PREFIX } from "../core/wire.ts";
import { type InputElement, type OptionElement, SelectElement, type TextAreaElement } from "./controls/index.ts";
import { valueMode } from "./controls/values.ts";
import type { ServerElement } from "./element.ts";
import type { TemplateElement } from "./elements.ts";
import { listenerSpec } from "./listeners.ts";
import { NEWLINE_EATERS, RAW_TEXT, VOID } from "./names.ts";
import { Flag, type ServerNode, type ServerParent, type ServerText } from "./node.ts";

/** How a tree is written. */
export interface Writing {
  /** Whether the browser will hold these nodes: they get addresses and say what they listen to. */
  readonly live: boolean;
  /** What a browser without script needs on top; see `plain.ts`. */
  readonly plain: PlainWriter | null;
}

/** Adds what lets an element work without script. */
export interface PlainWriter {
  /** Markup before the start tag. */
  before(element: ServerElement): string;
  /** More attributes for the start tag (each with its leading space), and names of those they replace. */
  attributes(element: ServerElement): { text: string; instead: readonly string[] } | null;
  /** Markup behind the start tag. */
  start(element: ServerElement): string;
  /** Markup before the end tag. */
  end(element: ServerElement): string;
  /** Markup behind the end tag. */
  after(element: ServerElement): string;
}

/** For the browser's script: patches. */
export const LIVE: Writing = { live: true, plain: null };
/** For readers that will never answer: crawlers, tests, the inside of islands. */
export const INERT: Writing = { live: false, plain: null };

const TEXT_SPECIAL = /[&<\r\0]/;
const ATTRIBUTE_SPECIAL = /[&"<\r\0]/;
const ENTITIES: { [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "\r": "&#13;",
  "\0": "\ufffd",
};

/**
 * Text as markup. A carriage return would come out of a parser as a newline, and a NUL not at all.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#escapingString
 */
export function escapeText(text: string): string {
  return TEXT_SPECIAL.test(text) ? text.replace(/[&<\r\0]/g, (c) => ENTITIES[c] as string) : text;
}

/** As {@link escapeText}, within double quotes; `<` too, for htmx rewrites `<hx-` wherever it stands. */
export function escapeAttribute(text: string): string {
  return ATTRIBUTE_SPECIAL.test(text) ? text.replace(/[&"<\r\0]/g, (c) => ENTITIES[c] as string) : text;
}

export function attribute(name: string, value: string): string {
  return value === "" ? ` ${name}` : ` ${name}="${escapeAttribute(value)}"`;
}

/** One patch, as htmx reads it. */
export function partial(target: string, swap: string, content: string): string {
  return `<hx-partial hx-target="${target}" hx-swap="${swap}">${content}</hx-partial>`;
}

/** The HTML of a parent's children. */
export function innerHtml(parent: ServerParent, writing: Writing): string {
  let html = "";
  for (let node = parent.firstChild; node; node = node.nextSibling) html += outerHtml(node, writing);
  return html;
}

/** The HTML of a node; the one place in which markup is made of a tree. */
export function outerHtml(node: ServerNode, writing: Writing): string {
  return node.nodeType === 3 ? escapeText((node as ServerText).$data) : elementHtml(node as ServerElement, writing);
}

enum Kind {
  normal,
  void,
  raw,
  eater,
  input,
  textarea,
  select,
  option,
  template,
  noscript,
}

const KINDS = new Map<string, Kind>([
  ...[...VOID].map((name) => [name, Kind.void] as const),
  ...[...RAW_TEXT].map((name) => [name, Kind.raw] as const),
  ...[...NEWLINE_EATERS].map((name) => [name, Kind.eater] as const),
  ["input", Kind.input],
  ["textarea", Kind.textarea],
  ["select", Kind.select],
  ["option", Kind.option],
  ["template", Kind.template],
  ["noscript", Kind.noscript],
]);

function elementHtml(element: ServerElement, writing: Writing): string {
  const name = element.localName;
  // Void and raw-text elements are HTML's alone: an SVG <style> or <a> follows other rules.
  const html = element.$isHtml;
  const kind = html ? (KINDS.get(name) ?? Kind.normal) : Kind.normal;
  const { live, plain } = writing;
  let out = `${plain ? plain.before(element) : ""}<${name}`;
  if (live) {
    if (!(element.$flags & Flag.known)) {
      element.$flags |= Flag.known;
      element.ownerDocument.$index.set(element.$id, element);
    }
    if (kind === Kind.input || kind === Kind.select) leaveToPatch(element);
    out += element.$flags & Flag.ownId ? ` ${ATTR.address}=${element.$id}` : ` id=${ID_PREFIX}${element.$id}`;
  }
  const extra = plain === null ? null : plain.attributes(element);
  const list = element.$attributes;
  if (list !== null) {
    for (let i = 0; i < list.length; i += 2) {
      const key = list[i] as string;
      if (kind >= Kind.input && isState(element, kind, key)) continue;
      if (extra?.instead.includes(key)) continue;
      out += attribute(key, list[i + 1] as string);
    }
  }
  const more = element.$extras;
  if (more !== null) {
    if (more.style !== null) {
      const css = more.style.cssText;
      if (css) out += attribute("style", css);
    }
    if (live && more.listeners.length > 0) {
      more.on = listenerSpec(element);
      if (more.on) out += attribute(ATTR.on, more.on);
    }
  }
  if (kind >= Kind.input) out += stateHtml(element, kind);
  if (extra) out += extra.text;
  out += ">";
  if (kind === Kind.void || kind === Kind.input) return plain ? out + plain.after(element) : out;
  if (plain) out += plain.start(element);
  out += contentHtml(element, kind, writing);
  if (plain) out += plain.end(element);
  out += `</${name}>`;
  return plain ? out + plain.after(element) : out;
}

function contentHtml(element: ServerElement, kind: Kind, writing: Writing): string {
  const raw = element.$extras?.html;
  if (raw != null) {
    if (writing.plain === null && FOR_HTMX.test(raw)) return withoutHtmx(element, raw, writing);
    return (kind === Kind.eater || kind === Kind.textarea) && raw[0] === "\n" ? `\n${raw}` : raw;
  }
  switch (kind) {
    case Kind.raw:
      return rawText(element);
    case Kind.textarea: {
      const { value } = element as TextAreaElement;
      return (value[0] === "\n" ? "\n" : "") + escapeText(value);
    }
    case Kind.eater:
      return (startsWithNewline(element) ? "\n" : "") + innerHtml(element, writing);
    case Kind.template:
      return innerHtml((element as TemplateElement).content, INERT);
    case Kind.noscript:
      // With script the browser keeps this as text; nothing in it can be addressed.
      return innerHtml(element, writing.live ? { live: false, plain: writing.plain } : writing);
  }
  if (element.$flags & Flag.island) return innerHtml(element, INERT);
  let html = "";
  for (let node = element.firstChild; node; node = node.nextSibling) {
    html += node.nodeType === 3 ? escapeText((node as ServerText).$data) : elementHtml(node as ServerElement, writing);
  }
  return html;
}

/** Attributes that only say how a control began: what it holds now is written instead. */
function isState(element: ServerElement, kind: Kind, name: string): boolean {
  if (kind === Kind.option) return name === "selected";
  if (kind !== Kind.input) return false;
  return name === "checked" || (name === "value" && valueMode((element as InputElement).type) === "value");
}

function stateHtml(element: ServerElement, kind: Kind): string {
  if (kind === Kind.option) return isSelected(element as OptionElement) ? " selected" : "";
  if (kind !== Kind.input) return "";
  const input = element as InputElement;
  const mode = valueMode(input.type);
  if (mode === "on") return input.checked ? " checked" : "";
  // A password is never shown again, not even in the page's source.
  if (mode !== "value" || input.type === "password") return "";
  const { value } = input;
  return value !== "" || input.hasAttribute("value") ? attribute("value", value).replace(/^ value$/, ' value=""') : "";
}

/** A state HTML has no words for follows as a patch: a box neither ticked nor not, a select that shows nothing. */
function leaveToPatch(element: ServerElement): void {
  const { record } = element.ownerDocument;
  if (!(element instanceof SelectElement)) {
    const input = element as InputElement;
    if (input.indeterminate) record.property(input, "indeterminate");
    // As it is parsed it joins its group.
    input.$uncheckGroup(true);
  } else if (element.type === "select-one" && element.selectedIndex < 0 && element.options.length > 0)
    record.property(element, "value");
}

/** A single select's default, its first option, is the browser's default too and goes without saying. */
function isSelected(option: OptionElement): boolean {
  const { select } = option;
  if (!select || select.type === "select-multiple") return option.$chosen;
  return option.$chosen ? option.selected : select.$keeps(option);
}

/** What htmx makes tags of its own of, wherever it stands in a patch: in the value of an attribute too. */
const FOR_HTMX = /<\/?(hx-|template)/i;

/** Trusted markup htmx would change, or that would end the patch that carries it: it follows as text, or is made harmless. */
function withoutHtmx(element: ServerElement, raw: string, { live }: Writing): string {
  if (!live) return raw.replace(/<(?=\/?hx-)/gi, "&lt;");
  element.ownerDocument.record.raw(element);
  return "";
}

/**
 * Script and style text stands as it is; its own end tag must not end it early, nor `<!--<script` hide the end. Nor may
 * htmx find tags of its own in it.
 *
 * @see https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
function rawText(element: ServerElement): string {
  const { localName: name, textContent: text } = element;
  const closed = text.replace(new RegExp(`</(?=${name})`, "gi"), "<\\/");
  const escaped = name === "script" ? "\\u003c" : name === "style" ? "\\3c " : "&lt;";
  const plain = closed.replace(/<(?=\/?hx-)/gi, escaped);
  return name === "script" ? plain.replaceAll("<!--", "\\u003c!--") : plain;
}

function startsWithNewline(element: ServerElement): boolean {
  let node = element.firstChild;
  while (node?.nodeType === 3 && (node as ServerText).$data === "") node = node.nextSibling;
  return node?.nodeType === 3 && (node as ServerText).$data[0] === "\n";
}

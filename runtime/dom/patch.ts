import { ATTR, SWAP, THEN } from "../core/wire.ts";
import { closings } from "./closings.ts";
import { ControlElement, InputElement, OpenableElement, SelectElement, TextAreaElement } from "./controls/index.ts";
import { valueMode } from "./controls/values.ts";
import type { ServerDocument } from "./document.ts";
import type { ServerElement } from "./element.ts";
import { TemplateElement } from "./elements.ts";
import { escapeText, INERT, innerHtml, LIVE, outerHtml, partial } from "./html.ts";
import { listenerSpec } from "./listeners.ts";
import { MATHML_NAMESPACE, SVG_NAMESPACE } from "./names.ts";
import { Flag, type ServerNode, type ServerParent, ServerText } from "./node.ts";
import type { Record } from "./record.ts";

/**
 * Folds a turn's record into the fewest HTML patches, and empties it. htmx finds the targets of all patches
 * before it applies the first: so what concerns content comes in a second part, behind `THEN`, by when the
 * elements this turn inserted are there.
 *
 * @param version the version the tree has with them
 * @returns partials for htmx, or "" where nothing the browser sees has changed
 */
export function fold(document: ServerDocument, version = 0): string {
  const { record } = document;
  const first = record.placements || record.removals || record.markup ? structure(record) : "";
  let out = "";
  // Of what was just written: markup that cannot stand in a patch.
  if (record.markup) for (const element of record.markup) if (isKnown(element)) out += markup(element);
  if (record.gaps) for (const element of record.gaps) if (isKnown(element)) out += gaps(element);
  if (record.handlers) for (const element of record.handlers) if (isKnown(element)) handlers(element);
  if (record.attributes)
    for (const [element, names] of record.attributes) if (isKnown(element)) out += attributes(element, names);
  if (record.properties)
    for (const [element, names] of record.properties) if (isKnown(element)) out += properties(element, names);
  for (const { element, json } of record.calls ?? []) {
    if (!isKnown(element)) continue;
    if (element instanceof OpenableElement) element.$toldAt = version;
    out += partial(element.$address, SWAP.call, escapeText(json));
  }
  // An address counts from the next turn on: until this one is applied, the browser knows the element by the old one.
  if (record.attributes)
    for (const [element, names] of record.attributes) {
      if (names.has(ATTR.address)) element.$flags |= Flag.ownId;
      if (element instanceof OpenableElement && names.has("open")) element.$toldAt = version;
    }
  record.clear();
  return first && out ? `${first}${THEN}${out}` : first + out;
}

function isKnown(node: ServerNode): boolean {
  return (node.$flags & Flag.known) !== 0;
}

/** A placed node that has not been written yet and still stands under a parent the browser has. */
function pending(node: ServerNode): boolean {
  const { parentNode } = node;
  return (node.$flags & (Flag.placed | Flag.written)) === Flag.placed && parentNode !== null && isKnown(parentNode);
}

// ── structure ─────────────────────────────────────────────────────────────────

function structure(record: Record): string {
  const replaced = replacedParents(record);
  let out = closings(record) + removals(record, replaced);
  if (record.markup) for (const element of record.markup) if (isKnown(element)) out += markup(element);
  record.markup = null;
  for (const parent of replaced) out += inner(parent);
  for (const node of record.placements ?? []) if (pending(node)) out += place(node);
  // Options came or went: which one is selected is the server's to say.
  const parents = [
    ...(record.placements ?? []).map((node) => node.parentNode),
    ...(record.removals ?? []).map(({ parent }) => parent),
  ];
  for (const parent of new Set(parents)) {
    const select = parent?.nodeType === 1 && isKnown(parent) ? (parent as ServerElement).closest("select") : null;
    if (select) record.property(select, "value");
  }
  return out;
}

/** Parents none of whose children the browser has (any more): one `innerHTML` says it all. */
function replacedParents(record: Record): ReadonlySet<ServerElement> {
  const removed = new Map<ServerParent, number>();
  for (const { parent } of record.removals ?? []) removed.set(parent, (removed.get(parent) ?? 0) + 1);
  for (const { parentNode } of record.placements ?? [])
    if (parentNode && !removed.has(parentNode)) removed.set(parentNode, 0);
  const parents = new Set<ServerElement>();
  for (const [parent, count] of removed) {
    if (!isKnown(parent) || isOutOfHands(parent as ServerElement) || isMarkup(parent)) continue;
    let child = parent.firstChild;
    while (child && (child.nodeType === 3 || !isKnown(child))) child = child.nextSibling;
    if (!child && (parent.firstChild || count > 1)) parents.add(parent as ServerElement);
  }
  for (const element of record.markup ?? []) {
    if (isKnown(element) && element.$extras?.html == null && element.localName !== "template") parents.add(element);
  }
  return parents;
}

/** Whether trusted markup stands for the children: it is written as a whole. */
function isMarkup(parent: ServerParent): boolean {
  return (parent as ServerElement).$extras?.html != null;
}

/** The document's own parts hold what is not the tree's: notices, nodes of the browser's extensions. */
function isOutOfHands(parent: ServerElement): boolean {
  return parent.localName === "body" || parent.localName === "head" || parent.localName === "html";
}

function inner(parent: ServerElement): string {
  let elements = false;
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    node.$flags = (node.$flags | Flag.written) & ~Flag.gapAfter;
    elements ||= node.nodeType === 1;
  }
  parent.$flags &= ~Flag.gapFirst;
  const html = innerHtml(parent, LIVE);
  return elements
    ? fragment(parent.$address, "innerHTML", parent, html)
    : partial(parent.$address, "textContent", html);
}

/** Addresses in one partial: htmx takes time by the square of a list's length. */
const DELETES = 32;

function removals(record: Record, replaced: ReadonlySet<ServerParent>): string {
  const addresses = (record.removals ?? [])
    .filter(({ parent }) => isKnown(parent) && !replaced.has(parent) && !isMarkup(parent))
    .map(({ address }) => address);
  let out = "";
  for (let i = 0; i < addresses.length; i += DELETES)
    out += partial(addresses.slice(i, i + DELETES).join(","), "delete", "");
  return out;
}

/** Writes the run of placed siblings this node belongs to, from the right: each finds its successor in place. */
function place(node: ServerNode): string {
  let last = node;
  for (let next = nextElement(last); next && pending(next); next = nextElement(last)) last = next;
  let out = "";
  let at: ServerElement | null = last as ServerElement;
  while (at && pending(at)) {
    const before: ServerElement | null = nextElement(at);
    if (isKnown(at)) {
      at.$flags |= Flag.written;
      out += partial(at.$address, SWAP.move, before ? before.$address : "");
      at = previousElement(at);
    } else {
      // A run of new elements, with the texts between them, is one piece of HTML.
      const end: ServerElement = at;
      let begin: ServerElement = at;
      for (let left = previousElement(begin); left && pending(left) && !isKnown(left); left = previousElement(begin))
        begin = left;
      out += insert(begin, end, before);
      at = previousElement(begin);
    }
  }
  return out;
}

function insert(begin: ServerElement, end: ServerElement, before: ServerElement | null): string {
  let html = "";
  for (let node: ServerNode | null = begin; node; node = node === end ? null : node.nextSibling) {
    html += outerHtml(node, LIVE);
    node.$flags |= Flag.written;
    if (node !== end) node.$flags &= ~Flag.gapAfter;
  }
  const parent = begin.parentNode as ServerElement;
  return before ? fragment(before.$address, "before", parent, html) : fragment(parent.$address, "append", parent, html);
}

/** HTML that goes under `parent`: foreign content must be parsed inside its own root element. */
function fragment(target: string, swap: string, parent: ServerElement, html: string): string {
  const namespace = parent.localName === "foreignObject" ? "" : parent.namespaceURI;
  const root = namespace === SVG_NAMESPACE ? "svg" : namespace === MATHML_NAMESPACE ? "math" : "";
  return root ? partial(target, `${swap} strip:true`, `<${root}>${html}</${root}>`) : partial(target, swap, html);
}

function nextElement(node: ServerNode): ServerElement | null {
  let next = node.nextSibling;
  while (next instanceof ServerText) next = next.nextSibling;
  return next as ServerElement | null;
}

function previousElement(node: ServerNode): ServerElement | null {
  let previous = node.previousSibling;
  while (previous instanceof ServerText) previous = previous.previousSibling;
  return previous as ServerElement | null;
}

// ── content ───────────────────────────────────────────────────────────────────

/** Trusted markup travels as text, so that unbalanced tags cannot break the patch that carries it; so do templates. */
function markup(element: ServerElement): string {
  const raw = element instanceof TemplateElement ? innerHtml(element.content, INERT) : element.$extras?.html;
  return raw == null ? "" : partial(element.$address, SWAP.html, escapeText(raw));
}

function gaps(element: ServerElement): string {
  let out = "";
  if (element.$flags & Flag.gapFirst && !isMarkup(element)) {
    out +=
      element instanceof TextAreaElement
        ? properties(element, new Set(["value"]))
        : partial(element.$address, SWAP.text, escapeText(run(element.firstChild)));
  }
  if (element.$flags & Flag.gapAfter && element.parentNode && isKnown(element.parentNode)) {
    out += partial(element.$address, SWAP.textAfter, escapeText(run(element.nextSibling)));
  }
  return out;
}

/** The text of neighbouring text nodes: one node in the browser, or none. */
function run(first: ServerNode | null): string {
  let text = "";
  for (let node = first; node instanceof ServerText; node = node.nextSibling) text += node.$data;
  return text;
}

// ── attributes, properties ────────────────────────────────────────────────────

function handlers(element: ServerElement): void {
  const more = element.$more;
  const spec = listenerSpec(element);
  if (spec !== more.on) element.ownerDocument.record.attribute(element, ATTR.on);
}

function attributes(element: ServerElement, names: ReadonlySet<string>): string {
  const address = element.$address;
  const values: { [name: string]: string | null } = {};
  for (const name of names) {
    if (name === ATTR.on) {
      element.$more.on = listenerSpec(element);
      values[name] = element.$more.on || null;
    } else if (name === ATTR.address) values[name] = String(element.$id);
    else if (name === "style") values[name] = element.getAttribute(name) || null;
    else values[name] = element.getAttribute(name);
    // As a parser would have it.
    values[name] = values[name]?.replaceAll("\0", "\ufffd") ?? null;
  }
  stateOf(element, names);
  return partial(address, SWAP.attributes, escapeText(JSON.stringify(values)));
}

/** Where an attribute would change what a control shows, or no longer does, its state is told as well. */
function stateOf(element: ServerElement, names: ReadonlySet<string>): void {
  const { record } = element.ownerDocument;
  if (element instanceof SelectElement) {
    if (names.has("multiple") || names.has("size")) record.property(element, "value");
  } else if (element instanceof InputElement) {
    if (names.has("checked")) record.property(element, "checked");
    if (VALUE_DEPENDS.some((name) => names.has(name)) && valueMode(element.type) === "value")
      record.property(element, "value");
  } else if (names.has("muted")) record.property(element, "muted");
}

/**
 * What every control holds, for a browser that gets the whole tree: a control its user has touched would stay as it is.
 *
 * @param since the version that browser has: whether a `<details>` is open is its user's business, but for what came later
 */
export function controlStates(root: ServerElement, since: number): string {
  let out = "";
  for (const element of root.$descendants()) {
    if (!isKnown(element) || !(element instanceof ControlElement)) continue;
    if (element instanceof OpenableElement) {
      if (element.$toldAt > since) out += properties(element, new Set(["open"]));
      continue;
    }
    const mode = element instanceof InputElement ? valueMode(element.type) : "value";
    // Only that it is empty may be said of a password.
    const silent = element instanceof InputElement && element.type === "password" && element.value !== "";
    if (mode === "on") out += properties(element, new Set(["checked", "indeterminate"]));
    else if (mode === "value" && !silent) out += properties(element, new Set(["value"]));
  }
  return out;
}

const VALUE_DEPENDS = ["value", "type", "min", "max", "step"];

function properties(element: ServerElement, names: ReadonlySet<string>): string {
  const values: { [name: string]: unknown } = {};
  for (const name of names) {
    if (element instanceof SelectElement) {
      const { options } = element;
      values.selected = element.selectedOptions.map((option) => options.indexOf(option));
    } else if (name === "value" && (element instanceof InputElement || element instanceof TextAreaElement))
      values.value = element.value.replaceAll("\0", "\ufffd");
    else if (name === "checked" && element instanceof InputElement) values.checked = element.checked;
    else if (name === "indeterminate" && element instanceof InputElement) values.indeterminate = element.indeterminate;
    else if (element instanceof OpenableElement) values.open = element.open;
    else if (name === "muted") values.muted = element.hasAttribute("muted");
  }
  if (element instanceof ControlElement && element.$revision) values.r = element.$revision;
  return partial(element.$address, SWAP.properties, escapeText(JSON.stringify(values)));
}

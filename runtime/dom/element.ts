import { SessileError } from "../core/errors.ts";
import { ATTR, ID_PREFIX, RESERVED_ID } from "../core/wire.ts";
import type { ServerDocument } from "./document.ts";
import type { ServerEvent } from "./events.ts";
import { Extras } from "./extras.ts";
import {
  type Handlers,
  isCapture,
  type Listener,
  type ListenerOptions,
  withListener,
  withoutListener,
} from "./listeners.ts";
import { attributeName } from "./names.ts";
import { Flag, isPatched, type ServerNode, ServerParent } from "./node.ts";
import { matcher } from "./selector.ts";
import { Style } from "./style.ts";

/** The attributes of most elements. */
const NONE: string[] = [];

/**
 * An element. `name in element` must answer as in a browser, for Preact decides by it: properties
 * that reflect into attributes are installed by `properties.ts`, those of controls by `controls.ts`.
 *
 * @see https://dom.spec.whatwg.org/#interface-element
 */
export abstract class ServerElement extends ServerParent {
  readonly ownerDocument: ServerDocument;
  readonly localName: string;
  /** Never used twice in a page's life. */
  readonly $id: number;
  /** Names and values in turn: `["class", "x", "title", "y"]`. Most elements have none or one. */
  $attributes: string[] | null = null;
  $extras: Extras | null = null;

  constructor(document: ServerDocument, localName: string) {
    super();
    this.ownerDocument = document;
    this.localName = localName;
    this.$id = document.$nextId++;
  }

  get nodeType(): 1 {
    return 1;
  }

  abstract get namespaceURI(): string;

  /** Whether HTML's own rules (void elements, raw text) hold for this element. */
  get $isHtml(): boolean {
    return false;
  }

  get $document(): ServerDocument {
    return this.ownerDocument;
  }

  get tagName(): string {
    return this.localName.toUpperCase();
  }

  get nodeName(): string {
    return this.tagName;
  }

  get parentElement(): ServerElement | null {
    const { parentNode } = this;
    return parentNode instanceof ServerElement ? parentNode : null;
  }

  /** The CSS selector that finds this element in the browser. */
  get $address(): string {
    return this.$flags & Flag.ownId ? `[${ATTR.address}='${this.$id}']` : `#${ID_PREFIX}${this.$id}`;
  }

  get $more(): Extras {
    this.$extras ??= new Extras();
    return this.$extras;
  }

  // ── attributes ──────────────────────────────────────────────────────────────

  getAttribute(name: string): string | null {
    const key = this.$name(name);
    if (key === "style" && this.$extras?.style) return this.$extras.style.cssText;
    const list = this.$attributes;
    if (list) for (let i = 0; i < list.length; i += 2) if (list[i] === key) return list[i + 1] as string;
    return null;
  }

  hasAttribute(name: string): boolean {
    return this.getAttribute(name) !== null;
  }

  setAttribute(name: string, value: unknown): void {
    const key = this.$name(name);
    const text = String(value);
    if (key === "style") {
      this.style.cssText = text;
      return;
    }
    if (key === "id") {
      if (RESERVED_ID.test(text)) throw new SessileError("SES_ID_RESERVED", `id="${text}"`);
      // The address changes with the first id of the app's own: from then on `s-id` carries it.
      if (!(this.$flags & Flag.ownId) && this.$flags & Flag.known) {
        this.ownerDocument.record.attribute(this, ATTR.address);
      } else this.$flags |= Flag.ownId;
    } else if (key === ATTR.island) this.$flags |= Flag.island;
    else if (key === "disabled" || key === "inert") this.$flags |= Flag.barred;
    const list = this.$attributes ?? NONE;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] !== key) continue;
      if (list[i + 1] === text) return;
      list[i + 1] = text;
      this.$attributeChanged(key);
      return;
    }
    // Not pushed: a list that grows by pushing reserves room for sixteen more.
    this.$attributes = list.length === 0 ? [key, text] : [...list, key, text];
    this.$attributeChanged(key);
  }

  removeAttribute(name: string): void {
    const key = this.$name(name);
    if (key === "style") {
      if (this.$extras?.style) this.style.cssText = "";
      return;
    }
    const list = this.$attributes;
    if (!list) return;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] !== key) continue;
      list.splice(i, 2);
      this.$attributeChanged(key);
      return;
    }
  }

  toggleAttribute(name: string, force = !this.hasAttribute(name)): boolean {
    if (force) this.setAttribute(name, "");
    else this.removeAttribute(name);
    return force;
  }

  /** The attributes as browsers list them. */
  get attributes(): { name: string; value: string }[] {
    const list = this.$attributes ?? [];
    const pairs: { name: string; value: string }[] = [];
    for (let i = 0; i < list.length; i += 2) pairs.push({ name: list[i] as string, value: list[i + 1] as string });
    return pairs;
  }

  /** HTML elements keep attribute names in lower case. */
  $name(name: string): string {
    return attributeName(name);
  }

  $attributeChanged(name: string): void {
    if (this.$flags & Flag.known) this.ownerDocument.record.attribute(this, name);
    else if (this.ownerDocument.$templates) this.ownerDocument.record.changedUnknown(this);
  }

  get style(): Style {
    const more = this.$more;
    more.style ??= new Style(this);
    // Whoever asks for the style means to change it; Preact does so only for a value that differs.
    this.$attributeChanged("style");
    return more.style;
  }

  set style(text: unknown) {
    this.style.cssText = String(text);
  }

  // ── content ─────────────────────────────────────────────────────────────────

  /** Trusted markup in place of children; what stood here before goes. */
  set innerHTML(html: unknown) {
    const text = html == null ? "" : String(html);
    this.replaceChildren();
    this.$more.html = text;
    if (isPatched(this)) this.ownerDocument.record.raw(this);
    else this.ownerDocument.record.changedUnknown(this);
  }

  get innerHTML(): string {
    return this.$extras?.html ?? "";
  }

  override get textContent(): string {
    return super.textContent;
  }

  override set textContent(text: string) {
    if (this.$extras?.html != null) {
      this.$extras.html = null;
      if (isPatched(this)) this.ownerDocument.record.raw(this);
      else this.ownerDocument.record.changedUnknown(this);
    }
    super.textContent = text;
  }

  get children(): ServerElement[] {
    return this.childNodes.filter((node) => node instanceof ServerElement);
  }

  get firstElementChild(): ServerElement | null {
    return elementFrom(this.firstChild);
  }

  get nextElementSibling(): ServerElement | null {
    return elementFrom(this.nextSibling);
  }

  // ── listeners ───────────────────────────────────────────────────────────────

  addEventListener(type: string, listener: Listener["callback"], options?: ListenerOptions): void {
    const more = this.$more;
    const listeners = withListener(more.listeners, { type, capture: isCapture(options), callback: listener });
    if (listeners === more.listeners) return;
    more.listeners = listeners;
    this.ownerDocument.$listens(type);
    if (this.$flags & Flag.known) this.ownerDocument.record.handler(this);
  }

  removeEventListener(type: string, listener: Listener["callback"], options?: ListenerOptions): void {
    const more = this.$more;
    const listeners = withoutListener(more.listeners, { type, capture: isCapture(options), callback: listener });
    if (listeners === more.listeners) return;
    more.listeners = listeners;
    if (this.$flags & Flag.known) this.ownerDocument.record.handler(this);
  }

  dispatchEvent(event: ServerEvent): boolean {
    this.ownerDocument.$dispatch(this, event);
    return !event.defaultPrevented;
  }

  /** Preact's store of handlers by prop name; each look may precede a change of marks. */
  get __e(): Handlers | null {
    const handlers = this.$extras?.handlers ?? null;
    if (handlers && this.$flags & Flag.known) this.ownerDocument.record.handler(this);
    return handlers;
  }

  set __e(handlers: Handlers) {
    this.$more.handlers = handlers;
  }

  get __a(): { [prop: string]: number } | null {
    return this.$extras?.attached ?? null;
  }

  set __a(attached: { [prop: string]: number }) {
    this.$more.attached = attached;
  }

  /** Preact's tree within a container. */
  get __k(): object | null {
    return this.$extras?.root ?? null;
  }

  set __k(root: object | null) {
    this.$more.root = root;
  }

  // ── looking around ──────────────────────────────────────────────────────────

  /** The nearest ancestor-or-self that fits; see `selector.ts` for what is known. */
  closest(selectors: string): ServerElement | null {
    const fits = matcher(selectors);
    for (let e: ServerElement | null = this; e; e = e.parentElement) if (fits(e)) return e;
    return null;
  }

  /** Descendants in tree order. */
  *$descendants(): Generator<ServerElement> {
    let node: ServerNode | null = this.firstChild;
    while (node) {
      if (node instanceof ServerElement) {
        yield node;
        if (node.firstChild) {
          node = node.firstChild;
          continue;
        }
      }
      while (node && !node.nextSibling) {
        node = node.parentNode === this ? null : (node.parentNode as ServerNode | null);
      }
      node = node?.nextSibling ?? null;
    }
  }
}

/** This node or the nearest sibling behind it that is an element. */
function elementFrom(node: ServerNode | null): ServerElement | null {
  while (node && !(node instanceof ServerElement)) node = node.nextSibling;
  return node;
}

import { ATTR } from "../core/wire.ts";
import { controlClass } from "./controls/index.ts";
import type { ServerElement } from "./element.ts";
import { HTMLServerElement, MathMLServerElement, SVGServerElement, TemplateElement } from "./elements.ts";
import { type DispatchHost, dispatch, type ServerEvent } from "./events.ts";
import { checkTagName, MATHML_NAMESPACE, SVG_NAMESPACE } from "./names.ts";
import { ServerParent, ServerText } from "./node.ts";
import { NodeIndex } from "./node-index.ts";
import "./properties.ts";
import { Record, type RecordHost } from "./record.ts";
import { typeWord } from "./told.ts";

/** What a document tells the page it belongs to. */
export interface DocumentHost extends RecordHost, DispatchHost {}

/** Names of radio buttons that a document remembers. */
const NAMES_MAX = 10_000;

/**
 * A page's document: `<html>`, its head and body, and what the runtime keeps about them.
 *
 * @see https://dom.spec.whatwg.org/#interface-document
 */
export class ServerDocument extends ServerParent {
  readonly record: Record;
  readonly documentElement: ServerElement;
  $nextId = 0;
  /** Whether any `<template>` has content: then changes out of the browser's sight may matter. */
  $templates = false;
  /** Elements by id, those the browser has. */
  readonly $index = new NodeIndex();
  /** Whose document it is. */
  readonly $host: DocumentHost;
  /** Every type some element listens to, with what is to be told of it: words of `s-types`. */
  #types = "";
  /** Names under which a radio button is or was checked; null: none yet. */
  #checked: Set<string> | null = null;

  constructor(host: DocumentHost) {
    super();
    this.$host = host;
    this.record = new Record(host);
    this.documentElement = this.createElement("html");
    this.appendChild(this.documentElement);
  }

  get nodeType(): 9 {
    return 9;
  }

  get ownerDocument(): null {
    return null;
  }

  get $document(): ServerDocument {
    return this;
  }

  get head(): ServerElement | null {
    return this.#part("head");
  }

  get body(): ServerElement | null {
    return this.#part("body");
  }

  #part(name: string): ServerElement | null {
    let child = this.documentElement.firstElementChild;
    while (child && child.localName !== name) child = child.nextElementSibling;
    return child;
  }

  /** Whether no radio button of this name was ever checked: remembers that one is. */
  $isFirstChecked(name: string): boolean {
    this.#checked ??= new Set();
    const { size } = this.#checked;
    // Where names come and go without end, nothing can be said of one that is not remembered.
    if (size < NAMES_MAX) this.#checked.add(name);
    return this.#checked.size > size;
  }

  createElement(name: string): ServerElement {
    return this.createElementNS(null, name.toLowerCase());
  }

  createElementNS(namespace: string | null, name: string): ServerElement {
    checkTagName(name);
    if (namespace === SVG_NAMESPACE) return new SVGServerElement(this, name);
    if (namespace === MATHML_NAMESPACE) return new MathMLServerElement(this, name);
    if (name === "template") return new TemplateElement(this, name);
    const Control = controlClass(name);
    return Control ? new Control(this, name) : new HTMLServerElement(this, name);
  }

  createTextNode(data: unknown): ServerText {
    return new ServerText(String(data));
  }

  getElementById(id: string): ServerElement | null {
    for (const element of this.documentElement.$descendants()) if (element.getAttribute("id") === id) return element;
    return null;
  }

  get title(): string {
    return this.#title?.textContent ?? "";
  }

  /** Through the text node that is there, for it is Preact's. */
  set title(title: string) {
    const text = this.#title?.firstChild;
    if (text && "data" in text) text.data = title;
    else if (this.#title) this.#title.textContent = title;
  }

  get #title(): ServerElement | undefined {
    return this.head?.children.find((child) => child.localName === "title");
  }

  /** Where the focus is, the browser alone knows: here, as in a document without focus, it is on the body. */
  get activeElement(): ServerElement | null {
    return this.body;
  }

  // Libraries register on the document (click outside, key presses); `<html>` hears all that bubbles.
  addEventListener(...args: Parameters<ServerElement["addEventListener"]>): void {
    this.documentElement.addEventListener(...args);
  }

  removeEventListener(...args: Parameters<ServerElement["removeEventListener"]>): void {
    this.documentElement.removeEventListener(...args);
  }

  /** An element listens to `type`: the browser's script must hear it from now on. */
  $listens(type: string): void {
    const word = typeWord(type);
    if (` ${this.#types} `.includes(` ${word} `)) return;
    this.#types += this.#types ? ` ${word}` : word;
    this.documentElement.setAttribute(ATTR.types, this.#types);
  }

  $dispatch(target: ServerElement, event: ServerEvent): void {
    dispatch(target, event, this.$host);
  }

  /** Elements the browser has by number; what a forged or stale number finds is nothing. */
  $find(id: number): ServerElement | undefined {
    return this.$index.get(id);
  }
}

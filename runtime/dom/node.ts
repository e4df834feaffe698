import { SessileError } from "../core/errors.ts";
import type { ServerDocument } from "./document.ts";
import type { ServerElement } from "./element.ts";

/**
 * The one data structure of the server DOM: a doubly linked list of siblings, with a pointer to the
 * parent in each node and to the first and last child in each parent.
 *
 *   parent ── firstChild ─▶ a ⇄ b ⇄ c ◀─ lastChild ── parent
 *
 * Preact asks `name in node` to decide between property and attribute, so whatever is the runtime's
 * own begins with `$`, a character no HTML attribute name in use begins with.
 *
 * @see https://dom.spec.whatwg.org/#interface-node
 */
export abstract class ServerNode {
  parentNode: ServerParent | null = null;
  previousSibling: ServerNode | null = null;
  nextSibling: ServerNode | null = null;
  /** Bits of {@link Flag}. */
  $flags = 0;

  abstract readonly nodeType: number;

  get isConnected(): boolean {
    let node: ServerNode = this;
    while (node.parentNode) node = node.parentNode;
    return node.nodeType === 9;
  }

  contains(other: ServerNode | null): boolean {
    for (let node = other; node; node = node.parentNode) if (node === this) return true;
    return false;
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }
}

/** What a node's `$flags` say. */
export const Flag = {
  /** The browser has this node: changes to it must travel. */
  known: 1,
  /** Inserted or moved in this turn, and listed in the record. */
  placed: 2,
  /** The text run after this element changed. */
  gapAfter: 4,
  /** The text run at this element's start changed. */
  gapFirst: 8,
  /** A handler on this element was set in this turn. */
  handlers: 16,
  /** The element has or had an id of the app's own: its address is the attribute `s-id`. */
  ownId: 32,
  /** The browser's own element: its children are written once and never patched. */
  island: 64,
  /** This placed node has been written into a patch. */
  written: 128,
  /** The element has or had the attribute `disabled` or `inert`: only then is it worth a look whether it bars its inside. */
  barred: 256,
} as const;

/** A node that can have children. */
export abstract class ServerParent extends ServerNode {
  firstChild: ServerNode | null = null;
  lastChild: ServerNode | null = null;

  abstract get ownerDocument(): ServerDocument | null;
  /** The document whose record hears of changes: a document is its own. */
  abstract get $document(): ServerDocument;

  /** A copy of the list of children, made when asked for. */
  get childNodes(): ServerNode[] {
    const nodes: ServerNode[] = [];
    for (let node = this.firstChild; node; node = node.nextSibling) nodes.push(node);
    return nodes;
  }

  appendChild<T extends ServerNode>(node: T): T {
    return this.insertBefore(node, null);
  }

  insertBefore<T extends ServerNode>(node: T, before: ServerNode | null): T {
    if (before === (node as ServerNode)) before = node.nextSibling;
    if (before && before.parentNode !== this) throw new SessileError("SES_HIERARCHY");
    if ((node as ServerNode) === this || (hasChildren(node) && node.contains(this))) {
      throw new SessileError("SES_HIERARCHY");
    }
    const { record } = this.$document;
    const old = node.parentNode;
    if (old === this) {
      if (node.nextSibling === before) return node;
      if (isPatched(this)) record.leaves(this, node);
      unlink(this, node);
      link(this, node, before);
      if (isPatched(this)) record.placed(this, node);
      else record.changedUnknown(this);
    } else {
      old?.removeChild(node);
      link(this, node, before);
      if (isPatched(this)) record.placed(this, node);
      else record.changedUnknown(this);
    }
    return node;
  }

  /** As `insertBefore`, where the browser shall keep the node's state. Here both keep it. */
  moveBefore(node: ServerNode, before: ServerNode | null): void {
    this.insertBefore(node, before);
  }

  removeChild<T extends ServerNode>(node: T): T {
    if (node.parentNode !== this) throw new SessileError("SES_HIERARCHY");
    const { record } = this.$document;
    if (isPatched(this)) record.removed(this, node);
    else record.changedUnknown(this);
    unlink(this, node);
    return node;
  }

  replaceChildren(): void {
    while (this.lastChild) this.removeChild(this.lastChild);
  }

  get textContent(): string {
    let text = "";
    for (let node = this.firstChild; node; node = node.nextSibling) {
      text += (node as ServerParent | ServerText).textContent;
    }
    return text;
  }

  set textContent(text: string) {
    this.replaceChildren();
    if (text) this.appendChild(new ServerText(String(text)));
  }
}

/** Whether the browser has this parent and the server changes its children: an island's are the browser's own. */
export function isPatched(parent: ServerParent): boolean {
  return (parent.$flags & (Flag.known | Flag.island)) === Flag.known;
}

function hasChildren(node: ServerNode): boolean {
  return (node as ServerParent).firstChild != null;
}

function link(parent: ServerParent, node: ServerNode, before: ServerNode | null): void {
  const previous = before ? before.previousSibling : parent.lastChild;
  node.parentNode = parent;
  node.previousSibling = previous;
  node.nextSibling = before;
  if (previous) previous.nextSibling = node;
  else parent.firstChild = node;
  if (before) before.previousSibling = node;
  else parent.lastChild = node;
}

function unlink(parent: ServerParent, node: ServerNode): void {
  const { previousSibling, nextSibling } = node;
  if (previousSibling) previousSibling.nextSibling = nextSibling;
  else parent.firstChild = nextSibling;
  if (nextSibling) nextSibling.previousSibling = previousSibling;
  else parent.lastChild = previousSibling;
  node.parentNode = node.previousSibling = node.nextSibling = null;
}

/** @see https://dom.spec.whatwg.org/#interface-text */
export class ServerText extends ServerNode {
  $data: string;

  constructor(data: string) {
    super();
    this.$data = data;
  }

  get nodeType(): 3 {
    return 3;
  }

  get data(): string {
    return this.$data;
  }

  set data(data: unknown) {
    const text = String(data);
    if (text === this.$data) return;
    this.$data = text;
    const parent = this.parentNode;
    if (!parent) return;
    if (isPatched(parent)) parent.$document.record.text(parent, this);
    else parent.$document.record.changedUnknown(parent);
  }

  get textContent(): string {
    return this.$data;
  }

  get nodeValue(): string {
    return this.$data;
  }
}

/** The inside of a `<template>`: a tree apart, which the browser cannot address. */
export class ServerFragment extends ServerParent {
  constructor(readonly host: ServerElement) {
    super();
  }

  get nodeType(): 11 {
    return 11;
  }

  get ownerDocument(): ServerDocument {
    return this.host.ownerDocument;
  }

  get $document(): ServerDocument {
    return this.host.ownerDocument;
  }
}

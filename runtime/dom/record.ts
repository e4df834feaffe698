import { ATTR } from "../core/wire.ts";
import type { ServerElement } from "./element.ts";
import { Flag, type ServerFragment, type ServerNode, type ServerParent, ServerText } from "./node.ts";

/** A method call that travels to the browser's element. */
export interface RemoteCall {
  readonly element: ServerElement;
  /** Name and arguments as JSON. */
  readonly json: string;
}

/** An element the browser must drop, and the parent it stood in. */
export interface Removal {
  readonly parent: ServerParent;
  readonly address: string;
}

/** Who is told that there is something to commit. */
export interface RecordHost {
  /** The first change since the last commit. */
  dirty(): void;
}

/**
 * The mutations of a turn, as plain data. Only what concerns nodes the browser has is written down: a
 * subtree under construction costs nothing. `patch.ts` folds it into the fewest patches, from the
 * final state; so the record says what was touched, not step by step how. Each list is there from its first entry
 * to the commit: most turns need one or two of them, and an idle page keeps none.
 */
export class Record {
  /** Addresses of elements the browser must drop, each with the parent it stood in. */
  removals: Removal[] | null = null;
  /** Nodes inserted or moved under a parent the browser has. */
  placements: ServerNode[] | null = null;
  /** Elements whose flags name a text run that changed. */
  gaps: ServerElement[] | null = null;
  /** Names of attributes changed, by element. */
  attributes: Map<ServerElement, Set<string>> | null = null;
  /** Names of live properties changed, by element. */
  properties: Map<ServerElement, Set<string>> | null = null;
  /** Elements on which Preact stored a handler: what they listen to may have changed. */
  handlers: ServerElement[] | null = null;
  /** Elements whose markup is replaced as a whole (trusted markup, templates). */
  markup: Set<ServerElement> | null = null;
  calls: RemoteCall[] | null = null;
  /** Addresses of modal dialogs that leave while they are open, the innermost first. */
  closings: string[] | null = null;

  #dirty = false;
  readonly #host: RecordHost;

  constructor(host: RecordHost) {
    this.#host = host;
  }

  get empty(): boolean {
    return !this.#dirty;
  }

  #touch(): void {
    if (this.#dirty) return;
    this.#dirty = true;
    this.#host.dirty();
  }

  /** `node` was put under `parent`, which the browser has. */
  placed(parent: ServerParent, node: ServerNode): void {
    this.#touch();
    if (node instanceof ServerText) {
      this.#gapAt(parent, node.previousSibling);
      return;
    }
    if (!(node.$flags & Flag.placed)) {
      node.$flags |= Flag.placed;
      this.placements = append(this.placements, node);
    }
    const { previousSibling, nextSibling } = node;
    const marked = (node.$flags & Flag.gapAfter) !== 0;
    if (marked || previousSibling instanceof ServerText || nextSibling instanceof ServerText) {
      this.#gapAt(parent, previousSibling);
      this.#gapAt(parent, node);
    }
  }

  /** `node` is about to leave its place for another under the same parent. */
  leaves(parent: ServerParent, node: ServerNode): void {
    this.#touch();
    const { previousSibling, nextSibling } = node;
    // A text the browser still has behind this element falls to the element before it.
    const leavesText = (node.$flags & Flag.gapAfter) !== 0 || nextSibling instanceof ServerText;
    if (leavesText || node instanceof ServerText || previousSibling instanceof ServerText) {
      this.#gapAt(parent, previousSibling);
    }
  }

  /** `node` is about to leave `parent`, which the browser has. */
  removed(parent: ServerParent, node: ServerNode): void {
    this.leaves(parent, node);
    if (node instanceof ServerText) return;
    const element = node as ServerElement;
    if (element.$flags & Flag.known) this.removals = append(this.removals, { parent, address: element.$address });
    this.#forget(element);
  }

  /** The text of a node under a parent the browser has changed. */
  text(parent: ServerParent, node: ServerText): void {
    this.#touch();
    this.#gapAt(parent, node.previousSibling);
  }

  /** Something changed under a parent the browser does not have: only a template's inside matters. */
  changedUnknown(parent: ServerParent): void {
    if (!parent.$document.$templates) return;
    let root: ServerParent = parent;
    while (root.parentNode) root = root.parentNode;
    if (root.nodeType !== 11) return;
    const { host } = root as ServerFragment;
    if (!(host.$flags & Flag.known)) return this.changedUnknown(host);
    this.raw(host);
  }

  attribute(element: ServerElement, name: string): void {
    this.#touch();
    this.attributes ??= new Map();
    add(this.attributes, element, name);
  }

  property(element: ServerElement, name: string): void {
    this.#touch();
    this.properties ??= new Map();
    add(this.properties, element, name);
  }

  handler(element: ServerElement): void {
    if (element.$flags & Flag.handlers) return;
    this.#touch();
    element.$flags |= Flag.handlers;
    this.handlers = append(this.handlers, element);
  }

  raw(element: ServerElement): void {
    this.#touch();
    this.markup ??= new Set();
    this.markup.add(element);
  }

  /** @throws TypeError where an argument cannot be JSON: in the caller, not in the commit */
  call(element: ServerElement, name: string, args: readonly unknown[]): void {
    const json = JSON.stringify([name, ...args]);
    this.#touch();
    this.calls = append(this.calls, { element, json });
  }

  /** Empties the record for the next turn. */
  clear(): void {
    if (this.placements) for (const node of this.placements) node.$flags &= ~(Flag.placed | Flag.written);
    if (this.gaps) for (const element of this.gaps) element.$flags &= ~(Flag.gapAfter | Flag.gapFirst);
    if (this.handlers) for (const element of this.handlers) element.$flags &= ~Flag.handlers;
    this.removals = this.placements = this.gaps = this.handlers = this.calls = null;
    this.attributes = this.properties = this.markup = this.closings = null;
    this.#dirty = false;
  }

  /** The browser drops this subtree: its nodes are strangers again, and their addresses find nothing. */
  #forget(element: ServerElement): void {
    if (!(element.$flags & Flag.known)) return;
    const { $address: address } = element;
    element.$flags &= ~(Flag.known | Flag.placed);
    element.ownerDocument.$index.delete(element.$id);
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child instanceof ServerText) continue;
      this.#forget(child as ServerElement);
    }
    if (element.localName === "dialog" && element.hasAttribute("open") && element.hasAttribute(ATTR.modal))
      this.closings = append(this.closings, address);
  }

  /**
   * Marks the text run that `previous` belongs to or precedes: browsers see neighbouring texts as one. Texts the browser
   * has here stay behind an element that keeps its place, however many are put in between: so those runs are marked too,
   * and a placed element whose run is marked has one before it that is.
   */
  #gapAt(parent: ServerParent, previous: ServerNode | null): void {
    let anchor = previous;
    for (;;) {
      while (anchor instanceof ServerText) anchor = anchor.previousSibling;
      const element = (anchor ?? parent) as ServerElement;
      const bit = anchor ? Flag.gapAfter : Flag.gapFirst;
      if (element.$flags & bit) return;
      if (!(element.$flags & (Flag.gapAfter | Flag.gapFirst))) this.gaps = append(this.gaps, element);
      element.$flags |= bit;
      if (!anchor || !(anchor.$flags & Flag.placed)) return;
      anchor = anchor.previousSibling;
    }
  }
}

function append<T>(list: T[] | null, entry: T): T[] {
  if (!list) return [entry];
  list.push(entry);
  return list;
}

function add(map: Map<ServerElement, Set<string>>, element: ServerElement, name: string): void {
  const names = map.get(element);
  if (names) names.add(name);
  else map.set(element, new Set([name]));
}

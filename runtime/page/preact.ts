import { Component, options } from "preact";
import "preact/hooks";
import { SessileError } from "../core/errors.ts";
import type { ServerDocument } from "../dom/document.ts";
import type { ServerElement } from "../dom/element.ts";
import type { PageContextValue } from "./context.ts";
import { draws, gone } from "./unborn.ts";
import { componentStack, eachVNode, type VNodeOf, vnodeOf } from "./vnodes.ts";

/**
 * The one module that touches Preact's `options`, and the one that knows its mangled names.
 *
 * Preact has one render queue and one effect queue per process. A turn belongs to one page, so nothing may
 * enter a queue but for the page whose turn it is: a state change for another page (or outside any turn: a
 * timer, a resolved promise) becomes a job of that page. So an exception, a slow render or an endless loop
 * stays within its page, and a broadcast to many pages is as many turns, which can be sliced.
 */

export { componentOf } from "./vnodes.ts";

/** What owns a document: a page. */
export interface Scope {
  readonly document: ServerDocument;
  /** What its components may reach. */
  readonly context: PageContextValue;
  /** Runs a job in a turn of this page, soon. */
  schedule(job: () => void): void;
  /** Gets what a job threw, and what no boundary caught. */
  crashed(error: unknown): void;
}

// Turn-scoped: set for the length of one synchronous turn, never across.
let current: Scope | null = null;
let flushRenders: (() => void) | null = null;
/** Whoever has effects to run: hooks, and signals for theirs. Each asks once until it was called. */
const flushEffects = new Set<() => void>();
let rendersMax = Number.POSITIVE_INFINITY;
/** Renders for the present job, and, once they are more than one component may have, how many each has had since. */
let renders = 0;
let rendersOf: Map<object, number> | null = null;

/** The page whose turn it is. */
export function currentScope(): Scope | null {
  return current;
}

/**
 * What the component that renders may reach of its page; null where it is rendered without one, by a test or to a
 * string. All renders of a page are in its turns, so no provider is needed to tell.
 */
export function usePageContext(): PageContextValue | null {
  return current?.context ?? null;
}

// Outside turns only trees that are no page's render (another renderer in the same process): as Preact would.
options.debounceRendering = (flush) => {
  if (current) flushRenders = flush;
  else queueMicrotask(flush);
};
options.requestAnimationFrame = (flush) => {
  if (current) flushEffects.add(flush as () => void);
  // A signal was set by no page: its effects may be anybody's, so they run outside all turns, and must not end the process.
  else setTimeout(() => drain(flush as () => void, STRAY));
};

const strays = new Set<(error: unknown) => void>();

/**
 * Says where exceptions go that belong to no page: those of effects on a signal that was set outside all turns.
 *
 * @returns what takes that back
 */
export function onStray(report: (error: unknown) => void): () => void {
  strays.add(report);
  return () => void strays.delete(report);
}

const STRAY: Pick<Scope, "crashed"> = {
  crashed(error) {
    if (strays.size === 0) throw error;
    for (const report of strays) report(error);
  },
};

/** Mangled names of Preact 11 (its mangle.json): they are the same in every build of it. */
interface Internals {
  /** A component's parent DOM node, or null before it is mounted and after it is unmounted. */
  __P?: { ownerDocument?: ServerDocument | null; nodeType: number } | null;
}
interface OptionInternals {
  /** `_catchError`. */
  __e: (error: unknown, vnode: VNodeOf<object>, ...rest: unknown[]) => void;
  /** `_render`: before each. */
  __r?: (vnode: VNodeOf<object>) => void;
}

function scopeOf(component: Component): Scope | null {
  // A page's document belongs to the page; a document of a test's own belongs to nobody that schedules.
  const owner = (component as unknown as Internals).__P?.ownerDocument?.$host as Partial<Scope> | undefined;
  return owner?.schedule ? (owner as Scope) : null;
}

const { setState, forceUpdate } = Component.prototype;
const internals = options as unknown as OptionInternals;
const { __r: rendering } = internals;

internals.__r = (vnode) => {
  draws(vnode.__c);
  if (++renders > rendersMax) count(vnode.__c);
  rendering?.(vnode);
};

const { unmount } = options;
options.unmount = (vnode) => {
  unmount?.(vnode);
  gone((vnode as VNodeOf<object>).__c);
};

/** From here on it may be an endless loop: then some component renders again and again. */
function count(component: object | null | undefined): void {
  rendersOf ??= new Map();
  if (component) rendersOf.set(component, (rendersOf.get(component) ?? 0) + 1);
}

/** What rendered last asked for a turn of its page. Its function, not the instance: that would keep a tree alive. */
let asked: { readonly displayName?: string; readonly name: string } | null = null;

/** The name of the component whose state change was the last to wait for a turn: for log lines. */
export function askedLast(): string {
  return asked ? (asked.displayName ?? asked.name) : "";
}

/** The page a state change must wait for, because it is not its turn; null: the change may be made now. */
function elsewhere(component: Component): Scope | null {
  const scope = scopeOf(component);
  if (scope !== null && scope !== current) {
    asked = component.constructor as typeof asked;
    return scope;
  }
  if (rendersOf !== null && (rendersOf.get(component) ?? 0) > rendersMax) throw new SessileError("SES_TURN_LOOP");
  return null;
}

Component.prototype.setState = function (this: Component, update: never, callback?: () => void) {
  const scope = elsewhere(this);
  if (scope) scope.schedule(() => setState.call(this, update, callback));
  else setState.call(this, update, callback);
};

Component.prototype.forceUpdate = function (this: Component, callback?: () => void) {
  const scope = elsewhere(this);
  if (scope) scope.schedule(() => forceUpdate.call(this, callback));
  else forceUpdate.call(this, callback);
};

// ── errors ────────────────────────────────────────────────────────────────────

const stacks = new WeakMap<object, string[]>();
const catchError = internals.__e;

internals.__e = (error, vnode, ...rest) => {
  remember(error, vnode);
  catchError(error, vnode, ...rest);
};

function remember(error: unknown, vnode: VNodeOf<object> | undefined): void {
  if (!vnode || typeof error !== "object" || error === null || "then" in error || stacks.has(error)) return;
  stacks.set(error, componentStack(vnode));
}

/** Names of the components an error passed through, the innermost first. */
export function componentStackOf(error: unknown): readonly string[] {
  return (typeof error === "object" && error !== null && stacks.get(error)) || [];
}

// ── development ──

/** What hot reload adds to Preact. */
export interface Extension<Instance> {
  /** A vnode was made. */
  created(vnode: VNodeOf<Instance>): void;
  /** A component is about to render: nothing of this render has happened. */
  rendering(vnode: VNodeOf<Instance>): void;
  /** It has rendered, and all below it. */
  rendered(vnode: VNodeOf<Instance>): void;
  /** @returns whether that was all; false: the error goes to the next boundary */
  failed(error: unknown, vnode: VNodeOf<Instance>, old: VNodeOf<Instance> | undefined): boolean;
}

/** Extends Preact, for as long as the process runs. */
export function extendPreact<Instance>(extension: Extension<Instance>): void {
  type Hook = (vnode: VNodeOf<Instance>) => void;
  const hooks = options as unknown as { vnode?: Hook; __r?: Hook; diffed?: Hook };
  const { vnode: created, __r: rendering, diffed } = hooks;
  hooks.vnode = (vnode) => {
    created?.(vnode);
    extension.created(vnode);
  };
  hooks.__r = (vnode) => {
    extension.rendering(vnode);
    rendering?.(vnode);
  };
  hooks.diffed = (vnode) => {
    diffed?.(vnode);
    extension.rendered(vnode);
  };
  const { __e: failed } = internals;
  internals.__e = (error, vnode, ...rest) => {
    remember(error, vnode);
    const [old] = rest as [VNodeOf<Instance> | undefined];
    if (!extension.failed(error, vnode as VNodeOf<Instance>, old)) failed(error, vnode, ...rest);
  };
}

/** Renders anew, in the turn that is under way, what `stale` picks among the components of a document. */
export function renderStale<Instance>(
  document: ServerDocument,
  stale: (instance: Instance, vnode: VNodeOf<Instance>) => boolean,
): void {
  eachVNode<Instance>(document, (vnode) => {
    // Not a state change of the app's: it does not count towards an endless turn.
    if (vnode.__c && stale(vnode.__c, vnode)) forceUpdate.call(vnode.__c as unknown as Component);
  });
}

// ── looking into the tree ─────────────────────────────────────────────────────

/** A handler on this element failed: its error is told with the element's components. */
export function failedAt(element: ServerElement, error: unknown): void {
  const vnode = vnodeOf(element);
  if (vnode) remember(error, vnode);
}

// ── the turn ──────────────────────────────────────────────────────────────────

/** How a turn runs. */
export interface Turn {
  readonly scope: Scope;
  /** Run one after the other; after each, renders and effects come to rest. */
  readonly jobs: readonly (() => void)[];
  /** Renders of one component for one job, beyond which it counts as endless. */
  readonly rendersMax: number;
}

/**
 * Runs jobs with the page's document in place, and flushes renders **and effects** until quiet. Queues are
 * drained to the end whatever throws: Preact would not schedule them a second time.
 */
export function runTurn({ scope, jobs, rendersMax: max }: Turn): void {
  if (current) throw new SessileError("SES_TURN_NESTED");
  const before = globalThis.document;
  current = scope;
  rendersMax = max;
  // Suspense parks subtrees in an element of the global document; outside turns there is none.
  globalThis.document = scope.document as unknown as Document;
  try {
    for (const job of jobs) {
      renders = 0;
      rendersOf = null;
      attempt(job, scope);
      for (let flush = nextFlush(); flush; flush = nextFlush()) drain(flush, scope);
    }
  } finally {
    current = null;
    rendersOf = null;
    draws(null);
    globalThis.document = before;
  }
}

/** Renders come before effects, as in Preact. */
function nextFlush(): (() => void) | null {
  let flush = flushRenders;
  flushRenders = null;
  if (!flush) {
    const [first] = flushEffects;
    if (first) flushEffects.delete(first);
    flush = first ?? null;
  }
  return flush;
}

/** A flush that threw left a queue half full: the same function drains the rest. */
function drain(flush: () => void, scope: Pick<Scope, "crashed">): void {
  while (!attempt(flush, scope));
}

function attempt(work: () => void, scope: Pick<Scope, "crashed">): boolean {
  try {
    work();
    return true;
  } catch (error) {
    scope.crashed(error);
    return false;
  }
}

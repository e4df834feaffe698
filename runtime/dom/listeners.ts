import type { ServerElement } from "./element.ts";
import type { ServerEvent } from "./events.ts";

/** What a listener is called with. A promise it returns is awaited by the turn's answer. */
export type ListenerCallback = (this: ServerElement, event: ServerEvent) => unknown;

export interface Listener {
  readonly type: string;
  readonly capture: boolean;
  readonly callback: ListenerCallback;
}

/** The third argument of `addEventListener`. */
export type ListenerOptions = boolean | { readonly capture?: boolean };

export function isCapture(options: ListenerOptions | undefined): boolean {
  return typeof options === "object" ? options.capture === true : options === true;
}

export const NO_LISTENERS: readonly Listener[] = [];

/** Lists of one listener: Preact attaches one function for each prop name, so most elements that listen share a list. */
const SINGLE = new WeakMap<ListenerCallback, readonly Listener[]>();

/** The list with one more, or the same list. Lists are never changed: a dispatch may walk one while handlers come and go. */
export function withListener(list: readonly Listener[], listener: Listener): readonly Listener[] {
  if (list.length > 0) return list.some((other) => isSame(other, listener)) ? list : [...list, listener];
  const known = SINGLE.get(listener.callback);
  if (known?.[0] && isSame(known[0], listener)) return known;
  const single = [listener];
  if (!known) SINGLE.set(listener.callback, single);
  return single;
}

/** The list with one less, or the same list. */
export function withoutListener(list: readonly Listener[], listener: Listener): readonly Listener[] {
  const left = list.filter((other) => !isSame(other, listener));
  return left.length < list.length ? left : list;
}

/** @see https://dom.spec.whatwg.org/#add-an-event-listener */
function isSame(a: Listener, b: Listener): boolean {
  return a.type === b.type && a.callback === b.callback && a.capture === b.capture;
}

/** Preact's handlers by prop name (`onClick`, `onFocusCapture`). */
export type Handlers = { [prop: string]: (((event: ServerEvent) => unknown) & Marked) | null };

/** What must be decided in the browser before the round trip, said on the handler at render time. */
export interface Mark {
  /** Milliseconds of quiet to wait for. */
  readonly debounce?: number;
  /** Milliseconds between two events. */
  readonly throttle?: number;
  /** `KeyboardEvent.key` values that are sent; others stay in the browser. */
  readonly keys?: readonly string[];
  /** Cancel the browser's default action. */
  readonly prevent?: boolean;
  /** Send the first event alone. */
  readonly once?: boolean;
  /** Send none where the browser knows `focusgroup`. */
  readonly roving?: boolean;
}

const MARK = Symbol("sessile.mark");

/** A handler that may carry a {@link Mark}. */
export interface Marked {
  [MARK]?: Mark;
}

/**
 * A new handler that does as `handler` does and carries one more mark.
 *
 * @param handler the function to call; `undefined` and `null` stay what they are, so that a conditional handler can be marked
 */
export function marked<H extends ((...args: never[]) => unknown) | null | undefined>(mark: Mark, handler: H): H {
  if (typeof handler !== "function") return handler;
  const wrapper = function (this: unknown, ...args: never[]): unknown {
    return handler.apply(this, args);
  } as Exclude<H, null | undefined> & Marked;
  wrapper[MARK] = { ...(handler as Marked)[MARK], ...mark };
  return wrapper;
}

/** `onClickCapture` → `["click", true]`, as Preact names them; each prop name is worked out once. */
const PROPS = new Map<string, readonly [type: string, capture: boolean]>();

function eventOfProp(prop: string): readonly [type: string, capture: boolean] {
  let known = PROPS.get(prop);
  if (!known) {
    const bare = prop.replace(/(PointerCapture)$|Capture$/i, "$1");
    const name = bare.slice(2);
    known = [name[0] !== undefined && name[0] < "a" ? name.toLowerCase() : name, bare !== prop];
    if (PROPS.size < 1000) PROPS.set(prop, known);
  }
  return known;
}

/** The mark of the handler behind a listener: Preact attaches one proxy and swaps the handler behind it. */
export function markOf(element: ServerElement, listener: Listener): Mark | undefined {
  const own = (listener.callback as Marked)[MARK];
  if (own) return own;
  const handlers = element.$extras?.handlers;
  for (const prop in handlers) {
    const handler = handlers[prop];
    if (!handler?.[MARK]) continue;
    const [type, capture] = eventOfProp(prop);
    if (type === listener.type && capture === listener.capture) return handler[MARK];
  }
  return undefined;
}

/**
 * What an element listens to, as the browser's script reads it: one word a listener,
 * `type,marks,debounce,throttle,key,key`. See PROTOCOL.md, "s-on".
 */
export function listenerSpec(element: ServerElement): string {
  const listeners = element.$extras?.listeners;
  if (!listeners || listeners.length === 0) return "";
  let spec = "";
  for (const listener of listeners) {
    if (spec) spec += " ";
    spec += listener.type;
    const mark = markOf(element, listener);
    if (mark) spec += markSpec(mark, listener.capture);
    else if (listener.capture) spec += ",|";
  }
  return spec;
}

/** What stands behind the type: nothing where there is nothing to say. */
function markSpec({ debounce, throttle, prevent, once, roving, keys = [] }: Mark, capture: boolean): string {
  const marks = (capture ? "|" : "") + (prevent ? "!" : "") + (once ? "1" : "") + (roving ? "g" : "");
  const [quiet, pause] = [debounce, throttle].map((ms) => (ms === undefined ? "" : Math.round(ms)));
  return ["", marks, quiet, pause, ...keys.map(encodeURIComponent)].join(",").replace(/,+$/, "");
}

/** Whether this element itself listens to `type`. */
export function listensTo(element: ServerElement, type: string): boolean {
  const listeners = element.$extras?.listeners;
  return listeners?.some((listener) => listener.type === type) ?? false;
}

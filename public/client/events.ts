import { ATTR } from "../../runtime/core/wire.ts";
import { change, isCheckable, isControl, type State } from "./controls.ts";
import { address, root } from "./page.ts";
import { enqueue } from "./queue.ts";

/** What a listener wants decided before the round trip; see PROTOCOL.md, "s-on". */
interface Listener {
  capture: boolean;
  debounce: number;
  throttle: number;
  prevent: boolean;
  once: boolean;
  keys: string[] | null;
}

const known = new Set<string>();
const specs = new Map<string, Map<string, Listener>>();

/** Hears these types from now on: in the capture phase, for not all of them bubble. */
export function listenTo(...types: string[]): void {
  for (const type of types) {
    if (!type || known.has(type)) continue;
    known.add(type);
    document.addEventListener(type, hear, { capture: true, passive: false });
  }
}

/** Hears what `<html>` says the page listens to. */
export function watchTypes(): void {
  listenTo(...(root.getAttribute(ATTR.types) ?? "").split(" "));
}

function parse(spec: string): Map<string, Listener> {
  let listeners = specs.get(spec);
  if (listeners) return listeners;
  listeners = new Map();
  for (const word of spec.split(" ")) {
    const [, type = "", capture, debounce = 0, throttle = 0, prevent, once, keys] =
      /^([^|~^!:]+?)(\|)?(?:~(\d+))?(?:\^(\d+))?(!)?(1)?(?::(.*))?$/.exec(word) ?? [];
    listeners.set(type, {
      capture: !!capture,
      debounce: +debounce,
      throttle: +throttle,
      prevent: !!prevent,
      once: !!once,
      keys: keys === undefined ? null : keys.split(",").map(decodeURIComponent),
    });
  }
  specs.set(spec, listeners);
  return listeners;
}

const fired = new WeakMap<Element, Set<string>>();
const waiting = new WeakMap<Element, Map<string, { timer: number; send: (() => void) | null }>>();

function hear(event: Event): void {
  const origin = event.target instanceof Element ? event.target : root;
  let target: Element | null = origin;
  while (target && address(target) < 0) target = target.parentElement;
  if (event.type === "submit" && isPosted(origin as HTMLFormElement)) event.preventDefault();
  if (event.type === "reset") {
    // The controls have their defaults only once the event is over.
    setTimeout(() => {
      for (const element of (origin as HTMLFormElement).elements) if (isControl(element)) change(element);
    });
  }
  const composing = (event as InputEvent).isComposing && event.type === "input";
  if ((event.type === "input" || event.type === "change") && isControl(origin)) change(origin);
  if (!target || composing) return;
  let found: Listener | undefined;
  let prevent = false;
  for (let element: Element | null = origin; element; element = element.parentElement) {
    const spec = element.getAttribute(ATTR.on);
    const listener = spec && parse(spec).get(event.type);
    if (!listener || !(event.bubbles || element === target || listener.capture)) continue;
    if (listener.keys && !listener.keys.includes((event as KeyboardEvent).key)) continue;
    if (listener.once) {
      const types = fired.get(element) ?? new Set();
      fired.set(element, types);
      if (types.has(event.type)) continue;
      types.add(event.type);
    }
    found ??= listener;
    prevent ||= listener.prevent;
  }
  if (!found) return;
  if (prevent) event.preventDefault();
  // What is told is read now: a debounced event tells of its control's state when it is sent.
  const data = describe(event, origin);
  const leaving = !event.defaultPrevented && event.type === "click" && !!origin.closest("a[href]");
  const [node, { type }] = [address(target), event];
  pace(target, type, found, () => enqueue({ type, node, data, control: carrier(type, origin) }, leaving));
}

/** A form that leads elsewhere is the browser's to submit. */
function isPosted(form: HTMLFormElement): boolean {
  return (
    /(^| )submit/.test(form.getAttribute(ATTR.on) ?? "") || !(form.hasAttribute("action") || form.method === "dialog")
  );
}

/** The control whose state goes with the event. */
function carrier(type: string, origin: Element) {
  const carries =
    type === "input" || type === "change" || (type === "click" && isControl(origin) && isCheckable(origin));
  return carries && isControl(origin) && address(origin) >= 0 ? origin : null;
}

/** Sends at once, after quiet (debounce), or at most so often, the last one always (throttle). */
function pace(element: Element, type: string, { debounce, throttle }: Listener, send: () => void): void {
  if (!debounce && !throttle) return send();
  const timers = waiting.get(element) ?? new Map();
  waiting.set(element, timers);
  const entry = timers.get(type);
  if (debounce) {
    clearTimeout(entry?.timer);
    timers.set(type, { timer: setTimeout(send, debounce), send });
  } else if (entry) entry.send = send;
  else {
    const next = { timer: 0, send: null as (() => void) | null };
    const tick = () => {
      if (!next.send) return void timers.delete(type);
      next.send();
      next.send = null;
      next.timer = setTimeout(tick, throttle);
    };
    next.timer = setTimeout(tick, throttle);
    timers.set(type, next);
    send();
  }
}

const COPIED =
  "key code repeat button buttons deltaX deltaY deltaMode data inputType oldState newState propertyName animationName elapsedTime".split(
    " ",
  );

/** What a handler may read of an event; what is false, 0 or empty goes without saying. */
function describe(event: Event, origin: Element): Record<string, unknown> | undefined {
  const data: Record<string, unknown> = {};
  const e = event as MouseEvent & KeyboardEvent & ClipboardEvent & DragEvent & SubmitEvent & CustomEvent;
  for (const name of COPIED) {
    const value = (e as unknown as Record<string, unknown>)[name];
    if (value) data[name] = value;
  }
  const modifiers = +!!e.shiftKey + 2 * +!!e.ctrlKey + 4 * +!!e.altKey + 8 * +!!e.metaKey;
  if (modifiers) data.m = modifiers;
  if (event instanceof MouseEvent) data.p = [e.clientX, e.clientY, e.offsetX, e.offsetY].map(Math.round);
  if (event instanceof CustomEvent) {
    data.d = e.detail;
    data.bubbles = e.bubbles;
  } else if (e.detail > 1) data.d = e.detail;
  const text = (e.clipboardData ?? (event.type === "drop" ? e.dataTransfer : null))?.getData("text");
  if (text) data.text = text;
  if (event.type.startsWith("pointer"))
    Object.assign(data, {
      pointerId: (event as PointerEvent).pointerId,
      pointerType: (event as PointerEvent).pointerType,
    });
  if (e.submitter && address(e.submitter) >= 0) data.s = address(e.submitter);
  if (event.type.startsWith("scroll")) {
    data.scrollTop = Math.round(origin.scrollTop);
    data.scrollLeft = Math.round(origin.scrollLeft);
  }
  if (origin instanceof HTMLDetailsElement || origin instanceof HTMLDialogElement)
    data.v = { open: origin.open } satisfies State;
  if (origin instanceof HTMLMediaElement) {
    for (const name of ["currentTime", "duration", "paused"] as const) data[name] = origin[name];
  }
  for (const _ in data) return data;
  return undefined;
}

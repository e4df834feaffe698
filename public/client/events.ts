import { ATTR } from "../../runtime/core/wire.ts";
import { change, isCheckable, isControl, type State } from "./controls.ts";
import { address, attribute, root } from "./page.ts";
import { enqueue } from "./queue.ts";
import { replace } from "./uploads.ts";

/** What a listener wants decided before the round trip: the parts of its word in `s-on`, see PROTOCOL.md. */
type Listener = RegExpExecArray;
const WORD = /^([^|~^!:]+?)(\|)?(?:~(\d+))?(?:\^(\d+))?(!)?(1)?(?::(.*))?$/;
const CAPTURE = 2;
const DEBOUNCE = 3;
const THROTTLE = 4;
const PREVENT = 5;
const ONCE = 6;
const KEYS = 7;

const known = new Set<string>();

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

/** The words for this type among those of an element's `s-on`. */
function listenersOf(element: Element, type: string): Listener[] {
  const words = attribute(element, ATTR.on);
  if (!words?.includes(type)) return [];
  return words.split(" ").flatMap((word) => {
    const listener = WORD.exec(word);
    return listener?.[1] === type ? [listener] : [];
  });
}

interface Paced {
  timer?: number;
  send?: (() => void) | undefined;
}

/** Events sent once for all, and those being paced, by element and type. */
const paced = new WeakMap<Element, { [type: string]: Paced }>();

function pacedOf(element: Element): { [type: string]: Paced } {
  let types = paced.get(element);
  if (!types) {
    types = {};
    paced.set(element, types);
  }
  return types;
}

/** The box or radio button whose click is under way. */
let ticked: Element | null = null;

function hear(event: Event): void {
  const origin = event.target instanceof Element ? event.target : root;
  // Not from parent to parent: a form may have a control called parentElement.
  const path = event.composedPath().filter((node) => node instanceof Element);
  const way = path.includes(origin) ? path.slice(path.indexOf(origin)) : [origin];
  const target = way.find((element) => address(element) >= 0);
  if (event.type === "submit" && isPosted(origin as HTMLFormElement)) event.preventDefault();
  if (event.type === "reset") {
    // The controls have their defaults only once the event is over.
    setTimeout(() => {
      for (const element of document.querySelectorAll("*"))
        if (isControl(element) && element.form === origin) {
          change(element);
          // It is no longer chosen.
          replace(address(element), false);
        }
    });
  }
  // Chromium and Safari fire no input after a composition, and those within it are not sent.
  if (event.type === "compositionend") origin.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const composing = (event as InputEvent).isComposing && event.type === "input";
  // A tick that its click has told of is told: its input and change are no further ones.
  if ((event.type === "input" || event.type === "change") && isControl(origin) && origin !== ticked) change(origin);
  if (!target || composing) return;
  let found: Listener | undefined;
  let prevent = false;
  for (const element of way) {
    for (const listener of listenersOf(element, event.type)) {
      if (!(event.bubbles || element === target || listener[CAPTURE])) continue;
      const keys = listener[KEYS]?.split(",").map(decodeURIComponent);
      if (keys && !keys.includes((event as KeyboardEvent).key)) continue;
      if (listener[ONCE]) {
        const types = pacedOf(element);
        const word = listener[0];
        if (types[word]) continue;
        types[word] = {};
      }
      found ??= listener;
      prevent ||= !!listener[PREVENT];
    }
  }
  if (!found) return;
  if (prevent) event.preventDefault();
  // What is told is read now: a debounced event tells of its control's state when it is sent.
  const data = describe(event, origin);
  const leads = (element: Element) => element.localName === "a" && attribute(element, "href") !== null;
  const { type } = event;
  const isClick = type === "click";
  const leaving = isClick && !event.defaultPrevented && way.some(leads);
  const ticks = isClick && isControl(origin) && isCheckable(origin);
  if (ticks) {
    // Counted before it is told: if the server takes it back, that answers this very change.
    change(origin);
    ticked = origin;
    setTimeout(() => {
      ticked = null;
    });
  }
  const carries = isControl(origin) && address(origin) >= 0 && (type === "input" || type === "change" || ticks);
  // Within a form or label a click may cause more: a submit, a box ticked. All that goes in one POST.
  const when = leaving ? "leaving" : isClick && !origin.closest("form,label,input") ? "now" : "soon";
  const node = address(target);
  pace(target, type, found, () => enqueue({ type, node, data, control: carries ? origin : null }, when));
}

/** A form that leads elsewhere is the browser's to submit. */
function isPosted(form: HTMLFormElement): boolean {
  return (
    /(^| )submit/.test(attribute(form, ATTR.on) ?? "") ||
    (attribute(form, "action") === null && attribute(form, "method")?.toLowerCase() !== "dialog")
  );
}

/** Sends at once, after quiet (debounce), or at most so often, the last one always (throttle). */
function pace(element: Element, type: string, listener: Listener, send: () => void): void {
  const [debounce, throttle] = [listener[DEBOUNCE], listener[THROTTLE]];
  if (!debounce && !throttle) return send();
  const types = pacedOf(element);
  const entry = types[type];
  if (debounce) {
    clearTimeout(entry?.timer);
    types[type] = { timer: setTimeout(send, +debounce) };
  } else if (entry) entry.send = send;
  else {
    const next: Paced = { send };
    types[type] = next;
    const tick = () => {
      if (!next.send) return void delete types[type];
      next.send();
      next.send = undefined;
      setTimeout(tick, +(throttle as string));
    };
    tick();
  }
}

const COPIED =
  "key code repeat button buttons deltaX deltaY deltaMode data inputType oldState newState propertyName animationName elapsedTime".split(
    " ",
  );

/** What a handler may read of an event; what is false, 0 or empty goes without saying. */
function describe(event: Event, origin: Element): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  const e = event as PointerEvent & KeyboardEvent & ClipboardEvent & DragEvent & SubmitEvent & CustomEvent;
  for (const name of COPIED) {
    const value = (e as unknown as Record<string, unknown>)[name];
    if (value) data[name] = value;
  }
  const modifiers = +!!e.shiftKey + 2 * +!!e.ctrlKey + 4 * +!!e.altKey + 8 * +!!e.metaKey;
  if (modifiers) data.m = modifiers;
  if (event instanceof MouseEvent) data.p = [e.clientX, e.clientY, e.offsetX, e.offsetY, e.detail].map(Math.round);
  if (event instanceof CustomEvent) {
    try {
      // Maps and editors put what they like into it; what is no JSON stays here.
      JSON.stringify(e.detail);
      data.d = e.detail;
    } catch (error) {
      console.error(`sessile: the detail of ${event.type} cannot travel`, error);
    }
    data.bubbles = e.bubbles;
  }
  const text = (e.clipboardData ?? (event.type === "drop" ? e.dataTransfer : null))?.getData("text");
  if (text) data.text = text;
  if (/^pointer/.test(event.type)) Object.assign(data, { pointerId: e.pointerId, pointerType: e.pointerType });
  if (e.submitter && address(e.submitter) >= 0) data.s = address(e.submitter);
  if (/^scroll/.test(event.type)) Object.assign(data, { scrollTop: origin.scrollTop, scrollLeft: origin.scrollLeft });
  if (origin instanceof HTMLDetailsElement || origin instanceof HTMLDialogElement)
    data.v = { open: origin.open } satisfies State;
  if (origin instanceof HTMLMediaElement) {
    Object.assign(data, { currentTime: origin.currentTime, duration: origin.duration, paused: origin.paused });
  }
  return data;
}

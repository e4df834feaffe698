import type { ServerElement } from "./element.ts";
import { type Listener, markOf } from "./listeners.ts";
import type { ServerNode } from "./node.ts";

/**
 * Events that do not bubble. The browser's script hears them in the capture phase.
 *
 * @see https://html.spec.whatwg.org/multipage/indices.html#events-2
 */
export const NOT_BUBBLING: ReadonlySet<string> = new Set(
  (
    "abort blur cancel canplay canplaythrough close cuechange durationchange emptied ended error focus invalid load " +
    "loadeddata loadedmetadata loadstart mouseenter mouseleave pause play playing pointerenter pointerleave progress " +
    "ratechange resize scroll scrollend seeked seeking stalled suspend timeupdate toggle beforetoggle volumechange waiting"
  ).split(" "),
);

/** Events a pointer makes. Their numbers are there even where nothing was told: what is 0 or false goes without saying. */
const POINTING: ReadonlySet<string> = new Set(
  (
    "click dblclick auxclick contextmenu mousedown mouseup mousemove mouseover mouseout mouseenter mouseleave pointerdown " +
    "pointerup pointermove pointerover pointerout pointerenter pointerleave pointercancel gotpointercapture " +
    "lostpointercapture wheel drag dragstart dragend dragenter dragleave dragover drop"
  ).split(" "),
);
const KEYS: ReadonlySet<string> = new Set(["keydown", "keyup", "keypress"]);
const MEDIA: ReadonlySet<string> = new Set(
  (
    "canplay canplaythrough durationchange emptied ended loadeddata loadedmetadata loadstart pause play playing " +
    "ratechange seeked seeking stalled suspend timeupdate volumechange waiting"
  ).split(" "),
);
/** What the browser may tell of an event, besides its type and target. Nothing else is taken over. */
export interface EventData {
  key?: string;
  code?: string;
  repeat?: boolean;
  isComposing?: boolean;
  button?: number;
  buttons?: number;
  clientX?: number;
  clientY?: number;
  offsetX?: number;
  offsetY?: number;
  deltaX?: number;
  deltaY?: number;
  deltaMode?: number;
  pointerId?: number;
  pointerType?: string;
  shiftKey?: boolean;
  ctrlKey?: boolean;
  altKey?: boolean;
  metaKey?: boolean;
  data?: string | null;
  inputType?: string;
  detail?: unknown;
  bubbles?: boolean;
  scrollTop?: number;
  scrollLeft?: number;
  oldState?: string;
  newState?: string;
  currentTime?: number;
  duration?: number;
  paused?: boolean;
  propertyName?: string;
  animationName?: string;
  elapsedTime?: number;
  /** Text of the clipboard (paste) or of a drop. */
  text?: string;
}

/** An event on the server tree, with the surface Preact, React libraries and handlers use. */
export class ServerEvent {
  readonly type: string;
  readonly bubbles: boolean;
  readonly cancelable = true;
  readonly isTrusted: boolean;
  readonly timeStamp = performance.now();
  target: ServerElement | null = null;
  currentTarget: ServerElement | null = null;
  relatedTarget: ServerElement | null = null;
  /** The button that submitted, on a submit event. */
  submitter: ServerElement | null = null;
  eventPhase: 0 | 1 | 2 | 3 = 0;
  /**
   * The event's number in the whole world: the same when the browser sends it again, and applied once. Commit
   * it with your own transaction, and it is applied once even across a crash. "" for events nobody sent.
   */
  id = "";
  defaultPrevented = false;
  /** True once propagation is stopped, as the DOM's legacy name has it. */
  cancelBubble = false;
  $stopped = false;

  shiftKey = false;
  ctrlKey = false;
  altKey = false;
  metaKey = false;

  /**
   * @param data what the browser told, already checked
   * @param isTrusted whether a person caused it
   */
  constructor(type: string, data: EventData | null = null, isTrusted = true) {
    this.type = type;
    this.isTrusted = isTrusted;
    this.bubbles = data?.bubbles ?? !NOT_BUBBLING.has(type);
    tell(this as EventData, type, data);
  }

  /** The text of a paste or drop, by the interface handlers know. */
  get clipboardData(): { getData(format: string): string } {
    const { text } = this as EventData;
    return { getData: () => text ?? "" };
  }

  get dataTransfer(): { getData(format: string): string } {
    return this.clipboardData;
  }

  get nativeEvent(): ServerEvent {
    return this;
  }

  // compat's Preact assigns it; both mean the same event.
  set nativeEvent(_event: ServerEvent) {}

  getModifierState(key: string): boolean {
    return key === "Shift"
      ? this.shiftKey
      : key === "Control"
        ? this.ctrlKey
        : key === "Alt"
          ? this.altKey
          : key === "Meta" && this.metaKey;
  }

  composedPath(): ServerNode[] {
    const path: ServerNode[] = [];
    for (let node: ServerNode | null = this.target; node; node = node.parentNode) path.push(node);
    return path;
  }

  preventDefault(): void {
    this.defaultPrevented = true;
  }

  stopPropagation(): void {
    this.cancelBubble = true;
  }

  stopImmediatePropagation(): void {
    this.cancelBubble = this.$stopped = true;
  }
}

/** Written out: it is done for every event, and to merge objects costs more than the rest of a click. */
function tell(event: EventData, type: string, data: EventData | null): void {
  if (POINTING.has(type)) {
    event.button = event.buttons = event.clientX = event.clientY = event.offsetX = event.offsetY = 0;
    event.detail = 0;
    if (type === "wheel") event.deltaX = event.deltaY = event.deltaMode = 0;
  } else if (KEYS.has(type)) {
    event.key = event.code = "";
    event.repeat = event.isComposing = false;
  } else if (MEDIA.has(type)) {
    event.currentTime = 0;
    event.paused = false;
  } else if (type === "scroll" || type === "scrollend") event.scrollTop = event.scrollLeft = 0;
  for (const name in data) if (name !== "bubbles") event[name as "detail"] = data[name as "detail"];
}

/** Who is told what becomes of an event's handlers. */
export interface DispatchHost {
  /** A handler of the event's present target returned a promise. */
  settle(promise: PromiseLike<unknown>, event: ServerEvent): void;
  /** A handler of the event's present target threw. */
  report(error: unknown, event: ServerEvent): void;
}

/**
 * Dispatches along capture, target and bubble phase. One listener's exception does not keep the others
 * from running: each is reported, as browsers report an exception and go on.
 *
 * @see https://dom.spec.whatwg.org/#concept-event-dispatch
 */
export function dispatch(target: ServerElement, event: ServerEvent, host: DispatchHost): void {
  event.target = target;
  const path: ServerElement[] = [];
  for (let node: ServerNode | null = target; node; node = node.parentNode) {
    if (node.nodeType === 1 && (node as ServerElement).$extras?.listeners.length) path.push(node as ServerElement);
  }
  for (let i = path.length - 1; i >= 0 && !event.cancelBubble; i--) invoke(path[i] as ServerElement, event, true, host);
  for (const element of path) {
    if (event.cancelBubble || (element !== target && !event.bubbles)) break;
    invoke(element, event, false, host);
  }
  event.eventPhase = 0;
  event.currentTarget = null;
}

/** Calls an element's listeners of one phase. */
function invoke(element: ServerElement, event: ServerEvent, capture: boolean, host: DispatchHost): void {
  const more = element.$more;
  event.currentTarget = element;
  event.eventPhase = element === event.target ? 2 : capture ? 1 : 3;
  for (const listener of more.listeners) {
    if (listener.type !== event.type || listener.capture !== capture || event.$stopped) continue;
    const mark = markOf(element, listener);
    if (mark) {
      if (mark.keys && !mark.keys.includes((event as { key?: string }).key ?? "")) continue;
      if (mark.once) {
        if (more.fired?.includes(listener)) continue;
        more.fired = [...(more.fired ?? []), listener];
      }
      if (mark.prevent) event.preventDefault();
    }
    call(element, listener, event, host);
  }
}

function call(element: ServerElement, { callback }: Listener, event: ServerEvent, host: DispatchHost): void {
  try {
    const result = callback.call(element, event);
    if (result && typeof (result as PromiseLike<unknown>).then === "function")
      host.settle(result as PromiseLike<unknown>, event);
  } catch (error) {
    host.report(error, event);
  }
}

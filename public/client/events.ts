import { ATTR } from "../../runtime/core/wire.ts";
import { change, isCheckable, isControl } from "./controls.ts";
import { address, attribute, root } from "./page.ts";
import { type Data, enqueue, flush, release, waiting } from "./queue.ts";

/** What an event of each type tells, by the names of its members. */
const tells = new Map<string, string[]>();

/** Hears these types from now on: in the capture phase, for not all of them bubble. */
function listenTo(types: string): void {
  for (const word of types.split(" ")) {
    const [type = "", ...names] = word.split(",");
    tells.set(type, names);
    document.addEventListener(type, hear, { capture: true, passive: false });
  }
}

/** Hears what `<html>` says the page listens to. */
export function watchTypes(): void {
  listenTo(root.getAttribute(ATTR.types) ?? "");
}

/** Pictures that were there, or failed, before anybody heard of it say so once more. */
export function hearLoaded(): void {
  for (const image of document.images) {
    if (!image.complete || attribute(image, ATTR.on) === null) continue;
    const tell = (type: string) => () => image.dispatchEvent(new Event(type));
    image.decode().then(tell("load"), tell("error"));
  }
}

/** Hears what concerns controls and forms, whether or not the page listens to it. */
export function watchControls(): void {
  listenTo("input change submit reset compositionend");
}

/** The words for this type among those of an element's `s-on`, see PROTOCOL.md. */
function listenersOf(element: Element, type: string): string[] {
  return (
    attribute(element, ATTR.on)
      ?.split(" ")
      .filter((word) => word.split(",")[0] === type) ?? []
  );
}

/** Listeners to be sent one event alone, which have it: element and word. */
const fired = new Set<string>();

/** The box or radio button whose click is under way. */
let ticked: Element | null = null;

function hear(event: Event): void {
  const { type } = event;
  const origin = event.target instanceof Element ? event.target : root;
  // Not from parent to parent: a form may have a control called parentElement.
  const path = [...event.composedPath(), root].filter((node) => node instanceof Element);
  const way = path.slice(path.indexOf(origin));
  const target = way.find((element) => address(element) >= 0);
  const control = isControl(origin) ? origin : null;
  const isEdit = type === "input" || type === "change";
  if (type === "submit" && isPosted(origin)) event.preventDefault();
  if (type === "reset") {
    // The controls have their defaults only once the event is over.
    setTimeout(() => {
      for (const element of document.querySelectorAll("*"))
        if (isControl(element) && element.form === origin) change(element);
    });
  }
  // Chromium and Safari fire no input after a composition, and those within it are not sent.
  if (type === "compositionend") origin.dispatchEvent(new InputEvent("input", { bubbles: true }));
  // A tick that its click has told of is told: its input and change are no further ones.
  if (isEdit && control && control !== ticked) change(control);
  if (!target || (type === "input" && (event as InputEvent).isComposing)) return;
  let found: string[] | undefined;
  for (const element of way) {
    for (const word of listenersOf(element, type)) {
      const [, marks = "", debounce = "", throttle = "", ...keys] = word.split(",");
      if (!(event.bubbles || element === target || marks.includes("|"))) continue;
      if (keys[0] && !keys.includes(encodeURIComponent((event as KeyboardEvent).key))) continue;
      // Arrow keys are the browser's own where it knows of groups.
      if (marks.includes("g") && "focusGroup" in root) continue;
      if (marks.includes("1")) {
        const key = address(element) + word;
        if (fired.has(key)) continue;
        fired.add(key);
      }
      found ??= [debounce, throttle];
      if (marks.includes("!")) event.preventDefault();
    }
  }
  if (!found) return;
  // What is told is read now: a debounced event tells of its control's state when it is sent.
  const data = describe(event, origin);
  const leads = (element: Element) => element.localName === "a" && attribute(element, "href") !== null;
  const isClick = type === "click";
  const leaves = isClick && !event.defaultPrevented && way.some(leads);
  const ticks = isClick && !!control && isCheckable(control);
  if (ticks) {
    // Counted before it is told: if the server takes it back, that answers this very change.
    change(control);
    ticked = control;
    setTimeout(() => {
      ticked = null;
    });
  }
  const node = address(target);
  pace(node + type, found, () => {
    enqueue([type, node, data], isEdit || ticks, tells.get(type)?.[0] === "~");
    // Within a form or label a click may cause more: a submit, a box ticked. All that goes in one POST.
    if (leaves || (isClick && !origin.closest("form,label,input"))) void flush(leaves);
    else setTimeout(flush);
  });
}

/** A form that leads elsewhere is the browser's to submit. */
function isPosted(form: Element): boolean {
  return (
    listenersOf(form, "submit").length > 0 ||
    !Element.prototype.matches.call(form, "[action],[method=dialog i],[method=get i],:has([formaction])")
  );
}

/** Timers of what is paced, by element and type. */
const timers: { [key: string]: number } = {};

/** Sends at once, after quiet (debounce), or at most so often, the last one always (throttle). */
function pace(key: string, [debounce, throttle = ""]: string[], send: () => void): void {
  if (!debounce && !throttle) return send();
  // As the latest: what waits goes in the order in which it came.
  waiting.delete(key);
  waiting.set(key, send);
  const tick = () => {
    delete timers[key];
    if (!waiting.has(key)) return;
    timers[key] = setTimeout(tick, +throttle);
    release(key);
  };
  if (debounce) {
    clearTimeout(timers[key]);
    timers[key] = setTimeout(release, +debounce, key);
  } else if (!timers[key]) tick();
}

/** Shift 1, control 2, alt 4, meta 8; no number where an event knows of no keys. */
export function modifiers({ shiftKey, ctrlKey, altKey, metaKey }: MouseEvent): number {
  return +shiftKey + 2 * +ctrlKey + 4 * +altKey + 8 * +metaKey;
}

/** Told of every event that has it. */
const ALWAYS = ["button", "buttons", "currentTime", "duration", "paused"];

/** What a handler may read of an event; what is false, 0 or empty goes without saying. */
function describe(event: Event, origin: Element): Data {
  const e = event as PointerEvent & ClipboardEvent & DragEvent & SubmitEvent & CustomEvent;
  const data: Data = {};
  const tell = (name: string, value: unknown): void => {
    if (value) data[name] = value;
  };
  // Of media and of what is scrolled, the element knows.
  for (const name of [...ALWAYS, ...(tells.get(e.type) ?? [])])
    tell(name, (e as unknown as Data)[name] || (origin as unknown as Data)[name]);
  tell("m", modifiers(e));
  tell("text", (e.clipboardData ?? (e.type === "drop" ? e.dataTransfer : null))?.getData("text"));
  if (e.submitter) data.s = address(e.submitter);
  // What stands in raw markup has no state on the server.
  if (address(origin) >= 0 && /^(DETAILS|DIALOG)$/.test(origin.tagName))
    data.v = { open: (origin as HTMLDialogElement).open };
  if (event instanceof MouseEvent) data.p = [e.clientX, e.clientY, e.offsetX, e.offsetY, e.detail].map(Math.round);
  if (event instanceof CustomEvent) {
    data.bubbles = e.bubbles;
    try {
      // Maps and editors put what they like into it; what is no JSON stays here.
      JSON.stringify(e.detail);
      data.d = e.detail;
    } catch (error) {
      console.error("sessile:", e.type, error);
    }
  }
  return data;
}

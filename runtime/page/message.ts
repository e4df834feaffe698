import { SessileError } from "../core/errors.ts";
import type { ControlState } from "../dom/controls/index.ts";
import type { EventData } from "../dom/events.ts";

/** One event as the browser's script reports it. */
export interface EventMessage {
  /** "" where a control changed and nobody listens: its state alone is told. */
  readonly type: string;
  readonly node: number;
  readonly data: EventData | null;
  /** The target control's state when the event fired. */
  readonly state: ControlState | null;
  /** How often the user had changed that control. */
  readonly revision: number;
  /** The button that submitted. */
  readonly submitter: number | null;
  /** The key of the files chosen in the target control, which came ahead; "": none is chosen any more. */
  readonly upload: string | null;
}

/** What one POST of the browser's script says. */
export interface Message {
  /** The number of the first event. */
  readonly first: number;
  /** The version the browser has; -1: it found its document changed, and wants the whole tree. */
  readonly version: number;
  readonly events: readonly EventMessage[];
}

/** What an event may tell, and of which type it must be. Everything else is left where it came from. */
const DATA = new Map<string, "string" | "number" | "boolean">();
for (const name of "key code data inputType pointerType oldState newState propertyName animationName text".split(" "))
  DATA.set(name, "string");
for (const name of "button buttons deltaX deltaY deltaMode pointerId scrollTop scrollLeft currentTime duration elapsedTime".split(
  " ",
)) {
  DATA.set(name, "number");
}
for (const name of "repeat isComposing bubbles paused".split(" ")) DATA.set(name, "boolean");

const TYPE = /^[\w:.-]{0,64}$/;

/** Names by which a merge of event data, somewhere in an app, would change every object there is; perhaps written with escapes. */
const POLLUTING = /__proto__|constructor|\\u00/i;

function harmless(name: string, value: unknown): unknown {
  return name === "__proto__" || (name === "constructor" && typeof value === "object") ? undefined : value;
}

/**
 * Reads the JSON of a POST. See PROTOCOL.md, "A POST of the script".
 *
 * @throws SessileError SES_BODY_MALFORMED
 */
export function parseMessage(text: string, eventsMax: number): { token: string; leaving: boolean; message: Message } {
  let body: { p?: unknown; n?: unknown; v?: unknown; e?: unknown; bye?: unknown };
  try {
    body = POLLUTING.test(text) ? JSON.parse(text, harmless) : JSON.parse(text);
  } catch {
    // The parser's own message quotes what it could not read, and a body is not for the log.
    throw new SessileError("SES_BODY_MALFORMED", "not JSON");
  }
  const { p, n, v, e, bye } = body ?? {};
  if (typeof p !== "string" || !isCount(n) || (v !== -1 && !isCount(v))) malformed("p, n and v");
  const events = list(e ?? [], "e");
  if (events.length > eventsMax) throw new SessileError("SES_BODY_TOO_LARGE", `more than ${eventsMax} events`);
  return {
    token: p,
    leaving: bye === true,
    message: { first: n, version: v, events: events.map(parseEvent) },
  };
}

function malformed(what: string): never {
  throw new SessileError("SES_BODY_MALFORMED", `unexpected ${what}`);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function list(value: unknown, what: string): unknown[] {
  return Array.isArray(value) ? value : malformed(what);
}

/** A text is a value, a boolean says checked, a list the selected values; `{open}` is of details and dialogs. */
function parseState(value: unknown): ControlState {
  if (typeof value === "string") return { value };
  if (typeof value === "boolean") return { checked: value };
  if (Array.isArray(value) && value.every((v) => typeof v === "string")) return { selected: value };
  if (typeof value === "object" && value !== null && "open" in value) return { open: value.open === true };
  return malformed("state");
}

function parseEvent(entry: unknown): EventMessage {
  const [type, node, data] = list(entry, "event");
  if (typeof type !== "string" || !TYPE.test(type) || !isCount(node)) malformed("event");
  if (data === undefined) return { type, node, data: null, state: null, revision: 0, submitter: null, upload: null };
  if (typeof data !== "object" || data === null) malformed("event data");
  const { p, m, s, v, r, d, u } = data as { [name: string]: unknown };
  const known: EventData = {};
  if (Array.isArray(p)) place(known, p);
  for (const name in data) {
    const value: unknown = data[name as keyof typeof data];
    if (typeof value === DATA.get(name)) (known as { [name: string]: unknown })[name] = value;
  }
  if (typeof m === "number") {
    known.shiftKey = (m & 1) > 0;
    known.ctrlKey = (m & 2) > 0;
    known.altKey = (m & 4) > 0;
    known.metaKey = (m & 8) > 0;
  }
  if (d !== undefined) known.detail = d;
  return {
    type,
    node,
    data: known,
    state: v === undefined ? null : parseState(v),
    revision: isCount(r) ? r : 0,
    submitter: isCount(s) ? s : null,
    upload: typeof u === "string" ? u : null,
  };
}

/** What a pointer event tells in one list; its detail is the click count, 0 where a key pressed the button. */
function place(known: EventData, [clientX, clientY, offsetX, offsetY, detail]: unknown[]): void {
  if (typeof clientX === "number") known.clientX = clientX;
  if (typeof clientY === "number") known.clientY = clientY;
  if (typeof offsetX === "number") known.offsetX = offsetX;
  if (typeof offsetY === "number") known.offsetY = offsetY;
  if (typeof detail === "number") known.detail = detail;
}

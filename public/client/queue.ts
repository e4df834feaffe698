import { FIELD } from "../../runtime/core/wire.ts";
import { type Control, changed, inFlight, isControl, revision, type State, stateOf } from "./controls.ts";
import { AGAIN, gone } from "./leave.ts";
import { address, here, page } from "./page.ts";
import { busy, offline, refused } from "./status.ts";
import { read, reopen } from "./stream.ts";

/** An event on its way. */
interface Queued {
  type: string;
  node: number;
  data: Record<string, unknown>;
  /** The control whose state goes with it. */
  control: Control | null;
}

type Wire = [type: string, node: number, data?: Record<string, unknown>];

/** Types of which the latest tells all: while a POST is under way one is kept, not each. */
const FLOWING = /^(pointermove|mousemove|touchmove|wheel|scroll|drag|dragover|timeupdate|progress)$/;

/** Events in one POST; what waited longer comes in the next. The server takes twice as many. */
const EVENTS_MAX = 500;

const queue: Wire[] = [];
const uploads = new Map<number, File[]>();
let sending = false;
let scheduled = false;
/** The number of the next event: the server applies each number once. */
let next = 1;
/** What is under way, and the number of its first event. */
let batch: Wire[] = [];
let first = 1;

/** What the server may not have yet. Sent once more as the tab is left, for requests under way are cut off then. */
export function unanswered(): { n: number; e: Wire[] } {
  return sending ? { n: first, e: [...batch, ...queue] } : { n: next, e: queue };
}

/** When an event is sent: with what else the same task brings, at once, or at once and whatever becomes of the document. */
type When = "soon" | "now" | "leaving";

/** Adds an event, and before it all controls changed by now: no handler ever runs on a stale field. */
export function enqueue({ type, node, data, control }: Queued, when: When): void {
  if (control) changed.delete(control);
  pushChanges();
  push(type, node, { ...data, ...(control && carry(control)) });
  if (when !== "soon") void flush(when === "leaving");
  else if (!scheduled) {
    // Not at once: a click and the submit it causes belong into one POST.
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      void flush();
    });
  }
}

function pushChanges(): void {
  for (const control of changed) if (control.isConnected) push("", address(control), carry(control));
  changed.clear();
}

function push(type: string, node: number, data: Record<string, unknown>): void {
  const wire: Wire = Object.keys(data).length ? [type, node, data] : [type, node];
  const last = queue.at(-1);
  if (last && FLOWING.test(type) && last[0] === type && last[1] === node) queue.pop();
  queue.push(wire);
}

/** A control's state as it travels with an event; files go beside it. */
function carry(control: Control): { v?: State; r: number } {
  inFlight.add(control);
  const r = revision(control);
  if (!(control instanceof HTMLInputElement && control.files)) return { v: stateOf(control), r };
  uploads.set(address(control), [...control.files]);
  return { r };
}

/**
 * Sends what waits, one POST at a time; the same numbers again until the server has answered.
 *
 * @param ping send also where nothing waits: a sign of life, answered with what is new
 */
export async function flush(keepalive = false, ping = false): Promise<void> {
  if (sending || (queue.length === 0 && !ping)) return;
  sending = true;
  batch = queue.splice(0, EVENTS_MAX);
  const files = [...uploads];
  uploads.clear();
  first = next;
  next += batch.length;
  const flying = [...inFlight];
  busy(batch.length > 0);
  for (let wait = 500; ; wait = Math.min(wait * 2, 10_000), keepalive = false) {
    // Past the cache, which Chromium would ask for milliseconds what it knows of this address.
    const request: RequestInit = { method: "POST", cache: "no-store", keepalive, ...body(batch, first, files) };
    const response = await fetch(here(), request).catch(() => null);
    const status = response?.status ?? 0;
    if (status === 410) return gone();
    offline(!response);
    if (response?.ok) {
      // Once the answer begins the events are applied; what async handlers add streams on meanwhile.
      const begun = new Promise<boolean>((done) => {
        read(response, () => done(true)).catch(() => {
          done(false);
          // What the rest would have brought nobody sends again unasked.
          reopen();
        });
      });
      if (await begun) {
        if (batch.length) refused(false);
        break;
      }
    } else if ((status === 413 || status === 429) && batch.length > 1 && files.length === 0) {
      // Too many at once: half of them, and the others with the next.
      const others = batch.splice(batch.length >> 1);
      queue.unshift(...others);
      next -= others.length;
      if (status === 413) continue;
    } else if (status && status < 500 && !AGAIN.test(String(status))) {
      // The server will not have it, now or later. What was typed goes with the next event, lest that find a stale field.
      for (const control of flying) if (isControl(control) && control.type !== "file") changed.add(control);
      refused(true);
      break;
    }
    await new Promise((done) => {
      setTimeout(done, wait);
      addEventListener("online", done, { once: true });
    });
  }
  // One that changed again meanwhile stays in flight: it is in the queue.
  for (const control of flying)
    if (!queue.some(([, node, data]) => node === address(control) && data?.r)) inFlight.delete(control);
  busy(false);
  sending = false;
  void flush();
}

/** The tab is being left: what was typed and told to nobody goes now. */
export function flushChanges(): void {
  pushChanges();
  void flush(true);
}

function body(e: Wire[], n: number, files: [number, File[]][]): { body: BodyInit; headers?: Record<string, string> } {
  const json = JSON.stringify({ p: page.token, n, v: page.version, e });
  if (files.length === 0) return { body: json, headers: { "content-type": "application/json" } };
  const form = new FormData();
  form.set(FIELD.json, json);
  for (const [node, list] of files) {
    if (list.length === 0) form.append(FIELD.control + node, "");
    for (const file of list) form.append(FIELD.control + node, file);
  }
  return { body: form };
}

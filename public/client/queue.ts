import { ANSWER_END } from "../../runtime/core/wire.ts";
import { change, type Draft, drafts, stateOf } from "./controls.ts";
import { gone, sender } from "./leave.ts";
import { isBusy, isFinal, isOurs, shown, token } from "./page.ts";
import { busy, report } from "./status.ts";
import { read, reopen } from "./stream.ts";

/** What is told of an event. */
export type Data = { [name: string]: unknown };
/** An event as it travels. */
export type Wire = [type: string, node: number, data: Data];

/** Events in one POST; what waited longer comes in the next. The server takes twice as many. */
const EVENTS_MAX = 500;

const queue: Wire[] = [];
/** What is under way. */
let batch: Wire[] = [];
/** The number of its first event: the server applies each number once. */
let first = 1;
/** Files chosen and not yet on their way, by the number of their control. */
const chosen = new Map<number, File[]>();
/** What sends them: fetched when the first are chosen. */
export let uploads: typeof import("./uploads.ts") | undefined;
let sending = false;

/** What the server may not have yet. Sent once more as the tab is left, for requests under way are cut off then. */
export function unanswered(): { n: number; e: Wire[] } {
  return { n: first, e: [...batch, ...queue] };
}

/**
 * Adds an event, and before it all controls changed by now: no handler ever runs on a stale field.
 *
 * @param carries whether the state of the control goes with it
 * @param flows whether the latest of its kind tells all
 */
export function enqueue([type, node, data]: Wire, carries = false, flows = false): void {
  const draft = carries && drafts.get(node);
  // First, for what is told with its event is not told beside it.
  const state = draft && carry(node, draft);
  // What flows by itself is nobody's doing, and asks for no haste.
  if (!flows) pushChanges();
  const last = queue.at(-1);
  if (flows && last?.[0] === type && last[1] === node) queue.pop();
  queue.push([type, node, { ...data, ...state }]);
}

/** Events that are paced, by element and type. */
export const waiting = new Map<string, () => void>();

/** Sends one of them. */
export function release(key = ""): void {
  const send = waiting.get(key);
  waiting.delete(key);
  send?.();
}

function pushChanges(): void {
  // The latest alone: before it, it lets go those before it.
  release([...waiting.keys()].at(-1));
  for (const [node, draft] of drafts)
    if (!draft.control.isConnected) drafts.delete(node);
    else if (draft.told < draft.count) queue.push(["", node, carry(node, draft)]);
}

/** A control's state as it travels with an event; files go ahead of it. */
function carry(node: number, draft: Draft): Data {
  const { control, count } = draft;
  draft.told = count;
  if (!(control instanceof HTMLInputElement && control.files)) return { v: stateOf(control), r: count };
  chosen.set(node, [...control.files]);
  return { r: count };
}

/**
 * Sends what waits, one POST at a time; the same numbers again until the server has answered.
 *
 * @param ping send also where nothing waits: a sign of life, answered with what is new
 */
export async function flush(keepalive = false, ping = false): Promise<void> {
  if (sending) return;
  if (chosen.size && !uploads) {
    uploads = await sender().catch(() => undefined);
    return void setTimeout(flush, uploads ? 0 : 1000);
  }
  uploads?.hold(queue, chosen, { flush, gone, change, report });
  if (!(queue.length || ping)) return;
  sending = true;
  batch = queue.splice(0, EVENTS_MAX);
  busy(batch.length > 0);
  for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
    // Past the cache, which Chromium would ask for milliseconds what it knows of this address.
    const request: RequestInit = {
      method: "POST",
      cache: "no-store",
      keepalive,
      body: JSON.stringify({ p: token, n: first, v: shown.version, e: batch }),
      headers: { "content-type": "application/json" },
    };
    const response = await fetch(location.href, request).catch(() => null);
    const status = response?.status ?? 0;
    keepalive = false;
    if (status === 410) return gone();
    if (response && isOurs(response)) {
      if (await begins(response)) {
        settle(true);
        break;
      }
    } else if ((status === 413 || status === 429) && batch.length > 1) {
      // Too many at once: half of them, and the others with the next.
      queue.unshift(...batch.splice(batch.length >> 1));
      if (status === 413) continue;
    } else if (isFinal(status)) {
      // The server will not have it, now or later.
      settle(false);
      break;
    }
    // Nobody there, or somebody else: a proxy whose login has expired, the page of a hotel's network.
    report("offline", !isBusy(status));
    await new Promise((done) => {
      setTimeout(done, wait);
      addEventListener("online", done, { once: true });
    });
  }
  report("offline", false);
  first += batch.length;
  batch = [];
  busy(false);
  sending = false;
  void flush();
}

/** Whether the answer begins: then its events are applied. What async handlers add streams on meanwhile. */
function begins(response: Response): Promise<boolean> {
  return new Promise((done) => {
    read(response, () => done(true))
      .then((rest) => {
        if (rest !== ANSWER_END) throw rest;
      })
      .catch(() => {
        done(false);
        // What the rest would have brought nobody sends again unasked.
        reopen();
      });
  });
}

/** The server has taken the batch, or will never do so. */
function settle(taken: boolean): void {
  for (const [, node, { r, v }] of batch) {
    const draft = drafts.get(node);
    if (!draft || !r) continue;
    if (taken) draft.answered = r as number;
    // What was typed goes with the next event, lest that find a stale field.
    else if (v !== undefined) draft.told = 0;
  }
  if (batch.length || !taken) report("refused", !taken);
}

/** The tab is being left: what was typed and told to nobody goes now. */
export function flushChanges(): void {
  pushChanges();
  void flush(true);
}

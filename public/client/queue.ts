import { FIELD } from "../../runtime/core/wire.ts";
import { type Control, type State, changed, inFlight, revision, stateOf } from "./controls.ts";
import { gone } from "./leave.ts";
import { address, here, page } from "./page.ts";
import { busy, offline } from "./status.ts";
import { read } from "./stream.ts";

/** An event on its way. */
interface Queued {
  type: string;
  node: number;
  data: Record<string, unknown> | undefined;
  /** The control whose state goes with it. */
  control: Control | null;
}

type Wire = [type: string, node: number, data?: Record<string, unknown>];

/** Types of which the latest tells all: while a POST is under way one is kept, not each. */
const FLOWING = /^(pointermove|mousemove|touchmove|wheel|scroll|drag|dragover|timeupdate|progress)$/;

const queue: { wire: Wire; changes: [number, State, number][]; files: Map<number, File[]> }[] = [];
let sending = false;
let scheduled = false;
/** The number of the next event: the server applies each number once. */
let next = 1;

/** Adds an event, and with it all controls changed before: no handler ever runs on a stale field. */
export function enqueue({ type, node, data, control }: Queued, leaving: boolean): void {
  const files = new Map<number, File[]>();
  const carried = { ...data };
  if (control) {
    changed.delete(control);
    if (control instanceof HTMLInputElement && control.files) files.set(node, [...control.files]);
    else {
      carried.v = stateOf(control);
      carried.r = revision(control);
    }
    inFlight.add(control);
  }
  const wire: Wire = Object.keys(carried).length ? [type, node, carried] : [type, node];
  const last = queue.at(-1);
  if (last && FLOWING.test(type) && last.wire[0] === type && last.wire[1] === node) last.wire = wire;
  else queue.push({ wire, changes: takeChanges(files), files });
  if (leaving) void flush(true);
  else if (!scheduled) {
    // Not at once: a click and the submit it causes belong into one POST.
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      void flush();
    });
  }
}

function takeChanges(files: Map<number, File[]>): [number, State, number][] {
  const changes: [number, State, number][] = [];
  for (const control of changed) {
    inFlight.add(control);
    if (!control.isConnected) continue;
    if (control instanceof HTMLInputElement && control.files) files.set(address(control), [...control.files]);
    else changes.push([address(control), stateOf(control), revision(control)]);
  }
  changed.clear();
  return changes;
}

/** Sends what waits, one POST at a time; the same numbers again until the server has answered. */
async function flush(keepalive = false): Promise<void> {
  if (sending || queue.length === 0) return;
  sending = true;
  const batch = queue.splice(0);
  const first = next;
  next += batch.length;
  const flying = [...inFlight];
  busy(true);
  for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
    const response = await fetch(here(), { method: "POST", keepalive, ...body(batch, first) }).catch(() => null);
    if (response?.status === 410) return gone();
    offline(!response);
    if (response?.ok) {
      // Once the answer begins the events are applied; what async handlers add streams on meanwhile.
      if (await new Promise<boolean>((done) => read(response, () => done(true)).then(() => done(true), () => done(false)))) break;
    } else if (response && response.status < 500 && response.status !== 429) {
      // The server will not have it, now or later: what was typed is still here, so nothing is lost by going on.
      console.error(`sessile: the server refused an event (${response.status})`);
      break;
    }
    await new Promise((done) => {
      setTimeout(done, wait);
      addEventListener("online", done, { once: true });
    });
  }
  for (const control of flying) if (!queue.some(({ changes }) => changes.some(([n]) => n === address(control)))) inFlight.delete(control);
  busy(false);
  sending = false;
  void flush();
}

function body(batch: typeof queue, first: number): { body: BodyInit; headers?: Record<string, string> } {
  const changes = batch.flatMap((item) => item.changes);
  const json = JSON.stringify({
    p: page.token,
    n: first,
    v: page.version,
    ...(changes.length && { c: changes }),
    e: batch.map(({ wire }) => wire),
  });
  const files = batch.flatMap((item) => [...item.files]);
  if (files.length === 0) return { body: json, headers: { "content-type": "application/json" } };
  const form = new FormData();
  form.set(FIELD.json, json);
  for (const [node, list] of files) {
    if (list.length === 0) form.append(FIELD.control + node, "");
    for (const file of list) form.append(FIELD.control + node, file);
  }
  return { body: form };
}

import { HEADER } from "../../runtime/core/wire.ts";
import { gone } from "./leave.ts";
import { here, page } from "./page.ts";
import { offline } from "./status.ts";
import { apply } from "./swap.ts";

/** Milliseconds without a heartbeat after which a stream counts as dead; the server sends one every 20 s. */
const SILENCE_MS = 45_000;
/** Milliseconds to wait for an entry that another answer may still bring. */
const GAP_MS = 1_000;

/** Milliseconds between two signs of life of a hidden tab. */
const PING_MS = 60_000;

const held = new Map<number, string>();
let open: AbortController | null = null;
let wait = 500;
let gap = 0;

/** Reads entries as they come, from a POST's answer or the push stream. */
export async function read(response: Response, alive: () => void): Promise<void> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      receive(text.slice(0, end));
      text = text.slice(end + 2);
    }
    alive();
    if (done) return;
  }
}

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
function receive(event: string): void {
  let version = 0;
  let whole = false;
  const data: string[] = [];
  for (const line of event.split("\n")) {
    const at = line.indexOf(":");
    const [name, value] = [line.slice(0, at), line.slice(at + 1)];
    if (name === "id") version = Number(value);
    if (name === "event") whole = true;
    if (name === "data") data.push(value);
  }
  // A whole tree may be overtaken too.
  if (version <= page.version || (page.version < 0 && !whole)) return;
  if (whole) page.version = version - 1;
  held.set(version, data.join("\n"));
  for (let next = held.get(page.version + 1); next !== undefined; next = held.get(page.version + 1)) {
    page.version++;
    held.delete(page.version);
    // Something else (an extension, a translator) changed the document: ask for the whole tree.
    if (!apply(next)) {
      page.version = -1;
      return reopen();
    }
  }
  for (const old of held.keys()) if (old <= page.version) held.delete(old);
  clearTimeout(gap);
  // An entry in between is missing and no answer brought it: ask from the version we have.
  if (held.size) gap = setTimeout(reopen, GAP_MS);
}

/** Asks for what is missing, from the version we have. */
export function reopen(): void {
  held.clear();
  open?.abort();
}

/**
 * One stream while the tab is seen; a hidden tab catches up when it is looked at again.
 *
 * @param ping tells the server that a hidden tab is still there
 */
export function keepStream(ping: () => void): void {
  setInterval(() => document.hidden && ping(), PING_MS);
  document.addEventListener("visibilitychange", () => (document.hidden ? open?.abort() : void connect()));
  addEventListener("pageshow", (event) => event.persisted && void connect());
  addEventListener("online", () => void connect());
  void connect();
}

async function connect(): Promise<void> {
  if (open || document.hidden) return;
  const controller = new AbortController();
  open = controller;
  let silence = 0;
  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(() => controller.abort(), SILENCE_MS);
    wait = 500;
    offline(false);
  };
  const headers = { [HEADER.page]: page.token, [HEADER.lastEventId]: String(page.version) };
  try {
    const response = await fetch(here(), { headers, signal: controller.signal, cache: "no-store" });
    if (response.status === 410) return gone();
    if (response.ok) await read(response, alive);
  } catch {
    // Dropped, or closed by us: either way the next one resumes where this one ended.
    if (!controller.signal.aborted) offline(true);
  }
  clearTimeout(silence);
  open = null;
  setTimeout(connect, controller.signal.aborted ? 0 : wait);
  wait = Math.min(wait * 2, 10_000);
}

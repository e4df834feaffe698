import { HEADER } from "../../runtime/core/wire.ts";
import { gone } from "./leave.ts";
import { isOurs, shown, token } from "./page.ts";
import { report } from "./status.ts";
import { apply, learnWhole } from "./swap.ts";

/** Milliseconds without a heartbeat after which a stream counts as dead; the server sends one every 20 s. */
const SILENCE_MS = 45_000;
/** Milliseconds to wait for an entry that another answer may still bring. */
const GAP_MS = 1_000;
/** Milliseconds between two signs of life: of a hidden tab, and of one that has heard of news and told nothing since. */
const PING_MS = 60_000;

/** Entries that came early, by version, which is the order in which they are found. */
let held: { [version: number]: string } = {};
let open: AbortController | null = null;
let wait = 500;
let gap = 0;

/**
 * Reads entries as they come, from a POST's answer or the push stream.
 *
 * @returns what came after the last of them
 */
export async function read(response: Response, alive: () => void): Promise<string> {
  const reader = (response.body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; ; ) {
    const { done, value } = await reader.read();
    const events = (text + (value ?? "")).split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) await receive(event);
    alive();
    if (done) return text;
  }
}

/** An event of a stream, as the server writes it. What is none is a heartbeat. */
const ENTRY = /^(event:whole\n)?id:(\d+)\ndata:(.*)/s;

async function receive(event: string): Promise<void> {
  const [, whole, id, data = ""] = ENTRY.exec(event) ?? [];
  if (whole) await learnWhole();
  const version = Number(id);
  // A whole tree may be overtaken too.
  if (!(version > shown.version) || (shown.version < 0 && !whole)) return;
  if (whole) shown.version = version - 1;
  held[version] = data.replaceAll("\ndata:", "\n");
  clearTimeout(gap);
  for (const key in held) {
    const next = Number(key);
    // An entry in between is missing: if no answer brings it, ask from the version we have.
    if (next > shown.version + 1) {
      gap = setTimeout(reopen, GAP_MS);
      return;
    }
    const patches = held[next] as string;
    delete held[next];
    if (next <= shown.version) continue;
    shown.version = next;
    // Something else (an extension, a translator) changed the document: ask for the whole tree.
    if (!apply(patches)) {
      shown.version = -1;
      return reopen();
    }
  }
}

/** Asks for what is missing, from the version we have. */
export function reopen(): void {
  held = {};
  open?.abort();
}

/**
 * One stream while the tab is seen; a hidden tab catches up when it is looked at again.
 *
 * @param ping tells the server that this tab is still there, and what it has
 */
export function keepStream(ping: () => void): void {
  let before = shown.version;
  setInterval(() => {
    // The server keeps what a tab may have missed until it is heard of again.
    if (document.hidden || shown.version > before) ping();
    before = shown.version;
  }, PING_MS);
  for (const type of ["visibilitychange", "pageshow", "online"]) addEventListener(type, connect);
  void connect();
}

async function connect(): Promise<void> {
  if (document.hidden) return open?.abort();
  if (open) return;
  const controller = new AbortController();
  open = controller;
  let silence = 0;
  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(() => controller.abort(), SILENCE_MS);
    wait = 500;
    report("offline", false);
  };
  const { signal } = controller;
  const headers = { [HEADER.page]: token, [HEADER.lastEventId]: `${shown.version}` };
  try {
    const response = await fetch(location.href, { headers, signal, cache: "no-store" });
    if (response.status === 410) return gone();
    if (isOurs(response)) await read(response, alive);
  } catch {
    // Dropped, or closed by us: either way the next one resumes where this one ended.
    if (!signal.aborted) report("offline", true);
  }
  clearTimeout(silence);
  open = null;
  setTimeout(connect, signal.aborted ? 0 : wait);
  wait = Math.min(wait * 2, 10_000);
}

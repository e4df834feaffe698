import { FIELD, HEADER } from "../../runtime/core/wire.ts";
import { change } from "./controls.ts";
import { AGAIN, gone } from "./leave.ts";
import { address, here, page } from "./page.ts";
import type { Wire } from "./queue.ts";
import { offline, refused, uploading } from "./status.ts";

/** Files by the number of their control. */
export type Files = [node: number, files: File[]][];

/** Files that go ahead of the event they belong to: it waits for them, and nothing else does. */
interface Upload {
  readonly key: string;
  readonly files: Files;
  /** What waits. */
  readonly held: Wire[];
  readonly controller: AbortController;
}

/** Bytes that travel with their event: a round trip less. */
const BESIDE_MAX = 256 * 1024;

const underWay = new Map<string, Upload>();
let made = 0;

export function goAhead(files: Files): boolean {
  return files.flatMap(([, list]) => list).reduce((bytes, { size }) => bytes + size, 0) > BESIDE_MAX;
}

/** Takes out of the queue what waits for these files: not what tells of another control, for that is to be told at once. */
export function takeWaiting(queue: Wire[], files: Files): Wire[] {
  const isFile = ([, node]: Wire) => files.some(([other]) => other === node);
  const from = queue.findIndex(isFile);
  const held: Wire[] = [];
  for (const wire of from < 0 ? [] : queue.splice(from)) (wire[2]?.v === undefined ? held : queue).push(wire);
  return held;
}

/** What is pressed again while it waits, waits too. @returns whether it does */
export function waits(wire: Wire): boolean {
  for (const { held } of underWay.values()) {
    if (!wire[0] || !held.some(([type, node]) => type === wire[0] && node === wire[1])) continue;
    held.push(wire);
    return true;
  }
  return false;
}

/** @param done called once all has arrived, with what has waited */
export async function send(files: Files, held: Wire[], done: (key: string, held: Wire[]) => void): Promise<void> {
  const key = `${page.token.split(".")[1]}-${++made}`;
  const controller = new AbortController();
  const { signal } = controller;
  underWay.set(key, { key, files, held, controller });
  uploading(underWay.size);
  const headers = { [HEADER.upload]: `${page.token} ${key}` };
  for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, 10_000)) {
    const init = { method: "POST", headers, body: formOf(files), signal };
    const response = await fetch(here(), init).catch(() => null);
    if (signal.aborted) break;
    const status = response?.status ?? 0;
    if (status === 410) return gone();
    offline(!response);
    if (response?.ok) {
      underWay.delete(key);
      uploading(underWay.size);
      return done(key, held);
    }
    if ((status && status < 500 && !AGAIN.test(String(status))) || status === 507) {
      refused(true);
      stop(key);
      break;
    }
    await new Promise((again) => {
      setTimeout(again, wait);
      addEventListener("online", again, { once: true });
      signal.addEventListener("abort", again);
    });
  }
}

/** It goes no further. @returns what has waited */
function stop(key: string): Wire[] {
  const upload = underWay.get(key);
  if (!upload) return [];
  underWay.delete(key);
  uploading(underWay.size);
  upload.controller.abort();
  return upload.held;
}

/** Another choice was made in this control. @returns what has waited for the one before: with nothing chosen it is dropped */
export function replace(node: number, chosen: boolean): Wire[] {
  for (const { key, files } of underWay.values()) {
    if (!files.some(([other]) => other === node)) continue;
    const held = stop(key);
    return chosen ? held : [];
  }
  return [];
}

/** The server wants no more of it: the choice is taken back. */
export function cancel(key: string): void {
  const upload = underWay.get(key);
  stop(key);
  for (const control of document.querySelectorAll<HTMLInputElement>("input[type=file]")) {
    if (!upload?.files.some(([node]) => node === address(control))) continue;
    control.value = "";
    change(control);
  }
}

/** A form with these files; of an empty list it says that the choice was cleared. */
export function formOf(files: Files, json?: string): FormData {
  const form = new FormData();
  if (json) form.set(FIELD.json, json);
  for (const [node, list] of files) {
    if (list.length === 0) form.append(FIELD.control + node, "");
    for (const file of list) form.append(FIELD.control + node, file);
  }
  return form;
}

/** Events on their way to the server, one POST at a time: what the browser's `queue.ts` does. */
import { SessileError } from "../core/errors.ts";
import { HEADER } from "../core/wire.ts";
import type { Visitor, Wire } from "./visitor.ts";
import { turnOfTheLoop } from "./waits.ts";

/** Not now: the request did not arrive whole, a new cookie is on its way, too early, too much. */
const AGAIN = /^(408|409|425|429)$/;
const EVENTS_MAX = 500;
/** A test does not wait for ever. */
const TRIES_MAX = 100;

/** Whose events they are. */
export interface Poster {
  readonly visitor: Visitor;
  readonly path: string;
  readonly token: string;
  readonly version: number;
  readonly isOffline: boolean;
  /** Reads an answer; resolves once it has begun. */
  read(response: Response): Promise<void>;
  gone(): Promise<void>;
}

export class PostQueue {
  #poster: Poster;
  #queue: Wire[] = [];
  #files = new Map<number, readonly File[]>();
  #next = 1;
  #made = 0;
  #sending: Promise<void> | null = null;
  #batch: Wire[] = [];
  #first = 1;

  constructor(poster: Poster) {
    this.#poster = poster;
  }

  get isEmpty(): boolean {
    return this.#queue.length === 0 && !this.#sending;
  }

  /** What the server may not have yet. */
  get unanswered(): { n: number; e: Wire[] } {
    if (this.#sending) return { n: this.#first, e: [...this.#batch, ...this.#queue] };
    return { n: this.#next, e: this.#queue };
  }

  /** A new document counts its events from one. */
  clear(): void {
    this.#queue = [];
    this.#files.clear();
    this.#next = 1;
  }

  push(event: Wire, files?: readonly File[]): void {
    this.#queue.push(event);
    if (files) this.#files.set(event[1], files);
  }

  /** Sends what waits. @param ping also where nothing does */
  flush(ping = false): Promise<void> {
    if (this.#sending) return this.#sending.then(() => this.flush());
    if ((this.#queue.length === 0 && !ping) || this.#poster.isOffline) return Promise.resolve();
    this.#sending = this.#send().finally(() => {
      this.#sending = null;
    });
    return this.#sending.then(() => this.flush());
  }

  async #send(): Promise<void> {
    const poster = this.#poster;
    this.#batch = this.#queue.splice(0, EVENTS_MAX);
    this.#first = this.#next;
    this.#next += this.#batch.length;
    await this.#sendFiles();
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const { path, token } = poster;
      const message = { p: token, n: this.#first, v: poster.version, e: this.#batch };
      const response = await poster.visitor.fetch(path, post(message)).catch(() => null);
      if (poster.token !== token) return;
      if (!response && poster.isOffline) {
        // Under the same numbers, once the user is online again.
        this.#queue.unshift(...this.#batch);
        this.#next = this.#first;
        return;
      }
      if (response?.status === 410) return poster.gone();
      if (response?.ok) return poster.read(response);
      if (response?.status === 413 && this.#batch.length > 1) {
        const others = this.#batch.splice(this.#batch.length >> 1);
        this.#queue.unshift(...others);
        this.#next -= others.length;
      } else if (response && !AGAIN.test(String(response.status)))
        throw new SessileError("SES_TEST_RESPONSE", `POST ${path}: ${response.status}`);
      await turnOfTheLoop();
    }
    throw new SessileError("SES_TEST_RESPONSE", `POST ${poster.path}: not taken after ${TRIES_MAX} tries`);
  }

  /** Files go ahead of the events that tell of them. */
  async #sendFiles(): Promise<void> {
    const { path, token, visitor } = this.#poster;
    for (const [node, files] of this.#files) {
      const key = files.length > 0 ? `${token.split(".")[1]}-${++this.#made}` : "";
      const at = this.#batch.findIndex(([, other, data]) => other === node && data?.r && data.u === undefined);
      const carrier = this.#batch[at];
      if (carrier) this.#batch[at] = [carrier[0], node, { ...carrier[2], u: key }];
      if (key === "") continue;
      const body = new FormData();
      for (const file of files) body.append("f", file);
      const headers = { [HEADER.upload]: `${token} ${key}` };
      const response = await visitor.fetch(path, { method: "POST", body, headers });
      if (!response.ok) throw new SessileError("SES_TEST_RESPONSE", `an upload to ${path}: ${response.status}`);
    }
    this.#files.clear();
  }
}

function post(message: unknown): RequestInit {
  return { method: "POST", body: JSON.stringify(message), headers: { "content-type": "application/json" } };
}

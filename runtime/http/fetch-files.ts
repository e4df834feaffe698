import type { ServerResponse } from "node:http";
import { Readable, Writable } from "node:stream";
import type { FetchExchange } from "./fetch.ts";
import type { Files } from "./statics.ts";

type Value = string | number | readonly string[];

/** As much of node's response as a file server writes to: the head, then bytes as the reader takes them. */
class FileResponse extends Writable {
  readonly #begin: (status: number, headers: Headers, body: Readable) => void;
  readonly #body: Readable;
  readonly #headers = new Headers();
  #begun = false;
  #taken: (() => void) | null = null;

  constructor(begin: (status: number, headers: Headers, body: Readable) => void) {
    super();
    this.#begin = begin;
    this.#body = new Readable({
      read: () => {
        this.#taken?.();
        this.#taken = null;
      },
      destroy: (error, callback) => {
        this.destroy();
        callback(error);
      },
    });
  }

  statusCode = 200;

  setHeader(name: string, value: Value): void {
    this.#headers.set(name, String(value));
  }

  getHeader(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined;
  }

  writeHead(status: number, headers: { readonly [name: string]: Value } = {}): this {
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    this.#begun = true;
    this.#begin(status, this.#headers, this.#body);
    return this;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (this.#body.push(chunk)) done();
    else this.#taken = done;
  }

  override _final(done: () => void): void {
    if (!this.#begun) this.writeHead(this.statusCode);
    this.#body.push(null);
    done();
  }
}

/** Has a file server made for node answer a web Request. */
export function answerByFetch(exchange: FetchExchange, files: Files, next: () => void): void {
  exchange.claimed = exchange.begun = true;
  const response = new FileResponse((status, head, body) => {
    const empty = exchange.method === "HEAD" || status === 304;
    if (empty) body.resume();
    exchange.respond(new Response(empty ? null : (Readable.toWeb(body) as BodyInit), { status, headers: head }));
  });
  // All that a file server asks of it.
  files(response as unknown as ServerResponse, next);
}

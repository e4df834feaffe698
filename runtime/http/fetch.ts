import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { SessileError } from "../core/errors.ts";
import type { Identity } from "./authorize/scheme.ts";
import { type CompressionSettings, coded as codedFor, Encoder, encode, type Sink } from "./compression.ts";
import type { Compressible, Exchange, Piece, Stream } from "./exchange.ts";
import { checkStatus, lengthOf, unframed } from "./framing.ts";
import type { Origin } from "./service/forwarded.ts";

/** What a service knows of a Request beyond itself. */
export interface FetchContext {
  /** Whether a trusted proxy says where it comes from. */
  readonly vouched?: boolean;
  /** Null: answers leave as they are. */
  readonly compression?: CompressionSettings | null;
}

/** An exchange on a web `Request`; its `response` settles once the answer has begun. */
export class FetchExchange implements Exchange {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  identity: Identity | null = null;
  readonly secure: boolean;
  readonly address: string;
  readonly vouched: boolean;
  readonly connection = null;
  readonly response: Promise<Response>;
  compressible: Compressible = "anonymous";
  claimed = false;
  begun = false;
  readonly request: Request;
  readonly #compression: CompressionSettings | null;
  #unread: AbortController | null = null;
  #isUnread = false;
  #signal: AbortSignal | null = null;
  #resolve!: (response: Response) => void;

  /** @param origin what a Request does not say: where it comes from */
  constructor(request: Request, origin: Partial<Origin> = {}, context: FetchContext = {}) {
    const url = new URL(request.url);
    this.vouched = context.vouched ?? false;
    this.#compression = context.compression ?? null;
    this.address = origin.address ?? "";
    this.request = request;
    this.method = request.method;
    this.path = url.pathname;
    this.search = url.search;
    this.secure = origin.secure ?? url.protocol === "https:";
    this.response = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Aborted with the request, or where nobody reads the answer to its end. */
  get signal(): AbortSignal {
    if (!this.#signal) {
      this.#unread = new AbortController();
      if (this.#isUnread) this.#unread.abort(new SessileError("SES_ABORTED"));
      this.#signal = AbortSignal.any([this.request.signal, this.#unread.signal]);
    }
    return this.#signal;
  }

  /** Nobody reads the answer to its end. */
  #leave(): void {
    this.#isUnread = true;
    this.#unread?.abort(new SessileError("SES_ABORTED"));
  }

  /** Breaks off a stream. */
  cut: () => void = () => {};

  header(name: string): string | undefined {
    // A Request does not carry Host: it is in the URL.
    return this.request.headers.get(name) ?? (name === "host" ? new URL(this.request.url).host : undefined);
  }

  body(): Readable {
    this.claimed = true;
    const { body } = this.request;
    // The same class under two names: the language's types and Node's.
    return body ? Readable.fromWeb(body as unknown as WebStream) : Readable.from([]);
  }

  readBody(max: number, done: (error: SessileError | null, body: Buffer) => void): void {
    this.claimed = true;
    if (this.request.bodyUsed) return done(new SessileError("SES_BODY_READ"), Buffer.alloc(0));
    this.#read(max).then(
      (body) => done(null, body),
      (cause) =>
        done(cause instanceof SessileError ? cause : new SessileError("SES_ABORTED", "", { cause }), Buffer.alloc(0)),
    );
  }

  async #read(max: number): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.request.body ?? []) {
      size += chunk.length;
      if (size > max) throw new SessileError("SES_BODY_TOO_LARGE", `limit ${max} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async receive(take: (chunk: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<void> {
    this.claimed = true;
    if (this.request.bodyUsed) throw new SessileError("SES_BODY_READ");
    const reader = this.request.body?.getReader();
    if (!reader) return;
    let stopped: { readonly reason: unknown } | null = null;
    let stop: (() => void) | null = null;
    const onAbort = (): void => {
      stopped ??= { reason: signal?.aborted ? signal.reason : new SessileError("SES_ABORTED") };
      stop?.();
    };
    const next = (): ReturnType<typeof reader.read> =>
      new Promise((resolve, reject) => {
        stop = () => reject(stopped?.reason);
        reader.read().then(resolve, (cause) => reject(new SessileError("SES_ABORTED", "", { cause })));
        if (stopped) stop();
      });
    if (signal?.aborted || this.request.signal.aborted) onAbort();
    signal?.addEventListener("abort", onAbort);
    this.request.signal.addEventListener("abort", onAbort);
    try {
      for (;;) {
        const { done, value } = await next();
        if (done) return;
        await take(value);
      }
    } catch (error) {
      // Nobody waits for the rest; a sender that has broken off has nothing to be told. Later: a stream that undici made of a text
      // closes itself in a moment, and where it is closed by then that throws where nobody can catch it (Node 20).
      setImmediate(() => reader.cancel(error).catch(() => {}));
      throw error;
    } finally {
      signal?.removeEventListener("abort", onAbort);
      this.request.signal.removeEventListener("abort", onAbort);
    }
  }

  /** Answers with a response that is made already. */
  respond(response: Response): void {
    this.claimed = this.begun = true;
    this.#resolve(response);
  }

  reply(status: number, given: readonly string[], body: string | Uint8Array): void {
    const empty = this.method === "HEAD" || status === 304 || status === 204;
    checkStatus(status);
    const length = lengthOf(body);
    // Who answers HEAD without making the body does not know its length; GET's may be long.
    const isUnmade = this.method === "HEAD" && length === 0;
    const headers = isUnmade ? given : unframed(given);
    const leaving = { status, headers, length: isUnmade ? null : length };
    const compression = this.#compression;
    const coded = compression ? codedFor(this, leaving, compression) : null;
    const send = (bytes: string | Uint8Array): void =>
      this.respond(
        new Response(empty ? null : (bytes as BodyInit), { status, headers: pairs(coded?.headers ?? headers) }),
      );
    if (!coded?.coding || empty) return send(body);
    this.claimed = this.begun = true;
    encode(coded.coding, body)
      .then(send)
      .catch((error) => compression?.failed(error, this));
  }

  send(status: number, headers: readonly string[], pieces: Iterable<Piece> | AsyncIterable<Piece>): Promise<void> {
    this.claimed = this.begun = true;
    const encoder = new TextEncoder();
    const each = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
    return new Promise((resolve, reject) => {
      const body = new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            try {
              const { done, value } = await each.next();
              if (!done) return controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
              controller.close();
              resolve();
            } catch (error) {
              controller.error(error);
              reject(error);
            }
          },
          cancel: async () => {
            this.#leave();
            await each.return?.();
            resolve();
          },
        },
        new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
      );
      this.#resolve(new Response(body, { status, headers: pairs(headers) }));
    });
  }

  stream(status: number, headers: readonly string[], bufferMax: number): Stream {
    this.claimed = this.begun = true;
    const coded = this.#compression ? codedFor(this, { status, headers, length: null }, this.#compression) : null;
    const bytes = new TextEncoder();
    const closed: (() => void)[] = [];
    let open = true;
    let piece = 0;
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    const close = (): void => {
      if (!open) return;
      open = false;
      encoder?.destroy();
      for (const callback of closed) callback();
    };
    const body = new ReadableStream<Uint8Array>(
      {
        start(c) {
          controller = c;
        },
        cancel: () => {
          this.#leave();
          close();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
    );
    this.cut = () => {
      if (open) controller.error(new SessileError("SES_ABORTED"));
      close();
    };
    this.request.signal.addEventListener("abort", this.cut);
    const out: Sink = {
      write: (chunk) => void (open && controller.enqueue(new Uint8Array(chunk))),
      end() {
        if (open) controller.close();
        close();
      },
    };
    const encoder = coded?.coding ? new Encoder(coded.coding, out) : null;
    const held = (): number => -(controller.desiredSize ?? 0) + (encoder?.pending ?? 0);
    this.#resolve(new Response(body, { status, headers: pairs(coded?.headers ?? headers) }));
    return {
      write(text) {
        if (!open) return;
        const before = held();
        if (encoder) encoder.write(text);
        else controller.enqueue(bytes.encode(text));
        // One piece may be larger than the bound (a whole tree): what piles up behind it may not.
        if (before <= 0) piece = held();
        else if (held() - piece > bufferMax) this.end();
      },
      end() {
        if (!open) return;
        if (encoder) encoder.end();
        else out.end();
      },
      onClose: (callback) => void closed.push(callback),
    };
  }
}

/** A flat list as `Headers` takes it. */
export function pairs(flat: readonly string[]): [string, string][] {
  const list: [string, string][] = [];
  for (let i = 0; i < flat.length; i += 2) list.push([flat[i] as string, flat[i + 1] as string]);
  return list;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { SessileError } from "../core/errors.ts";
import type { Identity } from "./authorize/scheme.ts";
import { type CompressionSettings, coded as codedFor, Encoder, encode } from "./compression.ts";
import type { Compressible, Exchange, Piece, Stream } from "./exchange.ts";
import { checkStatus, lengthOf, unframed } from "./framing.ts";
import { type BodyReader, findHeader, LeanRequest, replyAtOnce } from "./lean.ts";
import { readWhole, receive } from "./node-body.ts";
import { replyEarly, writeHead } from "./node-head.ts";
import type { Connection } from "./service/connection.ts";
import type { Origin } from "./service/forwarded.ts";

/** What a service knows of a request beyond itself. */
export interface NodeContext {
  readonly connection?: Connection;
  /** What trusted proxies say; null: it comes from the other end itself. */
  readonly origin?: Origin | null;
  /** Tells the client to go on, where it waits for that before it sends a body. */
  readonly expecting?: boolean;
  /** What is answered, where it is not what was asked for. */
  readonly url?: string;
  /** Null: answers leave as they are. */
  readonly compression?: CompressionSettings | null;
}

/** A stream that came too late. */
const OVER: Stream = { write() {}, end() {}, onClose: (callback) => queueMicrotask(callback) };

/** Bytes of a body nobody wants that are read, so that the connection may stay: more is cheaper to cut off. */
const DRAIN_BYTES = 1024 * 1024;

/** What is said where the other end is gone. */
const GONE: ReadonlySet<unknown> = new Set(["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE"]);

/** An exchange on `node:http`, without Request and Response objects in between. */
export class NodeExchange implements Exchange {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  identity: Identity | null = null;
  compressible: Compressible = "anonymous";
  claimed = false;
  begun = false;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly connection: Connection | null;
  readonly #origin: Origin | null;
  readonly #compression: CompressionSettings | null;
  #expecting: boolean;
  /** Whether an answer is on its way out. */
  #leaving = false;
  #abort: AbortController | null = null;
  #aborted = false;
  #receiving = false;

  constructor(request: IncomingMessage, response: ServerResponse, context: NodeContext = {}) {
    const raw = context.url ?? request.url ?? "/";
    // A whole URL, as proxies are asked, means its path. @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
    const url = raw[0] === "/" ? raw : raw.replace(/^https?:\/\/[^/?#]*/i, "");
    const at = url.indexOf("?");
    this.method = request.method ?? "GET";
    this.path = (at < 0 ? url : url.slice(0, at)) || "/";
    this.search = at < 0 ? "" : url.slice(at);
    this.request = request;
    this.response = response;
    this.connection = context.connection ?? null;
    this.#origin = context.origin ?? null;
    this.#compression = context.compression ?? null;
    this.#expecting = context.expecting ?? false;
  }

  get secure(): boolean {
    return this.#origin?.secure ?? "encrypted" in this.request.socket;
  }

  get address(): string {
    return this.#origin?.address ?? this.request.socket.remoteAddress ?? "";
  }

  get vouched(): boolean {
    return this.#origin !== null;
  }

  get signal(): AbortSignal {
    if (!this.#abort) {
      this.#abort = new AbortController();
      if (this.#aborted) this.#abort.abort(new SessileError("SES_ABORTED"));
      // Without a connection of ours node tells: an answer that closes before it has ended was given up.
      else if (!this.connection) this.response.once("close", () => this.response.writableFinished || this.abort());
    }
    // On a server of somebody else's a body breaks off before its connection is known to be closed.
    if (!this.#aborted && this.isGone) this.abort();
    return this.#abort.signal;
  }

  /** Whether the other end is. */
  protected get isGone(): boolean {
    return this.request.socket.destroyed;
  }

  /** The other end is gone. */
  abort(): void {
    this.#aborted = true;
    this.#abort?.abort(new SessileError("SES_ABORTED"));
  }

  // The raw list is there already; node builds an object of all headers at the first look at `headers`.
  header(name: string): string | undefined {
    return findHeader(this.request.rawHeaders, name);
  }

  #proceed(): void {
    this.claimed = true;
    if (!this.#expecting) return;
    this.#expecting = false;
    this.response.writeContinue();
  }

  body(): Readable {
    this.#proceed();
    return this.request;
  }

  readBody(max: number, done: BodyReader): void {
    this.#proceed();
    readWhole(this.request, max, done);
  }

  receive(take: (chunk: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<void> {
    this.#proceed();
    this.#receiving = true;
    return receive(this.request, take, signal);
  }

  /** Somebody answers on node's own objects. */
  raw(): void {
    this.claimed = this.begun = true;
    this.#expecting = false;
    this.response.once("close", () => this.answered());
  }

  /** Leaves the answer to whoever is next in line. */
  passTo(next: () => void): () => void {
    return () => {
      this.raw();
      next();
    };
  }

  /** Ends an answer that will not come, or not to its end: the other end, where there is one still, notices. */
  cut(): void {
    const { response } = this;
    if (response.headersSent && !response.writableFinished && !response.writableEnded) response.destroy();
    if (this.#aborted) this.answered();
  }

  /** The answer is complete. */
  protected answered(): void {
    this.connection?.leave(this);
  }

  /** Whether nothing more can be said. */
  protected get isOver(): boolean {
    return this.response.headersSent || this.response.destroyed;
  }

  reply(status: number, given: readonly string[], body: string | Uint8Array): void {
    this.claimed = this.begun = true;
    if (this.#leaving) return;
    if (this.isOver || this.#aborted) return this.answered();
    const head = this.method === "HEAD";
    checkStatus(status);
    const length = lengthOf(body);
    // Who answers HEAD without making the body does not know its length; GET's may be long.
    const isUnmade = head && length === 0;
    const headers = isUnmade ? given : unframed(given);
    const leaving = { status, headers, length: isUnmade ? null : length };
    const compression = this.#compression;
    const coded = compression ? codedFor(this, leaving, compression) : null;
    if (head && coded?.coding) {
      this.sendWhole(status, coded.headers, "");
      return this.answered();
    }
    if (!coded?.coding) {
      this.sendWhole(status, coded?.headers ?? headers, body);
      return this.answered();
    }
    this.#leaving = true;
    encode(coded.coding, body)
      .then((bytes) => {
        if (!this.isOver && !this.#aborted) this.sendWhole(status, coded.headers, bytes);
        this.answered();
      })
      .catch((error) => {
        this.#leaving = false;
        compression?.failed(error, this);
      });
  }

  protected sendWhole(status: number, headers: readonly string[], body: string | Uint8Array): void {
    const { request, response } = this;
    const early = (this.#receiving || status === 413 || this.#leavesBody()) && !request.complete;
    if (early && !this.#expecting) return replyEarly(request, response, { status, headers, body });
    if (early) response.shouldKeepAlive = false;
    const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
    const small = status === 200 && typeof body === "string" && length === body.length;
    if (small && this.method !== "HEAD" && request instanceof LeanRequest && replyAtOnce(response, headers, body))
      return;
    const content = this.tellsLength(status, length) ? ["Content-Length", String(length)] : [];
    writeHead(response, status, [...headers, ...content]);
    response.end(this.method === "HEAD" ? "" : body);
  }

  /** Whether an answer's length is said: that of a HEAD would be GET's, and where no body was made nobody knows it. */
  protected tellsLength(status: number, length: number): boolean {
    return status !== 204 && status !== 304 && (this.method !== "HEAD" || length > 0);
  }

  async send(
    status: number,
    headers: readonly string[],
    pieces: Iterable<Piece> | AsyncIterable<Piece>,
  ): Promise<void> {
    this.claimed = this.begun = true;
    if (this.isOver || this.#leaving || this.#aborted) return this.answered();
    const out = this.open(status, headers);
    out.once("close", () => this.answered());
    try {
      await pipeline(Readable.from(pieces), out);
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (!GONE.has(code) && !this.#aborted) throw error;
    }
  }

  /** Whether there may be more of the body to come than is worth reading. */
  #leavesBody(): boolean {
    const { request, method } = this;
    if (this.#expecting) return true;
    if (method === "GET" || method === "HEAD" || request.complete) return false;
    if (this.header("transfer-encoding") !== undefined) return true;
    return Number(this.header("content-length") ?? 0) > DRAIN_BYTES;
  }

  /** Begins an answer without a known length. */
  protected open(status: number, headers: readonly string[]): Writable {
    const { response } = this;
    writeHead(response, status, [...headers]);
    response.flushHeaders();
    return response;
  }

  stream(status: number, headers: readonly string[], bufferMax: number): Stream {
    this.claimed = this.begun = true;
    if (this.isOver || this.#leaving || this.#aborted) {
      this.answered();
      return OVER;
    }
    const coded = this.#compression ? codedFor(this, { status, headers, length: null }, this.#compression) : null;
    const out = this.open(status, coded?.headers ?? headers);
    const encoder = coded?.coding ? new Encoder(coded.coding, out) : null;
    out.on("error", () => out.destroy());
    out.once("close", () => {
      encoder?.destroy();
      this.answered();
    });
    // One piece may be larger than the bound (a whole tree): what piles up behind it may not.
    let piece = 0;
    const held = (): number => out.writableLength + (encoder?.pending ?? 0);
    return {
      write(text) {
        if (out.writableEnded || out.destroyed) return;
        const before = held();
        if (encoder) encoder.write(text);
        else out.write(text);
        if (before === 0) piece = held();
        // A reader this slow comes back with its version and gets what it lacks.
        else if (held() - piece > bufferMax) out.destroy();
      },
      end() {
        if (out.writableEnded) return;
        if (encoder) encoder.end();
        else out.end();
      },
      onClose(callback) {
        if (out.destroyed) queueMicrotask(callback);
        else out.once("close", callback);
      },
    };
  }
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { SessileError } from "../core/errors.ts";
import type { Compressible, Exchange, Stream } from "./exchange.ts";
import { type BodyReader, findHeader, LeanRequest, replyAtOnce } from "./lean.ts";
import type { Connection } from "./service/connection.ts";
import type { Origin } from "./service/forwarded.ts";

/** What a service knows of a request beyond itself. */
export interface NodeContext {
  readonly connection?: Connection;
  /** What trusted proxies say; null: it comes from the other end itself. */
  readonly origin?: Origin | null;
  /** Tells the client to go on, where it waits for that before it sends a body. */
  readonly expecting?: boolean;
}

/** Bytes of a body nobody wants that are read, so that the connection may stay: more is cheaper to cut off. */
const DRAIN_BYTES = 1024 * 1024;

/** An exchange on `node:http`, without Request and Response objects in between. */
export class NodeExchange implements Exchange {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  compressible: Compressible = "anonymous";
  claimed = false;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly connection: Connection | null;
  readonly #origin: Origin | null;
  #expecting: boolean;
  #abort: AbortController | null = null;
  #aborted = false;

  constructor(request: IncomingMessage, response: ServerResponse, context: NodeContext = {}) {
    const raw = request.url ?? "/";
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
      if (this.#aborted || this.response.destroyed) this.#abort.abort();
      // Without a connection of ours node tells: an answer that closes before it has ended was given up.
      else if (!this.connection) this.response.once("close", () => this.response.writableFinished || this.abort());
    }
    return this.#abort.signal;
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
    const { request } = this;
    if (request instanceof LeanRequest) return request.readWhole(max, done);
    let first: Buffer | null = null;
    let rest: Buffer[] | null = null;
    let size = 0;
    let over = false;
    const finish = (error: SessileError | null): void => {
      if (over) return;
      over = true;
      done(error, first === null ? Buffer.alloc(0) : rest === null ? first : Buffer.concat([first, ...rest]));
    };
    if (request.readableEnded) return finish(new SessileError("SES_BODY_READ"));
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > max) {
        // The answer is sent at once; what still arrives is read and dropped, up to node's own limits.
        finish(new SessileError("SES_BODY_TOO_LARGE", `limit ${max} bytes`));
        return;
      }
      if (first === null) first = chunk;
      else if (rest === null) rest = [chunk];
      else rest.push(chunk);
    });
    request.on("end", () => finish(null));
    request.on("error", (cause) => finish(new SessileError("SES_ABORTED", "", { cause })));
    request.on("close", () => {
      if (!request.complete) finish(new SessileError("SES_ABORTED"));
    });
  }

  /** Somebody answers on node's own objects. */
  raw(): void {
    this.claimed = true;
    this.#expecting = false;
    this.response.once("close", () => this.answered());
  }

  /** Ends an answer that has begun and will not come to its end: the other end notices. */
  cut(): void {
    const { response } = this;
    if (response.headersSent && !response.writableFinished && !response.writableEnded) response.destroy();
  }

  /** The answer is complete. */
  protected answered(): void {
    this.connection?.leave(this);
  }

  reply(status: number, headers: readonly string[], body: string | Uint8Array): void {
    const { response } = this;
    this.claimed = true;
    if (!response.headersSent && !response.destroyed && !this.#aborted) this.#send(status, headers, body);
    this.answered();
  }

  #send(status: number, headers: readonly string[], body: string | Uint8Array): void {
    const { response } = this;
    if (this.#leavesBody()) response.shouldKeepAlive = false;
    const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
    const small = status === 200 && typeof body === "string" && length === body.length;
    if (small && this.method !== "HEAD" && replyAtOnce(response, headers, body)) return;
    this.head(status, status === 204 || status === 304 ? headers : [...headers, "Content-Length", String(length)]);
    response.end(this.method === "HEAD" ? "" : body);
  }

  /** Whether there may be more of the body to come than is worth reading. */
  #leavesBody(): boolean {
    const { request, method } = this;
    if (this.#expecting) return true;
    if (method === "GET" || method === "HEAD" || request.complete) return false;
    if (this.header("transfer-encoding") !== undefined) return true;
    return Number(this.header("content-length") ?? 0) > DRAIN_BYTES;
  }

  protected head(status: number, headers: readonly string[]): void {
    this.response.writeHead(status, [...headers]);
  }

  stream(status: number, headers: readonly string[], bufferMax: number): Stream {
    const { response } = this;
    this.claimed = true;
    if (!response.headersSent && !response.destroyed) {
      this.head(status, headers);
      response.flushHeaders();
    }
    response.on("error", () => response.destroy());
    response.once("close", () => this.answered());
    if (response.destroyed) this.answered();
    // One piece may be larger than the bound (a whole tree): what piles up behind it may not.
    let piece = 0;
    return {
      write(text) {
        if (response.writableEnded || response.destroyed) return;
        const before = response.writableLength;
        response.write(text);
        if (before === 0) piece = response.writableLength;
        // A reader this slow comes back with its version and gets what it lacks.
        else if (response.writableLength - piece > bufferMax) response.destroy();
      },
      end() {
        if (!response.writableEnded) response.end();
      },
      onClose(callback) {
        if (response.destroyed) queueMicrotask(callback);
        else response.once("close", callback);
      },
    };
  }
}

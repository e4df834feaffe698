import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { SessileError } from "../core/errors.ts";
import type { Identity } from "./authorize/scheme.ts";
import type { Exchange, Piece, Stream } from "./exchange.ts";
import { type BodyReader, findHeader, LeanRequest, replyAtOnce } from "./lean.ts";

/** Milliseconds in which a sender that has not finished is heard out: cut off at once it would not read the answer. */
const LINGER_MS = 2_000;

/** An exchange on `node:http`, without Request and Response objects in between. */
export class NodeExchange implements Exchange {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  identity: Identity | null = null;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  #receiving = false;

  constructor(request: IncomingMessage, response: ServerResponse) {
    const raw = request.url ?? "/";
    // A whole URL, as proxies are asked, means its path. @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
    const url = raw[0] === "/" ? raw : raw.replace(/^https?:\/\/[^/?#]*/i, "");
    const at = url.indexOf("?");
    this.method = request.method ?? "GET";
    this.path = (at < 0 ? url : url.slice(0, at)) || "/";
    this.search = at < 0 ? "" : url.slice(at);
    this.#request = request;
    this.#response = response;
  }

  get secure(): boolean {
    return "encrypted" in this.#request.socket;
  }

  get address(): string {
    return this.#request.socket.remoteAddress ?? "";
  }

  // The raw list is there already; node builds an object of all headers at the first look at `headers`.
  header(name: string): string | undefined {
    return findHeader(this.#request.rawHeaders, name);
  }

  readBody(max: number, done: BodyReader): void {
    const request = this.#request;
    if (request instanceof LeanRequest && !request.streamed) return request.readWhole(max, done);
    let first: Buffer | null = null;
    let rest: Buffer[] | null = null;
    let size = 0;
    let over = false;
    const finish = (error: SessileError | null): void => {
      if (over) return;
      over = true;
      done(error, first === null ? Buffer.alloc(0) : rest === null ? first : Buffer.concat([first, ...rest]));
    };
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

  receive(take: (chunk: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<void> {
    const request = this.#request;
    this.#receiving = true;
    return new Promise((resolve, reject) => {
      let taking = Promise.resolve();
      let over = false;
      const finish = (error?: unknown): void => {
        if (over) return;
        over = true;
        request.off("data", onData).off("end", onEnd).off("error", onError).off("close", onClose);
        signal?.removeEventListener("abort", onAbort);
        request.pause();
        if (error === undefined) resolve();
        else reject(error);
      };
      const onData = (chunk: Buffer): void => {
        request.pause();
        taking = take(chunk);
        taking.then(() => over || request.resume(), finish);
      };
      // The end does not wait for a stream that is paused with its last piece.
      const onEnd = (): void => void taking.then(() => finish(), finish);
      const onError = (cause: unknown): void => finish(new SessileError("SES_ABORTED", "", { cause }));
      const onClose = (): void => {
        if (!request.complete) finish(new SessileError("SES_ABORTED"));
      };
      const onAbort = (): void => finish(signal?.reason);
      if (signal?.aborted) return reject(signal.reason);
      signal?.addEventListener("abort", onAbort);
      request.on("end", onEnd).on("error", onError).on("close", onClose).on("data", onData);
    });
  }

  reply(status: number, headers: readonly string[], body: string): void {
    const response = this.#response;
    if (response.headersSent || response.destroyed) return;
    const length = Buffer.byteLength(body);
    if (status === 200 && length === body.length && this.method !== "HEAD" && replyAtOnce(response, headers, body))
      return;
    if ((this.#receiving || status === 413) && !this.#request.complete) return this.#replyEarly(status, headers, body);
    response.writeHead(status, [...headers, "Content-Length", String(length)]);
    response.end(this.method === "HEAD" ? "" : body);
  }

  /** Answers while the body is still arriving: the rest is dropped, for a moment, and the connection closed. */
  #replyEarly(status: number, headers: readonly string[], body: string): void {
    const request = this.#request;
    const response = this.#response;
    const others = headers.filter((_, i) => headers[i - (i % 2)]?.toLowerCase() !== "connection");
    response.writeHead(status, [...others, "Content-Length", String(Buffer.byteLength(body)), "Connection", "close"]);
    response.write(body);
    const end = (): void => {
      clearTimeout(timer);
      response.end();
    };
    const timer = setTimeout(end, LINGER_MS);
    request.on("error", end).once("end", end).once("close", end);
    request.on("data", () => {}).resume();
  }

  async send(
    status: number,
    headers: readonly string[],
    pieces: Iterable<Piece> | AsyncIterable<Piece>,
  ): Promise<void> {
    const response = this.#response;
    if (response.headersSent || response.destroyed) return;
    response.writeHead(status, [...headers]);
    try {
      await pipeline(Readable.from(pieces), response);
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (code !== "ERR_STREAM_PREMATURE_CLOSE" && code !== "ECONNRESET" && code !== "EPIPE") throw error;
    }
  }

  stream(status: number, headers: readonly string[], bufferMax: number): Stream {
    const response = this.#response;
    response.writeHead(status, [...headers]);
    response.flushHeaders();
    response.on("error", () => response.destroy());
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
        response.once("close", callback);
      },
    };
  }
}

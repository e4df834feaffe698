import { SessileError } from "../core/errors.ts";
import type { Identity } from "./authorize/scheme.ts";
import type { Exchange, Piece, Stream } from "./exchange.ts";

/** An exchange on a web `Request`; its `response` settles once the answer has begun. */
export class FetchExchange implements Exchange {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  identity: Identity | null = null;
  readonly secure: boolean;
  readonly address: string;
  readonly response: Promise<Response>;
  readonly #request: Request;
  #resolve!: (response: Response) => void;

  /** @param address of the other end: a Request does not say where it comes from */
  constructor(request: Request, address = "") {
    const url = new URL(request.url);
    this.address = address;
    this.#request = request;
    this.method = request.method;
    this.path = url.pathname;
    this.search = url.search;
    this.secure = url.protocol === "https:";
    this.response = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  header(name: string): string | undefined {
    // A Request does not carry Host: it is in the URL.
    return this.#request.headers.get(name) ?? (name === "host" ? new URL(this.#request.url).host : undefined);
  }

  readBody(max: number, done: (error: SessileError | null, body: Buffer) => void): void {
    this.#read(max).then(
      (body) => done(null, body),
      (cause) =>
        done(cause instanceof SessileError ? cause : new SessileError("SES_ABORTED", "", { cause }), Buffer.alloc(0)),
    );
  }

  async #read(max: number): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.#request.body ?? []) {
      size += chunk.length;
      if (size > max) throw new SessileError("SES_BODY_TOO_LARGE", `limit ${max} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async receive(take: (chunk: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<void> {
    const reader = this.#request.body?.getReader();
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
    if (signal?.aborted || this.#request.signal.aborted) onAbort();
    signal?.addEventListener("abort", onAbort);
    this.#request.signal.addEventListener("abort", onAbort);
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
      this.#request.signal.removeEventListener("abort", onAbort);
    }
  }

  reply(status: number, headers: readonly string[], body: string): void {
    const empty = this.method === "HEAD" || status === 304 || status === 204;
    this.#resolve(new Response(empty ? null : body, { status, headers: pairs(headers) }));
  }

  send(status: number, headers: readonly string[], pieces: Iterable<Piece> | AsyncIterable<Piece>): Promise<void> {
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
          async cancel() {
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
    const encoder = new TextEncoder();
    const closed: (() => void)[] = [];
    let open = true;
    let piece = 0;
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    const close = (): void => {
      if (!open) return;
      open = false;
      for (const callback of closed) callback();
    };
    const body = new ReadableStream<Uint8Array>(
      {
        start(c) {
          controller = c;
        },
        cancel: close,
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
    );
    this.#request.signal.addEventListener("abort", () => {
      if (open) controller.error(new SessileError("SES_ABORTED"));
      close();
    });
    this.#resolve(new Response(body, { status, headers: pairs(headers) }));
    return {
      write(text) {
        if (!open) return;
        const before = -(controller.desiredSize ?? 0);
        controller.enqueue(encoder.encode(text));
        // One piece may be larger than the bound (a whole tree): what piles up behind it may not.
        if (before <= 0) piece = -(controller.desiredSize ?? 0);
        else if (-(controller.desiredSize ?? 0) - piece > bufferMax) this.end();
      },
      end() {
        if (!open) return;
        controller.close();
        close();
      },
      onClose: (callback) => void closed.push(callback),
    };
  }
}

function pairs(flat: readonly string[]): [string, string][] {
  const list: [string, string][] = [];
  for (let i = 0; i < flat.length; i += 2) list.push([flat[i] as string, flat[i + 1] as string]);
  return list;
}

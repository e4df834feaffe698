import { IncomingMessage, type ServerResponse } from "node:http";
import { SessileError } from "../core/errors.ts";

/**
 * What makes a small answer on `node:http` cheap. Measured with a browser's POST and its 17 headers: of 15 µs that a
 * bare handler takes, 1.6 go into the object of all headers, 1.5 into the body's stream, 1 into checking headers that
 * are the same each time, and 1 into writing head and body as two pieces.
 */

/** Gets a whole body, or why there is none. */
export type BodyReader = (error: SessileError | null, body: Buffer) => void;

const whole = Object.getOwnPropertyDescriptor(IncomingMessage.prototype, "headers");
const NOTHING = Buffer.alloc(0);

/**
 * A request whose headers are gathered into an object only when a handler asks (before that node itself asks for two
 * of them, which the raw list tells as well), and whose body can be had without a stream.
 */
export class LeanRequest extends IncomingMessage {
  /** Whether a handler has the request: it may ask for any header. */
  handed = false;
  /** Whether some of the body has gone into the stream: the rest is there, too. */
  streamed = false;
  #asked: { readonly host: string | undefined; readonly expect: undefined } | null = null;
  #reader: BodyReader | null = null;
  #max = 0;
  #first: Buffer | null = null;
  #rest: Buffer[] | null = null;
  #size = 0;
  #taken = false;

  static {
    // Where node keeps headers in another way, they stay as they are.
    if (whole?.get) {
      Object.defineProperty(LeanRequest.prototype, "headers", {
        ...whole,
        get(this: LeanRequest) {
          return this.handed || this.upgrade || !this.#isPlain() ? whole.get?.call(this) : this.#asked;
        },
      });
    }
    // Once all of it was taken it has ended: node keeps a request at hand until then.
    const ended = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(IncomingMessage.prototype), "readableEnded");
    Object.defineProperty(LeanRequest.prototype, "readableEnded", {
      ...ended,
      get(this: LeanRequest) {
        return this.#taken || ended?.get?.call(this);
      },
    });
  }

  /** Declared where it is set by the parser: a request that wants another protocol goes to other listeners. */
  declare upgrade: boolean | null;
  /** Node's own: whether somebody reads the body, so that it need not be dropped once the answer is sent. */
  declare _consuming: boolean;

  /** Whether `host` is all that node can find: a request that expects something goes to other listeners. */
  #isPlain(): boolean {
    if (this.#asked) return true;
    if (findHeader(this.rawHeaders, "expect") !== undefined) return false;
    this.#asked = { host: findHeader(this.rawHeaders, "host"), expect: undefined };
    return true;
  }

  /**
   * Reads the whole body; to be called before any of it is `streamed`, as it is where the handler has not returned. Once it is too large the answer may be sent: what
   * still arrives is dropped.
   *
   * @param max bytes; a larger one is `SES_BODY_TOO_LARGE`
   */
  readWhole(max: number, done: BodyReader): void {
    this.#max = max;
    this.#reader = done;
  }

  /** What the parser has found of the body; null: that was all. */
  override push(chunk: Buffer | null, encoding?: BufferEncoding): boolean {
    if (!this.#max) {
      this.streamed = true;
      return super.push(chunk, encoding);
    }
    if (chunk === null) {
      this.#taken = this._consuming = true;
      this.#read(null);
    } else if (this.#reader) {
      if (!this.#first) this.#first = chunk;
      else if (!this.#rest) this.#rest = [chunk];
      else this.#rest.push(chunk);
      this.#size += chunk.length;
      if (this.#size > this.#max) this.#read(new SessileError("SES_BODY_TOO_LARGE", `limit ${this.#max} bytes`));
    }
    return true;
  }

  override _destroy(cause: Error | null, callback: (error?: Error | null) => void): void {
    // Every request ends here; an error costs more than all else that is done for a small one.
    if (this.#reader) this.#read(new SessileError("SES_ABORTED", "", { cause }));
    super._destroy(cause, callback);
  }

  #read(error: SessileError | null): void {
    const done = this.#reader;
    const first = this.#first ?? NOTHING;
    const body = this.#rest && !error ? Buffer.concat([first, ...this.#rest], this.#size) : first;
    this.#reader = this.#first = this.#rest = null;
    done?.(error, body);
  }
}

/** @param name in lower case */
export function findHeader(rawHeaders: readonly string[], name: string): string | undefined {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const raw = rawHeaders[i] as string;
    if (raw.length === name.length && (raw === name || raw.toLowerCase() === name)) return rawHeaders[i + 1];
  }
  return undefined;
}

/**
 * Whether servers may read this head in two ways: a second host, or a body that is coded in another way than chunked.
 * Node lets these through; what stands between it and the client may have understood something else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function isAmbiguous(rawHeaders: readonly string[]): boolean {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string;
    if (name.length === HOST.length && name.toLowerCase() === HOST) hosts++;
    else if (name.length === CODING.length && name.toLowerCase() === CODING) {
      if (rawHeaders[i + 1]?.toLowerCase() !== "chunked") return true;
    }
  }
  return hosts > 1;
}

const HOST = "host";
const CODING = "transfer-encoding";

/** All values of a header as one list, or "". @param name in lower case */
export function headerList(rawHeaders: readonly string[], name: string): string {
  const values: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if ((rawHeaders[i] as string).toLowerCase() === name) values.push(rawHeaders[i + 1] as string);
  }
  return values.join(", ");
}

/** Lists of headers that are the same for many answers, as they are written. */
const heads = new WeakMap<readonly string[], string>();

/** Headers that many answers share: checked and written once. */
export function sharedHeaders(headers: readonly string[]): readonly string[] {
  let head = "";
  for (let i = 0; i < headers.length; i += 2) head += `${headers[i]}: ${headers[i + 1]}\r\n`;
  heads.set(headers, head);
  return headers;
}

/** What node decides itself, or reads in a list of headers. */
const NODES_OWN = /^(?:connection|content-length|date|expect|keep-alive|trailer|transfer-encoding|upgrade)$/i;
/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.1 */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** What no value may hold; of the rest only ASCII is written as it is. */
const NO_VALUE = /[^\t\x20-\x7e]/;

/** A list of headers as it is written; undefined where that is node's to do: to refuse it, or to act by it. */
function headOf(headers: readonly string[]): string | undefined {
  let head = "";
  for (let i = 0; i < headers.length; i += 2) {
    const [name, value] = [headers[i], headers[i + 1]];
    if (typeof name !== "string" || typeof value !== "string") return undefined;
    if (!NAME.test(name) || NODES_OWN.test(name) || NO_VALUE.test(value)) return undefined;
    head += `${name}: ${value}\r\n`;
  }
  return head;
}

let second = 0;
let date = "";

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1 */
function dateHeader(): string {
  const time = Date.now();
  if (time - second >= 1000 || time < second) {
    second = time - (time % 1000);
    date = `Date: ${new Date(second).toUTCString()}\r\n`;
  }
  return date;
}

/** Up to this length node writes a text without allocating for it. */
const AT_ONCE_MAX = 16_000;

/** What node keeps of an answer before it is sent. */
type Made = ServerResponse & { _header?: unknown; _headerSent?: unknown; maxRequestsOnConnectionReached?: boolean };

/**
 * Answers 200 with a body of ASCII alone, on a connection that stays: as one piece.
 *
 * @returns whether it could be done
 */
export function replyAtOnce(response: ServerResponse, headers: readonly string[], body: string): boolean {
  const head = heads.get(headers) ?? headOf(headers);
  const made = response as Made;
  const { httpVersionMinor } = response.req;
  if (head === undefined || made._header !== null || made._headerSent !== false || body.length > AT_ONCE_MAX)
    return false;
  if (httpVersionMinor !== 1 || !response.shouldKeepAlive || made.maxRequestsOnConnectionReached) return false;
  if (response.strictContentLength) return false;
  made._header = `HTTP/1.1 200 OK\r\n${head}Content-Length: ${body.length}\r\n${dateHeader()}Connection: keep-alive\r\n\r\n${body}`;
  response.end();
  return true;
}

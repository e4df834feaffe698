import type { Readable } from "node:stream";
import type { SessileError } from "../core/errors.ts";
import type { Connection } from "./service/connection.ts";

/** An open answer: what is written arrives as it is written. */
export interface Stream {
  write(text: string): void;
  end(): void;
  /** Called once, when the stream has ended for whatever reason. */
  onClose(callback: () => void): void;
}

/**
 * Whether an answer may be compressed where the browser takes it. `no`, for answers that hold a secret and, beside it,
 * what others put in (BREACH); `yes`, for those that hold no secret; `anonymous`: where the request carries no
 * credentials, for whoever sends it learns what anybody may.
 */
export type Compressible = "no" | "anonymous" | "yes";

/**
 * One request and its answer, whichever front it came through: `node:http`, HTTP/2 or `fetch(Request)`. Headers travel
 * as flat lists of names and values, bodies as text; there is nothing to allocate that is not needed.
 *
 * @example
 * const loop = (exchange: Exchange) => exchange.reply(200, ["Content-Type", "text/plain"], `You asked for ${exchange.path}`);
 */
export interface Exchange {
  readonly method: string;
  /** The path as it was sent, without the query. */
  readonly path: string;
  /** The query with its `?`, or "". */
  readonly search: string;
  /** Whether the connection to the browser is encrypted. */
  readonly secure: boolean;
  /** The address of the other end. */
  readonly address: string;
  /** Whether a trusted proxy says where it comes from. */
  readonly vouched: boolean;
  /** What it came by; null where that is not ours, behind `fetch(Request)` or on a server of yours. */
  readonly connection: Connection | null;
  /** Aborted once nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Whether an answer has begun, or somebody is reading the body in order to give one. */
  readonly claimed: boolean;
  /** Whether an answer has begun. */
  readonly begun: boolean;
  compressible: Compressible;
  /** @param name in lower case */
  header(name: string): string | undefined;
  /**
   * Reads the whole body.
   *
   * @param max bytes; a larger one is `SES_BODY_TOO_LARGE`
   */
  readBody(max: number, done: (error: SessileError | null, body: Buffer) => void): void;
  /**
   * The body as it arrives: what is not read is not sent. Instead of {@link readBody}, and to be asked for once.
   *
   * @example
   * await pipeline(exchange.body(), createWriteStream("upload.bin"));
   */
  body(): Readable;
  /** Answers. A second answer, and one that nobody waits for, goes nowhere. */
  reply(status: number, headers: readonly string[], body: string | Uint8Array): void;
  /** @param bufferMax bytes held for a slow reader before the stream is closed */
  stream(status: number, headers: readonly string[], bufferMax: number): Stream;
  /** Breaks off an answer that has begun and will not come to its end. */
  cut(): void;
}

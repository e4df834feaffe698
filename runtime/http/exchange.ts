import type { Readable } from "node:stream";
import type { SessileError } from "../core/errors.ts";
import type { Identity } from "./authorize/scheme.ts";
import type { Connection } from "./service/connection.ts";

/** A piece of a body. */
export type Piece = string | Uint8Array;

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
  /** Who has shown who they are, where that was asked for. */
  identity: Identity | null;
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
  /**
   * Reads the body piece by piece: the next comes once the one before was taken, and meanwhile its sender waits. Settles at
   * the end; what `take` throws, or the signal's reason, ends it before, and the answer may be sent.
   *
   * @throws SessileError SES_ABORTED where the body breaks off
   */
  receive(take: (chunk: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<void>;
  /** Answers. A second answer, and one that nobody waits for, goes nowhere. */
  reply(status: number, headers: readonly string[], body: string | Uint8Array): void;
  /**
   * Answers with a body in pieces, each made when the other end has taken the ones before. Resolves when it is over,
   * also where the other end has gone; does nothing where the answer has begun.
   *
   * @throws what making the pieces throws: the answer then breaks off
   */
  send(status: number, headers: readonly string[], pieces: Iterable<Piece> | AsyncIterable<Piece>): Promise<void>;
  /** @param bufferMax bytes held for a slow reader before the stream is closed */
  stream(status: number, headers: readonly string[], bufferMax: number): Stream;
  /** Breaks off an answer that has begun and will not come to its end. */
  cut(): void;
}

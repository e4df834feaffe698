import type { SessileError } from "../core/errors.ts";
import type { Identity } from "./authorize/scheme.ts";

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
 * One request and its answer, whichever front it came through: `node:http` or `fetch(Request)`. Headers travel
 * as flat lists of names and values, bodies as text; there is nothing to allocate that is not needed.
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
   * Reads the body piece by piece: the next comes once the one before was taken, and meanwhile its sender waits. Settles at
   * the end; what `take` throws, or the signal's reason, ends it before, and the answer may be sent.
   *
   * @throws SessileError SES_ABORTED where the body breaks off
   */
  receive(take: (chunk: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<void>;
  reply(status: number, headers: readonly string[], body: string): void;
  /**
   * Answers with a body in pieces, each made when the other end has taken the ones before. Resolves when it is over,
   * also where the other end has gone; does nothing where the answer has begun.
   *
   * @throws what making the pieces throws: the answer then breaks off
   */
  send(status: number, headers: readonly string[], pieces: Iterable<Piece> | AsyncIterable<Piece>): Promise<void>;
  /** @param bufferMax bytes held for a slow reader before the stream is closed */
  stream(status: number, headers: readonly string[], bufferMax: number): Stream;
}

import type { Readable } from "node:stream";
import type { SessileError } from "../../core/errors.ts";
import type { Identity } from "../authorize/scheme.ts";
import type { Compressible, Exchange, Piece, Stream } from "../exchange.ts";
import type { Connection } from "./connection.ts";

/** What a loop says to a factory path where the built-in answer is to be used. */
const USE_BUILT_IN = 303;

/** A stream that leads nowhere. */
const NOWHERE: Stream = { write() {}, end() {}, onClose: (callback) => queueMicrotask(callback) };

/**
 * The exchange of a factory path, as the loop sees it first. 303 stands for the built-in answer; whatever else the loop
 * says, 403 and 404 among it, is the answer.
 */
export class Consulted implements Exchange {
  readonly #exchange: Exchange;
  readonly #builtIn: () => void;
  #left = false;

  constructor(exchange: Exchange, builtIn: () => void) {
    this.#exchange = exchange;
    this.#builtIn = builtIn;
  }

  get method(): string {
    return this.#exchange.method;
  }

  get path(): string {
    return this.#exchange.path;
  }

  get search(): string {
    return this.#exchange.search;
  }

  get secure(): boolean {
    return this.#exchange.secure;
  }

  get address(): string {
    return this.#exchange.address;
  }

  get vouched(): boolean {
    return this.#exchange.vouched;
  }

  get connection(): Connection | null {
    return this.#exchange.connection;
  }

  get signal(): AbortSignal {
    return this.#exchange.signal;
  }

  get claimed(): boolean {
    return this.#left || this.#exchange.claimed;
  }

  get begun(): boolean {
    return this.#left || this.#exchange.begun;
  }

  get compressible(): Compressible {
    return this.#exchange.compressible;
  }

  set compressible(compressible: Compressible) {
    this.#exchange.compressible = compressible;
  }

  get identity(): Identity | null {
    return this.#exchange.identity;
  }

  set identity(identity: Identity | null) {
    this.#exchange.identity = identity;
  }

  header(name: string): string | undefined {
    return this.#exchange.header(name);
  }

  readBody(max: number, done: (error: SessileError | null, body: Buffer) => void): void {
    this.#exchange.readBody(max, done);
  }

  body(): Readable {
    return this.#exchange.body();
  }

  receive(take: (chunk: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<void> {
    return this.#exchange.receive(take, signal);
  }

  #leave(status: number): boolean {
    if (status !== USE_BUILT_IN || this.#left) return this.#left;
    this.#left = true;
    this.#builtIn();
    return true;
  }

  reply(status: number, headers: readonly string[], body: string | Uint8Array): void {
    if (!this.#leave(status)) this.#exchange.reply(status, headers, body);
  }

  async send(
    status: number,
    headers: readonly string[],
    pieces: Iterable<Piece> | AsyncIterable<Piece>,
  ): Promise<void> {
    if (!this.#leave(status)) await this.#exchange.send(status, headers, pieces);
  }

  stream(status: number, headers: readonly string[], bufferMax: number): Stream {
    return this.#leave(status) ? NOWHERE : this.#exchange.stream(status, headers, bufferMax);
  }

  cut(): void {
    this.#exchange.cut();
  }
}

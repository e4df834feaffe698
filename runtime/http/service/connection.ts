import type { ServerHttp2Session } from "node:http2";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { plainAddress } from "./domain.ts";

/** OPEN: answers may be written. CLOSED: the other end is gone, handlers still run. DEAD: they have all returned. */
export type ConnectionState = "OPEN" | "CLOSED" | "DEAD";

/** Bytes of HTTP/2's PING and of the acknowledgement of SETTINGS, and what TLS adds to a record at most. */
const PING_BYTES = 17;
const SETTINGS_ACK_BYTES = 9;
const RECORD_BYTES = 22;

/** What a connection tells of its end. */
export interface Abortable {
  /** Nobody waits for the answer any more. */
  abort(): void;
  /** On HTTP/2, where each request has a pace of its own: what it waits for from the other end. */
  readonly awaits?: "body" | "reader" | null;
}

/**
 * One connection and its requests. At most `depth` are worked on at once; what the other end sends ahead beyond that
 * waits, and is not read. Answers go out in the order of requests: node holds them back until it is their turn.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.3.2
 */
export class Connection {
  readonly socket: Socket;
  readonly address: string;
  readonly secure: boolean;
  /** Whether it speaks HTTP/2: requests come beside one another, in streams of their own. */
  multiplexed: boolean;
  /** Whether one request ends before the next begins, for what it is tied to knows no other order. */
  pinned = false;
  /** Milliseconds, by the process's own clock. */
  readonly since = performance.now();
  requests = 0;
  /** Bytes of HTTP/2 that carry nothing, each way: whoever takes no answer must not seem to read one by asking whether we are there. */
  idle = 0;
  #state: ConnectionState = "OPEN";
  /** Begun, and without a whole answer. */
  #open: Abortable[] = [];
  #running = 0;
  #waiting: (() => void)[] | null = null;
  readonly #onDead: (connection: Connection) => void;
  readonly #session: ServerHttp2Session | null;

  /**
   * @param session what speaks HTTP/2 on it
   * @param onDead called once
   */
  constructor(socket: Socket, session: ServerHttp2Session | null, onDead: (connection: Connection) => void) {
    this.#session = session;
    this.socket = socket;
    this.address = plainAddress(socket.remoteAddress ?? "");
    this.secure = "encrypted" in socket;
    this.multiplexed = (socket as Partial<TLSSocket>).alpnProtocol === "h2";
    this.#onDead = onDead;
    const record = this.secure ? RECORD_BYTES : 0;
    session?.on("ping", () => {
      this.idle += PING_BYTES + record;
    });
    session?.on("remoteSettings", () => {
      this.idle += SETTINGS_ACK_BYTES + record;
    });
    socket.once("close", () => this.#close());
    if (socket.destroyed) this.#close();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Requests that are being answered. */
  get open(): number {
    return this.#open.length;
  }

  /** Whether a request waits for the other end to send, or to read. For connections that are multiplexed. */
  awaits(what: "body" | "reader"): boolean {
    return this.#open.some(({ awaits }) => awaits === what);
  }

  /** Requests that wait for others to be answered. */
  get waiting(): number {
    return this.#waiting?.length ?? 0;
  }

  /** A request has come: it begins now, or once those before it make room. */
  enter(exchange: Abortable, depth: number, begin: () => void): void {
    this.requests++;
    if (this.multiplexed || this.#open.length < (this.pinned ? 1 : depth)) {
      this.#open.push(exchange);
      begin();
      return;
    }
    this.#waiting ??= [];
    this.#waiting.push(() => {
      this.#open.push(exchange);
      begin();
    });
    if (this.#waiting.length === 1) this.socket.pause();
  }

  /** Its answer is complete: the next one may begin. */
  leave(exchange: Abortable): void {
    const at = this.#open.indexOf(exchange);
    if (at < 0) return;
    if (at === 0) this.#open.shift();
    else this.#open.splice(at, 1);
    if (this.#state !== "OPEN") return this.#bury();
    const next = this.#waiting?.shift();
    if (!next) return;
    // Not from inside the one that has just ended: a long row would be as deep a stack.
    setImmediate(() => {
      if (this.#state === "OPEN") next();
    });
    if (this.#waiting?.length === 0) this.socket.resume();
  }

  /** Code that runs on behalf of this connection: it is not dead before this has returned. */
  async running(work: Promise<unknown>): Promise<void> {
    this.#running++;
    try {
      await work;
    } finally {
      this.#running--;
      this.#bury();
    }
  }

  /**
   * Ties the connection to another stream, a session's own connection to a database or to a server behind this one:
   * either end closing closes the other, and requests go through one at a time.
   */
  pin(other: Duplex): void {
    this.pinned = true;
    other.once("close", () => (this.#session ? this.#session.close() : this.socket.destroySoon()));
    if (this.#state !== "OPEN" || this.socket.destroyed) other.destroy();
    else this.socket.once("close", () => other.destroy());
  }

  /** Cuts it off. An HTTP/2 session's socket is its own: node does not survive that somebody else closes it. */
  destroy(): void {
    if (this.#session) this.#session.destroy();
    else this.socket.destroy();
  }

  #close(): void {
    if (this.#state !== "OPEN") return;
    this.#state = "CLOSED";
    this.#waiting = null;
    for (const exchange of [...this.#open]) exchange.abort();
    this.#bury();
  }

  #bury(): void {
    if (this.#state !== "CLOSED" || this.#open.length > 0 || this.#running > 0) return;
    this.#state = "DEAD";
    this.#onDead(this);
  }
}

import type { IncomingMessage } from "node:http";
import type { ServerHttp2Session } from "node:http2";
import type { Socket } from "node:net";
import { Connection } from "./connection.ts";
import type { ConnectionCounts } from "./declaration.ts";

/** Milliseconds between two looks for connections that are too slow. */
const LOOK_MS = 1000;

/** Milliseconds between two looks for connections that have become idle while the service closes. */
const CLOSING_MS = 20;

const CONNECTION = Symbol("connection");
type Known = { [CONNECTION]?: Connection };

/** What bodies and readers are held to. */
export interface Pace {
  /** Milliseconds. */
  readonly bodyTimeout: number;
  /** Bytes a second. */
  readonly minRate: number;
}

/** Bytes that have gone one way since somebody began to wait for them. */
interface Watch {
  readonly of: unknown;
  readonly since: number;
  readonly bytes: number;
}

/** What node keeps of a socket's writing: bytes handed on, and those of them that wait for the system to take them. */
interface Handle {
  readonly bytesWritten?: number;
  readonly writeQueueSize?: number;
  /** Below TLS, whose own figures say what it has been given: the connection itself. */
  readonly _parent?: Handle;
}

/** All connections of a service. */
export class Connections {
  readonly #all = new Set<Connection>();
  readonly #reading = new WeakMap<Connection, Watch>();
  readonly #writing = new WeakMap<Connection, Watch>();
  readonly #arriving = new WeakMap<Connection, IncomingMessage>();
  readonly #pace: Pace;
  readonly #tooSlow: (connection: Connection, way: "body" | "reader") => void;
  #timer: NodeJS.Timeout | null = null;
  /** Freed: a number is all that is left of them. */
  #dead = 0;

  /** @param tooSlow closes the connection */
  constructor(pace: Pace, tooSlow: (connection: Connection, way: "body" | "reader") => void) {
    this.#pace = pace;
    this.#tooSlow = tooSlow;
  }

  /** The connection of this socket, which is new if nobody has asked before. */
  of(socket: Socket, session: ServerHttp2Session | null = null): Connection {
    const known = socket as Socket & Known;
    const connection = known[CONNECTION];
    if (connection) return connection;
    const made = new Connection(socket, session, (dead) => {
      this.#all.delete(dead);
      this.#dead++;
    });
    if (made.state !== "DEAD") this.#all.add(made);
    known[CONNECTION] = made;
    return made;
  }

  get counts(): ConnectionCounts {
    const counts = { OPEN: 0, CLOSED: 0, DEAD: this.#dead };
    for (const { state } of this.#all) counts[state]++;
    return counts;
  }

  /** A request with a body has begun to arrive. */
  arriving(connection: Connection, request: IncomingMessage): void {
    this.#arriving.set(connection, request);
  }

  /** Looks for the slow ones, now and then. */
  watch(): void {
    this.#timer = setInterval(() => this.look(), Math.min(LOOK_MS, this.#pace.bodyTimeout / 4));
    this.#timer.unref();
  }

  /** @param now milliseconds by the process's own clock */
  look(now = performance.now()): void {
    for (const connection of this.#all) {
      const { socket, state, idle } = connection;
      if (state !== "OPEN") continue;
      const read = { of: this.#awaited(connection), since: now, bytes: socket.bytesRead - idle };
      if (this.#isSlow(this.#reading, connection, read)) this.#tooSlow(connection, "body");
      const { _handle } = socket as Socket & { readonly _handle?: Handle | null };
      const { bytesWritten = 0, writeQueueSize = 0 } = _handle?._parent ?? _handle ?? {};
      const waits = writeQueueSize > 0 || socket.writableLength > 0 || connection.awaits("reader");
      const bytes = bytesWritten - writeQueueSize - idle;
      const written = { of: waits ? connection : null, since: now, bytes };
      if (this.#isSlow(this.#writing, connection, written)) this.#tooSlow(connection, "reader");
    }
  }

  /** Whose body has yet to come. While we do not read ourselves, nobody can be told to send faster. */
  #awaited(connection: Connection): unknown {
    if (connection.multiplexed) return connection.awaits("body") ? connection : null;
    const request = this.#arriving.get(connection);
    return request && !request.complete && !connection.socket.isPaused() ? request : null;
  }

  #isSlow(watches: WeakMap<Connection, Watch>, connection: Connection, seen: Watch): boolean {
    if (seen.of === null) {
      watches.delete(connection);
      return false;
    }
    const before = watches.get(connection);
    if (!before || before.of !== seen.of) {
      watches.set(connection, seen);
      return false;
    }
    const elapsed = seen.since - before.since;
    if (elapsed < this.#pace.bodyTimeout) return false;
    watches.set(connection, seen);
    return seen.bytes - before.bytes < (this.#pace.minRate * elapsed) / 1000;
  }

  /** Waits until nothing is being answered, on connections that are somebody else's to close. */
  async settled(limitMs: number): Promise<void> {
    const end = performance.now() + limitMs;
    const busy = (): boolean => [...this.#all].some(({ open, waiting }) => open + waiting > 0);
    while (busy() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, CLOSING_MS));
  }

  /** Closes each connection once nothing more is to be answered on it; settles with `closed`. */
  async drain(closed: Promise<void>, limitMs: number): Promise<void> {
    const look = (): void => {
      for (const { socket, open, waiting, multiplexed } of this.#all) {
        // HTTP/2 has said good-bye by a frame, and closes by itself.
        if (multiplexed) continue;
        // Browsers open connections ahead of need; those that wait for nothing need not be waited for.
        const { _httpMessage: writing } = socket as Socket & { _httpMessage?: unknown };
        if (open === 0 && waiting === 0 && !writing && socket.writableLength === 0) socket.destroy();
      }
    };
    const timer = setInterval(look, CLOSING_MS);
    const limit = setTimeout(() => {
      for (const connection of this.#all) connection.destroy();
    }, limitMs);
    look();
    try {
      await closed;
    } finally {
      clearInterval(timer);
      clearTimeout(limit);
      if (this.#timer) clearInterval(this.#timer);
    }
  }
}

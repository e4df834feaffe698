import type { IncomingMessage } from "node:http";
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

/** What node keeps of a socket's writing: the bytes it has handed to the system, and those the system still holds. */
type Writing = Socket & { _bytesDispatched?: number; _handle?: { writeQueueSize?: number } | null };

/** All connections of a service. */
export class Connections {
  readonly #all = new Set<Connection>();
  readonly #reading = new WeakMap<Connection, Watch>();
  readonly #writing = new WeakMap<Connection, Watch>();
  readonly #arriving = new WeakMap<Connection, IncomingMessage>();
  readonly #pace: Pace;
  readonly #tooSlow: (socket: Socket, way: "body" | "reader") => void;
  #timer: NodeJS.Timeout | null = null;
  /** Freed: a number is all that is left of them. */
  #dead = 0;

  /** @param tooSlow closes the connection */
  constructor(pace: Pace, tooSlow: (socket: Socket, way: "body" | "reader") => void) {
    this.#pace = pace;
    this.#tooSlow = tooSlow;
  }

  /** The connection of this socket, which is new if nobody has asked before. */
  of(socket: Socket): Connection {
    const known = socket as Socket & Known;
    const connection = known[CONNECTION];
    if (connection) return connection;
    const made = new Connection(socket, (dead) => {
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
      const { socket, state } = connection;
      if (state !== "OPEN") continue;
      const request = this.#arriving.get(connection);
      // While we do not read ourselves, nobody can be told to send faster.
      const awaited = request && !request.complete && !socket.isPaused() ? request : null;
      if (this.#isSlow(this.#reading, connection, { of: awaited, since: now, bytes: socket.bytesRead }))
        this.#tooSlow(socket, "body");
      const { _bytesDispatched = socket.bytesWritten, _handle } = socket as Writing;
      const held = _handle?.writeQueueSize ?? 0;
      const wanted = held > 0 || socket.writableLength > 0 ? connection : null;
      if (this.#isSlow(this.#writing, connection, { of: wanted, since: now, bytes: _bytesDispatched - held }))
        this.#tooSlow(socket, "reader");
    }
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
      for (const { socket } of this.#all) socket.destroy();
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

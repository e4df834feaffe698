import { nanoid } from "nanoid";
import type { Limits } from "../core/limits.ts";
import type { Logger } from "../core/log.ts";
import type { Page } from "../page/page.ts";
import { Session } from "./session.ts";

/** Milliseconds between two moves of a busy session in the order of use: coarse is enough to expire by. */
const TOUCH_MS = 1000;

/**
 * All sessions, the least recently used first. Ids come from here alone: one a browser brings that is not
 * known counts as none.
 */
export class Registry {
  readonly #sessions = new Map<string, Session>();
  readonly #limits: Limits;
  readonly #log: Logger;
  readonly #sweeper: NodeJS.Timeout;

  constructor(limits: Limits, log: Logger) {
    this.#limits = limits;
    this.#log = log;
    this.#sweeper = setInterval(() => this.sweep(), Math.min(10_000, limits.idleMs / 4));
    this.#sweeper.unref();
  }

  get size(): number {
    return this.#sessions.size;
  }

  get pages(): number {
    let pages = 0;
    for (const session of this.#sessions.values()) pages += session.pages.size;
    return pages;
  }

  find(id: string): Session | undefined {
    const session = id === "" ? undefined : this.#sessions.get(id);
    if (session) this.#touch(session);
    return session;
  }

  /** A new session with an id of its own: 126 bits that cannot be guessed. */
  create(): Session {
    const session = new Session(nanoid(), performance.now());
    this.#sessions.set(session.id, session);
    if (this.#sessions.size > this.#limits.sessions) {
      const [oldest] = this.#sessions.values();
      if (oldest) this.end(oldest, "evicted");
    }
    return session;
  }

  /** Adds a page; where a session has too many, the least recently used one ends. */
  adopt(session: Session, page: Page): void {
    session.use(page);
    if (session.pages.size <= this.#limits.pages) return;
    const [oldest] = session.pages.values();
    if (!oldest) return;
    session.pages.delete(oldest.id);
    oldest.end();
  }

  #touch(session: Session): void {
    const now = performance.now();
    if (now - session.touched < TOUCH_MS) return;
    session.touched = now;
    this.#sessions.delete(session.id);
    this.#sessions.set(session.id, session);
  }

  /** Ends the sessions that have been idle too long. An open stream is a sign of life. */
  sweep(now = performance.now()): void {
    for (const session of this.#sessions.values()) {
      if (now - session.touched < this.#limits.idleMs) break;
      if (session.watched) this.#touch(session);
      else this.end(session, "idle");
    }
  }

  end(session: Session, reason: string): void {
    if (!this.#sessions.delete(session.id)) return;
    session.end();
    this.#log.info({ session: short(session.id), reason }, "session ended");
  }

  /** Ends all. */
  close(): void {
    clearInterval(this.#sweeper);
    for (const session of [...this.#sessions.values()]) this.end(session, "closed");
  }
}

/** Enough of an id to tell sessions apart in a log, not enough to use one. */
export function short(id: string): string {
  return id.slice(0, 6);
}

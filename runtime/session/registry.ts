import { now } from "../core/clock.ts";
import { SessileError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";
import type { Logger } from "../core/log.ts";
import type { Cipher } from "../http/seal.ts";
import type { Page } from "../page/page.ts";
import type { Mapper } from "./mapper.ts";
import { Session, type SessionHost } from "./session.ts";

/** Milliseconds between two moves of a busy session in the order of use: coarse is enough to expire by. */
const TOUCH_MS = 1000;

/** Milliseconds that what cleans up after sessions is given as all of them end. */
const CLEANING_MS = 10_000;

/** Sessions among which the one to make room is looked for, the least recently used first. */
const EVICTED_OF = 100;

/** Milliseconds in which the answer that carries a new id may still be asked for by the former one. */
const RETIRING_MS = 60_000;

/** A session's former id, while the answer that carries the new one may still be lost. */
interface Retiring {
  readonly session: Session;
  /** The page whose event renewed the id: its requests alone may still come by the former one. */
  readonly page: string;
  /** Milliseconds on the monotonic clock when it is worth nothing at all. */
  readonly until: number;
}

/**
 * All sessions, the least recently used first; those whose key never came back stand apart, for most of them
 * are robots'. Ids come from the mapper alone: one a browser brings that is not known counts as none.
 */
export class Registry implements SessionHost {
  readonly #sessions = new Map<string, Session>();
  readonly #provisional = new Map<string, Session>();
  readonly #retiring = new Map<string, Retiring>();
  readonly cipher: Cipher;
  /** What cleans up after sessions and parts of them. */
  readonly #cleaning = new Set<Promise<unknown>>();
  readonly #limits: Limits;
  readonly #mapper: Mapper;
  readonly #log: Logger;
  readonly #sweeper: NodeJS.Timeout;

  constructor({ limits, mapper, log, cipher }: { limits: Limits; mapper: Mapper; log: Logger; cipher: Cipher }) {
    this.cipher = cipher;
    this.#limits = limits;
    this.#mapper = mapper;
    this.#log = log;
    this.#sweeper = setInterval(() => this.sweep(), Math.min(10_000, limits.idleMs / 4, limits.provisionalMs / 4));
    this.#sweeper.unref();
  }

  get size(): number {
    return this.#sessions.size + this.#provisional.size;
  }

  get pages(): number {
    let pages = 0;
    for (const session of this.all()) pages += session.pages.length;
    return pages;
  }

  *all(): Generator<Session> {
    yield* this.#sessions.values();
    yield* this.#provisional.values();
  }

  /** The session with this key: it is in use. */
  find(key: string): Session | undefined {
    if (key === "") return undefined;
    const session = this.#sessions.get(key);
    if (session) {
      this.touch(session);
      return session;
    }
    const provisional = this.#provisional.get(key);
    if (!provisional) return undefined;
    this.#provisional.delete(key);
    provisional.provisional = false;
    provisional.touched = now();
    this.#sessions.set(key, provisional);
    this.#evict(this.#sessions, this.#limits.sessions, provisional);
    return provisional;
  }

  /** The session whose former key this is, if the request comes from the page that renewed it. */
  findRetiring(key: string, page: string): Session | undefined {
    const retiring = this.#retiring.get(key);
    if (!this.isRetiring(key) || retiring?.page !== page) return undefined;
    this.touch(retiring.session);
    return retiring.session;
  }

  /** Whether this was a session's key until a moment ago. */
  isRetiring(key: string): boolean {
    const retiring = this.#retiring.get(key);
    return retiring !== undefined && now() < retiring.until;
  }

  /**
   * @param provisional whether it has still to be seen that the key comes back
   * @throws SessileError SES_OPTION where the key is another session's: a generator that repeats itself must not mix them up
   */
  create(key: string, provisional: boolean): Session {
    if (this.#has(key)) throw repeated();
    const session = new Session(key, now(), this);
    session.provisional = provisional;
    const map = provisional ? this.#provisional : this.#sessions;
    map.set(key, session);
    this.#evict(map, provisional ? this.#limits.provisional : this.#limits.sessions, session);
    return session;
  }

  /** Gives a session a new id, where the key is a secret; the former serves the page that asked for it until the new one comes. */
  renew(session: Session, page: Page | null): void {
    const { id: old } = session;
    if (!this.#mapper.isSecret(old) || !this.#has(old)) return;
    const until = now() + RETIRING_MS;
    if (session.told) {
      const id = this.#mapper.newId();
      if (this.#has(id)) throw repeated();
      this.#sessions.delete(old);
      this.#provisional.delete(old);
      session.id = id;
      session.told = session.provisional = false;
      session.former = [...(session.former ?? []), old];
      this.#sessions.set(id, session);
    }
    for (const key of session.former ?? []) this.#retiring.set(key, { session, page: page?.id ?? "", until });
    if (!page) return;
    // A browser that has its key in the address bar is told there.
    const { location } = page;
    const url = this.#mapper.urlWith(location.parts, session.id);
    if (url !== null)
      page.run(() => location.move(url, { from: this.#mapper.baseOf(old), to: this.#mapper.baseOf(session.id) }));
  }

  url(session: Session, path: string): string {
    return this.#mapper.urlWith({ path, search: "" }, session.id) ?? path;
  }

  /** The present id has come back: former ones are worth nothing from now on. */
  confirm(session: Session): void {
    for (const key of session.former ?? []) this.#retiring.delete(key);
    session.former = null;
    session.told = true;
  }

  #has(key: string): boolean {
    return this.#sessions.has(key) || this.#provisional.has(key) || this.#retiring.has(key);
  }

  /**
   * Ends the least recently used page of a session that has as many as it may. Never one that a tab shows: the tab would
   * ask for another, for which the next would have to go.
   *
   * @throws SessileError SES_TOO_MANY_PAGES where tabs show all of them
   */
  makeRoom(session: Session): void {
    if (session.pages.length < this.#limits.pages) return;
    const time = now();
    const page = session.pages.find(({ views }) => !views.some((view) => view.scripted && view.isOpen(time)));
    if (!page) throw new SessileError("SES_TOO_MANY_PAGES", `limit ${this.#limits.pages}`);
    session.release(page);
    page.end();
  }

  /** Adds a page. @throws SessileError SES_OPTION where the session has a page of this id */
  adopt(session: Session, page: Page): void {
    if (session.pages.some((other) => other.id === page.id)) {
      page.end();
      throw repeated();
    }
    session.use(page);
  }

  #evict(map: ReadonlyMap<string, Session>, max: number, newcomer: Session): void {
    if (map.size <= max) return;
    const [oldest] = map.values();
    // Somebody looks at it, or has logged in: others go first, unless it takes long to find one.
    let loggedIn: Session | undefined;
    let looked = 0;
    for (const session of map.values()) {
      if (session === newcomer || looked++ === EVICTED_OF) break;
      if (session.watched) this.touch(session);
      else if (session.user !== null) loggedIn ??= session;
      else return this.end(session, "evicted");
    }
    const session = loggedIn ?? oldest;
    if (session) this.end(session, "evicted");
  }

  touch(session: Session): void {
    const time = now();
    if (time - session.touched < TOUCH_MS) return;
    session.touched = time;
    if (this.#sessions.delete(session.id)) this.#sessions.set(session.id, session);
  }

  /** The last tab has said good-bye: a reload may still come, but not for long. */
  leave(session: Session): void {
    session.touched = now() - this.#idle(session) + this.#limits.graceMs;
  }

  #idle(session: Session): number {
    if (session.provisional) return Math.min(this.#limits.provisionalMs, this.#limits.idleMs);
    return session.user === null ? this.#limits.idleMs : this.#limits.loggedInIdleMs;
  }

  /** Ends the sessions that have been idle too long. An open stream is a sign of life. */
  sweep(time = now()): void {
    for (const session of this.all()) {
      if (time - session.touched < this.#idle(session)) continue;
      if (session.watched) this.touch(session);
      else this.end(session, session.provisional ? "never came back" : "idle");
    }
    // Pages whose last tab said good-bye: a reload would have come by now.
    for (const session of this.all()) {
      for (const page of session.pages) {
        if (page.leftAt === 0 || time - page.leftAt <= this.#limits.graceMs) continue;
        session.release(page);
        page.end();
      }
    }
  }

  end(session: Session, reason: string): void {
    if (!this.#sessions.delete(session.id) && !this.#provisional.delete(session.id)) return;
    this.confirm(session);
    session.die(reason);
    this.#log.info({ session: short(session.id), reason }, "session ended");
  }

  failed(session: Session, error: unknown): void {
    this.#log.error({ session: short(session.id), err: error }, "a session's clean-up failed");
  }

  /** Waits for async handlers of any page, so many milliseconds at most. */
  async settled(ms: number): Promise<void> {
    const pending = [...this.all()].flatMap(({ pages }) => pages).filter(({ settling }) => settling.pending > 0);
    await within(
      ms,
      pending.map(({ settling }) => new Promise<void>((resolve) => settling.whenSettled(resolve))),
    );
  }

  cleaning(work: Promise<unknown>): void {
    this.#cleaning.add(work);
    const done = (): void => void this.#cleaning.delete(work);
    work.then(done, done);
  }

  /** Ends all. Settles once what cleans up has come to its end: a rollback, the connection it goes through. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    for (const session of [...this.all()]) this.end(session, "closed");
    const until = now() + CLEANING_MS;
    // What is held closes its resources afterwards: that is cleaning up, too.
    while (this.#cleaning.size > 0 && now() < until) await within(until - now(), this.#cleaning);
  }
}

/** Waits for all of these, so many milliseconds at most. */
async function within(ms: number, all: Iterable<Promise<unknown>>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([late, Promise.allSettled(all)]);
  clearTimeout(timer);
}

/** Enough of an id to tell sessions apart in a log, not enough to use one: ids of one's own may be short. */
export function short(id: string): string {
  return id.slice(0, Math.min(6, id.length / 3));
}

function repeated(): SessileError {
  return new SessileError("SES_OPTION", "mapper.newId made an id that is in use");
}

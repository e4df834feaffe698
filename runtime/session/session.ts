import type { Closeable, CookieOptions, SessionHandle } from "../page/context.ts";
import type { Page } from "../page/page.ts";
import { close, USER } from "../page/session-hooks.ts";
import { checkCookie, type PendingCookie } from "./cookies.ts";
import { Rate } from "./rate.ts";
import { SharedValues } from "./shared.ts";

/** What a session tells the registry it belongs to. */
export interface SessionHost {
  /** It is to end. */
  end(session: Session, reason: string): void;
  /** A callback or a resource failed. */
  failed(session: Session, error: unknown): void;
}

/** Milliseconds a tab may keep quiet: hidden ones give a sign of life a minute, late at times. */
const TAB_MS = 150_000;

/** One browser, known by its key. Owns its pages, shared values, resources, and the cookies it is still to get. */
export class Session implements SessionHandle {
  /** The least recently used first; few, and most often one. */
  pages: readonly Page[] = [];
  /** Milliseconds on the monotonic clock of the last sign of life. */
  touched: number;
  /** Until its key comes back: most who never do are robots. */
  provisional = true;
  /** Cookies for the next answer; null: none. */
  cookies: PendingCookie[] | null = null;
  /** A new id is due with the next answer: somebody logged in or out. */
  renewalDue = false;
  readonly #host: SessionHost;
  #values: SharedValues | null = null;
  #rate: Rate | null = null;
  #owned: Closeable[] | null = null;
  #expiry: Set<(reason: string) => void> | null = null;

  constructor(
    /** Changes at login. */
    public id: string,
    now: number,
    host: SessionHost,
  ) {
    this.touched = now;
    this.#host = host;
  }

  get values(): SharedValues {
    this.#values ??= new SharedValues();
    return this.#values;
  }

  get user(): unknown {
    return this.#values?.get(USER) ?? null;
  }

  login(user: unknown): void {
    this.#become(user);
  }

  logout(): void {
    this.#become(null);
  }

  #become(user: unknown): void {
    this.values.set(USER, user);
    this.renewalDue = true;
    this.#sync();
  }

  end(): void {
    this.#host.end(this, "ended");
  }

  own<T extends Closeable>(resource: T): T {
    this.#owned ??= [];
    this.#owned.push(resource);
    return resource;
  }

  onExpire(callback: (reason: string) => void): () => void {
    this.#expiry ??= new Set();
    this.#expiry.add(callback);
    return () => void this.#expiry?.delete(callback);
  }

  setCookie(name: string, value: string, options: CookieOptions = {}): void {
    const cookie = { name, value: String(value), options };
    checkCookie(cookie);
    // The one set last is the one that counts: a handler that runs often must not let headers grow.
    const others = (this.cookies ?? []).filter((other) => other.name !== name || other.options.path !== options.path);
    this.cookies = [...others, cookie];
    this.#sync();
  }

  /** Cookies travel with answers; where none is due, the browsers are asked to make a request. */
  #sync(): void {
    for (const page of this.pages) page.requestSync();
  }

  /** A page was opened or heard from: of all it is the last to make room. */
  use(page: Page): void {
    if (page !== this.pages.at(-1)) this.pages = [...this.pages.filter((other) => other !== page), page];
  }

  /** A page is no longer this session's. */
  release(page: Page): void {
    this.pages = this.pages.filter((other) => other !== page);
  }

  /** Push streams open. */
  get streams(): number {
    let streams = 0;
    for (const page of this.pages) for (const view of page.views) if (view.stream) streams++;
    return streams;
  }

  /** Whether a browser tab holds a stream open. */
  get watched(): boolean {
    return this.streams > 0;
  }

  /** Whether a tab is open, as far as can be told: it holds a stream, or has given a sign of life lately. */
  isOpen(now: number): boolean {
    for (const page of this.pages) {
      for (const view of page.views) if (view.stream || now - view.seen < TAB_MS) return true;
    }
    return false;
  }

  /** Whether so many events are within the rate. */
  allow(events: number, limit: { perSecond: number; burst: number; now: number }): boolean {
    this.#rate ??= new Rate(limit.burst);
    return this.#rate.take(events, limit);
  }

  /** You die soon: callbacks run in the session's context. You die now: pages end, then resources close. */
  die(reason: string): void {
    const attempt = (work: () => unknown): void => {
      try {
        const result = work();
        if (result instanceof Promise) result.catch((error) => this.#host.failed(this, error));
      } catch (error) {
        this.#host.failed(this, error);
      }
    };
    const callbacks = [...(this.#expiry ?? [])];
    this.#expiry = null;
    const [page] = this.pages;
    if (page && callbacks.length) page.run(...callbacks.map((callback) => () => attempt(() => callback(reason))));
    for (const each of this.pages) each.end();
    this.pages = [];
    for (const resource of this.#owned?.reverse() ?? []) attempt(() => close(resource));
    this.#owned = null;
  }
}

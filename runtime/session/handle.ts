import type { Closeable, CookieOptions, SessionHandle } from "../page/context.ts";
import type { Page } from "../page/page.ts";
import { readyCookie } from "./cookies.ts";
import type { Session } from "./session.ts";

/**
 * The session as the components of one page have it. Several browsers may be at the pages of a session (an id planted
 * beforehand, a key that is no secret), so what concerns the browser, cookies and a new id, goes to this page's alone.
 */
export class Handle implements SessionHandle {
  readonly #session: Session;
  readonly #page: Page;

  constructor(session: Session, page: Page) {
    this.#session = session;
    this.#page = page;
  }

  get user(): unknown {
    return this.#session.user;
  }

  get values(): SessionHandle["values"] {
    return this.#session.values;
  }

  login(user: unknown): void {
    this.#session.become(user, this.#page);
  }

  logout(): void {
    this.#session.become(null, this.#page);
  }

  end(): void {
    this.#session.end();
  }

  own<T extends Closeable>(resource: T): T {
    return this.#session.own(resource);
  }

  release(resource: Closeable): void {
    this.#session.giveUp(resource);
  }

  onExpire(callback: (reason: string) => void): () => void {
    return this.#session.onExpire(callback);
  }

  setCookie(name: string, value: string, options: CookieOptions = {}): void {
    const cookie = readyCookie({ name, value: String(value), options }, this.#session.cipher);
    const page = this.#page;
    // The one set last is the one that counts: a handler that runs often must not let headers grow.
    const others = (page.cookies ?? []).filter((other) => other.name !== name || other.options.path !== options.path);
    page.cookies = [...others, cookie];
    page.requestSync();
  }
}

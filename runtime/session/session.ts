import type { Identity } from "../http/authorize/scheme.ts";
import type { Cipher } from "../http/seal.ts";
import type { Closeable, SessionHandle } from "../page/context.ts";
import type { Page } from "../page/page.ts";
import type { SessionOfPage } from "../page/page-options.ts";
import { currentScope } from "../page/preact.ts";
import { soon } from "../page/schedule.ts";
import { close, USER } from "../page/session-hooks.ts";
import { handleOf } from "./handle.ts";
import { Rate } from "./rate.ts";
import { SharedValues } from "./shared.ts";

/** What a session tells the registry it belongs to. */
export interface SessionHost {
  /** Seals cookies. */
  readonly cipher: Cipher;
  /** It needs a new id; the former serves this page alone, until the new one has come back. */
  renew(session: Session, page: Page | null): void;
  /** The address of a path as its browsers ask for it. */
  url(session: Session, path: string): string;
  /** It is to end. */
  end(session: Session, reason: string): void;
  /** It is cleaning up: a server that closes waits for it. */
  cleaning(work: Promise<unknown>): void;
  /** A callback or a resource failed. */
  failed(session: Session, error: unknown): void;
}

/** Milliseconds what is owned waits to be closed for work that is cleaning up: a rollback, a last line in a log. */
const HOLD_MS = 5_000;

/** One browser, known by its key. Owns its pages, shared values, resources, and the cookies it is still to get. */
export class Session implements SessionOfPage {
  /** The least recently used first; few, and most often one. */
  pages: readonly Page[] = [];
  /** Whole milliseconds on the monotonic clock of the last sign of life. */
  touched: number;
  /** Until its key comes back: most who never do are robots. */
  provisional = true;
  /** Nothing keeps it any more. */
  ended = false;
  /** Ids it had before, until the present one has come back; null: none. */
  former: readonly string[] | null = null;
  /** Whether a browser was told the present id. */
  told = true;
  /** Who has shown credentials; null: nobody, or somebody logged in or out since. */
  identity: Identity | null = null;
  readonly #host: SessionHost;
  #latest: Page | null = null;
  #values: SharedValues | null = null;
  #rate: Rate | null = null;
  /** In the order they were opened. */
  #owned: Set<Closeable> | null = null;
  #closing: Set<Closeable> | null = null;
  /** Work that is cleaning up, and what waits for its end. */
  #held = 0;
  #waiting: (() => void)[] | null = null;
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

  get cipher(): Cipher {
    return this.#host.cipher;
  }

  get user(): unknown {
    return this.#values?.get(USER) ?? null;
  }

  handle(page: Page): SessionHandle {
    return handleOf(this, page);
  }

  /** Whether it is the session of who has shown these credentials. */
  isOf({ scheme, name }: Identity): boolean {
    return this.identity?.name === name && this.identity.scheme === scheme;
  }

  /** Who it is was shown as the session began: its id is nobody else's yet. */
  greet(identity: Identity): void {
    this.identity = identity;
    this.values.set(USER, identity.user);
  }

  /** Somebody has shown who they are by credentials: as if they had logged in. */
  identify(identity: Identity): void {
    this.become(identity.user, null);
    this.identity = identity;
  }

  /**
   * Somebody logged in, or out.
   *
   * @param page by which; null: by credentials, whose answer brings the new id
   */
  become(user: unknown, page: Page | null): void {
    if (this.ended) return;
    this.identity = null;
    // First of all: who came by the former id is shown nothing of what follows.
    this.#host.renew(this, page);
    for (const other of this.pages) if (other !== page) for (const view of other.views) view.hangUp();
    this.values.set(USER, user);
    page?.requestSync();
  }

  url(path: string): string {
    return this.#host.url(this, path);
  }

  end(): void {
    this.#host.end(this, "ended");
  }

  own<T extends Closeable>(resource: T): T {
    // An async handler may be late with it.
    if (this.ended) this.#attempt(() => close(resource));
    else {
      this.#owned ??= new Set();
      this.#owned.add(resource);
      this.#closing?.delete(resource);
    }
    return resource;
  }

  /** Components go from the outermost in, so resources wait for the turn's end to close from the latest back. */
  giveUp(resource: Closeable): void {
    if (!this.#owned?.has(resource)) return;
    if (this.#closing) return void this.#closing.add(resource);
    this.#closing = new Set([resource]);
    soon(() =>
      this.#whenFree(() => {
        this.#close(this.#closing);
        this.#closing = null;
      }),
    );
  }

  hold(work: Promise<unknown>): void {
    this.#held++;
    const over = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, HOLD_MS);
      timer.unref();
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      work.then(done, done);
    });
    const release = (): void => {
      if (--this.#held > 0) return;
      const waiting = this.#waiting ?? [];
      this.#waiting = null;
      for (const job of waiting) job();
    };
    this.#host.cleaning(over.then(release));
  }

  #whenFree(job: () => void): void {
    if (this.#held === 0) return job();
    this.#waiting ??= [];
    this.#waiting.push(job);
  }

  /** Closes these of the resources it owns, the latest first. */
  #close(resources: ReadonlySet<Closeable> | null): void {
    const closing = [...(this.#owned ?? [])].filter((resource) => resources?.has(resource));
    for (const resource of closing.reverse()) {
      this.#owned?.delete(resource);
      this.#attempt(() => close(resource));
    }
  }

  /** What fails is logged, now or later, and keeps nothing else from being cleaned up. */
  #attempt(work: () => unknown): void {
    try {
      const result = work();
      if (!(result instanceof Promise)) return;
      this.#host.cleaning(result);
      result.catch((error) => this.#host.failed(this, error));
    } catch (error) {
      this.#host.failed(this, error);
    }
  }

  onExpire(callback: (reason: string) => void): () => void {
    this.#expiry ??= new Set();
    this.#expiry.add(callback);
    return () => void this.#expiry?.delete(callback);
  }

  /** The page with this id: most often the one heard from last. */
  page(id: string): Page | undefined {
    return this.#latest?.id === id ? this.#latest : this.pages.find((page) => page.id === id);
  }

  /** A page was opened or heard from: of all it is the last to make room. */
  use(page: Page): void {
    if (page === this.#latest) return;
    this.#latest = page;
    this.pages = [...this.pages.filter((other) => other !== page), page];
  }

  /** A page is no longer this session's. */
  release(page: Page): void {
    if (page === this.#latest) this.#latest = null;
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

  /** Whether a tab is open. */
  isOpen(now: number): boolean {
    return this.pages.some((page) => page.views.some((view) => view.isOpen(now)));
  }

  /** Whether so many events are within the rate. */
  allow(events: number, limit: { perSecond: number; burst: number; now: number }): boolean {
    this.#rate ??= new Rate(limit.burst);
    return this.#rate.take(events, limit);
  }

  /** You die soon: callbacks run in the session's context. You die now: pages end, then resources close. */
  die(reason: string): void {
    this.ended = true;
    // A handler may end a session, its own too: once its turn is over, for everything still stands in it.
    if (currentScope()) return soon(() => this.die(reason));
    const callbacks = [...(this.#expiry ?? [])].map((callback) => () => this.#attempt(() => callback(reason)));
    this.#expiry = null;
    const page = this.pages.at(0);
    if (page) page.run(...callbacks);
    else for (const call of callbacks) call();
    for (const each of this.pages) each.end();
    this.pages = [];
    this.#latest = null;
    this.#whenFree(() => this.#close(this.#owned));
  }
}

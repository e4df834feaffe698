import type { ServerElement } from "../dom/element.ts";

/** What settling needs of its page. */
export interface SettlingHost {
  schedule(job: () => void): void;
  /** A handler of this element failed. */
  failed(error: unknown, element: ServerElement | null): void;
}

/** Async handlers and programs at work: answers may wait until they have settled, or wait for a person. */
export class Settling {
  /** Whether some of it belongs into the page's first document. */
  begins = false;
  #works: Set<Promise<unknown>> | null = null;
  #paused = 0;
  #waiting: (() => void)[] | null = null;
  #ended = false;
  readonly #host: SettlingHost;

  constructor(host: SettlingHost) {
    this.#host = host;
  }

  /** How many are at work. Which of them waits for a person is not known, only how many do. */
  get pending(): number {
    return this.#ended ? 0 : Math.max(0, (this.#works?.size ?? 0) - this.#paused);
  }

  /** @param element the one whose handler it is */
  add(promise: PromiseLike<unknown>, element: ServerElement | null): void {
    // A thenable of an app's own making may call back twice, or throw: a promise around it settles once.
    const work = Promise.resolve(promise).then(
      () => this.#host.schedule(() => this.#done(work)),
      (error) => {
        if (this.#ended) this.#host.failed(error, element);
        this.#host.schedule(() => this.#host.failed(error, element));
        this.#host.schedule(() => this.#done(work));
      },
    );
    this.#works ??= new Set();
    this.#works.add(work);
  }

  #done(work: Promise<unknown>): void {
    this.#works?.delete(work);
    if (this.pending === 0) this.#tell();
  }

  /**
   * One of those at work waits for a person: answers do not wait for it.
   *
   * @returns what says that it goes on
   */
  pause(): () => void {
    this.#paused++;
    if (this.pending === 0) this.#tell();
    return () => void this.#paused--;
  }

  /** After this turn: what was set last is committed before anybody is told. */
  #tell(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const tell of waiting) setImmediate(tell);
  }

  /** Calls back once no handler is at work. */
  whenSettled(callback: () => void): void {
    if (this.pending === 0) return callback();
    this.#waiting ??= [];
    this.#waiting.push(callback);
  }

  /** All there are now have come to their end, whatever it is. */
  all(): Promise<unknown> {
    return Promise.all(this.#works ?? []);
  }

  /** The page ends: nobody waits any longer. */
  end(): void {
    this.#ended = true;
    for (const tell of this.#waiting ?? []) tell();
    this.#waiting = null;
  }
}

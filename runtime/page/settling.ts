import type { ServerElement } from "../dom/element.ts";

/** What settling needs of its page. */
export interface SettlingHost {
  schedule(job: () => void): void;
  /** A handler of this element failed. */
  failed(error: unknown, element: ServerElement | null): void;
}

/** Async handlers at work: answers may wait until they have settled. */
export class Settling {
  /** Handlers whose promise is pending. */
  pending = 0;
  #waiting: (() => void)[] | null = null;
  #ended = false;
  readonly #host: SettlingHost;

  constructor(host: SettlingHost) {
    this.#host = host;
  }

  /** @param element the one whose handler it is */
  add(promise: PromiseLike<unknown>, element: ServerElement | null): void {
    this.pending++;
    // A thenable of an app's own making may call back twice, or throw: a promise around it settles once.
    Promise.resolve(promise).then(
      () => this.#host.schedule(() => this.#done()),
      (error) => {
        if (this.#ended) this.#host.failed(error, element);
        this.#host.schedule(() => this.#host.failed(error, element));
        this.#host.schedule(() => this.#done());
      },
    );
  }

  #done(): void {
    if (--this.pending > 0) return;
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    // After this turn: what the handler set last is committed before anybody is told.
    for (const tell of waiting) setImmediate(tell);
  }

  /** Calls back once no handler is pending. */
  whenSettled(callback: () => void): void {
    if (this.pending === 0) return callback();
    this.#waiting ??= [];
    this.#waiting.push(callback);
  }

  /** The page ends: nobody waits any longer. */
  end(): void {
    this.#ended = true;
    this.pending = 0;
    for (const tell of this.#waiting ?? []) tell();
    this.#waiting = null;
  }
}

import type { Page } from "../page/page.ts";

/** One browser, known by its cookie. Owns its pages. */
export class Session {
  /** By id, the least recently used first. */
  readonly pages = new Map<string, Page>();
  /** Milliseconds on the monotonic clock of the last sign of life. */
  touched: number;
  #latest: Page | null = null;

  constructor(
    readonly id: string,
    now: number,
  ) {
    this.touched = now;
  }

  /** A page was opened or heard from: of all it is the last to make room. */
  use(page: Page): void {
    if (page === this.#latest) return;
    this.#latest = page;
    this.pages.delete(page.id);
    this.pages.set(page.id, page);
  }

  /** Whether a browser tab holds a stream open. */
  get watched(): boolean {
    for (const page of this.pages.values()) for (const view of page.views.values()) if (view.stream) return true;
    return false;
  }

  /** Ends every page: effects clean up, streams close. */
  end(): void {
    for (const page of this.pages.values()) page.end();
    this.pages.clear();
    this.#latest = null;
  }
}

import type { Page } from "../page/page.ts";

/** One browser, known by its cookie. Owns its pages. */
export class Session {
  readonly pages = new Map<string, Page>();
  /** Milliseconds on the monotonic clock of the last sign of life. */
  touched: number;

  constructor(
    readonly id: string,
    now: number,
  ) {
    this.touched = now;
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
  }
}

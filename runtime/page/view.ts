import { now } from "../core/clock.ts";
import type { PendingCookie } from "./context.ts";

/** A form as it was posted: the number it carried, its contents as a fingerprint. */
export interface Posted {
  readonly number: number;
  readonly print: string;
}

const NOTHING: readonly Posted[] = [];

/** Milliseconds a tab may keep quiet: hidden ones give a sign of life a minute, late at times. */
const TAB_MS = 150_000;

/** Views kept of one page. */
export const VIEWS_MAX = 50;

/** Where entries go as they arise: an open stream to one browser tab. */
export interface Sink {
  write(text: string): void;
  end(): void;
}

/**
 * One browser document looking at a page: its cursor in the outbox and the number of its next event. A load
 * of the page is a new view, for a new document counts its events from one.
 */
export class View {
  /** The number of the event expected next; those before it were applied. */
  nextEvent = 1;
  /** The version the browser has said it has. */
  acknowledged: number;
  /** The version up to which entries were handed to the browser, whether or not they arrived. */
  sent: number;
  /** The first document's contents, as a hash; "" where it was not needed. */
  print = "";
  /** Milliseconds on the monotonic clock of the last sign of life. */
  seen = now();
  /** Whether its script has been heard: then a tab that is open gives signs of life. */
  scripted = false;
  /** The forms posted last without script. */
  posted: readonly Posted[] = NOTHING;
  /** Cookies that went out with the latest answer: until the next event is in, it may have been lost. */
  cookies: readonly PendingCookie[] | null = null;
  /** A POST of this view is being answered: what arises goes into the answer. */
  held = false;
  /** The browser's push stream. */
  stream: Sink | null = null;
  /** An answer kept open for async handlers, where there is no push stream. */
  answer: Sink | null = null;

  constructor(
    readonly id: number,
    version: number,
  ) {
    this.acknowledged = this.sent = version;
  }

  /** Its script gives a sign of life. */
  hear(): void {
    this.seen = now();
    this.scripted = true;
  }

  /** Whether the tab is open, as far as can be told: it holds a stream, or has given a sign of life lately. */
  isOpen(time: number): boolean {
    return this.stream !== null || time - this.seen < TAB_MS;
  }

  /** Ends what is open to the browser; one that may go on asks again. */
  hangUp(): void {
    this.stream?.end();
    this.answer?.end();
  }
}

/**
 * The view that is least likely to be open still: it does not listen, and was heard from longest ago.
 *
 * @param views at least one
 */
export function idlest(views: readonly View[]): View {
  return views.reduce((least, view) => {
    const listens = Number(view.stream !== null) - Number(least.stream !== null);
    return listens < 0 || (listens === 0 && view.seen < least.seen) ? view : least;
  });
}

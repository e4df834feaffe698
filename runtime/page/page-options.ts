import type { ComponentType } from "preact";
import type { Limits } from "../core/limits.ts";
import type { Logger } from "../core/log.ts";
import type { RequestInfo, SessionHandle } from "./context.ts";
import type { Page } from "./page.ts";

/** What all pages of an app have in common. */
export interface PageOptions {
  readonly App: ComponentType;
  readonly title: string;
  readonly lang: string;
  /** What every document's head begins with, as markup; see `head.ts`. */
  readonly head: string;
  /** Development: errors are shown with message, components and source. */
  readonly development: boolean;
  readonly limits: Limits;
  /** Development warnings given already, by this server. */
  readonly warned: Set<string>;
}

/** What a page knows of its session. */
export interface SessionOfPage {
  /** Whether it has still to be seen that the browser comes back. */
  readonly provisional: boolean;
  /** The session as the components of a page have it. */
  handle(page: Page): SessionHandle;
  /** The address of a path as its browsers ask for it: with the session's key, where that is no cookie. */
  url(path: string): string;
  /** Keeps what the session owns open until this work is over, for a while. */
  hold(work: Promise<unknown>): void;
}

/** What makes a page one of its own. */
export interface Visit {
  readonly id: string;
  /** The app's prefix as the browser sees it. */
  readonly prefix: string;
  /** Path and query of the load that made the page. */
  readonly url: string;
  readonly session: SessionOfPage;
  readonly request: RequestInfo | null;
  /** Logs with the session's id bound. */
  readonly log: Logger;
}

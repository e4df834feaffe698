import type { ServerDocument } from "../dom/document.ts";
import type { ServerElement } from "../dom/element.ts";
import type { PageLocation } from "./location.ts";

/** Something that is closed at the session's end: a database connection, a file, a subscription. */
export type Closeable =
  | { close(): unknown }
  | { end(): unknown }
  | { [Symbol.dispose](): void }
  | { [Symbol.asyncDispose](): PromiseLike<void> };

/** How a cookie is set. @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1 */
export interface CookieOptions {
  /** Seconds it lives; none: until the browser is closed. */
  readonly maxAge?: number;
  /** Default `/`. */
  readonly path?: string;
  /** Whether scripts in the browser may not read it. Default true. */
  readonly httpOnly?: boolean;
  /** Default `Lax`. */
  readonly sameSite?: "Strict" | "Lax" | "None";
  /** Seals the value: only this server can read or make it. */
  readonly sealed?: boolean;
}

/** A cookie to be set with the next answer. */
export interface PendingCookie {
  readonly name: string;
  readonly value: string;
  readonly options: CookieOptions;
}

/** The session a component lives in. Each page has a handle of its own; what they share is in `values`. */
export interface SessionHandle {
  /** Who is logged in, or null. */
  readonly user: unknown;
  /**
   * Somebody has shown who they are. The session gets a new id, so that one planted beforehand is worth nothing: from
   * now on the former is good for nothing but to bring the new one to the browser of this page.
   */
  login(user: unknown): void;
  /** Nobody is logged in any more; the session and its pages stay. */
  logout(): void;
  /** Ends the session: every page, every resource. */
  end(): void;
  /** Closes `resource` when the session ends; resources close in reverse order. */
  own<T extends Closeable>(resource: T): T;
  /** Closes an owned resource now, as soon as the turn is over. */
  release(resource: Closeable): void;
  /** Runs before the session ends, while everything still stands. @returns takes it back */
  onExpire(callback: (reason: string) => void): () => void;
  /**
   * Sets a cookie with the next answer to this page's browser.
   *
   * @throws SessileError SES_COOKIE
   */
  setCookie(name: string, value: string, options?: CookieOptions): void;
  /** Values all pages of the session share. */
  readonly values: {
    get(name: string): unknown;
    has(name: string): boolean;
    set(name: string, value: unknown): void;
    subscribe(name: string, listener: () => void): () => void;
  };
}

/** What a file is made of: text, bytes, or pieces of either, each made when the browser has taken the ones before. */
export type DownloadBody =
  | string
  | Uint8Array
  | Blob
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>;

/** A file a page offers, as it is at the moment. */
export interface DownloadOffer {
  readonly name: string;
  /** The media type. */
  readonly type: string;
  readonly open: () => DownloadBody | Promise<DownloadBody>;
}

/** What is known of the request that loaded the document. */
export interface RequestInfo {
  /** The browser's address. */
  readonly address: string;
  /** The languages the user reads, the dearest first: `["de-AT", "de", "en"]`. */
  readonly languages: readonly string[];
  readonly userAgent: string;
  /** By which credentials it came in, where the server asks for them; who that is, `useSession().user` says. */
  readonly authorization: { readonly scheme: string; readonly name: string } | null;
  /** A cookie's value, or null. @param sealed open its seal; one that is broken counts as none */
  cookie(name: string, options?: { readonly sealed?: boolean }): string | null;
}

/** An upload on its way, as components see it. */
export interface UploadProgress {
  /** Tells it from others of this page. */
  readonly id: number;
  /** Names of the files that have begun, in order. */
  readonly names: readonly string[];
  /** Bytes that have arrived: of the form, so a little more than its files have. */
  readonly received: number;
  /** Bytes there are in all, where the browser says so. */
  readonly total: number | null;
  /** Ends it: what has come is removed, and no handler hears of it. */
  cancel(): void;
}

/** The uploads that are on their way to a page. */
export interface UploadList {
  /** The oldest first; the same list until something has changed. */
  readonly list: readonly UploadProgress[];
  subscribe(listener: () => void): () => void;
}

/** What components may reach of the page they live in. */
export interface PageContextValue {
  readonly document: ServerDocument;
  readonly location: PageLocation;
  readonly session: SessionHandle;
  readonly request: RequestInfo | null;
  /** Uploads to the page, those under way among them. */
  readonly uploads: UploadList;
  /** The element whose event is being handled. */
  readonly pressed: ServerElement | null;
  /** Adds a title; the one added last shows. The function returned takes it away. */
  addTitle(title: string): { set(title: string): void; remove(): void };
  /** Adds a language of the document; the one added last counts. The function returned takes it back. */
  addLang(lang: string): () => void;
  /** Without script the page is to load itself anew after so many seconds. The function returned takes that back. */
  addRefresh(seconds: number): () => void;
  /** The HTTP status loads of the page answer with; the one added last counts. The function returned takes it back. */
  addStatus(status: number): () => void;
  /** Files on offer, by id; null: none. */
  readonly downloads: ReadonlyMap<string, DownloadOffer> | null;
  /** Offers a file: `url()` is where it is to be had at present, until `remove()`. */
  addDownload(offer: DownloadOffer): { url(): string; remove(): void };
  /**
   * Work that answers wait for, as for an async handler's. What it throws is shown as a handler's failure.
   *
   * @param begins whether the first document waits for it too
   */
  work(promise: PromiseLike<unknown>, begins?: boolean): void;
  /** Tells the programmer, in development, in the log: each thing once. */
  warn(text: string): void;
  /** Some of that work waits for a person: answers do not wait for it. The function returned says that it goes on. */
  pause(): () => void;
  /** What is at work here is cleaning up: what the session owns stays open for it, for a while. */
  hold(): void;
  /** Calls back when the page is loaded again, not by a redirect after a press. The function returned takes that back. */
  onLoad(listener: () => void): () => void;
  /** The page is being loaded again. */
  loaded(): void;
}

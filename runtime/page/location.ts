import { ATTR, ROOT_CALL } from "../core/wire.ts";
import type { ServerDocument } from "../dom/document.ts";

/**
 * Where a page is: the URL in the address bar, as state. The browser reports where the user went (a link,
 * back, forward); the app says where to go. Paths are those below the app's prefix, so an app can be mounted anywhere.
 */
export class PageLocation {
  readonly #document: ServerDocument;
  readonly #prefix: string;
  readonly #listeners = new Set<() => void>();
  #url: URL;

  /**
   * @param prefix the app's: `/` or `/name/`
   * @param url path, query and fragment as the browser has them
   */
  constructor(document: ServerDocument, prefix: string, url: string) {
    this.#document = document;
    this.#prefix = prefix;
    this.#url = new URL(url, "http://page.invalid");
  }

  /** Path, query and fragment, as in the address bar. */
  get url(): string {
    return this.#url.pathname + this.#url.search + this.#url.hash;
  }

  /** The path below the app's prefix, beginning with `/`. */
  get path(): string {
    return `/${this.#url.pathname.slice(this.#prefix.length)}`;
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.#url.search);
  }

  get hash(): string {
    return this.#url.hash;
  }

  /** Whether the app has taken its location for state: then its links need no load. */
  get isUsed(): boolean {
    return this.#listeners.size > 0;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#document.documentElement.setAttribute(ATTR.route, this.#prefix);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#document.documentElement.removeAttribute(ATTR.route);
    };
  }

  /** The URL of a path of the app's: what a link's `href` says. A path not beginning with `/` is relative. */
  href(to: string): string {
    if (to.startsWith("/")) return this.#prefix + to.slice(1);
    const { pathname, search, hash } = new URL(to, this.#url);
    return pathname + search + hash;
  }

  /** The browser is there already. URLs outside the app are not taken over. */
  arrive(url: string): void {
    const next = new URL(url, this.#url);
    if (next.origin !== this.#url.origin || !next.pathname.startsWith(this.#prefix)) return;
    if (next.href === this.#url.href) return;
    this.#url = next;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Goes there: the tree follows, and the address bar. A URL that is not the app's is loaded. */
  navigate(to: string, replace: boolean): void {
    const elsewhere = /^([a-z][a-z\d+.-]*:|\/\/)/i.test(to);
    const { record, documentElement } = this.#document;
    if (elsewhere) {
      if (/^https?:/i.test(to)) record.call(documentElement, ROOT_CALL.leave, [to]);
      return;
    }
    const url = this.href(to);
    this.arrive(url);
    record.call(documentElement, ROOT_CALL.navigate, [this.url, replace]);
  }
}

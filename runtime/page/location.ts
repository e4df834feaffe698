import { ATTR, ROOT_CALL } from "../core/wire.ts";
import type { ServerDocument } from "../dom/document.ts";

/** Stands for the page's origin, which it need not know. */
const ORIGIN = "http://page.invalid";
const NOBODY: readonly (() => void)[] = [];
const NOWHERE: readonly string[] = [];
/** Places kept to go back to without script. */
const TRAIL_MAX = 50;
/** What a path begins with. Browsers skip blanks, read `\` as `/`, and two of them lead to another site. */
const ROOT = /^[\s\p{Cc}]*[/\\][/\\\s\p{Cc}]*/u;

/**
 * Where a page is: the URL in the address bar, as state. The browser reports where the user went (a link,
 * back, forward); the app says where to go. Paths are those below the app's prefix, so an app can be mounted anywhere.
 */
export class PageLocation {
  readonly #document: ServerDocument;
  #prefix: string;
  #listeners: readonly (() => void)[] = NOBODY;
  /** Kept as text: a URL object weighs half a kilobyte, and every page has a location. */
  #href: string;
  #leaving: string | null = null;
  /** Where the page was before, the latest last. */
  #trail = NOWHERE;

  /**
   * @param prefix the app's: `/` or `/name/`
   * @param url path, query and fragment as the browser has them
   */
  constructor(document: ServerDocument, prefix: string, url: string) {
    this.#document = document;
    this.#prefix = prefix;
    this.#href = ORIGIN + prefix;
    this.#href = this.#own(url)?.href ?? this.#href;
  }

  get #url(): URL {
    return new URL(this.#href);
  }

  /** Path, query and fragment, as in the address bar. */
  get url(): string {
    const { pathname, search, hash } = this.#url;
    return pathname + search + hash;
  }

  /** The same, as requests have it; without the fragment. */
  get parts(): { path: string; search: string } {
    return { path: this.#url.pathname, search: this.#url.search };
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
    return this.#listeners.length > 0;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners = [...this.#listeners, listener];
    if (this.#listeners.length === 1) this.#document.documentElement.setAttribute(ATTR.route, this.#prefix);
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
      if (this.#listeners.length === 0) this.#document.documentElement.removeAttribute(ATTR.route);
    };
  }

  /** The URL of a path of the app's: what a link's `href` says. A path not beginning with `/` is relative. */
  href(to: string): string {
    if (ROOT.test(to)) return this.#prefix + to.replace(ROOT, "");
    const { pathname, search, hash } = URL.canParse(to, this.#href) ? new URL(to, this.#href) : this.#url;
    return pathname.replace(ROOT, "/") + search + hash;
  }

  /** The URL, if it is one of the app's. */
  #own(url: string): URL | null {
    if (!URL.canParse(url, this.#href)) return null;
    const next = new URL(url, this.#href);
    // `/.//host` has two slashes in its path: by itself that would be another site's URL.
    if (next.origin !== ORIGIN || next.pathname.startsWith("//")) return null;
    return next.pathname.startsWith(this.#prefix) ? next : null;
  }

  /** The browser is there already. URLs outside the app are not taken over. */
  arrive(url: string): void {
    const next = this.#own(url);
    if (next === null || next.href === this.#href) return;
    // Where it was before is no further place: somebody went back.
    const isBack = next.href === this.#trail.at(-1);
    this.#trail = isBack ? this.#trail.slice(0, -1) : [...this.#trail, this.#href].slice(-TRAIL_MAX);
    this.#href = next.href;
    for (const listener of this.#listeners) listener();
  }

  /** A request for this path and query. It does not tell the fragment: where nothing else has changed that is what it was. */
  load(url: string): void {
    const { path, search } = this.parts;
    this.arrive(url === path + search ? this.url : url);
  }

  /** Goes there: the tree follows, and the address bar. A URL that is not the app's is loaded. */
  navigate(to: string, replace: boolean): void {
    const { record, documentElement } = this.#document;
    const scheme = /^([a-z][a-z\d+.-]*):/i.exec(to);
    // No other scheme is a place to go: `javascript:` least of all.
    if (scheme && !(/^https?$/i.test(scheme[1] as string) && URL.canParse(to))) return;
    const url = scheme ? new URL(to).href : this.href(to);
    if (scheme || !this.#own(url)) {
      this.#leaving = url;
      record.call(documentElement, ROOT_CALL.leave, [url]);
      return;
    }
    const trail = this.#trail;
    this.arrive(url);
    if (replace) this.#trail = trail;
    record.call(documentElement, ROOT_CALL.navigate, [this.url, replace]);
  }

  /** Back to where the page was before; with script the browser goes there, and further still if there was nothing. */
  back(): void {
    this.#document.record.call(this.#document.documentElement, ROOT_CALL.back, []);
    const before = this.#trail.at(-1);
    if (before !== undefined) this.arrive(before);
  }

  /** Leaves for a URL as HTML has it, which need not be the app's. */
  follow(to: string, query: URLSearchParams): void {
    if (!URL.canParse(to, this.#href)) return;
    const url = new URL(to, this.#href);
    if (!/^https?:$/.test(url.protocol)) return;
    url.search = query.toString();
    const here = url.origin === ORIGIN ? url.pathname.replace(ROOT, "/") + url.search + url.hash : url.href;
    this.#leaving = here;
    this.#document.record.call(this.#document.documentElement, ROOT_CALL.leave, [here]);
  }

  /** The session's key stands in the URL, and is another one from now on: the same place by another name. */
  move(url: string, { from, to }: { from: string; to: string }): void {
    this.#prefix = to + this.#prefix.slice(from.length);
    this.#href = this.#own(url + this.hash)?.href ?? this.#href;
    this.#trail = NOWHERE;
    const { record, documentElement } = this.#document;
    if (this.isUsed) documentElement.setAttribute(ATTR.route, this.#prefix);
    record.call(documentElement, ROOT_CALL.navigate, [this.url, true]);
    for (const listener of [...this.#listeners]) listener();
  }

  /** Where the app has sent the browser that is not the app's, since this was asked last: without script a redirect leads there. */
  takeLeaving(): string | null {
    const url = this.#leaving;
    this.#leaving = null;
    return url;
  }
}

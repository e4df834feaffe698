import { nanoid } from "nanoid";
import { DOWNLOAD } from "../core/wire.ts";
import type { DownloadOffer, PageContextValue } from "./context.ts";
import type { Page } from "./page.ts";
import { uploadsOf } from "./uploads.ts";

/** What several components say at once: what was added last shows, and when that goes the one before. */
class Latest<T> {
  #entries: readonly { value: T }[] = [];
  readonly #show: (value: T | undefined) => void;

  constructor(show: (value: T | undefined) => void) {
    this.#show = show;
  }

  add(value: T): { set(value: T): void; remove(): void } {
    const entry = { value };
    this.#entries = [...this.#entries, entry];
    const show = (): void => this.#show(this.#entries.at(-1)?.value);
    show();
    return {
      set: (next) => {
        entry.value = next;
        show();
      },
      remove: () => {
        this.#entries = this.#entries.filter((other) => other !== entry);
        show();
      },
    };
  }
}

/**
 * The context a page gives its components: titles stack up, and the one added last shows; of several refreshes
 * the soonest counts.
 */
export function pageContext(page: Page): PageContextValue {
  const titles = new Latest<string>((title) => {
    page.document.title = title ?? page.options.title;
  });
  const langs = new Latest<string>((lang) => {
    page.document.documentElement.setAttribute("lang", lang ?? page.options.lang);
  });
  const statuses = new Latest<number>((status) => {
    page.status = status ?? 200;
  });
  let refreshes: { seconds: number }[] = [];
  let downloads: Map<string, DownloadOffer> | null = null;
  let listeners: readonly (() => void)[] = [];
  return {
    document: page.document,
    location: page.location,
    session: page.session.handle(page),
    request: page.request,
    get uploads() {
      return uploadsOf(page);
    },
    get pressed() {
      return page.cause?.target ?? null;
    },
    addTitle: (title) => titles.add(title),
    addLang: (lang) => langs.add(lang).remove,
    addRefresh: (seconds) => {
      const entry = { seconds };
      refreshes.push(entry);
      const soonest = (): void => {
        page.refresh = refreshes.length > 0 ? Math.min(...refreshes.map((each) => each.seconds)) : null;
      };
      soonest();
      return () => {
        refreshes = refreshes.filter((other) => other !== entry);
        soonest();
      };
    },
    addStatus: (status) => statuses.add(status).remove,
    get downloads() {
      return downloads;
    },
    addDownload: (offer) => {
      // Nobody can guess it, and it tells nothing of the page: addresses show in histories and logs.
      const id = nanoid();
      downloads ??= new Map();
      downloads.set(id, offer);
      return {
        url: () => page.session.url(page.location.href(`/${DOWNLOAD}/${id}/${encodeURIComponent(offer.name)}`)),
        remove: () => downloads?.delete(id),
      };
    },
    work(promise, begins = false) {
      page.settling.begins ||= begins;
      page.settling.add(promise, null);
    },
    warn: (text) => {
      const { development, warned } = page.options;
      if (!development || warned.has(text)) return;
      warned.add(text);
      page.log.warn({}, text);
    },
    pause: () => page.settling.pause(),
    hold: () => page.session.hold(page.settling.all()),
    onLoad: (listener) => {
      listeners = [...listeners, listener];
      return () => {
        listeners = listeners.filter((other) => other !== listener);
      };
    },
    loaded: () => {
      for (const listener of listeners) listener();
    },
  };
}

import { nanoid } from "nanoid";
import { DOWNLOAD } from "../core/wire.ts";
import type { DownloadOffer, PageContextValue } from "./context.ts";
import type { Page } from "./page.ts";

/**
 * The context a page gives its components: titles stack up, and the one added last shows; of several refreshes
 * the soonest counts.
 */
export function pageContext(page: Page): PageContextValue {
  let titles: { title: string }[] = [];
  let refreshes: { seconds: number }[] = [];
  let statuses: { status: number }[] = [];
  let downloads: Map<string, DownloadOffer> | null = null;
  let listeners: readonly (() => void)[] = [];
  const show = (): void => {
    page.document.title = titles.at(-1)?.title ?? page.options.title;
  };
  return {
    document: page.document,
    location: page.location,
    session: page.session.handle(page),
    request: page.request,
    addTitle: (title) => {
      const entry = { title };
      titles.push(entry);
      show();
      return {
        set: (next) => {
          entry.title = next;
          show();
        },
        remove: () => {
          titles = titles.filter((other) => other !== entry);
          show();
        },
      };
    },
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
    addStatus: (status) => {
      const entry = { status };
      statuses.push(entry);
      page.status = status;
      return () => {
        statuses = statuses.filter((other) => other !== entry);
        page.status = statuses.at(-1)?.status ?? 200;
      };
    },
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
    work: (promise) => page.settling.add(promise, null),
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

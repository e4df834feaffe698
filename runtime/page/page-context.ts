import type { PageContextValue } from "./context.ts";
import type { Page } from "./page.ts";
import { uploadsOf } from "./uploads.ts";

/**
 * The context a page gives its components: titles stack up, and the one added last shows; of several refreshes
 * the soonest counts.
 */
export function pageContext(page: Page): PageContextValue {
  let titles: { title: string }[] = [];
  let refreshes: { seconds: number }[] = [];
  let statuses: { status: number }[] = [];
  let listeners: readonly (() => void)[] = [];
  const show = (): void => {
    page.document.title = titles.at(-1)?.title ?? page.options.title;
  };
  return {
    document: page.document,
    location: page.location,
    session: page.session.handle(page),
    request: page.request,
    get uploads() {
      return uploadsOf(page);
    },
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

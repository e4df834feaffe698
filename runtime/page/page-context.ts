import type { ServerDocument } from "../dom/document.ts";
import type { PageContextValue } from "./context.ts";

/** What of a page its components may change. */
interface Target {
  readonly document: ServerDocument;
  readonly options: { readonly title: string };
  refresh: number | null;
}

/** The context a page gives its components: titles stack up, and the one added last shows. */
export function pageContext(page: Target): PageContextValue {
  let titles: { title: string }[] = [];
  const show = (): void => {
    page.document.title = titles.at(-1)?.title ?? page.options.title;
  };
  return {
    document: page.document,
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
    setRefresh: (seconds) => {
      page.refresh = seconds;
    },
  };
}

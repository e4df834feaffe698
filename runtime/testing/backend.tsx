import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import type { Logger } from "../core/log.ts";
import type { ServerDocument } from "../dom/document.ts";
import type { Page } from "../page/page.ts";
import { usePageContext } from "../page/preact.ts";
import type { AppDefinition, Apps } from "../session/app.ts";
import type { Answering } from "./network.ts";

/** A line of the log. */
export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly data: { readonly [name: string]: unknown };
}

/** What the kit needs of a server: its answers, and a look at the trees behind them. */
export interface Backend {
  readonly runtime: Answering;
  /** The page that a document with this token shows. */
  pageOf(token: string): Page | undefined;
  /** What the server has logged so far. */
  readonly lines: readonly LogLine[];
}

/** Apps as they were given, and all that is seen of them. */
export interface Watched {
  readonly apps: { readonly [prefix: string]: AppDefinition };
  readonly log: Logger;
  /** Every page mounted so far, in order. */
  readonly pages: readonly Page[];
  /** Their documents. */
  readonly documents: readonly ServerDocument[];
  readonly lines: LogLine[];
  pageOf(token: string): Page | undefined;
}

/** Looks at apps without changing them: a component around each tells which page it was mounted in. */
export function watch(given: Apps): Watched {
  const pages: Page[] = [];
  const documents: ServerDocument[] = [];
  const lines: LogLine[] = [];
  const watched = (App: ComponentType): ComponentType =>
    function Watched() {
      const context = usePageContext();
      useState(() => {
        if (!context) return;
        documents.push(context.document);
        // Documents of a server are hosted by pages: there is no other host in it.
        pages.push(context.document.$host as Page);
      });
      return <App />;
    };
  const apps: { [prefix: string]: AppDefinition } = {};
  for (const [prefix, app] of Object.entries(given)) {
    const definition = typeof app === "function" ? { component: app } : app;
    const { displayName, name } = definition.component;
    apps[prefix] = { title: displayName ?? name, ...definition, component: watched(definition.component) };
  }
  const write = (level: LogLine["level"]) => (data: LogLine["data"], message: string) =>
    void lines.push({ level, message, data });
  return {
    apps,
    log: { info: write("info"), warn: write("warn"), error: write("error") },
    pages,
    documents,
    lines,
    pageOf(token) {
      const [id] = token.split(".");
      return pages.find((page) => page.id === id);
    },
  };
}

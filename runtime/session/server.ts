import type { Limits } from "../core/limits.ts";
import type { Logger } from "../core/log.ts";
import type { Exchange } from "../http/exchange.ts";
import type { Seal } from "../http/seal.ts";
import { Page } from "../page/page.ts";
import type { View } from "../page/view.ts";
import type { App } from "./app.ts";
import type { Caller, Callers } from "./callers.ts";
import type { Mapper } from "./mapper.ts";
import { type Registry, short } from "./registry.ts";
import { RequestSnapshot } from "./request-snapshot.ts";
import type { Session } from "./session.ts";
import type { Streams } from "./streams.ts";

/** What answering needs of the server it belongs to. */
export interface ServerParts {
  readonly apps: ReadonlyMap<string, App>;
  readonly mapper: Mapper;
  readonly registry: Registry;
  readonly callers: Callers;
  readonly streams: Streams;
  readonly seal: Seal;
  readonly limits: Limits;
  readonly log: Logger;
  readonly development: boolean;
  /** The Content-Security-Policy. */
  readonly csp: string;
  /** URL of the browser's script. */
  readonly script: string;
  /** Development warnings given already. */
  readonly warned: Set<string>;
}

/** One request for an app. */
export interface Call {
  readonly exchange: Exchange;
  readonly app: App;
  readonly caller: Caller;
}

/** Mounts an app for a session. */
export function mountPage(parts: ServerParts, { exchange, app, caller }: Call, session: Session): Page {
  const { limits, log, development, script, warned, mapper, seal } = parts;
  const { component: App, title, lang, styles, prefix } = app;
  const tag = { session: short(session.id), app: prefix };
  const bound: Logger = {
    info: (data, message) => log.info({ ...tag, ...data }, message),
    warn: (data, message) => log.warn({ ...tag, ...data }, message),
    error: (data, message) => log.error({ ...tag, ...data }, message),
  };
  const page = new Page({
    id: mapper.newId(),
    prefix: caller.base + prefix,
    url: exchange.path + exchange.search,
    session,
    request: new RequestSnapshot(exchange, seal),
    App,
    title,
    lang,
    styles,
    script,
    development,
    limits,
    warned,
    log: bound,
  });
  parts.registry.adopt(session, page);
  return page;
}

/** The page with this id, if it is this session's and this app's: it is in use. */
export function findPage(session: Session | undefined, app: App, id: string): Page | undefined {
  const page = session?.pages.get(id);
  if (!session || !page || page.options.App !== app.component) return undefined;
  session.use(page);
  return page;
}

/** The page and view a token names, if they are this session's and this app's. */
export function findView(
  session: Session | undefined,
  app: App,
  token: string,
): { page: Page; view: View } | undefined {
  const dot = token.lastIndexOf(".");
  const page = findPage(session, app, token.slice(0, dot));
  const view = page?.views.get(Number(token.slice(dot + 1)));
  return page && view ? { page, view } : undefined;
}

import type { Limits } from "../core/limits.ts";
import type { Logger } from "../core/log.ts";
import type { Meter } from "../core/meter.ts";
import type { Exchange } from "../http/exchange.ts";
import type { Cipher } from "../http/seal.ts";
import type { Uploads } from "../http/uploads.ts";
import { headHtml } from "../page/head.ts";
import { Page } from "../page/page.ts";
import type { PageOptions } from "../page/page-options.ts";
import type { View } from "../page/view.ts";
import type { App } from "./app.ts";
import type { Caller, Callers } from "./callers.ts";
import type { Guard } from "./guard.ts";
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
  /** Null: everybody may come in. */
  readonly guard: Guard | null;
  readonly streams: Streams;
  readonly cipher: Cipher;
  readonly uploads: Uploads;
  readonly limits: Limits;
  readonly log: Logger;
  readonly meter: Meter;
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

const optionsOf = new WeakMap<App, PageOptions>();

/** What an app's pages have in common, worked out once. */
function pageOptions({ limits, development, script, warned }: ServerParts, app: App): PageOptions {
  let options = optionsOf.get(app);
  if (!options) {
    const { component: App, title, lang, styles } = app;
    options = { App, title, lang, head: headHtml(styles, script), development, limits, warned };
    optionsOf.set(app, options);
  }
  return options;
}

/** The server's log, with session and app named in each line. */
class SessionLog implements Logger {
  readonly #log: Logger;
  readonly #session: Session;
  readonly #app: App;

  constructor(log: Logger, session: Session, app: App) {
    this.#log = log;
    this.#session = session;
    this.#app = app;
  }

  #tagged(data: object): Record<string, unknown> {
    return { session: short(this.#session.id), app: this.#app.prefix, ...data };
  }

  info(data: object, message: string): void {
    this.#log.info(this.#tagged(data), message);
  }

  warn(data: object, message: string): void {
    this.#log.warn(this.#tagged(data), message);
  }

  error(data: object, message: string): void {
    this.#log.error(this.#tagged(data), message);
  }
}

/** Mounts an app for a session. @throws SessileError SES_TOO_MANY_PAGES */
export function mountPage(parts: ServerParts, { exchange, app }: Call, session: Session): Page {
  const { callers, log, mapper, cipher } = parts;
  // A form of a page that is gone came by a key that is gone, too: the new one's page is where the new key leads.
  const url = session.id === "" ? null : callers.urlFor(exchange, session);
  parts.registry.makeRoom(session);
  const page = new Page(pageOptions(parts, app), {
    id: mapper.newId(),
    prefix: mapper.baseOf(session.id) + app.prefix,
    url: url ?? exchange.path + exchange.search,
    session,
    request: new RequestSnapshot(exchange, cipher),
    log: new SessionLog(log, session, app),
  });
  parts.registry.adopt(session, page);
  return page;
}

/** Whether a page is this app's: one component may be served at two places. */
export function isOf(page: Page, app: App): boolean {
  return page.options === optionsOf.get(app);
}

/** The page with this id, if it is this session's and this app's: it is in use. */
export function findPage(session: Session | undefined, app: App, id: string): Page | undefined {
  const page = session?.page(id);
  if (!session || !page || !isOf(page, app)) return undefined;
  session.use(page);
  return page;
}

/** The id of the page a token names, or "". */
export function pageOf(token: string): string {
  return token.slice(0, Math.max(0, token.lastIndexOf(".")));
}

/** The page and view a token names, if they are this session's and this app's. */
export function findView(
  session: Session | undefined,
  app: App,
  token: string,
): { page: Page; view: View } | undefined {
  const id = pageOf(token);
  const page = findPage(session, app, id);
  const view = page?.view(Number(token.slice(id.length + 1)));
  return page && view ? { page, view } : undefined;
}

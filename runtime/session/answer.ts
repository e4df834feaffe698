import { nanoid } from "nanoid";
import { SessileError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";
import type { Logger } from "../core/log.ts";
import { FIELD, FILE_FIELD, HEADER, STREAM_TYPE } from "../core/wire.ts";
import { type FormFields, parseMultipart, parseUrlencoded } from "../http/body.ts";
import { cookie } from "../http/cookies.ts";
import type { Exchange } from "../http/exchange.ts";
import { receive } from "../page/inbox.ts";
import { parseMessage } from "../page/message.ts";
import { Page } from "../page/page.ts";
import { parsePlain, receivePlain, refill } from "../page/plain-post.ts";
import type { View } from "../page/view.ts";
import type { App } from "./app.ts";
import { cookieName, PAGE_COOKIE, pageCookie, sessionCookie } from "./cookies.ts";
import { isCrawler } from "./crawler.ts";
import { isSameOrigin, SECURITY } from "./headers.ts";
import { type Registry, short } from "./registry.ts";
import type { Session } from "./session.ts";
import { refuse, statusOf } from "./status.ts";
import type { Streams } from "./streams.ts";

/** What answering needs of the server it belongs to. */
export interface AnswerOptions {
  readonly apps: ReadonlyMap<string, App>;
  readonly registry: Registry;
  readonly streams: Streams;
  readonly limits: Limits;
  readonly log: Logger;
  readonly development: boolean;
  /** The Content-Security-Policy. */
  readonly csp: string;
  /** URL of the browser's script. */
  readonly script: string;
}

const STREAM_HEADERS: readonly string[] = ["Content-Type", STREAM_TYPE, "Cache-Control", "no-store", ...SECURITY];
const LOST =
  "The page you had open was no longer on the server, so it was opened anew. What you had typed was kept where it fits.";

/**
 * Answers requests for apps: finds the session by its cookie, the page by its token, and lets the page take
 * its turn. What is no app's path is a 404.
 */
export class Answerer {
  readonly #options: AnswerOptions;
  readonly #documentHeaders: readonly string[];
  readonly #warned = new Set<string>();

  constructor(options: AnswerOptions) {
    this.#options = options;
    this.#documentHeaders = [
      "Content-Type",
      "text/html; charset=utf-8",
      "Cache-Control",
      "no-store",
      "Content-Security-Policy",
      options.csp,
      ...SECURITY,
    ];
  }

  answer(exchange: Exchange): void {
    const { apps, log } = this.#options;
    const app = apps.get(exchange.path);
    try {
      if (!app) this.#notFound(exchange);
      else if (exchange.method === "POST") this.#post(exchange, app);
      else if (exchange.method === "GET") this.#get(exchange, app);
      else if (exchange.method === "HEAD") exchange.reply(200, this.#documentHeaders, "");
      else refuse(exchange, 405, log, { headers: ["Allow", "GET, HEAD, POST"] });
    } catch (error) {
      refuse(exchange, statusOf(error), log, { error });
    }
  }

  #notFound(exchange: Exchange): void {
    const { apps, log } = this.#options;
    // A missing slash is the commonest slip, and relative links depend on it.
    if (apps.has(`${exchange.path}/`)) {
      exchange.reply(308, ["Location", `${exchange.path}/${exchange.search}`, ...SECURITY], "");
    } else refuse(exchange, 404, log);
  }

  // ── GET ─────────────────────────────────────────────────────────────────────

  #get(exchange: Exchange, app: App): void {
    const token = exchange.header(HEADER.page);
    if (token !== undefined) return this.#stream(exchange, app, token);
    if (isCrawler(exchange.header("user-agent") ?? "")) return this.#forCrawler(exchange, app);
    let session = this.#session(exchange);
    const headers = [...this.#documentHeaders];
    if (!session) {
      session = this.#options.registry.create();
      headers.push("Set-Cookie", sessionCookie(exchange, session.id));
    }
    const carried = cookie(exchange.header("cookie"), PAGE_COOKIE);
    if (carried) headers.push("Set-Cookie", pageCookie(exchange, ""));
    const page = this.#carried(session, app, carried) ?? this.#open(session, app);
    exchange.reply(200, headers, page.open());
  }

  /** The page a redirect or reload names; without script also the one worked on last, for F5 names none. */
  #carried(session: Session, app: App, id: string): Page | undefined {
    const page = this.#page(session, app, id);
    if (page) return page;
    return [...session.pages.values()].findLast((other) => other.plain && other.options.App === app.component);
  }

  #open(session: Session, app: App): Page {
    const page = this.#mount(app, session);
    this.#options.registry.adopt(session, page);
    return page;
  }

  #mount(app: App, session: Session | null): Page {
    const { limits, log, development, script } = this.#options;
    const { component: App, title, lang, styles } = app;
    const tag = { session: session ? short(session.id) : "none", app: app.prefix };
    const bound: Logger = {
      info: (data, message) => log.info({ ...tag, ...data }, message),
      warn: (data, message) => log.warn({ ...tag, ...data }, message),
      error: (data, message) => log.error({ ...tag, ...data }, message),
    };
    return new Page({
      id: nanoid(),
      App,
      title,
      lang,
      styles,
      script,
      development,
      limits,
      warned: this.#warned,
      log: bound,
    });
  }

  /** A crawler gets the page as it is now, and leaves nothing behind. */
  #forCrawler(exchange: Exchange, app: App): void {
    const page = this.#mount(app, null);
    exchange.reply(200, this.#documentHeaders, page.html);
    page.end();
  }

  #stream(exchange: Exchange, app: App, token: string): void {
    const found = this.#find(this.#session(exchange), app, token);
    if (!found) return this.#gone(exchange);
    const { page, view } = found;
    const last = Number(exchange.header(HEADER.lastEventId) ?? Number.NaN);
    const version = Number.isSafeInteger(last) ? last : view.sent;
    page.acknowledge(view, version);
    const stream = exchange.stream(200, STREAM_HEADERS, this.#options.limits.streamBytes);
    view.stream?.end();
    view.stream = stream;
    this.#options.streams.add(stream);
    stream.onClose(() => {
      if (view.stream === stream) view.stream = null;
    });
    // The comment makes the browser's fetch answer at once.
    stream.write(page.answer(view, version) || ":\n\n");
  }

  // ── POST ────────────────────────────────────────────────────────────────────

  #post(exchange: Exchange, app: App): void {
    const { limits, log } = this.#options;
    if (!isSameOrigin(exchange)) return refuse(exchange, 403, log);
    const type = exchange.header("content-type") ?? "";
    exchange.readBody(limits.bodyBytes, (error, body) => {
      try {
        if (error) throw error;
        if (type.startsWith("application/json")) this.#scripted(exchange, app, body.toString("utf8"));
        else if (type.startsWith("application/x-www-form-urlencoded"))
          this.#plain(exchange, app, parseUrlencoded(body, limits));
        else if (type.startsWith("multipart/form-data"))
          this.#multipart(exchange, app, parseMultipart(body, type, limits));
        else throw new SessileError("SES_BODY_TYPE", JSON.stringify(type.slice(0, 100)));
      } catch (cause) {
        this.#failed(exchange, cause);
      }
    });
  }

  #failed(exchange: Exchange, error: unknown): void {
    refuse(exchange, statusOf(error), this.#options.log, { error });
  }

  #multipart(exchange: Exchange, app: App, parsing: Promise<FormFields>): void {
    parsing
      .then((fields) => {
        const json = fields.find(([name]) => name === FIELD.json)?.[1];
        if (typeof json !== "string") return this.#plain(exchange, app, fields);
        const files = new Map<number, File[]>();
        for (const [name, value] of fields) {
          const node = FILE_FIELD.exec(name)?.[1];
          if (node === undefined) continue;
          // An empty list of files is sent as one empty text: the field was cleared.
          const list = files.get(Number(node)) ?? [];
          if (value instanceof File) list.push(value);
          files.set(Number(node), list);
        }
        this.#scripted(exchange, app, json, files);
      })
      .catch((error) => this.#failed(exchange, error));
  }

  #scripted(exchange: Exchange, app: App, json: string, files?: ReadonlyMap<number, readonly File[]>): void {
    const { limits } = this.#options;
    const { token, message } = parseMessage(json, limits.events);
    const found = this.#find(this.#session(exchange), app, token);
    if (!found) return this.#gone(exchange);
    const { page, view } = found;
    page.plain = false;
    view.held = true;
    receive(page, view, message, files);
    view.held = false;
    const text = page.answer(view, message.version);
    if (page.pending === 0 || view.stream) exchange.reply(200, STREAM_HEADERS, text);
    else this.#streamAnswer(exchange, page, view, text);
  }

  /** Async handlers are at work and no stream is open: the answer itself stays open until they settle. */
  #streamAnswer(exchange: Exchange, page: Page, view: View, text: string): void {
    const { limits } = this.#options;
    const stream = exchange.stream(200, STREAM_HEADERS, limits.streamBytes);
    view.answer?.end();
    view.answer = stream;
    const end = (): void => {
      clearTimeout(timer);
      stream.end();
    };
    const timer = setTimeout(end, limits.streamMs);
    stream.onClose(() => {
      clearTimeout(timer);
      if (view.answer === stream) view.answer = null;
    });
    stream.write(text || ":\n\n");
    page.whenSettled(end);
  }

  #plain(exchange: Exchange, app: App, fields: FormFields): void {
    const { registry, limits } = this.#options;
    const post = parsePlain(fields);
    let session = this.#session(exchange);
    const found = this.#find(session, app, post.token);
    const headers: string[] = [];
    let page = found?.page ?? this.#page(session, app, post.token.slice(0, post.token.lastIndexOf(".")));
    if (found) receivePlain(found.page, found.view, post);
    // A document loaded so long ago that its view is gone, but not its page: an old press, so the present is shown.
    else if (!page) {
      if (!session) {
        session = registry.create();
        headers.push("Set-Cookie", sessionCookie(exchange, session.id));
      }
      page = this.#open(session, app);
      refill(page, post.fields);
      page.notify(LOST);
    }
    const settled = page as Page;
    settled.plain = true;
    headers.push("Set-Cookie", pageCookie(exchange, settled.id));
    const redirect = (): void => {
      clearTimeout(timer);
      exchange.reply(
        303,
        ["Location", exchange.path + exchange.search, "Cache-Control", "no-store", ...SECURITY, ...headers],
        "",
      );
    };
    // Handlers that take longer are shown by a page that refreshes itself.
    const timer = settled.pending > 0 ? setTimeout(redirect, limits.settleMs) : undefined;
    settled.whenSettled(redirect);
  }

  /** The page is not here any more: the browser's script sends its drafts the plain way. */
  #gone(exchange: Exchange): void {
    refuse(exchange, 410, this.#options.log);
  }

  // ── who is calling ──────────────────────────────────────────────────────────

  #session(exchange: Exchange): Session | undefined {
    return this.#options.registry.find(cookie(exchange.header("cookie"), cookieName(exchange)));
  }

  #find(session: Session | undefined, app: App, token: string): { page: Page; view: View } | undefined {
    const dot = token.lastIndexOf(".");
    const page = this.#page(session, app, token.slice(0, dot));
    const view = page?.views.get(Number(token.slice(dot + 1)));
    return page && view ? { page, view } : undefined;
  }

  #page(session: Session | undefined, app: App, id: string): Page | undefined {
    const page = session?.pages.get(id);
    if (!session || !page || page.options.App !== app.component) return undefined;
    session.use(page);
    return page;
  }
}

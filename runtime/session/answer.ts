import { SessileError } from "../core/errors.ts";
import { FIELD, FILE_FIELD, HEADER } from "../core/wire.ts";
import { type FormFields, parseMultipart, parseUrlencoded } from "../http/body.ts";
import type { Exchange } from "../http/exchange.ts";
import { refuse, statusOf } from "../http/status.ts";
import type { App } from "./app.ts";
import { readPageCookie } from "./cookies.ts";
import { isCrawler } from "./crawler.ts";
import { Documents } from "./documents.ts";
import { isLoad, isSameOrigin, SECURITY } from "./headers.ts";
import { pageOf, type ServerParts } from "./pages.ts";
import { Posts } from "./posts.ts";

/** What begins with two slashes would be another site's URL wherever it is told back: in a redirect, a link. */
const ONE_SLASH = /^\/(?![/\\])/;

/** Answers requests: finds the app by its path, reads the body, and hands on by kind. What is no app's path is a 404. */
export class Answerer {
  readonly #parts: ServerParts;
  readonly #documents: Documents;
  readonly #posts: Posts;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#documents = new Documents(parts);
    this.#posts = new Posts(parts);
  }

  answer(exchange: Exchange): void {
    const { mapper, log } = this.#parts;
    try {
      const path = mapper.pathOf(exchange);
      const app = ONE_SLASH.test(exchange.path) ? this.#route(path) : undefined;
      // Pages hold tokens and what is a session's own, beside what others may have put in.
      exchange.compressible = app?.compress ? "yes" : "no";
      if (!app) this.#notFound(exchange, path);
      else if (exchange.method === "POST") this.#post(exchange, app);
      else if (exchange.method === "GET") this.#get(exchange, app);
      else if (exchange.method === "HEAD") exchange.reply(200, this.#documents.headers, "");
      else refuse(exchange, 405, log, { headers: ["Allow", "GET, HEAD, POST"] });
    } catch (error) {
      refuse(exchange, statusOf(error), log, { error });
    }
  }

  /** Whether there is an app at a request's address, or a slash further on. */
  has(exchange: Exchange): boolean {
    const path = this.#parts.mapper.pathOf(exchange);
    if (!ONE_SLASH.test(exchange.path)) return false;
    return this.#route(path) !== undefined || this.#parts.apps.has(`${path}/`);
  }

  /** The app at this path, or the nearest above it that answers for all paths below its own. */
  #route(path: string): App | undefined {
    const { apps } = this.#parts;
    const exact = apps.get(path);
    if (exact) return exact;
    for (let end = path.lastIndexOf("/"); end >= 0; end = path.lastIndexOf("/", end - 1)) {
      const app = apps.get(path.slice(0, end + 1));
      if (app) return app.routes ? app : undefined;
      if (end === 0) break;
    }
    return undefined;
  }

  #notFound(exchange: Exchange, path: string): void {
    const { apps, log } = this.#parts;
    // A missing slash is the commonest slip, and relative links depend on it.
    if (apps.has(`${path}/`)) {
      exchange.reply(308, ["Location", `${exchange.path}/${exchange.search}`, ...SECURITY], "");
    } else refuse(exchange, 404, log);
  }

  #get(exchange: Exchange, app: App): void {
    const { callers, log } = this.#parts;
    if (!isLoad(exchange)) return refuse(exchange, 404, log);
    const token = exchange.header(HEADER.page);
    const page = token === undefined ? readPageCookie(exchange).id : pageOf(token);
    const call = { exchange, app, caller: callers.identify(exchange, page) };
    if (token !== undefined) this.#posts.stream(call, { token, last: exchange.header(HEADER.lastEventId) });
    else if (isCrawler(exchange.header("user-agent") ?? "")) this.#documents.answerCrawler(call);
    else this.#documents.answer(call);
  }

  #post(exchange: Exchange, app: App): void {
    const { limits, log } = this.#parts;
    if (!isSameOrigin(exchange)) return refuse(exchange, 403, log);
    const type = exchange.header("content-type") ?? "";
    const kind = type.toLowerCase();
    exchange.readBody(limits.bodyBytes, (error, body) => {
      try {
        if (error) throw error;
        if (kind.startsWith("application/json")) this.#posts.scripted(exchange, app, body.toString("utf8"));
        else if (kind.startsWith("application/x-www-form-urlencoded")) {
          this.#posts.plain(exchange, app, parseUrlencoded(body, limits));
        } else if (kind.startsWith("multipart/form-data")) {
          this.#multipart(exchange, app, parseMultipart(body, type, limits));
        } else throw new SessileError("SES_BODY_TYPE", JSON.stringify(type.slice(0, 100)));
      } catch (cause) {
        this.#failed(exchange, cause);
      }
    });
  }

  #failed(exchange: Exchange, error: unknown): void {
    refuse(exchange, statusOf(error), this.#parts.log, { error });
  }

  #multipart(exchange: Exchange, app: App, parsing: Promise<FormFields>): void {
    parsing
      .then((fields) => {
        const json = fields.find(([name]) => name === FIELD.json)?.[1];
        if (typeof json !== "string") return this.#posts.plain(exchange, app, fields);
        const files = new Map<number, File[]>();
        for (const [name, value] of fields) {
          const node = FILE_FIELD.exec(name)?.[1];
          if (node === undefined) continue;
          // An empty list of files is sent as one empty text: the field was cleared.
          const list = files.get(Number(node)) ?? [];
          if (value instanceof File) list.push(value);
          files.set(Number(node), list);
        }
        this.#posts.scripted(exchange, app, json, files);
      })
      .catch((error) => this.#failed(exchange, error));
  }
}

import { SessileError } from "../core/errors.ts";
import { HEADER } from "../core/wire.ts";
import { parseUrlencoded } from "../http/body.ts";
import type { Exchange } from "../http/exchange.ts";
import { refuse, statusOf } from "../http/status.ts";
import type { App } from "./app.ts";
import { readPageCookie } from "./cookies.ts";
import { isCrawler } from "./crawler.ts";
import { Documents } from "./documents.ts";
import { Downloads, downloadAt } from "./downloads.ts";
import { Forms } from "./forms.ts";
import { isLoad, isSameOrigin, SECURITY } from "./headers.ts";
import { pageOf, type ServerParts } from "./pages.ts";
import { Posts } from "./posts.ts";
import { framedAt, UploadFrames } from "./upload-frames.tsx";

/** What begins with two slashes would be another site's URL wherever it is told back: in a redirect, a link. */
const ONE_SLASH = /^\/(?![/\\])/;

/** Answers requests: finds the app by its path, reads the body, and hands on by kind. What is no app's path is a 404. */
export class Answerer {
  readonly #parts: ServerParts;
  readonly #documents: Documents;
  readonly #posts: Posts;
  readonly #forms: Forms;
  readonly #downloads: Downloads;
  readonly #frames: UploadFrames;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#documents = new Documents(parts);
    this.#posts = new Posts(parts);
    this.#forms = new Forms(parts, this.#posts);
    this.#downloads = new Downloads(parts);
    this.#frames = new UploadFrames(parts);
  }

  /** @param admitted whether it was let on already */
  answer(exchange: Exchange, admitted = this.#parts.guard === null): void {
    if (admitted) this.#answer(exchange);
    else this.admit(exchange, () => this.#answer(exchange));
  }

  /** Lets on who may be here; who has still to show who they are is answered. */
  admit(exchange: Exchange, on: () => void): void {
    const { guard, mapper } = this.#parts;
    if (guard) guard.admit(exchange, mapper.pathOf(exchange), on);
    else on();
  }

  #answer(exchange: Exchange): void {
    const { mapper, log } = this.#parts;
    try {
      const path = mapper.pathOf(exchange);
      // Pages hold tokens and what is a session's own, beside what others may have put in.
      exchange.compressible = "no";
      if (this.#download(exchange, path) || this.#frame(exchange, path)) return;
      const app = ONE_SLASH.test(exchange.path) ? this.#route(path) : undefined;
      if (app?.compress) exchange.compressible = "yes";
      if (!app) this.#notFound(exchange, path);
      else if (exchange.method === "POST") this.#post(exchange, app);
      else if (exchange.method === "GET") this.#get(exchange, app);
      else if (exchange.method === "HEAD") exchange.reply(200, this.#documents.headers, "");
      else refuse(exchange, 405, log, { headers: ["Allow", "GET, HEAD, POST"] });
    } catch (error) {
      refuse(exchange, statusOf(error), log, { error });
    }
  }

  /** Whether there is something at a request's address, or a slash further on; where people have to show who they are, they are asked first. */
  has(exchange: Exchange): boolean {
    const { apps, guard, mapper } = this.#parts;
    const path = mapper.pathOf(exchange);
    if (guard) return true;
    if (apps.has(downloadAt(path)?.prefix ?? framedAt(path) ?? "")) return true;
    return ONE_SLASH.test(exchange.path) && (this.#route(path) !== undefined || apps.has(`${path}/`));
  }

  /** @returns whether the path is one of files that an app's pages offer */
  #download(exchange: Exchange, path: string): boolean {
    const { apps, callers } = this.#parts;
    const at = /^(GET|HEAD)$/.test(exchange.method) ? downloadAt(path) : null;
    const app = at && apps.get(at.prefix);
    if (!app) return false;
    this.#downloads.answer({ exchange, app, caller: callers.identify(exchange) }, at.id);
    return true;
  }

  /** @returns whether the path is that of a frame of uploads */
  #frame(exchange: Exchange, path: string): boolean {
    const { apps, callers, log } = this.#parts;
    const prefix = framedAt(path);
    const app = prefix === null || !/^(GET|POST)$/.test(exchange.method) ? undefined : apps.get(prefix);
    if (!app) return false;
    if (exchange.method === "POST" && !isSameOrigin(exchange)) refuse(exchange, 403, log);
    else this.#frames.answer({ exchange, app, caller: callers.identify(exchange) });
    return true;
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
    if (kind.startsWith("multipart/form-data")) return this.#forms.receive(exchange, app);
    if (Number(exchange.header("content-length")) > limits.bodyBytes)
      throw new SessileError("SES_BODY_TOO_LARGE", `limit ${limits.bodyBytes} bytes`);
    exchange.readBody(limits.bodyBytes, (error, body) => {
      try {
        if (error) throw error;
        if (kind.startsWith("application/json")) this.#posts.scripted(exchange, app, body.toString("utf8"));
        else if (kind.startsWith("application/x-www-form-urlencoded")) {
          this.#posts.plain(exchange, app, { fields: parseUrlencoded(body, limits) });
        } else throw new SessileError("SES_BODY_TYPE", JSON.stringify(type.slice(0, 100)));
      } catch (cause) {
        this.#failed(exchange, cause);
      }
    });
  }

  #failed(exchange: Exchange, error: unknown): void {
    refuse(exchange, statusOf(error), this.#parts.log, { error });
  }
}

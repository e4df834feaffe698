import { now } from "../core/clock.ts";
import type { Exchange } from "../http/exchange.ts";
import { refuse } from "../http/status.ts";
import type { Page } from "../page/page.ts";
import type { App } from "./app.ts";
import { pageCookie, readPageCookie } from "./cookies.ts";
import { SECURITY } from "./headers.ts";
import { type Call, findPage, isOf, mountPage, type ServerParts } from "./pages.ts";
import { Session } from "./session.ts";

/** Answers the loads of a page: with the tree this tab had, or a new one. */
export class Documents {
  readonly #parts: ServerParts;
  readonly headers: readonly string[];

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.headers = [
      "Content-Type",
      "text/html; charset=utf-8",
      "Cache-Control",
      "no-store",
      "Content-Security-Policy",
      parts.csp,
      ...SECURITY,
    ];
  }

  answer(call: Call): void {
    const { callers, log } = this.#parts;
    const { exchange, app, caller } = call;
    // Another tab has just logged in: with the next request the new cookie is here.
    if (caller.retiring) return refuse(exchange, 409, log, { headers: ["Refresh", "1"] });
    // A document of a session that is not there yet: its token is a new one each time, and nobody else's.
    if (!caller.session && exchange.compressible === "no") exchange.compressible = "anonymous";
    const session = caller.session ?? callers.admit(caller, exchange);
    const url = callers.urlFor(exchange, session);
    if (url !== null) return exchange.reply(303, ["Location", url, "Cache-Control", "no-store", ...SECURITY], "");
    const { id, carried, asked } = readPageCookie(exchange);
    const known = this.#carried(session, app, { id, asked });
    // A redirect shows what has come of a press; any other load is somebody's own.
    if (known && (id === "" || carried)) known.run(() => known.context.loaded());
    const page = known ?? mountPage(this.#parts, call, session);
    const reply = (): void => this.#reply(call, { session, page, id, carried });
    if (known) this.#arrive(known, exchange, reply);
    else begin(page, reply);
  }

  /**
   * The page goes where the browser is. An app may have its own mind about that (what lies behind is over), and
   * not at once: the browser follows it by a redirect, so that the address bar tells the truth.
   */
  #arrive(page: Page, exchange: Exchange, reply: () => void): void {
    const { location, settling } = page;
    const before = location.url;
    let arrived = before;
    page.run(() => {
      location.load(exchange.path + exchange.search);
      arrived = location.url;
    });
    const follow = (): void => {
      clearTimeout(timer);
      if (location.url === arrived || !location.isUsed) return reply();
      const headers = ["Location", location.url, "Cache-Control", "no-store", ...SECURITY];
      exchange.reply(303, [...headers, "Set-Cookie", pageCookie(exchange, page.id, location.url)], "");
    };
    const waits = arrived !== before && settling.pending > 0;
    const timer = waits ? setTimeout(follow, this.#parts.limits.settleMs) : undefined;
    if (waits) settling.whenSettled(follow);
    else follow();
  }

  #reply(
    { exchange, caller }: Call,
    { session, page, id, carried }: { session: Session; page: Page; id: string; carried: boolean },
  ): void {
    const { callers } = this.#parts;
    const headers = [...this.headers, ...callers.cookies(exchange, caller, { session, page })];
    // Without script a page that waits for its handlers is loaded again and again: it is the same one each time.
    const again = page.plain && page.settling.pending > 0;
    if (id || again) headers.push("Set-Cookie", pageCookie(exchange, again ? page.id : ""));
    exchange.reply(page.status, headers, page.open(carried && page.id === id));
  }

  /** The page a redirect or reload names; the session's one page, by policy; without script the one worked on last, for F5 names none. */
  #carried(session: Session, app: App, { id, asked }: { id: string; asked: boolean }): Page | undefined {
    const named = findPage(session, app, id);
    if (named && !(asked && named.views.length > 0)) return named;
    const shared = this.#parts.mapper.page === "session";
    return session.pages.findLast((page) => (shared || page.plain) && isOf(page, app));
  }

  /** A crawler gets the page as it is now, in a session that ends with the answer. */
  answerCrawler(call: Call): void {
    call.exchange.compressible = "anonymous";
    const session = new Session("", now(), this.#parts.registry);
    if (call.exchange.identity) session.greet(call.exchange.identity);
    const page = mountPage(this.#parts, call, session);
    call.exchange.reply(page.status, this.headers, page.html);
    session.die("crawler");
  }
}

/** What a page fetches as it begins is waited for so long: it is in its first document, which is all there is without script. */
const BEGINNING_MS = 1000;

function begin({ settling }: Page, reply: () => void): void {
  if (!settling.begins || settling.pending === 0) return reply();
  let waits = true;
  const go = (): void => {
    clearTimeout(timer);
    if (waits) reply();
    waits = false;
  };
  const timer = setTimeout(go, BEGINNING_MS);
  settling.whenSettled(go);
}

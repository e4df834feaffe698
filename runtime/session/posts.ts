import { now } from "../core/clock.ts";
import { SessileError } from "../core/errors.ts";
import { ANSWER_END, DRAFTS_TYPE, HEADER, STREAM_TYPE } from "../core/wire.ts";
import type { FormFields } from "../http/body.ts";
import type { Exchange } from "../http/exchange.ts";
import { sharedHeaders } from "../http/lean.ts";
import { refuse } from "../http/status.ts";
import { receive } from "../page/inbox.ts";
import { parseMessage } from "../page/message.ts";
import type { Page } from "../page/page.ts";
import { type PlainPost, parsePlain, receivePlain, refill } from "../page/plain-post.ts";
import { type Parcel, uploadsOf } from "../page/uploads.ts";
import type { View } from "../page/view.ts";
import type { App } from "./app.ts";
import { pageCookie } from "./cookies.ts";
import { SECURITY } from "./headers.ts";
import { type Call, findPage, findView, mountPage, pageOf, type ServerParts } from "./pages.ts";
import type { Session } from "./session.ts";

const STREAM_HEADERS = sharedHeaders(["Content-Type", STREAM_TYPE, "Cache-Control", "no-store", ...SECURITY]);
const DRAFTS_HEADERS = ["Content-Type", DRAFTS_TYPE, "Cache-Control", "no-store", ...SECURITY];
const RETRY = ["Retry-After", "1"] as const;
const LOST =
  "The page you had open was no longer on the server, so it was opened anew. What you had typed was kept where it fits.";

/** Answers what browsers send, with script and without, and their push streams. */
export class Posts {
  readonly #parts: ServerParts;

  constructor(parts: ServerParts) {
    this.#parts = parts;
  }

  /** A POST of the browser's script. */
  scripted(exchange: Exchange, app: App, json: string): void {
    const { limits, callers, registry, meter } = this.#parts;
    const began = performance.now();
    if (json.length > limits.eventBytes)
      throw new SessileError("SES_BODY_TOO_LARGE", `limit ${limits.eventBytes} bytes of events`);
    const { token, leaving, message } = parseMessage(json, limits.events);
    const caller = callers.identify(exchange, pageOf(token));
    const { session } = caller;
    const found = findView(session, app, token);
    // A good-bye said twice, by a network that repeats itself, has nothing left to end.
    if (leaving && !found) return exchange.reply(200, STREAM_HEADERS, ANSWER_END);
    if (!session || !found) return this.#lost(exchange, caller.retiring);
    if (!this.#allow(session, message.events.length)) return this.#tooMuch(exchange);
    const { page, view } = found;
    page.plain = false;
    view.hear();
    view.held = true;
    try {
      receive(page, view, message);
    } finally {
      view.held = false;
    }
    if (leaving) {
      page.close(view);
      if (!session.isOpen(now())) registry.leave(session);
    }
    const text = page.answer(view, message.version);
    const cookies = callers.cookies(exchange, caller, { session, page, view });
    const headers = cookies.length ? [...STREAM_HEADERS, ...cookies] : STREAM_HEADERS;
    meter.answered(message.events.length, performance.now() - began);
    if (page.settling.pending === 0 || view.stream || leaving) exchange.reply(200, headers, text + ANSWER_END);
    else this.#streamAnswer(exchange, { page, view, headers, text });
  }

  #tooMuch(exchange: Exchange): void {
    refuse(exchange, 429, this.#parts.log, { headers: RETRY });
  }

  #allow(session: Session, events: number): boolean {
    const { eventsPerSecond, eventsBurst } = this.#parts.limits;
    return session.allow(events, { perSecond: eventsPerSecond, burst: eventsBurst, now: now() });
  }

  /** Async handlers are at work and no stream is open: the answer itself stays open until they settle. */
  #streamAnswer(
    exchange: Exchange,
    { page, view, headers, text }: { page: Page; view: View; headers: readonly string[]; text: string },
  ): void {
    const { limits } = this.#parts;
    const stream = exchange.stream(200, headers, limits.streamBytes);
    // Whoever waits for more of an earlier answer finds it in this one.
    view.answer?.write(ANSWER_END);
    view.answer?.end();
    view.answer = stream;
    const end = (): void => {
      clearTimeout(timer);
      stream.write(ANSWER_END);
      stream.end();
    };
    const timer = setTimeout(() => stream.end(), limits.streamMs);
    stream.onClose(() => {
      clearTimeout(timer);
      if (view.answer === stream) view.answer = null;
    });
    stream.write(text || ":\n\n");
    page.settling.whenSettled(end);
  }

  /** A push stream: what the browser lacks, then what arises. */
  stream({ exchange, app, caller }: Call, { token, last }: { token: string; last: string | undefined }): void {
    const { streams, limits, log } = this.#parts;
    const { session } = caller;
    const found = findView(session, app, token);
    if (!session || !found) return this.#lost(exchange, caller.retiring);
    if (session.streams >= limits.streams) return refuse(exchange, 429, log, { headers: RETRY });
    const { page, view } = found;
    page.plain = false;
    view.hear();
    const version = Number(last ?? Number.NaN);
    const has = Number.isSafeInteger(version) ? version : view.sent;
    page.acknowledge(view, has);
    const stream = exchange.stream(200, STREAM_HEADERS, limits.streamBytes);
    view.stream?.end();
    view.stream = stream;
    streams.add(stream);
    stream.onClose(() => {
      if (view.stream === stream) view.stream = null;
    });
    // The comment makes the browser's fetch answer at once.
    stream.write(page.answer(view, has) || ":\n\n");
  }

  /**
   * A form, as a browser without script posts it.
   *
   * @returns whether its page has the files that came with it
   */
  plain(
    exchange: Exchange,
    app: App,
    { fields, stored = [] }: { fields: FormFields; stored?: Parcel["stored"] },
  ): boolean | undefined {
    const { callers, log } = this.#parts;
    const post = parsePlain(fields);
    const caller = callers.identify(exchange, pageOf(post.token));
    if (caller.retiring) return void refuse(exchange, 409, log, { headers: ["Refresh", "1"] });
    const session = caller.session ?? callers.admit(caller, exchange);
    if (!this.#allow(session, 1)) return void this.#tooMuch(exchange);
    const found = findView(caller.session, app, post.token);
    // A document loaded so long ago that its view is gone, but not its page: an old press, so the present is shown.
    const old = found?.page ?? findPage(caller.session, app, pageOf(post.token));
    const page = old ?? mountPage(this.#parts, { exchange, app, caller }, session);
    page.location.takeLeaving();
    let kept = !old;
    if (found) kept = receivePlain(page, found.view, post);
    else if (!old) this.#revive(page, post);
    if (kept && stored.length) uploadsOf(page).keep({ stored });
    page.plain = true;
    this.#redirect({ exchange, app, caller }, { session, page, view: found?.view });
    return kept;
  }

  /** The answer to a form: the page is loaded anew. */
  #redirect(
    { exchange, caller }: Call,
    { session, page, view }: { session: Session; page: Page; view?: View | undefined },
  ): void {
    const { callers, limits, log } = this.#parts;
    const scripted = exchange.header(HEADER.page) !== undefined;
    const answer = (): void => {
      clearTimeout(timer);
      const url =
        page.location.takeLeaving() ??
        callers.urlFor(exchange, session) ??
        (page.location.isUsed ? page.location.url : exchange.path + exchange.search);
      const cookies = callers.cookies(exchange, caller, { session, page, view });
      // Drafts of a page that is gone, sent by its script: the tab goes there by itself.
      if (scripted) return exchange.reply(200, [...DRAFTS_HEADERS, ...cookies], `${page.id} ${url}`);
      const headers = ["Location", url, "Cache-Control", "no-store", ...SECURITY, ...cookies];
      exchange.reply(303, [...headers, "Set-Cookie", pageCookie(exchange, page.id, url)], "");
    };
    // Handlers may have made it wait: then nobody else is there to answer for what it throws.
    const redirect = (): void => {
      try {
        answer();
      } catch (error) {
        refuse(exchange, 500, log, { error });
      }
    };
    // Handlers that take longer are shown by a page that refreshes itself.
    const timer = page.settling.pending > 0 ? setTimeout(redirect, limits.settleMs) : undefined;
    page.settling.whenSettled(redirect);
  }

  /**
   * The page was dropped. If a fresh one is the same to the letter, what was pressed is pressed on it; else it
   * takes up what was typed, and says so.
   */
  #revive(page: Page, post: PlainPost): void {
    page.open();
    const view = page.views[0];
    if (post.print && view?.print === post.print) return void receivePlain(page, view, post);
    refill(page, post.fields);
    page.notify(LOST);
  }

  /** The page is not here any more: the browser's script sends its drafts the plain way. Or not yet: it tries again. */
  #lost(exchange: Exchange, retiring: boolean): void {
    refuse(exchange, retiring ? 409 : 410, this.#parts.log);
  }
}

import { type ComponentType, createElement, render } from "preact";
import { SessileError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";
import type { Logger } from "../core/log.ts";
import { ROOT_CALL } from "../core/wire.ts";
import { ServerDocument } from "../dom/document.ts";
import type { ServerElement } from "../dom/element.ts";
import { outerHtml } from "../dom/html.ts";
import { fold } from "../dom/patch.ts";
import type { RequestInfo, SessionHandle } from "./context.ts";
import type { Failure } from "./error-view.tsx";
import { describeFailure } from "./failure.ts";
import { PageLocation } from "./location.ts";
import { type Entry, frame, Outbox } from "./outbox.ts";
import { pageContext } from "./page-context.ts";
import { adopt, componentOf, currentScope, failedAt, runTurn, type Scope } from "./preact.ts";
import { PageRoot } from "./root.tsx";
import { soon } from "./schedule.ts";
import { Settling } from "./settling.ts";
import { documentHtml, resyncHtml } from "./shell.ts";
import { View } from "./view.ts";
import { warnAboutTrees } from "./warnings.ts";

/** What a page is made of. */
export interface PageOptions {
  readonly id: string;
  /** The app's prefix as the browser sees it. */
  readonly prefix: string;
  /** Path and query of the load that made the page. */
  readonly url: string;
  readonly session: SessionHandle & { readonly provisional: boolean };
  readonly request: RequestInfo | null;
  readonly App: ComponentType;
  readonly title: string;
  readonly lang: string;
  readonly styles: readonly string[];
  /** URL of the browser's script. */
  readonly script: string;
  /** Development: errors are shown with message, components and source. */
  readonly development: boolean;
  readonly limits: Limits;
  /** Development warnings given already, by this server. */
  readonly warned: Set<string>;
  /** Logs with the session's id bound. */
  readonly log: Logger;
}

/** Views kept of one page; a document loaded that many times ago is not open any more. */
const VIEWS_MAX = 8;

/**
 * One living widget tree: a Preact root on a server document, with an outbox and the views that look at it.
 * Every change comes through {@link Page.turn}.
 */
export class Page implements Scope {
  readonly id: string;
  readonly document: ServerDocument;
  readonly outbox: Outbox;
  readonly options: PageOptions;
  readonly views = new Map<number, View>();
  readonly location: PageLocation;
  /** The HTTP status loads of this page answer with. */
  status = 200;
  /** Seconds after which a browser without script loads the page anew, or null. */
  refresh: number | null = null;
  /** Whether a browser without script has acted on this page. */
  plain = false;
  /** Handlers whose promise is pending. */
  readonly settling: Settling;
  /** The event under way, or the last one: what a log line names. */
  cause: { readonly type: string; readonly target: ServerElement } | null = null;
  #root: PageRoot | null = null;
  #jobs: (() => void)[] = [];
  #scheduled = false;
  #inTurn = false;
  #ended = false;
  #nextView = 1;

  constructor(options: PageOptions) {
    this.id = options.id;
    this.options = options;
    this.outbox = new Outbox(options.limits.outboxBytes);
    this.settling = new Settling({
      schedule: (job) => this.schedule(job),
      failed: (error, element) => this.#handlerFailed(error, element),
    });
    this.document = new ServerDocument({
      dirty: () => {
        // Something changed the tree without a turn (a signal bound to a text): the commit is still due.
        if (!this.#inTurn) this.schedule(() => {});
      },
      settle: (promise, event) => this.settling.add(promise, event.currentTarget),
      report: (error, event) => this.#handlerFailed(error, event.currentTarget),
    });
    this.location = new PageLocation(this.document, options.prefix, options.url);
    adopt(this);
    const { App, title, styles, script, lang } = options;
    this.document.documentElement.setAttribute("lang", lang);
    this.turn(() => {
      const props = {
        App,
        context: pageContext(this),
        title,
        styles,
        script,
        describe: this.#describe,
        adopt: (root: PageRoot) => {
          this.#root = root;
        },
      };
      render(createElement(PageRoot, props), this.document.documentElement as unknown as Element);
    });
    if (options.development) warnAboutTrees([this.document.documentElement], options);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /**
   * The one funnel. Runs each job, and after each all renders and effects, to rest; then folds what changed
   * into one entry and hands it to the streams that wait.
   *
   * @throws never: what a job throws is logged and shown on the page
   */
  turn(...jobs: (() => void)[]): void {
    if (this.#inTurn) throw new SessileError("SES_TURN_NESTED");
    if (this.#jobs.length) {
      // What was scheduled came first.
      jobs = [...this.#jobs, ...jobs];
      this.#jobs = [];
    }
    const { limits } = this.options;
    const began = performance.now();
    this.#inTurn = true;
    try {
      runTurn({ scope: this, jobs, updatesMax: limits.turnUpdates, report: this.#report });
    } finally {
      this.#inTurn = false;
    }
    this.#commit();
    const ms = performance.now() - began;
    if (ms > limits.slowTurnMs) this.#slow(ms);
    if (this.document.$index.size > limits.nodes) this.#tooLarge();
  }

  /** Everyone else waited for this turn: say whose it was. */
  #slow(ms: number): void {
    const { type, target } = this.cause ?? {};
    const component = target ? componentOf(target) : "";
    this.options.log.warn({ event: type ?? "", component, ms: Math.round(ms) }, "a turn was slow");
  }

  #tooLarge(): void {
    const root = this.#root;
    const error = new SessileError("SES_TOO_MANY_NODES", `limit ${this.options.limits.nodes}`);
    if (root && !root.state.failure) this.schedule(() => root.componentDidCatch(error));
  }

  schedule(job: () => void): void {
    if (this.#ended) return;
    if (this.#jobs.length >= this.options.limits.jobs) {
      this.#report(new SessileError("SES_TOO_MANY_JOBS", `limit ${this.options.limits.jobs}`));
      return;
    }
    this.#jobs.push(job);
    if (this.#scheduled) return;
    this.#scheduled = true;
    soon(() => {
      this.#scheduled = false;
      if (this.#jobs.length && !this.#ended) this.turn();
    });
  }

  #commit(): void {
    if (this.document.record.empty) return;
    if (this.options.development) warnAboutTrees(this.document.record.placements ?? [], this.options);
    let patches: string;
    try {
      patches = fold(this.document);
    } catch (error) {
      // The diff is lost, the tree is not: every view gets the whole of it.
      this.#report(error);
      this.document.record.clear();
      this.outbox.forget();
      for (const view of this.views.values()) view.stream?.end();
      return;
    }
    if (patches === "") return;
    const entry = this.outbox.append(patches);
    for (const view of this.views.values()) this.#push(view, entry);
  }

  #push(view: View, entry: Entry): void {
    const sink = view.stream ?? view.answer;
    if (!sink || view.held || view.sent !== entry.version - 1) return;
    view.sent = entry.version;
    sink.write(frame(entry));
  }

  // ── views ───────────────────────────────────────────────────────────────────

  /** A browser loads the page: its whole document, and a view of its own. */
  open(): string {
    const view = new View(this.#nextView++, this.outbox.version);
    this.views.set(view.id, view);
    if (this.views.size > VIEWS_MAX) {
      const [oldest] = this.views.values();
      if (oldest) this.close(oldest);
    }
    return documentHtml(this, view);
  }

  close(view: View): void {
    view.stream?.end();
    view.answer?.end();
    this.views.delete(view.id);
  }

  /** The token by which a document names its page and view: unguessable, so it is the CSRF token too. */
  token(view: View): string {
    return `${this.id}.${view.id}`;
  }

  /** The browser has everything up to `version`. */
  acknowledge(view: View, version: number): void {
    if (version > view.acknowledged) view.acknowledged = version;
    // Views that neither listen nor ask (a document left behind by a reload) do not hold the log back.
    let least = view.acknowledged;
    for (const other of this.views.values()) {
      if (other.stream && other.acknowledged < least) least = other.acknowledged;
    }
    this.outbox.acknowledge(least);
  }

  /** All a browser at `version` lacks, as it travels: entries, or the whole tree where the log is too short. */
  answer(view: View, version: number): string {
    const entries = this.outbox.after(version);
    view.sent = this.outbox.version;
    if (!entries) return frame({ version: this.outbox.version, patches: resyncHtml(this) }, true);
    let text = "";
    for (const entry of entries) text += frame(entry);
    return text;
  }

  /** The browser is to make a request, so that its answer can set cookies: unless it is making one. */
  requestSync(): void {
    for (const view of this.views.values()) if (view.held) return;
    this.run(() => this.document.record.call(this.document.documentElement, ROOT_CALL.sync, []));
  }

  /** Runs jobs now if no turn is under way, else as soon as it is over; never throws. */
  run(...jobs: (() => void)[]): void {
    if (this.#ended) return;
    if (this.#inTurn) for (const job of jobs) job();
    else if (currentScope()) for (const job of jobs) this.schedule(job);
    else this.turn(...jobs);
  }

  /** Tells the user something, above the app. */
  notify(text: string): void {
    this.turn(() => this.#root?.notify(text));
  }

  /** The document's HTML as a reader without a session gets it. */
  get html(): string {
    return `<!DOCTYPE html>${outerHtml(this.document.documentElement, { live: false, plain: null })}`;
  }

  // ── errors ──────────────────────────────────────────────────────────────────

  readonly #describe = (error: unknown): Failure => describeFailure(error, this.options);

  #handlerFailed(error: unknown, element: ServerElement | null): void {
    // Nobody may be left to be shown it, but it is not to be lost.
    if (this.#ended) return void this.#describe(error);
    if (element) failedAt(element, error);
    if (this.#root) this.#root.handlerFailed(error);
    else this.#describe(error);
  }

  readonly #report = (error: unknown): void => {
    this.options.log.error({ err: error }, "an exception reached the turn");
  };

  /** Unmounts the tree: effects clean up, streams end, what is scheduled is dropped. */
  end(): void {
    if (this.#ended) return;
    // A handler may end a page, its own too: once its turn is over.
    if (currentScope()) return soon(() => this.end());
    // Streams first: what a browser still shows stays there, with what its user typed.
    for (const view of this.views.values()) this.close(view);
    this.turn(() => render(null, this.document.documentElement as unknown as Element));
    this.#ended = true;
    this.#jobs = [];
    this.settling.end();
  }
}

import { createElement, render } from "preact";
import { isLeftOff, SessileError } from "../core/errors.ts";
import type { Logger } from "../core/log.ts";
import { ROOT_CALL } from "../core/wire.ts";
import type { DocumentHost, ServerDocument } from "../dom/document.ts";
import type { ServerElement } from "../dom/element.ts";
import type { ServerEvent } from "../dom/events.ts";
import type { ServerNode } from "../dom/node.ts";
import { fold } from "../dom/patch.ts";
import type { PageContextValue, PendingCookie } from "./context.ts";
import type { Failure } from "./error-view.tsx";
import { describeFailure } from "./failure.ts";
import { newDocument } from "./head.ts";
import { PageLocation } from "./location.ts";
import { type Entry, frame, Outbox } from "./outbox.ts";
import { Pace, type PaceHost } from "./pace.ts";
import { pageContext } from "./page-context.ts";
import type { PageOptions, Visit } from "./page-options.ts";
import { componentOf, currentScope, failedAt, runTurn, type Scope } from "./preact.ts";
import { PageRoot, type RootHost } from "./root.tsx";
import { soon } from "./schedule.ts";
import { Settling, type SettlingHost } from "./settling.ts";
import { crawlerHtml, documentHtml, resyncHtml } from "./shell.ts";
import { endUploads } from "./uploads.ts";
import { idlest, VIEWS_MAX, View } from "./view.ts";
import { touched, warnAboutTrees } from "./warnings.ts";

const NO_JOBS: (() => void)[] = [];
/**
 * One living widget tree: a Preact root on a server document, with an outbox and the views that look at it.
 * Every change comes through {@link Page.turn}.
 *
 * There are as many as there are open tabs, so what most of them do not need is made when it is first asked for.
 */
export class Page implements Scope, DocumentHost, SettlingHost, RootHost, PaceHost {
  readonly id: string;
  readonly options: PageOptions;
  readonly session: Visit["session"];
  readonly request: Visit["request"];
  readonly log: Logger;
  readonly document: ServerDocument;
  readonly outbox: Outbox;
  readonly location: PageLocation;
  /** The oldest first. */
  views: readonly View[] = [];
  /** The HTTP status loads of this page answer with. */
  status = 200;
  /** Seconds after which a browser without script loads the page anew, or null. */
  refresh: number | null = null;
  /** Whether a browser without script has acted on this page. */
  plain = false;
  /** When the last tab said good-bye, on the monotonic clock; 0: somebody looks, or never did. */
  leftAt = 0;
  /** Cookies for the next answer; null: none. */
  cookies: readonly PendingCookie[] | null = null;
  /** Handlers whose promise is pending. */
  readonly settling = new Settling(this);
  /** The event under way: what a log line names. */
  cause: ServerEvent | null = null;
  root: PageRoot | null = null;
  #context: PageContextValue | null = null;
  #jobs = NO_JOBS;
  #pace: Pace | null = null;
  #inTurn = false;
  #ended = false;
  #nextView = 1;

  constructor(options: PageOptions, { id, prefix, url, session, request, log }: Visit) {
    this.id = id;
    this.options = options;
    this.session = session;
    this.request = request;
    this.log = log;
    this.outbox = new Outbox(options.limits.outboxBytes);
    this.document = newDocument(this, options);
    this.location = new PageLocation(this.document, prefix, url);
    this.turn(() => render(createElement(PageRoot, { page: this }), this.#container));
    this.#warn([this.document.documentElement]);
  }

  get #container(): Element {
    return this.document.body as unknown as Element;
  }

  /** Made for the first component that asks. */
  get context(): PageContextValue {
    this.#context ??= pageContext(this);
    return this.#context;
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
      this.#jobs = NO_JOBS;
    }
    const { limits } = this.options;
    const began = performance.now();
    this.#inTurn = true;
    try {
      runTurn({ scope: this, jobs, rendersMax: limits.turnRenders });
    } finally {
      this.#inTurn = false;
    }
    this.#commit();
    const ms = performance.now() - began;
    if (ms > limits.slowTurnMs) this.#slow(ms);
    if (this.document.$index.size > limits.nodes) this.#tooLarge();
    this.cause = null;
  }

  /** Everyone else waited for this turn: say whose it was. */
  #slow(ms: number): void {
    const { type, target } = this.cause ?? {};
    const component = target ? componentOf(target) : "";
    this.log.warn({ event: type ?? "", component, ms: Math.round(ms) }, "a turn was slow");
  }

  #tooLarge(): void {
    const { root } = this;
    const error = new SessileError("SES_TOO_MANY_NODES", `limit ${this.options.limits.nodes}`);
    if (root && !root.state.failure) this.schedule(() => root.componentDidCatch(error));
  }

  schedule(job: () => void): void {
    if (this.#ended) return;
    const { jobs: max } = this.options.limits;
    if (this.#jobs.length >= max) return this.crashed(new SessileError("SES_TOO_MANY_JOBS", `limit ${max}`));
    if (this.#jobs === NO_JOBS) this.#jobs = [job];
    else this.#jobs.push(job);
    this.#pace ??= new Pace(this);
    this.#pace.ask();
  }

  due(): void {
    if (this.#jobs.length && !this.#ended) this.turn();
  }

  #commit(): void {
    if (this.document.record.empty) return;
    if (this.options.development) this.#warn(touched(this.document.record));
    let patches = "";
    try {
      patches = fold(this.document, this.outbox.version + 1);
    } catch (error) {
      // The diff is lost, the tree is not: every view gets the whole of it.
      this.crashed(error);
      this.document.record.clear();
      this.outbox.forget();
      for (const view of this.views) view.stream?.end();
    }
    if (patches === "") return;
    const entry = this.outbox.append(patches);
    for (const view of this.views) this.#push(view, entry);
  }

  #push(view: View, entry: Entry): void {
    const sink = view.stream ?? view.answer;
    if (!sink || view.held || view.sent !== entry.version - 1) return;
    view.sent = entry.version;
    sink.write(frame(entry));
  }

  // ── views ───────────────────────────────────────────────────────────────────

  /**
   * A browser loads the page: its whole document, and a view of its own.
   *
   * @param carried it was found by what a tab wrote as it was left: the script sees whether that was this one
   */
  open(carried = false): string {
    const view = new View(this.#nextView++, this.outbox.version);
    this.views = [...this.views, view];
    this.leftAt = 0;
    if (this.views.length > VIEWS_MAX) this.close(idlest(this.views));
    return documentHtml(this, view, carried);
  }

  view(id: number): View | undefined {
    return this.views.find((view) => view.id === id);
  }

  close(view: View): void {
    view.hangUp();
    this.views = this.views.filter((other) => other !== view);
    if (this.views.length === 0) this.leftAt = Math.floor(performance.now());
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
    for (const other of this.views) {
      if (other.stream && other.acknowledged < least) least = other.acknowledged;
    }
    this.outbox.acknowledge(least);
  }

  /** All a browser at `version` lacks, as it travels: entries, or the whole tree where the log is too short. */
  answer(view: View, version: number): string {
    const entries = this.outbox.after(version);
    view.sent = this.outbox.version;
    if (!entries) return frame({ version: this.outbox.version, patches: resyncHtml(this, view) }, true);
    let text = "";
    for (const entry of entries) text += frame(entry);
    return text;
  }

  /** The browser is to make a request, so that its answer can set cookies: unless it is making one. */
  requestSync(): void {
    for (const view of this.views) if (view.held) return;
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
    this.turn(() => this.root?.notify(text));
  }

  /** The document's HTML as a reader without a session gets it. */
  get html(): string {
    return crawlerHtml(this);
  }

  // ── what the document, its handlers and its root tell ───────────────────────

  /** Something changed the tree. Without a turn (a signal bound to a text), the commit is still due. */
  dirty(): void {
    if (!this.#inTurn) this.schedule(() => {});
  }

  settle(promise: PromiseLike<unknown>, event: ServerEvent): void {
    this.settling.add(promise, event.currentTarget);
  }

  report(error: unknown, event: ServerEvent): void {
    this.failed(error, event.currentTarget);
  }

  /** A handler of this element failed. */
  failed(error: unknown, element: ServerElement | null): void {
    if (isLeftOff(error)) return;
    if (element && !this.#ended) failedAt(element, error);
    // Nobody may be left to be shown it, but it is not to be lost.
    if (this.root && !this.#ended) this.root.handlerFailed(error);
    else this.describe(error);
  }

  describe(error: unknown): Failure {
    return describeFailure(error, { log: this.log, development: this.options.development });
  }

  crashed(error: unknown): void {
    this.log.error({ err: error }, "an exception reached the turn");
  }

  #warn(trees: readonly ServerNode[]): void {
    const { development, warned } = this.options;
    if (development) warnAboutTrees(trees, { log: this.log, warned });
  }

  /** Unmounts the tree: effects clean up, streams end, what is scheduled is dropped. */
  end(): void {
    if (this.#ended) return;
    // A handler may end a page, its own too: once its turn is over.
    if (currentScope()) return soon(() => this.end());
    // Streams first: what a browser still shows stays there, with what its user typed.
    for (const view of this.views) this.close(view);
    this.turn(() => render(null, this.#container));
    this.#ended = true;
    this.#jobs = NO_JOBS;
    this.settling.end();
    endUploads(this);
  }
}

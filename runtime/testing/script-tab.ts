/** A tab with the browser's script, without a browser: what the script would post is posted, what comes is applied. */
import { SessileError } from "../core/errors.ts";
import { ATTR, FIELD, HEADER, NAVIGATE, ROOT_CALL } from "../core/wire.ts";
import type { Page } from "../page/page.ts";
import type { Backend } from "./backend.tsx";
import { compare } from "./compare.ts";
import { Copy } from "./copy.ts";
import { Drafts } from "./drafts.ts";
import { EntryReader } from "./entry-reader.ts";
import { type NavigationType, TabHistory } from "./history.ts";
import { Listening } from "./listening.ts";
import type { Network } from "./network.ts";
import { type Poster, PostQueue } from "./post-queue.ts";
import type { Hands } from "./tab.ts";
import { attr, type Element } from "./tree.ts";
import type { Arrival, Visitor } from "./visitor.ts";
import { elapsed, turnOfTheLoop } from "./waits.ts";

export type EventData = { readonly [name: string]: unknown };

/** Whose tab it is. */
export interface Surroundings {
  readonly backend: Backend;
  readonly visitor: Visitor;
  readonly network: Network;
}

export class ScriptTab implements Poster {
  readonly visitor: Visitor;
  readonly #backend: Backend;
  readonly #network: Network;
  readonly #queue = new PostQueue(this);
  readonly #history = new TabHistory();
  readonly #forget: () => void;
  #copy!: Copy;
  #drafts!: Drafts;
  #entries!: EntryReader;
  #listening!: Listening;
  #served: Page | undefined;
  #stream: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #connecting: Promise<void> | null = null;
  /** Calls of the server to the document that were obeyed. */
  #obeyed = 0;

  constructor({ backend, visitor, network }: Surroundings) {
    this.#backend = backend;
    this.visitor = visitor;
    this.#network = network;
    this.#forget = network.onOnline(() => this.#queue.flush());
  }

  get copy(): Copy {
    return this.#copy;
  }

  get served(): Page | undefined {
    return this.#served;
  }

  get url(): URL {
    return this.#history.url;
  }

  get path(): string {
    return this.url.pathname + this.url.search;
  }

  get token(): string {
    return this.#copy.token;
  }

  get version(): number {
    return this.#copy.version;
  }

  get isOffline(): boolean {
    return this.#network.isOffline;
  }

  /** Who has the keyboard, and gives it where the server says so. */
  hands: Hands | null = null;

  // ── loading ─────────────────────────────────────────────────────────────────

  async load(url: string): Promise<void> {
    await this.#leave();
    await this.#arrive(await this.visitor.follow(url), "navigate");
  }

  async reload(): Promise<void> {
    await this.#leave();
    await this.#arrive(await this.visitor.follow(this.url.href), "reload");
  }

  async go(steps: number): Promise<void> {
    await this.#leave();
    const stays = this.#history.go(steps);
    if (!stays) await this.#arrive(await this.visitor.follow(this.url.href), "back_forward");
    else if (attr(this.#copy.root, ATTR.route) !== undefined) this.#tellLocation();
  }

  /** What was typed goes, and a cookie names the page for the next load. */
  async #leave(): Promise<void> {
    if (this.isOffline) throw new SessileError("SES_TEST_ACTION", "nothing can be loaded while the user is offline");
    if (!this.#copy?.token) return;
    this.#tellChanges();
    await this.#queue.flush();
    this.#history.carry(this.visitor, this.#copy);
  }

  async #arrive({ url, html }: Arrival, kind: NavigationType): Promise<void> {
    await this.#end(true);
    this.#copy = new Copy(html, true);
    this.#drafts = new Drafts(this.#copy);
    this.#entries = new EntryReader(this.#copy);
    this.#listening = new Listening();
    this.#queue.clear();
    this.#obeyed = 0;
    this.#served = this.token ? this.#backend.pageOf(this.token) : undefined;
    const again = this.#history.arrive(url, { kind, visitor: this.visitor, copy: this.#copy });
    if (again) return this.#arrive(await this.visitor.follow(url), "reload");
    await this.#connect();
  }

  /** As a document is left its stream ends, and the server is told. */
  async #end(tell: boolean): Promise<void> {
    const stream = this.#stream;
    this.#stream = null;
    await stream?.cancel().catch(() => {});
    if (!tell || !this.#served || this.#served.ended || this.isOffline) return;
    const message = { p: this.token, v: Math.max(0, this.version), ...this.#queue.unanswered, bye: true };
    // Nobody waits for the answer of a beacon.
    await this.visitor.post(this.path, message).catch(() => {});
  }

  async close(): Promise<void> {
    this.#forget();
    await this.#end(true);
    this.#served = undefined;
  }

  /** The page is gone: what was typed goes there as a form, and a fresh page has taken it up. */
  async gone(): Promise<void> {
    const fields = [[FIELD.page, `${this.token} 0`] as const, ...this.#drafts.fields];
    const { status, html } = await this.visitor.form(this.path, fields, { [HEADER.page]: this.token });
    if (status !== 200) throw new SessileError("SES_TEST_RESPONSE", `drafts were answered with ${status}, not 200`);
    const [id = "", url = this.path] = html.split(" ");
    await this.#end(false);
    this.#served = undefined;
    this.#history.want(this.visitor, id);
    await this.#arrive(await this.visitor.follow(new URL(url, this.url).href), "replace");
  }

  // ── entries ─────────────────────────────────────────────────────────────────

  /** One push stream, whoever asks for it. */
  #connect(): Promise<void> {
    this.#connecting ??= this.#open().finally(() => {
      this.#connecting = null;
    });
    return this.#connecting;
  }

  async #open(): Promise<void> {
    if (!this.token || this.#stream || this.isOffline) return;
    const headers = { [HEADER.page]: this.token, [HEADER.lastEventId]: String(this.version) };
    const response = await this.visitor.fetch(this.path, { headers }).catch(() => null);
    if (response?.status === 410) return this.gone();
    if (!response?.ok || !response.body) return;
    const reader = response.body.getReader();
    this.#stream = reader;
    const over = (): void => {
      if (this.#stream === reader) this.#stream = null;
    };
    void this.#entries.read(reader, () => {}).then(over);
  }

  read(response: Response): Promise<void> {
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    return new Promise((begun) => void this.#entries.read(reader, begun));
  }

  // ── events ──────────────────────────────────────────────────────────────────

  /**
   * Something happened at an element: tells the server, if anybody listens.
   *
   * @param carrier the control whose state goes with it
   * @returns whether the browser's default action is off
   */
  fire(type: string, origin: Element, data: EventData = {}, carrier: Element | null = null): boolean {
    const { node, prevented } = this.#listening.hear(this.#copy, type, { origin, key: data.key });
    if (node < 0) return prevented;
    const carried = carrier && this.#drafts.carry(carrier);
    this.#tellChanges();
    const all = { ...data, ...carried };
    const files = carrier ? this.#copy.state(carrier).files : undefined;
    this.#queue.push(Object.keys(all).length > 0 ? [type, node, all] : [type, node], files);
    return prevented;
  }

  #tellChanges(): void {
    for (const [node, data, files] of this.#drafts.tell()) this.#queue.push(["", node, data], files);
  }

  /** A person changed a control. */
  change(control: Element): void {
    this.#drafts.change(control);
  }

  /** A person opened or closed something. */
  toggle(element: Element, open: boolean): void {
    const { node } = this.#listening.hear(this.#copy, "toggle", { origin: element, key: undefined });
    this.fire("toggle", element, { v: { open } });
    this.#drafts.toggle(element, node >= 0);
  }

  /** Follows a link: where the app has taken its location for state, nothing is loaded. */
  async follow(href: string): Promise<void> {
    const to = new URL(href, this.url);
    if (to.hash && to.pathname + to.search === this.path) return;
    const route = attr(this.#copy.root, ATTR.route);
    const isState = route !== undefined && to.origin === this.url.origin && to.pathname.startsWith(route);
    if (!isState) return this.load(to.href);
    this.#history.push(to.href, false);
    this.#tellLocation();
  }

  #tellLocation(): void {
    const { pathname, search, hash } = this.url;
    this.#tellChanges();
    this.#queue.push([NAVIGATE, this.#copy.address(this.#copy.root), { d: pathname + search + hash }]);
  }

  // ── coming to rest ──────────────────────────────────────────────────────────

  async settle(handlers: boolean, timeout: number): Promise<void> {
    const end = elapsed() + timeout;
    for (;;) {
      await this.#queue.flush();
      if (!this.#stream) await this.#connect();
      await turnOfTheLoop();
      const { failure } = this.#entries;
      this.#entries.failure = null;
      if (failure) throw failure.error;
      const wasLed = await this.#obey();
      if (this.isOffline) return;
      if (!wasLed && this.#isQuiet(handlers)) break;
      if (elapsed() > end) throw new SessileError("SES_TEST_TIMEOUT", `after ${timeout} ms ${this.#missing()}`);
    }
    const page = this.#served;
    if (page && !page.ended) compare(this.#copy, page.document, this.#drafts.untold);
  }

  /** Does what the server said to the document itself, and moves the focus where it said; whether there was anything. */
  async #obey(): Promise<boolean> {
    const { calls, root } = this.#copy;
    const fresh = calls
      .slice(this.#obeyed)
      .filter(({ element, name }) => element === root || /^(focus|blur|showModal|close)$/.test(name));
    this.#obeyed = calls.length;
    for (const { element, name, args } of fresh) {
      if (element !== root) {
        if (name === "focus") await this.hands?.focus(element);
        else if (name !== "blur") await this.hands?.modal?.(element, name === "showModal");
        else if (this.hands?.focused === element) await this.hands.focus(null);
        continue;
      }
      const [url, replace] = args;
      if (name === ROOT_CALL.navigate) this.#history.push(String(url), replace === true);
      else if (name === ROOT_CALL.sync) await this.#queue.flush(true);
      else if (name === ROOT_CALL.back) await this.go(-1);
      else if (name === ROOT_CALL.leave) {
        await this.load(new URL(String(url), this.url).href);
        return true;
      }
    }
    return fresh.length > 0;
  }

  #isQuiet(handlers: boolean): boolean {
    const page = this.#served;
    if (!page || page.ended) return true;
    if (!this.#queue.isEmpty || this.version !== page.outbox.version) return false;
    return !handlers || page.settling.pending === 0;
  }

  #missing(): string {
    const page = this.#served;
    if (!this.#queue.isEmpty) return "events are on their way still";
    if (page && page.settling.pending > 0) return `${page.settling.pending} async handlers are at work still`;
    return `the browser is at version ${this.version}, the server at ${page?.outbox.version}`;
  }
}

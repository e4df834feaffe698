import { serialize } from "parse5";
import { SessileError } from "../core/errors.ts";
import { clean } from "./accessibility.ts";
import { Locator } from "./locator.ts";
import type { Network } from "./network.ts";
import type { Query } from "./queries.ts";
import { Searchable } from "./searchable.ts";
import type { Hands, Tab } from "./tab.ts";
import type { TestServer } from "./test-server.ts";
import type { TestUser } from "./test-user.ts";
import { textOf, within } from "./tree.ts";
import { eventually, PATIENCE_MS } from "./waits.ts";

/**
 * A tab of a browser at a page, without a browser. After everything one does it holds what the server has sent, and it
 * has been held against the server's tree.
 *
 * @example
 * const page = await visit(Counter);
 * await page.getByRole("button", { name: "Increment" }).click();
 * expect(page.getByRole("status")).toHaveText("Count: 1");
 */
export class TestPage extends Searchable {
  /** Whose browser it is. */
  readonly user: TestUser;
  /** @internal */
  readonly tab: Tab;
  /** @internal */
  readonly hands: Hands;
  #closed = false;

  /** @internal */
  constructor(user: TestUser, { tab, hands }: { tab: Tab; hands: Hands }) {
    super();
    this.user = user;
    this.tab = tab;
    this.hands = hands;
  }

  get server(): TestServer {
    return this.user.server;
  }

  /** The way between this user's browser and the server. */
  get network(): Network {
    return this.user.network;
  }

  protected override locate(query: Query): Locator {
    return new Locator(this, { within: null, query });
  }

  override toString(): string {
    return `the page at ${this.tab.url.pathname}`;
  }

  // ── what it shows ───────────────────────────────────────────────────────────

  /** The whole address, `http://localhost/items/?done=1`. */
  get url(): string {
    return this.tab.url.href;
  }

  get title(): string {
    const title = [...within(this.tab.copy.document)].find((e) => e.tagName === "title");
    return title ? clean(textOf(title)) : "";
  }

  /** The document as it is now. */
  get html(): string {
    return serialize(this.tab.copy.document);
  }

  /** All that is written in the body. */
  get text(): string {
    return clean(textOf(this.tab.copy.body));
  }

  // ── where it goes ───────────────────────────────────────────────────────────

  /** Types an address: path, or path and query. @throws SessileError SES_TEST_ACTION for one of another server */
  goto(url: string): Promise<void> {
    return this.#go(() => this.tab.load(new URL(url, this.tab.url).href));
  }

  reload(): Promise<void> {
    return this.#go(() => this.tab.reload());
  }

  back(): Promise<void> {
    return this.#go(() => this.tab.go(-1));
  }

  forward(): Promise<void> {
    return this.#go(() => this.tab.go(1));
  }

  async #go(act: () => Promise<void>): Promise<void> {
    this.expectOpen();
    await act();
    await this.rest();
  }

  /** Another tab of the same browser, at this address unless you say another. */
  newTab(url: string = this.url): Promise<TestPage> {
    return this.user.visit(url);
  }

  /** Presses a key where the keyboard is. */
  press(key: string): Promise<void> {
    return this.#go(() => this.hands.press(key));
  }

  /** Drags what one locator finds to what the other does, and lets it go there. Takes script. */
  async drag(from: Locator, to: Locator): Promise<void> {
    await this.#go(() => this.hands.grab(from.element));
    await this.#go(() => this.hands.drop(to.element));
  }

  // ── waiting ─────────────────────────────────────────────────────────────────

  /** @internal What was done has come back, on every page of this server: what a handler sets later may follow. */
  rest(): Promise<void> {
    return this.server.rest();
  }

  /**
   * Waits until async handlers have settled, and shows what they left.
   *
   * @throws SessileError SES_TEST_TIMEOUT after `timeout` milliseconds. Default: 3,000
   */
  async settled({ timeout = PATIENCE_MS }: { readonly timeout?: number } = {}): Promise<void> {
    await this.tab.settle(true, timeout);
    await this.rest();
  }

  /**
   * Waits until a check no longer throws.
   *
   * @throws what it threw last, after `timeout` milliseconds. Default: 3,000
   * @example
   * await page.waitFor(() => expect(page.getByRole("status")).toHaveText("Saved"));
   */
  waitFor<T>(check: () => T | Promise<T>, { timeout = PATIENCE_MS }: { readonly timeout?: number } = {}): Promise<T> {
    return eventually(async () => {
      // Without script a page that waits for a handler loads itself anew.
      if (!this.user.hasScript) await this.tab.settle(true, timeout);
      await this.rest();
      return check();
    }, timeout);
  }

  /** Closes the tab; the server goes on. */
  async close(): Promise<void> {
    this.#closed = true;
    this.user.forget(this);
    await this.tab.close();
  }

  /** @internal @throws SessileError SES_TEST_CLOSED */
  expectOpen(): void {
    if (this.#closed) throw new SessileError("SES_TEST_CLOSED", `${this}`);
  }
}

import { SessileError } from "../core/errors.ts";
import { clean, nameOf, roleOf } from "./accessibility.ts";
import { asFile, choiceOf, type TestFile } from "./choices.ts";
import type { Copy } from "./copy.ts";
import { isTextField } from "./keyboard.ts";
import { isDisabled, isShown, only, type Query, type TextPattern } from "./queries.ts";
import { Searchable } from "./searchable.ts";
import type { TestPage } from "./test-page.ts";
import { attr, type Element, textOf } from "./tree.ts";

/**
 * A way to find something on a page, looked up each time it is used. What one does with it takes exactly one element;
 * `nth`, `first`, `last` and `filter` say which.
 *
 * @example
 * await page.getByRole("listitem").filter({ hasText: "Milk" }).getByRole("button", { name: "Delete" }).click();
 */
export class Locator extends Searchable {
  readonly page: TestPage;
  readonly #within: Locator | null;
  readonly #query: Query;

  /** @internal */
  constructor(page: TestPage, { within, query }: { within: Locator | null; query: Query }) {
    super();
    this.page = page;
    this.#within = within;
    this.#query = query;
  }

  protected override locate(query: Query): Locator {
    return new Locator(this.page, { within: this, query });
  }

  /** What it looks for, in words. */
  override toString(): string {
    return this.#within ? `${this.#query.says} in ${this.#within}` : this.#query.says;
  }

  get #roots(): readonly Element[] {
    return this.#within ? this.#within.elements : [this.page.tab.copy.root];
  }

  /** All that fit in these elements, as if there were nothing else on the page. */
  #among(copy: Copy, roots: readonly Element[]): readonly Element[] {
    return this.#query.find(copy, this.#within ? this.#within.#among(copy, roots) : roots);
  }

  /** @internal All that fit, in tree order. */
  get elements(): readonly Element[] {
    return this.#query.find(this.page.tab.copy, this.#roots);
  }

  /** @internal The one that fits. */
  get element(): Element {
    // Where there is nothing to look in, that is what to say.
    if (this.#within?.count === 0) return this.#within.element;
    return only(this.page.tab.copy, { found: this.elements, query: this.#query, roots: this.#roots });
  }

  // ── which one ───────────────────────────────────────────────────────────────

  /** The one at this place; -1 is the last. */
  nth(index: number): Locator {
    return this.locate({
      says: `number ${index}`,
      find: (_copy, roots) => [roots.at(index)].filter((e) => e !== undefined),
      others: (_copy, roots) => [`${roots.length}`],
    });
  }

  first(): Locator {
    return this.nth(0);
  }

  last(): Locator {
    return this.nth(-1);
  }

  /** Those that read so, or hold such a thing. */
  filter({ hasText, has }: { readonly hasText?: TextPattern; readonly has?: Locator }): Locator {
    const reads = (text: string) =>
      hasText === undefined || (typeof hasText === "string" ? text.includes(hasText) : hasText.test(text));
    return this.locate({
      says: `with ${[hasText === undefined ? "" : `text ${hasText}`, has ?? ""].filter(Boolean).join(" and ")}`,
      find: (copy, roots) => roots.filter((e) => reads(clean(textOf(e))) && (!has || has.#among(copy, [e]).length > 0)),
    });
  }

  /** One locator for each. */
  all(): Locator[] {
    return this.elements.map((_, i) => this.nth(i));
  }

  get count(): number {
    return this.elements.length;
  }

  // ── what it is like ─────────────────────────────────────────────────────────

  /** What is written there; every stretch of white space is one space. */
  get text(): string {
    return clean(textOf(this.element));
  }

  /** The texts of all. */
  get texts(): string[] {
    return this.elements.map((e) => clean(textOf(e)));
  }

  /** What a control holds. */
  get value(): string {
    return this.page.tab.copy.value(this.element);
  }

  /** The texts of the options that are chosen. */
  get selected(): string[] {
    return this.page.tab.copy.selected(this.element).map((option) => clean(textOf(option)));
  }

  /** The role, "" where it has none. */
  get role(): string {
    return roleOf(this.page.tab.copy, this.element);
  }

  /** The accessible name. */
  get name(): string {
    return nameOf(this.page.tab.copy, this.element);
  }

  /** Ticked, by HTML or by `aria-checked`. */
  get isChecked(): boolean {
    const { element } = this;
    const isNative = element.tagName === "input";
    return isNative ? this.page.tab.copy.checked(element) : attr(element, "aria-checked") === "true";
  }

  get isDisabled(): boolean {
    return isDisabled(this.element) || attr(this.element, "aria-disabled") === "true";
  }

  /** Whether it is there, and shown. */
  get isVisible(): boolean {
    const { elements } = this;
    return elements.length > 0 && elements.every(isShown);
  }

  get isFocused(): boolean {
    return this.page.hands.focused === this.element;
  }

  /** @returns null where it has no such attribute */
  attribute(name: string): string | null {
    return attr(this.element, name) ?? null;
  }

  // ── what a person does with it ──────────────────────────────────────────────

  /** Presses it: a button, a link, a checkbox, a label. */
  click(): Promise<void> {
    return this.#act("click", (element, { hands }) => {
      if (isDownload(element)) throw refusal(this, "leads to a file: `download()` gets it");
      return hands.click(element);
    });
  }

  dblclick(): Promise<void> {
    return this.#act("double-click", (element, { hands }) => hands.click(element, 2));
  }

  hover(): Promise<void> {
    return this.#act("hover over", (element, { hands }) => hands.hover(element));
  }

  /** Gives it the keyboard. */
  focus(): Promise<void> {
    return this.#act("focus", (element, { hands }) => hands.focus(element));
  }

  /** Takes the keyboard from it: a field tells of its change. */
  blur(): Promise<void> {
    return this.#act("leave", (_element, { hands }) => hands.focus(null));
  }

  /** Writes a text in place of what stands there, at once. */
  fill(text: string): Promise<void> {
    return this.#act("fill", (element, { hands }) => {
      // Tests in plain JavaScript are not told by a compiler.
      if (typeof text !== "string") throw refusal(this, `is to be filled with ${text}, expected a text`);
      this.#expect(isTextField(element) || attr(element, "type") === "range" || attr(element, "type") === "color", {
        element,
        what: "a text field",
      });
      if (attr(element, "readonly") !== undefined) throw refusal(this, "is read-only");
      return hands.fill(element, text);
    });
  }

  /** Types key by key, at the end of what stands there. */
  type(text: string): Promise<void> {
    return this.#act("type into", async (element, { hands }) => {
      await hands.focus(element);
      for (const key of text) await hands.press(key === "\n" ? "Enter" : key);
    });
  }

  /** Empties a text field. */
  clear(): Promise<void> {
    return this.fill("");
  }

  /** Presses one key there: `Enter`, `Escape`, `a`, `Control+Shift+k`. */
  press(key: string): Promise<void> {
    return this.#act(`press ${key} in`, async (element, { hands }) => {
      await hands.focus(element);
      await hands.press(key);
    });
  }

  /** Ticks a checkbox, chooses a radio button. */
  check(): Promise<void> {
    return this.#check(true);
  }

  uncheck(): Promise<void> {
    return this.#check(false);
  }

  #check(on: boolean): Promise<void> {
    return this.#act(on ? "check" : "uncheck", (element, { hands }) => {
      const isNative = element.tagName === "input" && /^(checkbox|radio)$/.test(attr(element, "type") ?? "");
      if (isNative) return hands.check(element, on);
      const state = attr(element, "aria-checked");
      this.#expect(state !== undefined, {
        element,
        what: "a checkbox, a radio button or an element with aria-checked",
      });
      return (state === "true") === on ? Promise.resolve() : hands.click(element);
    });
  }

  /** Chooses the options with these texts or values, and no others. */
  select(...options: string[]): Promise<void> {
    return this.#act("select in", (element, { hands }) => {
      this.#expect(element.tagName === "select", { element, what: "a select" });
      return hands.select(element, choiceOf(this.page.tab.copy, element, { options, says: `${this}` }));
    });
  }

  /** Chooses files; none clears the choice. */
  upload(...files: (File | TestFile)[]): Promise<void> {
    return this.#act("upload to", (element, { hands }) => {
      this.#expect(attr(element, "type") === "file", { element, what: "a file field" });
      if (files.length > 1 && attr(element, "multiple") === undefined) throw refusal(this, "takes one file");
      return hands.upload(element, files.map(asFile));
    });
  }

  /**
   * Follows a link to a file: what a browser would save, by the name it would get. The page stays.
   *
   * @throws SessileError SES_TEST_ACTION where it is no link, SES_TEST_RESPONSE where there is no such file
   */
  async download(): Promise<File> {
    const { page } = this;
    await this.#act("download from", async (element) => this.#expect(isDownload(element), { element, what: DOWNLOAD }));
    return page.user.visitor.download(new URL(this.attribute("href") ?? "", page.url).href);
  }

  /** Waits until it is there and shown. @param timeout milliseconds. Default: 3,000 */
  waitFor(options: { readonly timeout?: number } = {}): Promise<void> {
    return this.page.waitFor(() => {
      if (!isShown(this.element)) throw refusal(this, "is not shown");
    }, options);
  }

  async #act(verb: string, act: (element: Element, page: TestPage) => Promise<void>): Promise<void> {
    const { page } = this;
    page.expectOpen();
    await page.rest();
    const { element } = this;
    const isPassive = /^(hover|leave)/.test(verb);
    if (!isPassive && isDisabled(element)) throw refusal(this, `is disabled: nobody can ${verb} it`);
    if (!isShown(element)) throw refusal(this, `is not shown: nobody can ${verb} it`);
    await act(element, page);
    await page.rest();
  }

  #expect(holds: boolean, { element, what }: { element: Element; what: string }): void {
    if (!holds) throw refusal(this, `is <${element.tagName}>, expected ${what}`);
  }
}

const DOWNLOAD = "a link with href and download";

const isDownload = (element: Element): boolean =>
  element.tagName === "a" && attr(element, "href") !== undefined && attr(element, "download") !== undefined;

const refusal = (locator: Locator, why: string): SessileError =>
  new SessileError("SES_TEST_ACTION", `${locator} ${why}`);

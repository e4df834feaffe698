/** A tab without script: forms are submitted and redirects followed as HTML says. */
import { SessileError } from "../core/errors.ts";
import type { Page } from "../page/page.ts";
import { Copy } from "./copy.ts";
import { formOf, isSubmit, submission } from "./forms.ts";
import { type NavigationType, TabHistory } from "./history.ts";
import { editedBy, isTextField, keyOf, longest } from "./keyboard.ts";
import { commandOf, invokerAt } from "./popups.ts";
import { isDisabled, pressed } from "./queries.ts";
import type { Surroundings } from "./script-tab.ts";
import type { Hands, Tab } from "./tab.ts";
import { attr, closest, type Element, setAttr, within } from "./tree.ts";
import { elapsed, pause } from "./waits.ts";

/** How often a page that refreshes itself is loaded anew while a test waits for its handlers. */
const REFRESH_MS = 10;

export class PlainTab implements Tab, Hands {
  readonly #surroundings: Surroundings;
  readonly #history = new TabHistory();
  #copy!: Copy;
  #served: Page | undefined;
  #focused: Element | null = null;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
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

  get focused(): Element | null {
    return this.#focused;
  }

  async #load(
    url: string,
    { kind = "navigate", ...init }: RequestInit & { kind?: NavigationType } = {},
  ): Promise<void> {
    const { visitor, backend, network } = this.#surroundings;
    if (network.isOffline) throw new SessileError("SES_TEST_ACTION", "nothing can be loaded while the user is offline");
    const arrival = await visitor.follow(url, init);
    if (arrival.status >= 400 && init.method === "POST")
      throw new SessileError("SES_TEST_RESPONSE", `POST ${url}: ${arrival.status}`);
    this.#history.enter(arrival.url, kind);
    this.#copy = new Copy(arrival.html, false);
    this.#served = this.#copy.token ? backend.pageOf(this.#copy.token) : undefined;
    this.#focused = null;
  }

  load(url: string): Promise<void> {
    return this.#load(url);
  }

  reload(): Promise<void> {
    return this.#load(this.url.href, { kind: "reload" });
  }

  async go(steps: number): Promise<void> {
    if (!this.#history.go(steps)) await this.#load(this.url.href, { kind: "back_forward" });
  }

  /** A document without script shows the moment it was loaded; one that refreshes itself does so while it is waited for. */
  async settle(handlers: boolean, timeout: number): Promise<void> {
    const end = elapsed() + timeout;
    const refreshes = () => [...this.#copy.elements].some((e) => attr(e, "http-equiv") === "refresh");
    if (!handlers || !refreshes()) return;
    while ((this.#served?.settling.pending ?? 0) > 0) {
      if (elapsed() > end) throw new SessileError("SES_TEST_TIMEOUT", `async handlers are at work after ${timeout} ms`);
      await pause(REFRESH_MS);
    }
    await this.reload();
  }

  async close(): Promise<void> {
    this.#served = undefined;
  }

  // ── what a person does ──────────────────────────────────────────────────────

  async click(element: Element): Promise<void> {
    const copy = this.#copy;
    const meant = pressed(copy, element);
    const link = closest(meant, (e) => e.tagName === "a" && attr(e, "href") !== undefined);
    if (link) return this.#load(new URL(attr(link, "href") ?? "", this.url).href);
    if (/^(checkbox|radio)$/.test(attr(meant, "type") ?? ""))
      return this.check(meant, !copy.checked(meant) || attr(meant, "type") === "radio");
    const button = closest(meant, isSubmit);
    const invoker = invokerAt(meant);
    if (!button && invoker) {
      const { target, command } = commandOf(copy, invoker);
      if (target?.tagName === "dialog") setAttr(target, "open", command === "show-modal" ? "" : null);
      return;
    }
    if (!button) {
      if (/^(input|select|textarea)$/.test(meant.tagName)) return this.focus(meant);
      throw new SessileError("SES_TEST_ACTION", `this ${meant.tagName} does nothing without script`);
    }
    const form = formOf(copy, button);
    if (!form)
      throw new SessileError("SES_TEST_ACTION", "this button belongs to no form: without script it does nothing");
    await this.#submit(form, button);
  }

  /** @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm */
  #submit(form: Element, submitter: Element | null): Promise<void> {
    const { url, init } = submission(this.#copy, { form, submitter, url: this.url });
    return this.#load(url, init);
  }

  async fill(control: Element, text: string): Promise<void> {
    this.#focused = control;
    this.#copy.write(control, text.slice(0, longest(control)));
  }

  async check(control: Element, on: boolean): Promise<void> {
    if (attr(control, "type") === "radio") this.#copy.uncheckGroup(control);
    this.#copy.state(control).checked = on;
  }

  async select(control: Element, options: readonly number[]): Promise<void> {
    this.#copy.state(control).selected = options;
  }

  async upload(control: Element, files: readonly File[]): Promise<void> {
    this.#copy.state(control).files = files;
  }

  async focus(element: Element | null): Promise<void> {
    this.#focused = element;
  }

  async hover(): Promise<void> {}

  async grab(): Promise<void> {
    throw new SessileError("SES_TEST_ACTION", "nothing is dragged without script");
  }

  drop(): Promise<void> {
    return this.grab();
  }

  /** Keys write; Enter submits by the form's first submit button, shown or not. */
  async press(combination: string): Promise<void> {
    const target = this.#focused;
    if (!target) return;
    const { key, data } = keyOf(combination);
    const edited = isTextField(target) ? editedBy(this.#copy, target, { key, modifiers: Number(data.m ?? 0) }) : null;
    if (edited) this.#copy.write(target, edited.value);
    const form = formOf(this.#copy, target);
    if (edited || key !== "Enter" || !form) return;
    const button = [...within(this.#copy.document)].find((e) => isSubmit(e) && formOf(this.#copy, e) === form) ?? null;
    if (!button || !isDisabled(button)) await this.#submit(form, button);
  }
}

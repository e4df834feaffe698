/** Chromium, with script or without. */
import { readFile } from "node:fs/promises";
import type { Page as Tab } from "playwright-core";
import { onTestFinished } from "vitest";
import type { ServerDocument } from "../../../runtime/dom/document.ts";
import { launchChromium } from "../chromium.ts";
import { joined, print, type Raw } from "../outline.ts";
import { clean } from "../roles.ts";
import type { ServedStage } from "../stage.tsx";
import { type DriverName, PATIENCE_MS, type User } from "./user.ts";

type Role = Parameters<Tab["getByRole"]>[0];

export class ChromiumUser implements User {
  readonly driver: DriverName;
  readonly tab: Tab;
  readonly #stage: ServedStage;
  #token = "";

  private constructor(stage: ServedStage, tab: Tab, script: boolean) {
    this.driver = script ? "script" : "plain";
    this.#stage = stage;
    this.tab = tab;
    tab.setDefaultTimeout(PATIENCE_MS);
  }

  /** @param prepare what a test sets up before the page loads: routes, listeners */
  static async open(
    stage: ServedStage,
    path: string,
    script: boolean,
    prepare?: (tab: Tab) => unknown,
  ): Promise<ChromiumUser> {
    const context = await (await launchChromium()).newContext({ javaScriptEnabled: script });
    onTestFinished(() => context.close());
    const user = new ChromiumUser(stage, await context.newPage(), script);
    await prepare?.(user.tab);
    await user.tab.goto(stage.url + path);
    await user.#arrived();
    // A form may lead to another document.
    user.tab.on("load", () => void user.#arrived().catch(() => {}));
    return user;
  }

  get document(): ServerDocument {
    return this.#stage.documentOf(this.#token);
  }

  async #arrived(): Promise<void> {
    const page = await this.tab.locator("html").getAttribute("s-page");
    this.#token = page?.split(" ")[0] ?? "";
    this.#stage.documentOf(this.#token);
  }

  /** What may load another document is awaited with it, or the next step would act on the old one. */
  async #leads(act: () => Promise<unknown>): Promise<void> {
    const loaded = this.tab.waitForEvent("load");
    await Promise.all([loaded, act()]);
    await this.#arrived();
  }

  async click(role: string, name: string): Promise<void> {
    const pressed = this.tab.getByRole(role as Role, { name, exact: true });
    const act = () => pressed.click();
    // What only opens something is the browser's, and loads nothing.
    const opens = () => pressed.evaluate((e) => e.hasAttribute("popovertarget") && !e.hasAttribute("name"));
    if ((this.driver === "plain" && !(await opens())) || (role === "link" && !(await this.#routes())))
      await this.#leads(act);
    else await act();
  }

  /** Whether links change the tree, and load nothing. */
  async #routes(): Promise<boolean> {
    return (await this.tab.locator("html[s-route]").count()) > 0;
  }

  #control(label: string) {
    const named = { name: label, exact: true };
    // By role too: the text of a label around a text area counts what was typed in.
    // A dialog that asks for one thing is called as the field for it.
    const labelled = this.tab.getByLabel(label, named).and(this.tab.locator(":not(dialog)"));
    return labelled.or(this.tab.getByRole("textbox", named));
  }

  fill(label: string, text: string): Promise<void> {
    return this.#control(label).fill(text);
  }

  async select(label: string, ...options: string[]): Promise<void> {
    // By role: the text of a label around a select counts the options in.
    const named = { name: label, exact: true };
    const control = this.tab.getByRole("combobox", named).or(this.tab.getByRole("listbox", named));
    await control.selectOption(options.map((option) => ({ label: option })));
  }

  check(label: string, on = true): Promise<void> {
    return this.#control(label).setChecked(on);
  }

  upload(label: string, ...files: { name: string; text: string }[]): Promise<void> {
    const payload = files.map(({ name, text }) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) }));
    return this.#control(label).setInputFiles(payload);
  }

  async download(link: string): Promise<{ name: string; text: string }> {
    const saved = this.tab.waitForEvent("download");
    await this.tab.getByRole("link", { name: link, exact: true }).click();
    const file = await saved;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
  }

  async press(label: string, key: string): Promise<void> {
    const act = () => this.#control(label).press(key);
    if (key === "Enter" && this.driver === "plain") await this.#leads(act);
    else await act();
  }

  async apply(): Promise<void> {
    if (this.driver === "plain") await this.click("button", "Apply");
  }

  async texts(role: string): Promise<string[]> {
    try {
      return (await this.tab.getByRole(role as Role).allTextContents()).map(clean);
    } catch (error) {
      // Without script a page may load itself anew at any moment: then there is nothing to read.
      if (/context was destroyed/.test(String(error))) return [];
      throw error;
    }
  }

  value(label: string): Promise<string> {
    return this.#control(label).inputValue();
  }

  title(): Promise<string> {
    return this.tab.title();
  }

  async reload(): Promise<void> {
    await this.tab.reload();
    await this.#arrived();
  }

  async newTab(): Promise<ChromiumUser> {
    const user = new ChromiumUser(this.#stage, await this.tab.context().newPage(), this.driver === "script");
    await user.tab.goto(this.tab.url());
    await user.#arrived();
    return user;
  }

  async outline(): Promise<string | null> {
    if (this.driver === "plain") return null;
    return outlineIn(this.tab);
  }

  async close(): Promise<void> {
    await this.tab.close();
  }
}

/** What a tab shows, to compare with the server's tree. */
export async function outlineIn(tab: Tab): Promise<string> {
  return print(withTexts(await tab.evaluate(read)));
}

/** Comments and the like are read as empty texts. */
function withTexts(raw: Raw): Raw {
  return {
    ...raw,
    children: joined(raw.children.map((child) => (typeof child === "string" ? child : withTexts(child)))),
  };
}

/** Runs in the page: its DOM as it is now, but for the script's own notice. */
function read(): Raw {
  const visit = (element: Element): Raw => {
    const attributes: { [name: string]: string } = {};
    for (const { name, value } of element.attributes) attributes[name] = value;
    const skip = element instanceof HTMLTextAreaElement || element.hasAttribute("s-island");
    const children = skip
      ? []
      : [...element.childNodes].map((node) =>
          node instanceof Element
            ? /^sessile-(status|uploads)$/.test(node.id)
              ? ""
              : visit(node)
            : node instanceof Text
              ? node.data
              : "",
        );
    return { tag: element.localName, attributes, state: state(element), children };
  };
  const state = (element: Element): unknown => {
    if (element instanceof HTMLInputElement) {
      if (/^(checkbox|radio)$/.test(element.type)) return element.checked;
      return /^(password|file|hidden|submit|button|image|reset)$/.test(element.type) ? null : element.value;
    }
    if (element instanceof HTMLTextAreaElement) return element.value;
    if (element instanceof HTMLSelectElement) return [...element.selectedOptions].map((option) => option.index);
    return null;
  };
  return visit(document.documentElement);
}

/** The test kit in the words of these tests. */

import type { ServerDocument } from "../../../runtime/dom/document.ts";
import type { Copy } from "../../../runtime/testing/copy.ts";
import type { Locator } from "../../../runtime/testing/locator.ts";
import type { TestPage } from "../../../runtime/testing/test-page.ts";
import { TestServer } from "../../../runtime/testing/test-server.ts";
import type { Stage } from "../stage.tsx";
import type { DriverName, User } from "./user.ts";

export abstract class KitUser implements User {
  abstract readonly driver: DriverName;
  readonly page: TestPage;

  protected constructor(page: TestPage) {
    this.page = page;
  }

  get document(): ServerDocument {
    const { served } = this.page.tab;
    if (!served) throw new Error("there is no page behind this document");
    return served.document;
  }

  /** What the browser shows. */
  get copy(): Copy {
    return this.page.tab.copy;
  }

  #control(label: string): Locator {
    return this.page.getByLabel(label);
  }

  click(role: string, name: string): Promise<void> {
    return this.page.getByRole(role, { name }).click();
  }

  fill(label: string, text: string): Promise<void> {
    return this.#control(label).fill(text);
  }

  select(label: string, ...options: string[]): Promise<void> {
    return this.#control(label).select(...options);
  }

  check(label: string, on = true): Promise<void> {
    return on ? this.#control(label).check() : this.#control(label).uncheck();
  }

  upload(label: string, ...files: { name: string; text: string }[]): Promise<void> {
    return this.#control(label).upload(...files.map(({ name, text }) => ({ name, content: text })));
  }

  async download(link: string): Promise<{ name: string; text: string }> {
    const file = await this.page.getByRole("link", { name: link }).download();
    return { name: file.name, text: await file.text() };
  }

  press(label: string, key: string): Promise<void> {
    return this.#control(label).press(key);
  }

  abstract apply(): Promise<void>;

  async texts(role: string): Promise<string[]> {
    return this.page.getByRole(role).texts;
  }

  async value(label: string): Promise<string> {
    return this.#control(label).value;
  }

  async title(): Promise<string> {
    return this.page.title;
  }

  reload(): Promise<void> {
    return this.page.reload();
  }

  abstract newTab(): Promise<User>;
  abstract outline(): Promise<string | null>;

  close(): Promise<void> {
    return this.page.close();
  }
}

/** A page of somebody new on this stage. Its errors are what a test looks at, not what ends it. */
export function visit(on: Stage, path: string, script: boolean): Promise<TestPage> {
  const pageOf = (token: string) => on.pageOf(token);
  const server = new TestServer(
    { runtime: on.runtime, lines: on.lines, pageOf },
    { failOnErrors: false, end: () => on.runtime.close() },
  );
  return server.visit(path, { script });
}

/** A browser without script, without a browser: forms are submitted and redirects followed as HTML says. */
import type { ServerDocument } from "../../../runtime/dom/document.ts";
import { attr, Copy, closest, type Element, textOf, within } from "../copy.ts";
import { allByRole, byLabel, byRole, clean, isDisabled } from "../roles.ts";
import type { Stage } from "../stage.tsx";
import { Visitor } from "../visitor.ts";
import type { User } from "./user.ts";

type Entry = readonly [name: string, value: string | File];

export class FormsUser implements User {
  readonly driver = "forms";
  readonly #stage: Stage;
  readonly #visitor: Visitor;
  #path: string;
  #copy!: Copy;

  private constructor(stage: Stage, path: string) {
    this.#stage = stage;
    this.#visitor = new Visitor(stage.runtime);
    this.#path = path;
  }

  static async open(stage: Stage, path: string): Promise<FormsUser> {
    const user = new FormsUser(stage, path);
    await user.reload();
    return user;
  }

  get document(): ServerDocument {
    return this.#stage.documentOf(this.#copy.token);
  }

  /** What the browser shows. */
  get copy(): Copy {
    return this.#copy;
  }

  async #go(path: string, init: RequestInit = {}): Promise<void> {
    let response = await this.#visitor.fetch(path, init);
    if (init.method === "POST" && response.status !== 303) throw new Error(`POST ${path}: ${response.status}, not 303`);
    const to = response.headers.get("location") ?? path;
    if (response.status === 303) response = await this.#visitor.fetch(to);
    if (response.status !== 200) throw new Error(`GET ${to}: ${response.status}`);
    this.#path = to;
    this.#copy = new Copy(await response.text(), false);
    this.#stage.documentOf(this.#copy.token);
  }

  reload(): Promise<void> {
    return this.#go(this.#path);
  }

  newTab(): Promise<User> {
    throw new Error("without script a new tab is the same page again");
  }

  async click(role: string, name: string): Promise<void> {
    const element = byRole(this.#copy, role, name);
    if (isDisabled(element)) throw new Error(`${role} ${name} is disabled`);
    if (role === "link")
      return this.#go(new URL(attr(element, "href") ?? "", new URL(this.#path, this.#visitor.origin)).pathname);
    if (!isSubmit(element)) throw new Error(`${role} ${name} does nothing without script`);
    const form = this.#formOf(element);
    if (!form) throw new Error(`${role} ${name} belongs to no form`);
    await this.#submit(form, element);
  }

  #formOf(control: Element): Element | null {
    const id = attr(control, "form");
    return id === undefined ? closest(control, (e) => e.tagName === "form") : (this.#copy.byId(id) ?? null);
  }

  /** @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm */
  async #submit(form: Element, submitter: Element | null): Promise<void> {
    const entries = this.#entries(form, submitter);
    const path = attr(form, "action") ?? this.#path;
    if (attr(form, "method") !== "post") return this.#go(path);
    if (attr(form, "enctype") === "multipart/form-data") {
      const body = new FormData();
      for (const [name, value] of entries) {
        if (typeof value === "string") body.append(name, value);
        else body.append(name, value);
      }
      return this.#go(path, { method: "POST", body });
    }
    const fields = entries.map(
      ([name, value]) => [name, typeof value === "string" ? value : value.name] as [string, string],
    );
    await this.#go(path, { method: "POST", body: new URLSearchParams(fields) });
  }

  /** @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set */
  #entries(form: Element, submitter: Element | null): Entry[] {
    const copy = this.#copy;
    const entries: Entry[] = [];
    for (const control of within(copy.document)) {
      const name = attr(control, "name") ?? "";
      if (!/^(input|select|textarea|button)$/.test(control.tagName) || this.#formOf(control) !== form) continue;
      if (isDisabled(control) || name === "" || (isButton(control) && control !== submitter)) continue;
      const type = attr(control, "type") ?? "";
      if (control.tagName === "select")
        for (const o of copy.selected(control)) entries.push([name, copy.optionValue(o)]);
      else if (/^(checkbox|radio)$/.test(type)) {
        if (copy.checked(control)) entries.push([name, copy.value(control)]);
      } else if (type === "file") {
        const files = copy.state(control).files ?? [];
        for (const file of files.length > 0 ? files : [new File([], "", { type: "application/octet-stream" })])
          entries.push([name, file]);
      } else entries.push([name, copy.value(control).replace(/\r?\n/g, "\r\n")]);
    }
    return entries;
  }

  async fill(label: string, text: string): Promise<void> {
    this.#copy.state(byLabel(this.#copy, label)).value = text;
  }

  async select(label: string, ...options: string[]): Promise<void> {
    const control = byLabel(this.#copy, label);
    const texts = this.#copy.options(control).map((option) => clean(textOf(option)));
    this.#copy.state(control).selected = texts.flatMap((text, i) => (options.includes(text) ? [i] : []));
  }

  async check(label: string, on = true): Promise<void> {
    const copy = this.#copy;
    const control = byLabel(copy, label);
    if (attr(control, "type") === "radio") copy.uncheckGroup(control);
    copy.state(control).checked = on;
  }

  async upload(label: string, ...files: { name: string; text: string }[]): Promise<void> {
    const control = byLabel(this.#copy, label);
    this.#copy.state(control).files = files.map(({ name, text }) => new File([text], name, { type: "text/plain" }));
  }

  /** Enter submits by the form's first submit button, shown or not; no other key does anything without script. */
  async press(label: string, key: string): Promise<void> {
    const form = this.#formOf(byLabel(this.#copy, label));
    if (key !== "Enter" || !form) return;
    const button = [...within(this.#copy.document)].find((e) => isSubmit(e) && this.#formOf(e) === form) ?? null;
    if (!button || !isDisabled(button)) await this.#submit(form, button);
  }

  apply(): Promise<void> {
    return this.click("button", "Apply");
  }

  async texts(role: string): Promise<string[]> {
    const refreshes = [...this.#copy.elements].some((e) => attr(e, "http-equiv") === "refresh");
    if (refreshes) await this.reload();
    return allByRole(this.#copy, role).map((element) => clean(textOf(element)));
  }

  async value(label: string): Promise<string> {
    return this.#copy.value(byLabel(this.#copy, label));
  }

  async title(): Promise<string> {
    return [...this.#copy.elements].filter((e) => e.tagName === "title").map(textOf)[0] ?? "";
  }

  async outline(): Promise<null> {
    return null;
  }

  async close(): Promise<void> {}
}

function isButton(element: Element): boolean {
  return element.tagName === "button" || /^(submit|button|image|reset)$/.test(attr(element, "type") ?? "");
}

function isSubmit(element: Element): boolean {
  const type = attr(element, "type");
  if (element.tagName === "button") return type === undefined || type === "submit";
  return element.tagName === "input" && (type === "submit" || type === "image");
}

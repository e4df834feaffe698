/** A browser with script, without a browser: what the script would post is posted, what comes back is applied. */
import type { ServerDocument } from "../../../runtime/dom/document.ts";
import { attr, Copy, closest, type Element, parentOf, textOf, within } from "../copy.ts";
import { print } from "../outline.ts";
import { allByRole, byLabel, byRole, clean, isDisabled } from "../roles.ts";
import type { Stage } from "../stage.tsx";
import { frames, Visitor, type Wire } from "../visitor.ts";
import type { User } from "./user.ts";

type Data = { [name: string]: unknown };

interface Heard {
  readonly capture: boolean;
  readonly prevent: boolean;
  readonly once: boolean;
  readonly keys: readonly string[] | null;
}

const NOT_BUBBLING = /^(focus|blur|toggle|mouseenter|mouseleave|scroll|load|error)$/;

export class MemoryUser implements User {
  readonly driver = "memory";
  readonly #stage: Stage;
  readonly #visitor: Visitor;
  #path: string;
  #copy!: Copy;
  #stream: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #queue: Wire[] = [];
  #files = new Map<number, readonly File[]>();
  #next = 1;
  #changed = new Set<Element>();
  #touched = new Set<Element>();
  #revisions = new WeakMap<Element, number>();
  #fired = new WeakMap<Element, Set<string>>();
  #focused: Element | null = null;
  /** The focused field was typed into: it owes a change event. */
  #dirty = false;
  #held = new Map<number, string>();
  #document!: ServerDocument;

  private constructor(stage: Stage, visitor: Visitor, path: string) {
    this.#stage = stage;
    this.#visitor = visitor;
    this.#path = path;
  }

  static async open(stage: Stage, path: string, visitor = new Visitor(stage.runtime)): Promise<MemoryUser> {
    const user = new MemoryUser(stage, visitor, path);
    await user.#load();
    return user;
  }

  get document(): ServerDocument {
    return this.#document;
  }

  /** What the browser would show. */
  get copy(): Copy {
    return this.#copy;
  }

  // ── loading ─────────────────────────────────────────────────────────────────

  async #load(): Promise<void> {
    await this.#stream?.cancel();
    let visit = await this.#visitor.visit(this.#path);
    if (visit.status === 303) visit = await this.#visitor.visit(visit.headers.get("location") ?? "");
    this.#copy = new Copy(visit.html, true);
    this.#document = this.#stage.documentOf(this.#copy.token);
    this.#queue = [];
    this.#next = 1;
    this.#focused = null;
    this.#changed.clear();
    this.#touched.clear();
    this.#held.clear();
    const headers = { "sessile-page": this.#copy.token, "last-event-id": String(this.#copy.version) };
    const response = await this.#visitor.fetch(this.#path, { headers });
    this.#stream = (response.body as ReadableStream<Uint8Array>).getReader();
    void this.#read(this.#stream, this.#copy, () => {});
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>, copy: Copy, begun: () => void): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      text += decoder.decode(value, { stream: !done });
      const end = text.lastIndexOf("\n\n") + 2;
      // An answer that comes when the page is gone is nobody's any more.
      if (copy === this.#copy && end > 1) this.#receive(text.slice(0, end));
      text = text.slice(end > 1 ? end : 0);
      begun();
      if (done) return;
    }
  }

  #receive(text: string): void {
    const copy = this.#copy;
    for (const [version, patches, whole] of frames(text)) {
      if (version <= copy.version && !whole) continue;
      if (whole) copy.version = version - 1;
      this.#held.set(version, patches);
      for (let next = this.#held.get(copy.version + 1); next !== undefined; next = this.#held.get(copy.version + 1)) {
        const calls = copy.calls.length;
        copy.apply(next);
        copy.version++;
        // The address bar goes where the app goes.
        for (const { name, args } of copy.calls.slice(calls)) if (name === "navigate") this.#path = String(args[0]);
      }
    }
  }

  async reload(): Promise<void> {
    const [value = ""] = this.#copy.token.split(".");
    this.#visitor.cookies.set("sessile-page", {
      value,
      path: this.#path.replace(/[?#].*/, ""),
      expires: Date.now() + 10_000,
    });
    await this.#load();
  }

  newTab(): Promise<User> {
    return MemoryUser.open(this.#stage, this.#path, this.#visitor);
  }

  async close(): Promise<void> {
    await this.#stream?.cancel();
  }

  // ── events ──────────────────────────────────────────────────────────────────

  /** What the script's one listener a type does; says whether the default action is off. */
  #fire(type: string, origin: Element, data: Data = {}, carrier: Element | null = null): boolean {
    const copy = this.#copy;
    const target = closest(origin, (e) => copy.address(e) >= 0);
    let found = false;
    let prevented = false;
    for (let element: Element | null = origin; element; element = parentOf(element)) {
      const heard = parseSpec(attr(element, "s-on") ?? "").get(type);
      if (!heard || !(!NOT_BUBBLING.test(type) || element === target || heard.capture)) continue;
      if (heard.keys && !heard.keys.includes(String(data.key))) continue;
      if (heard.once && this.#hasFired(element, type)) continue;
      found = true;
      prevented ||= heard.prevent;
    }
    if (!found || !target) return prevented;
    if (carrier) this.#changed.delete(carrier);
    for (const control of this.#changed) this.#queue.push(["", copy.address(control), this.#carry(control)]);
    this.#changed.clear();
    const all = { ...data, ...(carrier && this.#carry(carrier)) };
    this.#queue.push(Object.keys(all).length > 0 ? [type, copy.address(target), all] : [type, copy.address(target)]);
    return prevented;
  }

  #hasFired(element: Element, type: string): boolean {
    const types = this.#fired.get(element) ?? new Set();
    this.#fired.set(element, types);
    return types.size === types.add(type).size;
  }

  #carry(control: Element): Data {
    const copy = this.#copy;
    const r = this.#revisions.get(control) ?? 0;
    const { files } = copy.state(control);
    if (files) {
      this.#files.set(copy.address(control), files);
      return { r };
    }
    if (control.tagName === "select") return { v: copy.selected(control).map((option) => copy.optionValue(option)), r };
    return { v: isCheckable(control) ? copy.checked(control) : copy.value(control), r };
  }

  #change(control: Element): void {
    this.#revisions.set(control, (this.#revisions.get(control) ?? 0) + 1);
    this.#changed.add(control);
    this.#touched.add(control);
  }

  async #flush(): Promise<void> {
    const events = this.#queue.splice(0);
    if (events.length === 0) return;
    const copy = this.#copy;
    const json = JSON.stringify({ p: copy.token, n: this.#next, v: copy.version, e: events });
    this.#next += events.length;
    let body: BodyInit = json;
    const headers: { [name: string]: string } = { "content-type": "application/json" };
    if (this.#files.size > 0) {
      const form = new FormData();
      form.set("_j", json);
      for (const [node, files] of this.#files) for (const file of files) form.append(`_${node}`, file);
      this.#files.clear();
      delete headers["content-type"];
      body = form;
    }
    const response = await this.#visitor.fetch(this.#path, { method: "POST", body, headers });
    if (response.status === 410) return this.#gone();
    if (!response.ok) throw new Error(`POST ${this.#path}: ${response.status}`);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await new Promise<void>((begun, failed) => void this.#read(reader, copy, begun).catch(failed));
  }

  /** The page is gone: drafts go the plain way, and a fresh page comes back. */
  async #gone(): Promise<void> {
    const copy = this.#copy;
    const fields: [string, string][] = [["_p", `${copy.token} 0`]];
    for (const control of this.#touched) {
      const name = attr(control, "name") || `_${copy.address(control)}`;
      if (control.tagName === "select")
        for (const o of copy.selected(control)) fields.push([name, copy.optionValue(o)]);
      else if (!isCheckable(control) || copy.checked(control)) fields.push([name, copy.value(control)]);
    }
    const { status } = await this.#visitor.form(this.#path, fields);
    if (status !== 303) throw new Error(`drafts were answered with ${status}`);
    await this.#load();
  }

  // ── what a person does ──────────────────────────────────────────────────────

  #focus(element: Element): void {
    if (this.#focused === element) return;
    if (this.#focused && this.#dirty) this.#fire("change", this.#focused, {}, this.#focused);
    if (this.#focused) this.#fire("blur", this.#focused);
    this.#focused = element;
    this.#dirty = false;
    this.#fire("focus", element);
  }

  async click(role: string, name: string): Promise<void> {
    const element = byRole(this.#copy, role, name);
    if (isDisabled(element)) throw new Error(`${role} ${name} is disabled`);
    this.#fire("mousedown", element);
    this.#focus(element);
    this.#fire("mouseup", element);
    const follow = this.#press(element);
    await this.#flush();
    if (follow) {
      this.#path = new URL(follow, new URL(this.#path, this.#visitor.origin)).pathname;
      await this.#load();
    }
  }

  /** Click and what it brings about; returns where a link leads. */
  #press(element: Element): string | undefined {
    if (this.#fire("click", element)) return;
    const link = closest(element, (e) => e.tagName === "a" && attr(e, "href") !== undefined);
    const href = link && attr(link, "href");
    if (href && !href.startsWith("#")) return href;
    const button = closest(
      element,
      (e) => e.tagName === "button" || (e.tagName === "input" && /^(submit|image)$/.test(attr(e, "type") ?? "")),
    );
    const form = button && (attr(button, "type") ?? "submit") !== "button" ? this.#formOf(button) : null;
    if (form && button) this.#fire("submit", form, { s: this.#copy.address(button) });
  }

  #formOf(control: Element): Element | null {
    const id = attr(control, "form");
    return id === undefined ? closest(control, (e) => e.tagName === "form") : (this.#copy.byId(id) ?? null);
  }

  async fill(label: string, text: string): Promise<void> {
    const control = byLabel(this.#copy, label);
    this.#focus(control);
    this.#copy.state(control).value = text;
    this.#dirty = true;
    this.#change(control);
    this.#fire("input", control, {}, control);
    await this.#flush();
  }

  async select(label: string, ...options: string[]): Promise<void> {
    const control = byLabel(this.#copy, label);
    this.#focus(control);
    const texts = this.#copy.options(control).map((option) => clean(textOf(option)));
    const missing = options.filter((option) => !texts.includes(option));
    if (missing.length > 0) throw new Error(`${label} has no option ${missing}; there are: ${texts.join(" | ")}`);
    this.#copy.state(control).selected = texts.flatMap((text, i) => (options.includes(text) ? [i] : []));
    this.#changedAtOnce(control);
    await this.#flush();
  }

  #changedAtOnce(control: Element): void {
    this.#change(control);
    this.#fire("input", control, {}, control);
    this.#fire("change", control, {}, control);
  }

  async check(label: string, on = true): Promise<void> {
    const copy = this.#copy;
    const control = byLabel(copy, label);
    if (copy.checked(control) === on) return;
    this.#focus(control);
    const group = [...copy.elements].filter((e) => e.tagName === "input" && attr(e, "name") === attr(control, "name"));
    const ticked = group.filter((e) => copy.checked(e));
    if (attr(control, "type") === "radio") copy.uncheckGroup(control);
    copy.state(control).checked = on;
    if (!this.#fire("click", control, {}, control)) this.#changedAtOnce(control);
    else for (const e of group) copy.state(e).checked = ticked.includes(e);
    await this.#flush();
  }

  async upload(label: string, ...files: { name: string; text: string }[]): Promise<void> {
    const control = byLabel(this.#copy, label);
    this.#focus(control);
    this.#copy.state(control).files = files.map(({ name, text }) => new File([text], name, { type: "text/plain" }));
    this.#changedAtOnce(control);
    await this.#flush();
  }

  async press(label: string, key: string): Promise<void> {
    const control = byLabel(this.#copy, label);
    this.#focus(control);
    const prevented = this.#fire("keydown", control, { key });
    const form = this.#formOf(control);
    if (key === "Enter" && !prevented && form && control.tagName === "input") {
      if (this.#dirty) this.#fire("change", control, {}, control);
      this.#dirty = false;
      const submits = (e: Element) => e.tagName === "button" && (attr(e, "type") ?? "submit") === "submit";
      const button = [...within(form)].find(submits);
      if (button) this.#press(button);
      else this.#fire("submit", form);
    }
    await this.#flush();
  }

  async apply(): Promise<void> {}

  async texts(role: string): Promise<string[]> {
    return allByRole(this.#copy, role).map((element) => clean(textOf(element)));
  }

  async value(label: string): Promise<string> {
    return this.#copy.value(byLabel(this.#copy, label));
  }

  async title(): Promise<string> {
    return [...this.#copy.elements].filter((e) => e.tagName === "title").map(textOf)[0] ?? "";
  }

  async outline(): Promise<string> {
    return print(this.#copy.outline());
  }
}

function isCheckable(control: Element): boolean {
  return /^(checkbox|radio)$/.test(attr(control, "type") ?? "");
}

/** `type[|][~debounce][^throttle][!][1][:key,key]`, words parted by spaces. */
function parseSpec(spec: string): Map<string, Heard> {
  const heard = new Map<string, Heard>();
  for (const word of spec.split(" ")) {
    const [, type, capture, , , prevent, once, keys] =
      /^([^|~^!:]+?)(\|)?(~\d+)?(\^\d+)?(!)?(1)?(?::(.*))?$/.exec(word) ?? [];
    if (!type) continue;
    const list = keys === undefined ? null : keys.split(",").map(decodeURIComponent);
    heard.set(type, { capture: !!capture, prevent: !!prevent, once: !!once, keys: list });
  }
  return heard;
}

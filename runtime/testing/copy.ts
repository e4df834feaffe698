/**
 * A browser's copy of a page without a browser: the document is parsed as browsers parse it, and every diff is applied
 * to it as it travels. What does not find its target, or leaves an id twice, is an error here.
 */
import { defaultTreeAdapter as adapter, type DefaultTreeAdapterTypes as Parsed, parse, parseFragment } from "parse5";
import { SessileError } from "../core/errors.ts";
import { newlines, sanitize } from "../dom/controls/values.ts";
import { joined, type Raw, stateOfInput } from "./outline.ts";
import { after, attr, type Element, insert, setAttr, setPopover, textOf, within } from "./tree.ts";

/** What a person has made of a control; absent: as its attributes say. */
export interface State {
  value?: string;
  /** What is to be read in the field, where that makes no value: `1e` in a number's. */
  written?: string | undefined;
  checked?: boolean;
  indeterminate?: boolean;
  selected?: readonly number[];
  files?: readonly File[];
}

/** Which change of a control a patch answers: of which view, and which one. */
export type Answered = readonly [view: string, revision: number];

export class Copy {
  readonly document: Parsed.Document;
  /** `<page>.<view>`, or "" in a document without a session. */
  readonly token: string;
  version: number;
  /** Remote calls, as they came. */
  readonly calls: { readonly element: Element; readonly name: string; readonly args: readonly unknown[] }[] = [];
  /** Whether a person has changed a control since the change that this answers: then it is not theirs to lose. */
  isAhead: (control: Element, answered: Answered | undefined) => boolean = () => false;
  readonly #states = new WeakMap<Element, State>();
  /** Elements by the number the server knows them by, as of the last {@link Copy.#look}. */
  readonly #index = new Map<number, Element>();

  /** @param script whether scripts run: then what is there for browsers without goes, and noscript is text */
  constructor(html: string, script: boolean) {
    this.document = parse(html, { scriptingEnabled: script });
    const [token = "", version = "0"] = (attr(this.root, "s-page") ?? "").split(" ");
    this.token = token;
    this.version = Number(version);
    if (script) this.#release();
    else for (const element of this.elements) if (attr(element, "popover") !== undefined) setPopover(element, true);
    this.#look();
  }

  /** As the browser's script does: what is there for browsers without it goes. */
  #release(): void {
    for (const element of [...within(this.document)]) {
      const name = attr(element, "name") ?? "";
      if (attr(element, "s-plain") !== undefined) adapter.detachNode(element);
      else if (name.startsWith("_e:click.") || (name === "_e" && attr(element, "value")?.startsWith("click.")))
        setAttr(element, "type", "button");
    }
  }

  get root(): Element {
    return this.document.childNodes.find((node) => adapter.isElementNode(node)) as Element;
  }

  get body(): Element {
    return this.root.childNodes.find((node) => node.nodeName === "body") as Element;
  }

  get elements(): Generator<Element> {
    return within(this.document);
  }

  byId(id: string): Element | undefined {
    for (const element of this.elements) if (attr(element, "id") === id) return element;
    return undefined;
  }

  /** The number by which the server knows an element, or -1. */
  address(element: Element): number {
    const own = /^_(\d+)$/.exec(attr(element, "id") ?? "")?.[1] ?? attr(element, "s-id");
    return own === undefined ? -1 : Number(own);
  }

  // ── state ───────────────────────────────────────────────────────────────────

  state(element: Element): State {
    let state = this.#states.get(element);
    if (!state) {
      state = {};
      this.#states.set(element, state);
    }
    return state;
  }

  value(element: Element): string {
    const { value } = this.state(element);
    if (value !== undefined) return value;
    if (element.tagName === "textarea") return textOf(element);
    if (element.tagName === "select") return this.selected(element).map((option) => this.optionValue(option))[0] ?? "";
    const type = attr(element, "type");
    return attr(element, "value") ?? (type === "checkbox" || type === "radio" ? "on" : "");
  }

  /** What is to be read in a field, whether it makes a value or not. */
  written(field: Element): string {
    return this.state(field).written ?? this.value(field);
  }

  /** A person writes a text into a field, which makes of it what a browser's does. */
  write(field: Element, text: string): void {
    const state = this.state(field);
    if (field.tagName === "textarea") state.value = newlines(text);
    else {
      const type = attr(field, "type")?.toLowerCase() ?? "text";
      state.value = sanitize({ type, getAttribute: (name) => attr(field, name) ?? null }, text);
    }
    state.written = state.value === "" && text !== "" ? text : undefined;
  }

  checked(element: Element): boolean {
    return this.state(element).checked ?? attr(element, "checked") !== undefined;
  }

  options(select: Element): Element[] {
    return [...within(select)].filter((e) => e.tagName === "option");
  }

  optionValue(option: Element): string {
    return attr(option, "value") ?? textOf(option).trim().replace(/\s+/g, " ");
  }

  selected(select: Element): Element[] {
    const options = this.options(select);
    const { selected } = this.state(select);
    if (selected) return options.filter((_, i) => selected.includes(i));
    const marked = options.filter((option) => attr(option, "selected") !== undefined);
    if (attr(select, "multiple") !== undefined) return marked;
    const one = marked.at(-1) ?? (Number(attr(select, "size") ?? 1) > 1 ? undefined : options[0]);
    return one ? [one] : [];
  }

  // ── patches ─────────────────────────────────────────────────────────────────

  /** Applies one entry: in each part all targets are found before the first patch is applied. */
  apply(patches: string): void {
    for (const [i, part] of patches.split("<hx-then>").entries()) {
      if (i > 0) this.#look(false);
      // htmx reads a partial as a template, in which a lone <tr> or <option> may stand.
      const html = part
        .replace(/<hx-([a-z]+)(\s+|>)/gi, '<template hx type="$1"$2')
        .replace(/<\/hx-[a-z]+>/gi, "</template>");
      const found = parseFragment(html).childNodes.map((node) => {
        if (!adapter.isElementNode(node) || attr(node, "type") !== "partial")
          throw new SessileError("SES_TEST_PATCH", `no partial: ${part}`);
        const targets = (attr(node, "hx-target") ?? "").split(",").map((address) => this.#find(address));
        return { targets, swap: attr(node, "hx-swap") ?? "", content: (node as Parsed.Template).content };
      });
      for (const { targets, swap, content } of found) for (const target of targets) this.#swap(target, swap, content);
    }
    this.#look();
  }

  #find(address: string): Element {
    const [, id] = /^(?:#_|\[s-id=')(\d+)/.exec(address) ?? [];
    const element = this.#index.get(Number(id));
    if (!element) throw new SessileError("SES_TEST_PATCH", `there is no ${address}`);
    return element;
  }

  #swap(target: Element, swap: string, content: Parsed.DocumentFragment): void {
    const [style, ...modifiers] = swap.split(" ");
    const wrapper = content.childNodes[0];
    const nodes = [...(modifiers.includes("strip:true") ? (wrapper as Element).childNodes : content.childNodes)];
    const text = textOf(content);
    const parent = target.parentNode as Element;
    switch (style) {
      case "text":
        return this.#run(target, target.childNodes[0], text);
      case "text-after":
        return this.#run(parent, after(target), text);
      case "textContent":
      case "innerHTML":
      case "whole":
        return this.#replaceChildren(target, nodes);
      case "html":
        // What a template holds is not part of the tree.
        if (target.tagName === "template") return;
        return this.#replaceChildren(target, [...parseFragment(target, text, {}).childNodes]);
      case "outerHTML":
        for (const node of nodes) insert(parent, node, target);
        return adapter.detachNode(target);
      case "before":
        for (const node of nodes) insert(parent, node, target);
        return;
      case "append":
        for (const node of nodes) insert(target, node, null);
        return;
      case "delete":
        return adapter.detachNode(target);
      case "move":
        // This target is looked for as the patch is applied: it may have come with the one before.
        if (text) this.#look(false);
        return insert(parent, target, text ? this.#find(text) : null);
      case "attr":
        for (const [name, value] of Object.entries(JSON.parse(text))) setAttr(target, name, value as string | null);
        return;
      case "prop":
        return this.#properties(target, JSON.parse(text));
      case "call":
        return this.#call(target, JSON.parse(text));
      default:
        throw new SessileError("SES_TEST_PATCH", `the swap style ${swap} is unknown`);
    }
  }

  #replaceChildren(target: Element, nodes: Parsed.ChildNode[]): void {
    for (const child of [...target.childNodes]) adapter.detachNode(child);
    for (const node of nodes) insert(target, node, null);
  }

  /** The texts from `first` on, to the next element, read `text`. */
  #run(parent: Parsed.ParentNode, first: Parsed.ChildNode | undefined, text: string): void {
    let node = first;
    while (node?.nodeName === "#text") {
      const next = after(node);
      adapter.detachNode(node);
      node = next;
    }
    if (text) insert(parent, adapter.createTextNode(text), node ?? null);
  }

  #properties(target: Element, { r, open, ...state }: State & { r?: Answered; open?: boolean }): void {
    if (this.isAhead(target, r)) return;
    if (open !== undefined) setAttr(target, "open", open ? "" : null);
    if (state.checked && attr(target, "type") === "radio") this.uncheckGroup(target);
    if (state.value !== undefined) this.state(target).written = undefined;
    Object.assign(this.state(target), state);
  }

  /** The other radio buttons of one's group. */
  groupOf(radio: Element): Element[] {
    const group = attr(radio, "type") === "radio" && attr(radio, "name");
    if (!group) return [];
    return [...this.elements].filter((e) => e !== radio && attr(e, "type") === "radio" && attr(e, "name") === group);
  }

  /** One radio button of a group is checked: the others are not. */
  uncheckGroup(radio: Element): void {
    for (const e of this.groupOf(radio)) this.state(e).checked = false;
  }

  #call(element: Element, [name, ...args]: [string, ...unknown[]]): void {
    this.calls.push({ element, name, args });
    if (name === "showModal" || name === "show") setAttr(element, "open", "");
    if (name === "close") setAttr(element, "open", null);
    if (/^(show|hide)Popover$/.test(name)) setPopover(element, name === "showPopover");
  }

  /** Reads the whole tree once: who can be found where, and, once an entry is complete, that no id stands twice. */
  #look(complete = true): void {
    const seen = new Set<string>();
    this.#index.clear();
    const visit = (node: Parsed.ParentNode): void => {
      for (const child of node.childNodes) {
        if (!("tagName" in child)) continue;
        const id = attr(child, "id");
        if (id && seen.size === seen.add(id).size && complete) throw new SessileError("SES_TEST_ID_TWICE", `id ${id}`);
        const address = this.address(child);
        if (address >= 0) this.#index.set(address, child);
        visit(child);
      }
    };
    visit(this.document);
  }

  // ── for comparison ──────────────────────────────────────────────────────────

  outline(element: Element = this.root): Raw {
    const attributes = Object.fromEntries(
      element.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]),
    );
    const children =
      element.tagName === "textarea" || attributes["s-island"] !== undefined
        ? []
        : element.childNodes.map((node) =>
            adapter.isElementNode(node) ? this.outline(node) : node.nodeName === "#text" ? textOf(node) : "",
          );
    return { tag: element.tagName, attributes, state: this.#shown(element), children: joined(children) };
  }

  #shown(element: Element): unknown {
    if (element.tagName === "input") {
      const type = attr(element, "type")?.toLowerCase() ?? "text";
      return stateOfInput({ type, value: this.value(element), checked: this.checked(element) });
    }
    if (element.tagName === "textarea") return this.value(element);
    if (element.tagName !== "select") return null;
    const options = this.options(element);
    return this.selected(element).map((option) => options.indexOf(option));
  }
}

/** What a person does in a tab with script, as the events and default actions a browser makes of it. */
import { SessileError } from "../core/errors.ts";
import type { Copy } from "./copy.ts";
import { isCheckable } from "./drafts.ts";
import { formOf, invalid, isSubmit, submission } from "./forms.ts";
import { editedBy, isTextField, keyOf, longest, nextStop } from "./keyboard.ts";
import { at, Pointer } from "./pointer.ts";
import { invokerAt, Popups } from "./popups.ts";
import { pressed } from "./queries.ts";
import type { EventData, ScriptTab } from "./script-tab.ts";
import type { Hands } from "./tab.ts";
import { attr, closest, type Element, setAttr, within } from "./tree.ts";

export class ScriptHands implements Hands {
  readonly #tab: ScriptTab;
  #focused: Element | null = null;
  /** The focused field was typed into: it owes a change event. */
  #dirty = false;
  readonly #popups: Popups;
  readonly #pointer: Pointer;

  constructor(tab: ScriptTab) {
    this.#tab = tab;
    this.#popups = new Popups(tab);
    this.#pointer = new Pointer(tab);
    tab.hands = this;
  }

  get #copy(): Copy {
    return this.#tab.copy;
  }

  get focused(): Element | null {
    // What was taken away, or stood in a document left behind, has the keyboard no more.
    if (this.#focused && !closest(this.#focused, (e) => e === this.#copy.root)) {
      this.#focused = null;
      this.#dirty = false;
    }
    return this.#focused;
  }

  async focus(element: Element | null): Promise<void> {
    const before = this.focused;
    if (before === element) return;
    if (before) {
      this.#commit(before);
      this.#tab.fire("blur", before);
      this.#tab.fire("focusout", before);
    }
    this.#focused = element;
    this.#dirty = false;
    if (!element) return;
    this.#tab.fire("focus", element);
    this.#tab.fire("focusin", element);
  }

  /** A field that was typed into tells so as it is left. */
  #commit(control: Element): void {
    if (this.#dirty) this.#tab.fire("change", control, {}, control);
    this.#dirty = false;
  }

  modal(dialog: Element, isOpen: boolean): Promise<void> {
    return this.focus(this.#popups.modal(dialog, isOpen));
  }

  async hover(element: Element): Promise<void> {
    this.#pointer.hover(element);
  }

  async grab(element: Element): Promise<void> {
    this.#pointer.grab(element);
  }

  async drop(element: Element): Promise<void> {
    this.#pointer.drop(element);
  }

  async click(element: Element, times = 1): Promise<void> {
    this.#popups.pressed(element);
    for (let count = 1; count <= times; count++) {
      this.#tab.fire("pointerdown", element, at(count));
      // The focus goes there unless somebody cancels that.
      const stays = this.#tab.fire("mousedown", element, at(count));
      if (count === 1 && !stays) await this.focus(focusable(pressed(this.#copy, element)));
      for (const type of ["pointerup", "mouseup"]) this.#tab.fire(type, element, at(count));
      await this.#press(element, at(count));
    }
    if (times === 2) this.#tab.fire("dblclick", element, at(2));
  }

  /** A click, by pointer or key, and what it brings about. */
  async #press(element: Element, data: EventData): Promise<void> {
    const meant = pressed(this.#copy, element);
    if (meant !== element) {
      // A label passes the click on, unless somebody cancels it.
      if (!this.#tab.fire("click", element, data)) await this.#press(meant, data);
      return;
    }
    if (element.tagName === "input" && isCheckable(element)) return this.#tick(element, data);
    if (this.#tab.fire("click", element, data)) return;
    const link = closest(element, (e) => e.tagName === "a" && attr(e, "href") !== undefined);
    if (link) return this.#tab.follow(attr(link, "href") ?? "");
    const summary = closest(element, (e) => e.tagName === "summary");
    if (summary) return this.#unfold(summary);
    const button = closest(element, isSubmit);
    const form = button && formOf(this.#copy, button);
    if (form) return this.#submit(form, button);
    const invoker = invokerAt(element);
    if (invoker) await this.#popups.invoke(invoker);
  }

  /** A checkbox changes before the click is heard, and back if that is cancelled. */
  #tick(control: Element, data: EventData): void {
    const copy = this.#copy;
    const isRadio = attr(control, "type") === "radio";
    const group = [control, ...copy.groupOf(control)];
    const ticked = group.filter((e) => copy.checked(e));
    const was = copy.checked(control);
    if (isRadio) copy.uncheckGroup(control);
    copy.state(control).checked = isRadio ? true : !was;
    this.#tab.change(control);
    if (this.#tab.fire("click", control, data, control)) {
      for (const e of group) copy.state(e).checked = ticked.includes(e);
    } else if (copy.checked(control) !== was) this.#tellChanged(control);
  }

  #unfold(summary: Element): void {
    const details = closest(summary, (e) => e.tagName === "details");
    if (!details) return;
    const open = attr(details, "open") === undefined;
    setAttr(details, "open", open ? "" : null);
    this.#tab.toggle(details, open);
    const name = attr(details, "name");
    if (!open || !name) return;
    // Of those that share a name one is open.
    for (const other of [...this.#copy.elements]) {
      if (other === details || other.tagName !== "details" || attr(other, "name") !== name) continue;
      if (attr(other, "open") === undefined) continue;
      setAttr(other, "open", null);
      this.#tab.toggle(other, false);
    }
  }

  async #submit(form: Element, submitter: Element | null): Promise<void> {
    const copy = this.#copy;
    const wrong = invalid(copy, form, submitter);
    if (wrong.length > 0) {
      for (const control of wrong) this.#tab.fire("invalid", control);
      return this.focus(wrong[0] ?? null);
    }
    const address = submitter ? copy.address(submitter) : -1;
    const prevented = this.#tab.fire("submit", form, address >= 0 ? { s: address } : {});
    const isHeard = /(^| )submit/.test(attr(form, "s-on") ?? "");
    const method = attr(form, "method")?.toLowerCase();
    if (prevented || isHeard) return;
    if (method === "dialog") {
      const dialog = closest(form, (e) => e.tagName === "dialog");
      if (dialog) setAttr(dialog, "open", null);
      if (dialog) this.#tab.toggle(dialog, false);
      return;
    }
    // A form that leads elsewhere is the browser's to submit.
    const leads = (e: Element) => attr(e, "formaction") !== undefined;
    if (attr(form, "action") === undefined && method !== "get" && ![...within(form)].some(leads)) return;
    const { url, init } = submission(copy, { form, submitter, url: this.#tab.url });
    if (init.method === undefined) return this.#tab.load(url);
    throw new SessileError("SES_TEST_ACTION", `the form posts to ${url}, which is not the page's own`);
  }

  async fill(control: Element, text: string): Promise<void> {
    await this.focus(control);
    this.#enter(control, text.slice(0, longest(control)), {});
  }

  /** A text field reads so from now on; it owes a change event. */
  #enter(control: Element, text: string, data: EventData): void {
    this.#copy.write(control, text);
    this.#dirty = true;
    this.#tab.change(control);
    this.#tab.fire("input", control, data, control);
  }

  /** What changes at once: told as input and as change. */
  #changed(control: Element): void {
    this.#tab.change(control);
    this.#tellChanged(control);
  }

  #tellChanged(control: Element): void {
    this.#tab.fire("input", control, {}, control);
    this.#tab.fire("change", control, {}, control);
  }

  async check(control: Element, on: boolean): Promise<void> {
    if (this.#copy.checked(control) === on) return;
    if (!on && attr(control, "type") === "radio")
      throw new SessileError("SES_TEST_ACTION", "a radio button is unchecked by checking another");
    await this.click(control);
  }

  async select(control: Element, options: readonly number[]): Promise<void> {
    await this.focus(control);
    this.#copy.state(control).selected = options;
    this.#changed(control);
  }

  async upload(control: Element, files: readonly File[]): Promise<void> {
    await this.focus(control);
    this.#copy.state(control).files = files;
    this.#changed(control);
  }

  async press(combination: string): Promise<void> {
    const target = this.focused ?? this.#copy.body;
    const { key, data } = keyOf(combination);
    const prevented = this.#tab.fire("keydown", target, data);
    if (!prevented) await this.#obey(target, key, data);
    this.#tab.fire("keyup", this.focused ?? this.#copy.body, data);
  }

  /** What a key does where nobody has cancelled it. */
  async #obey(target: Element, key: string, data: EventData): Promise<void> {
    const copy = this.#copy;
    if (key === "Escape" && (await this.#popups.escape())) return;
    if (key === "ContextMenu" || (key === "F10" && data.m === 1)) {
      this.#tab.fire("contextmenu", target, at(0));
      return;
    }
    if (key === "Tab") return this.focus(nextStop(copy, this.focused, Number(data.m ?? 0) % 2 === 1));
    const edited = isTextField(target) ? editedBy(copy, target, { key, modifiers: Number(data.m ?? 0) }) : null;
    if (edited) return this.#enter(target, edited.value, edited.data);
    if (
      key === "Enter" &&
      target.tagName === "input" &&
      !/^(button|submit|reset|image)$/.test(attr(target, "type") ?? "")
    )
      return this.#submitBy(target);
    const isPressed = closest(target, (e) => /^(button|summary)$/.test(e.tagName) || isSubmit(e)) === target;
    const isLink = target.tagName === "a" && attr(target, "href") !== undefined;
    if (key === "Enter" && (isPressed || isLink)) return this.#press(target, at(0));
    if (key === " " && (isPressed || (target.tagName === "input" && !isTextField(target))))
      return this.#press(target, at(0));
    const step = /^Arrow(Down|Right)$/.test(key) ? 1 : /^Arrow(Up|Left)$/.test(key) ? -1 : 0;
    if (step !== 0) await this.#step(target, step);
  }

  /** @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#implicit-submission */
  async #submitBy(control: Element): Promise<void> {
    const form = formOf(this.#copy, control);
    if (!form) return this.#commit(control);
    this.#commit(control);
    const button = [...within(this.#copy.document)].find((e) => isSubmit(e) && formOf(this.#copy, e) === form);
    if (!button) await this.#submit(form, null);
    else if (attr(button, "disabled") === undefined) await this.#press(button, at(0));
  }

  /** Arrows choose among options and radio buttons. */
  async #step(control: Element, step: number): Promise<void> {
    const copy = this.#copy;
    if (control.tagName === "select") {
      const options = copy.options(control);
      const now = options.indexOf(copy.selected(control)[0] as Element);
      const next = Math.min(Math.max(now + step, 0), options.length - 1);
      if (next !== now) await this.select(control, [next]);
    } else if (attr(control, "type") === "radio") {
      const group = [...copy.elements].filter((e) => e === control || copy.groupOf(control).includes(e));
      const next = group.at((group.indexOf(control) + step) % group.length);
      if (!next || next === control) return;
      await this.focus(next);
      this.#tick(next, at(0));
    }
  }
}

/** What gets the keyboard by a click there. */
function focusable(element: Element): Element | null {
  return closest(
    element,
    (e) =>
      /^(button|input|select|textarea|summary)$/.test(e.tagName) ||
      (e.tagName === "a" && attr(e, "href") !== undefined) ||
      attr(e, "tabindex") !== undefined ||
      attr(e, "contenteditable") !== undefined,
  );
}

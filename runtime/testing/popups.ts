/** What buttons open and close by themselves, and what a press elsewhere or Escape closes: popovers and dialogs. */
import type { Copy } from "./copy.ts";
import { nextStop } from "./keyboard.ts";
import type { ScriptTab } from "./script-tab.ts";
import { attr, closest, type Element, isPopoverShown, setAttr, setPopover } from "./tree.ts";

/** The button that opens or closes something without asking anybody. */
export function invokerAt(element: Element): Element | undefined {
  const isInvoker = (e: Element) => attr(e, "popovertarget") !== undefined || attr(e, "commandfor") !== undefined;
  return closest(element, (e) => e.tagName === "button" && isInvoker(e)) ?? undefined;
}

/** What it opens or closes, and how. @see https://html.spec.whatwg.org/multipage/form-elements.html#attr-button-command */
export function commandOf(copy: Copy, invoker: Element): { target: Element | undefined; command: string } {
  const popover = attr(invoker, "popovertarget");
  if (popover !== undefined)
    return { target: copy.byId(popover), command: `${attr(invoker, "popovertargetaction") ?? "toggle"}-popover` };
  return { target: copy.byId(attr(invoker, "commandfor") ?? ""), command: attr(invoker, "command") ?? "" };
}

const isAuto = (element: Element): boolean => /^(auto|hint|)$/.test(attr(element, "popover") ?? "manual");

/** What lies over a page with script. */
export class Popups {
  readonly #tab: ScriptTab;
  /** Where the focus was as a dialog became modal. */
  readonly #before = new WeakMap<Element, Element>();

  constructor(tab: ScriptTab) {
    this.#tab = tab;
  }

  /**
   * A dialog has become modal, or has closed.
   *
   * @returns where the focus goes: to the first that takes it, or back
   */
  modal(dialog: Element, isOpen: boolean): Element | null {
    const { copy, hands } = this.#tab;
    const focused = hands?.focused ?? null;
    if (!isOpen) {
      const before = this.#before.get(dialog);
      return before && closest(before, (e) => e === copy.root) ? before : focused;
    }
    if (focused) this.#before.set(dialog, focused);
    const first = nextStop(copy, dialog, false);
    return first && closest(first, (e) => e === dialog) ? first : null;
  }

  /** A button with a command was pressed. */
  async invoke(invoker: Element): Promise<void> {
    const { target, command } = commandOf(this.#tab.copy, invoker);
    if (!target) return;
    const isOpen = attr(target, "popover") === undefined ? attr(target, "open") !== undefined : isPopoverShown(target);
    if (command === "show-modal") {
      if (!isOpen) await this.#show(target);
    } else if (command === "close" || command === "request-close") {
      if (isOpen) await this.#close(target, command === "request-close");
    } else if (command.endsWith("-popover")) {
      const opens = command === "toggle-popover" ? !isOpen : command === "show-popover";
      if (opens !== isOpen) this.#popover(target, opens);
    }
  }

  /** A press elsewhere closes popovers that hide by themselves. */
  pressed(element: Element): void {
    const invoker = invokerAt(element);
    const own = invoker && commandOf(this.#tab.copy, invoker).target;
    for (const popover of this.#open(isAuto))
      if (popover !== own && !closest(element, (e) => e === popover)) this.#popover(popover, false);
  }

  /** Escape closes what lies on top. @returns whether there was anything */
  async escape(): Promise<boolean> {
    const popover = this.#open(isAuto).at(-1);
    if (popover) this.#popover(popover, false);
    const isModal = (e: Element) => attr(e, "s-modal") !== undefined && attr(e, "open") !== undefined;
    const dialog = popover ? undefined : [...this.#tab.copy.elements].filter(isModal).at(-1);
    if (dialog) await this.#close(dialog, true);
    return Boolean(popover || dialog);
  }

  #open(which: (element: Element) => boolean): Element[] {
    return [...this.#tab.copy.elements].filter((e) => isPopoverShown(e) && which(e));
  }

  #popover(element: Element, isShown: boolean): void {
    if (isShown && isAuto(element)) this.pressed(element);
    setPopover(element, isShown);
    const [oldState, newState] = isShown ? ["closed", "open"] : ["open", "closed"];
    this.#tab.fire("toggle", element, { oldState, newState });
  }

  async #show(dialog: Element): Promise<void> {
    setAttr(dialog, "open", "");
    await this.#tab.hands?.modal?.(dialog, true);
    this.#tab.toggle(dialog, true);
  }

  async #close(dialog: Element, asks: boolean): Promise<void> {
    if (asks && this.#tab.fire("cancel", dialog, { v: { open: true } })) return;
    setAttr(dialog, "open", null);
    await this.#tab.hands?.modal?.(dialog, false);
    this.#tab.toggle(dialog, false);
    this.#tab.fire("close", dialog, { v: { open: false } });
  }
}

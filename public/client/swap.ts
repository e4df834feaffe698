import htmx from "htmx.org";
import { SWAP, THEN } from "../../runtime/core/wire.ts";
import { drafts, isAhead } from "./controls.ts";
import { recovery } from "./leave.ts";
import { address, root } from "./page.ts";

let onRoot = (): void => {};

type Swap = (target: Element, text: string) => void;

/** The swap styles HTML lacks, by name; htmx does the others, and `whole.ts` whole trees. */
const STYLES: { [style: string]: Swap } = {
  [SWAP.text]: (target, text) => setRun(target, target.firstChild, text),
  [SWAP.textAfter]: (target, text) => setRun(target.parentNode as Node, target.nextSibling, text),
  [SWAP.html]: (target, text) => {
    target.innerHTML = text;
    htmx.process(target);
  },
  [SWAP.move]: (target, text) => {
    const parent = target.parentNode as Node & { moveBefore?: Node["insertBefore"] };
    const before = text ? document.querySelector(text) : null;
    // moveBefore keeps focus, media and frames alive; where it is missing the node is taken out and put in.
    (parent.moveBefore ?? parent.insertBefore).call(parent, target, before);
  },
  [SWAP.attributes]: (target, text) => {
    const values: { [name: string]: string | null } = JSON.parse(text);
    for (const name in values) {
      const value = values[name] as string | null;
      value === null ? target.removeAttribute(name) : target.setAttribute(name, value);
    }
    if (target === root) onRoot();
  },
  [SWAP.properties]: setProperties,
};

type Commands = { [name: string]: ((...args: never[]) => unknown) | undefined };

/**
 * Teaches htmx the styles above, and the server's commands.
 *
 * @param rootChanged called when attributes of `<html>` have changed
 * @param rootCommands those to the document itself
 */
export function install(rootChanged: () => void, rootCommands: Commands): void {
  onRoot = rootChanged;
  STYLES[SWAP.call] = (target, text) => {
    const [name, ...args] = JSON.parse(text);
    try {
      (target === root ? rootCommands : (target as unknown as Commands))[name]?.(...(args as never[]));
    } catch (error) {
      console.warn("sessile:", name, error);
    }
  };
  htmx.registerExtension("sessile", {
    htmx_before_swap: (_element: Element, { tasks }: { tasks: { target: Element | null }[] }) => {
      if (tasks.some(({ target }) => !target)) isChanged = true;
    },
    handle_swap: (style: string, target: Element, fragment: DocumentFragment) => {
      STYLES[style]?.(target, fragment.textContent ?? "");
      return style in STYLES && [];
    },
  });
}

/** Whole trees are sent to few pages: how they are swapped is learned as the first one comes. */
export async function learnWhole(): Promise<void> {
  const ahead = () => [...drafts.values()].filter((draft) => draft.answered < draft.count);
  (await recovery()).learnWhole(htmx, () => ahead().map(({ control }) => control));
}

/** Whether a patch found its target missing or altered. */
let isChanged = false;

/**
 * Applies one entry. In each part all patches find their targets first, then are applied in order.
 *
 * @returns whether the document was as the server believes it to be
 */
export function apply(patches: string): boolean {
  isChanged = false;
  for (const text of patches.split(THEN)) {
    void htmx.swap({ text, swap: "none", sourceElement: document.body });
  }
  return !isChanged;
}

/**
 * Makes the texts from `node` on (to the next element the server knows) read `text`: in one node, which stays the same
 * one. What an extension has put in between stays; where a translator has wrapped the texts, the document is not ours.
 */
function setRun(parent: Node, node: Node | null, text: string): void {
  let kept: Text | null = null;
  let strange = false;
  let next: Node | null;
  for (; node && !(node instanceof Element && address(node) >= 0); node = next) {
    next = node.nextSibling;
    if (node instanceof Element) strange = true;
    if (!(node instanceof Text)) continue;
    if (kept) node.remove();
    else kept = node;
  }
  if (kept) {
    if (kept.data !== text) kept.data = text;
  } else if (strange) isChanged = true;
  else if (text) parent.insertBefore(document.createTextNode(text), node);
}

interface Properties {
  value?: string;
  checked?: boolean;
  indeterminate?: boolean;
  open?: boolean;
  /** Indexes of selected options. */
  selected?: number[];
  /** View and revision of the last change the server had seen. */
  r?: [view: string, revision: number];
}

function setProperties(target: Element, text: string): void {
  const { value, selected, r, ...flags }: Properties = JSON.parse(text);
  if (isAhead(target, r)) return;
  Object.assign(target, flags);
  if (target instanceof HTMLSelectElement && selected) {
    target.selectedIndex = -1;
    for (const index of selected) {
      const option = target.options[index];
      if (option) option.selected = true;
    }
  }
  if (value !== undefined) setValue(target as HTMLInputElement, value);
}

/** Sets a value and leaves the caret, or the selection, where the user has it. */
function setValue(control: HTMLInputElement, value: string): void {
  if (control.value === value) return;
  const { selectionStart, selectionEnd, selectionDirection, value: before } = control;
  control.value = value;
  if (document.activeElement !== control || selectionStart === null) return;
  const place = (at: number): number => {
    const tail = before.slice(at);
    // What stands behind it still does: text came or went before it. At the end it stays there, unless something was added.
    return (tail ? value.endsWith(tail) : !value.startsWith(before)) ? value.length - tail.length : at;
  };
  control.setSelectionRange(place(selectionStart), place(selectionEnd as number), selectionDirection ?? "none");
}

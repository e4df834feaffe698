/** A pointer: what it is over, and what it drags. */
import { SessileError } from "../core/errors.ts";
import type { EventData, ScriptTab } from "./script-tab.ts";
import { attr, closest, type Element, parentOf } from "./tree.ts";

/** `[clientX, clientY, offsetX, offsetY, click count]`: nothing has a size here. */
export const at = (count: number): EventData => ({ p: [0, 0, 0, 0, count] });

const HERE = at(0);

/** An element and all it stands in. */
function lineOf(element: Element | null): Element[] {
  const line: Element[] = [];
  for (let e = element; e; e = parentOf(e)) line.push(e);
  return line;
}

export class Pointer {
  readonly #tab: ScriptTab;
  #hovered: Element | null = null;
  #dragged: Element | null = null;

  constructor(tab: ScriptTab) {
    this.#tab = tab;
  }

  hover(element: Element): void {
    const before = this.#hovered;
    if (before === element) return;
    const fire = (types: string, at: Element) => {
      for (const type of types.split(" ")) this.#tab.fire(type, at, HERE);
    };
    const [left, entered] = [lineOf(before), lineOf(element)];
    if (before) fire("pointerout mouseout", before);
    for (const e of left) if (!entered.includes(e)) fire("pointerleave mouseleave", e);
    this.#hovered = element;
    fire("pointerover mouseover", element);
    for (const e of entered.reverse()) if (!left.includes(e)) fire("pointerenter mouseenter", e);
    fire("pointermove mousemove", element);
  }

  grab(element: Element): void {
    const source = closest(element, (e) => attr(e, "draggable") === "true");
    if (!source) throw new SessileError("SES_TEST_ACTION", `nothing around this ${element.tagName} is draggable`);
    this.#dragged = this.#tab.fire("dragstart", source, at(0)) ? null : source;
  }

  /** What is dropped where nobody lets it be ends as it began. */
  drop(element: Element): void {
    const source = this.#dragged;
    this.#dragged = null;
    if (!source) return;
    this.#tab.fire("dragenter", element, at(0));
    const mayDrop = this.#tab.fire("dragover", element, at(0));
    this.#tab.fire(mayDrop ? "drop" : "dragleave", element, at(0));
    this.#tab.fire("dragend", source, at(0));
  }
}

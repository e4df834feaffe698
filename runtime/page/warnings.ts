import type { Logger } from "../core/log.ts";
import { ServerElement } from "../dom/element.ts";
import { listensTo } from "../dom/listeners.ts";
import { misplacedIn } from "../dom/nesting.ts";
import type { ServerNode } from "../dom/node.ts";
import { componentOf } from "./preact.ts";

/** Where development warnings go, and which were given already. */
export interface Warnings {
  readonly log: Logger;
  readonly warned: Set<string>;
}

const INTERACTIVE = new Set("a button input select textarea label summary option form html body".split(" "));

/** Looks through whole trees; see {@link warnAbout}. */
export function warnAboutTrees(roots: readonly ServerNode[], warnings: Warnings): void {
  for (const root of roots) {
    if (!(root instanceof ServerElement)) continue;
    warnAbout(root, warnings);
    for (const element of root.$descendants()) warnAbout(element, warnings);
  }
}

/** Names what works here but not in every browser: in development, for each element once. */
function warnAbout(element: ServerElement, warnings: Warnings): void {
  const ancestor = misplacedIn(element);
  if (ancestor) {
    const text = `<${element.localName}> cannot stand in <${ancestor.localName}>: browsers repair it, and patches miss their targets`;
    warn(element, text, warnings);
  }
  if (!INTERACTIVE.has(element.localName) && listensTo(element, "click") && !hasInteractive(element)) {
    const text = `onClick on <${element.localName}> cannot be reached without script or by keyboard: put it on a button or a link`;
    warn(element, text, warnings);
  }
}

function hasInteractive(element: ServerElement): boolean {
  for (const inner of element.$descendants()) if (INTERACTIVE.has(inner.localName)) return true;
  return false;
}

function warn(element: ServerElement, text: string, { log, warned }: Warnings): void {
  const component = componentOf(element);
  const key = `${component} ${text}`;
  if (warned.has(key)) return;
  warned.add(key);
  log.warn({ component, text: element.textContent.trim().slice(0, 40) }, text);
}

import type { Logger } from "../core/log.ts";
import { ServerElement } from "../dom/element.ts";
import { listensTo } from "../dom/listeners.ts";
import { misplacedIn } from "../dom/nesting.ts";
import type { ServerNode } from "../dom/node.ts";
import type { Record } from "../dom/record.ts";
import { componentOf } from "./preact.ts";

/** Where development warnings go, and which were given already. */
export interface Warnings {
  readonly log: Logger;
  readonly warned: Set<string>;
}

/** Attributes that lead somewhere. */
const LEADING = new Set("href xlink:href src action formaction data".split(" "));
const INTERACTIVE = new Set("a button input select textarea label summary option form html body".split(" "));

/** What a turn has placed, or given other attributes. */
export function touched({ placements, attributes }: Record): ServerNode[] {
  return [...(placements ?? []), ...(attributes?.keys() ?? [])];
}

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
  warnAboutAttributes(element, warnings);
}

/** Names attributes that would run what stands in them, were it not for the Content-Security-Policy: what a user wrote, perhaps. */
function warnAboutAttributes(element: ServerElement, warnings: Warnings): void {
  const list = element.$attributes ?? [];
  for (let i = 0; i < list.length; i += 2) {
    const [name = "", value = ""] = [list[i], list[i + 1]];
    if (LEADING.has(name) && isScript(value)) {
      const text = `${name} of <${element.localName}> is a javascript: URL: nobody can follow it, and if a user wrote it, it was meant to run`;
      warn(element, text, warnings);
    }
    if (/^on[a-z]{3}/.test(name)) {
      const text = `${name} of <${element.localName}> is an attribute with script in it, which never runs: pass a handler, and do not spread foreign objects`;
      warn(element, text, warnings);
    }
  }
}

/** As URL parsers read it: what blanks there are before and line ends within do not count. */
function isScript(url: string): boolean {
  return /^(javascript|vbscript):/i.test(url.replace(/[\t\n\r]/g, "").replace(/^[\0- ]+/, ""));
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

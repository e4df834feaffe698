/** Finds things in a copy as a person does: by role and name, by label, by what is written there. */
import { SessileError } from "../core/errors.ts";
import { clean, controlOf, nameOf, roleOf } from "./accessibility.ts";
import type { Copy } from "./copy.ts";
import { attr, closest, type Element, isPopoverShown, parentOf, textOf, within } from "./tree.ts";

/** A text to look for: a string as it stands there (see `exact`), or an expression. */
export type TextPattern = string | RegExp;

/** One way to find elements inside others. */
export interface Query {
  /** As a message names it: `button "Increment"`. */
  readonly says: string;
  /** The elements that fit, in tree order. */
  find(copy: Copy, roots: readonly Element[]): Element[];
  /** What a person would find instead, for the message. */
  others?(copy: Copy, roots: readonly Element[]): string[];
}

/** How a name or text is compared. */
export interface TextOptions {
  /** The whole text, in upper and lower case as it is written. Default: true. `false`: any part, in any case. */
  readonly exact?: boolean | undefined;
}

/** What narrows a search by role. */
export interface RoleOptions extends TextOptions {
  /** The accessible name. */
  readonly name?: TextPattern | undefined;
  /** Also what nobody is shown. */
  readonly hidden?: boolean | undefined;
  /** The level of a heading. */
  readonly level?: number | undefined;
}

function fits(text: string, pattern: TextPattern, exact = true): boolean {
  if (pattern instanceof RegExp) return new RegExp(pattern, pattern.flags.replace("g", "")).test(text);
  return exact ? text === clean(pattern) : text.toLowerCase().includes(clean(pattern).toLowerCase());
}

const said = (pattern: TextPattern): string => (typeof pattern === "string" ? JSON.stringify(pattern) : `${pattern}`);

/** Elements inside any of these, each once, in tree order; those that nobody is shown only where asked for. */
function inside(roots: readonly Element[], hidden = false): Element[] {
  if (hidden) return [...new Set(roots.flatMap((root) => [...within(root)]))];
  return [...new Set(roots.filter(isShown).flatMap((root) => [...shownWithin(root)]))];
}

/** What hides, hides all it holds: it is not looked into. */
function* shownWithin(root: Element): Generator<Element> {
  for (const child of root.childNodes) {
    if (!("tagName" in child) || hides(child)) continue;
    yield child;
    yield* shownWithin(child);
  }
}

export function byRole(role: string, { name, exact, hidden, level }: RoleOptions = {}): Query {
  const ofRole = (copy: Copy, roots: readonly Element[]) =>
    inside(roots, hidden).filter((e) => roleOf(copy, e) === role && (level === undefined || levelOf(e) === level));
  return {
    says: `${role}${level === undefined ? "" : ` of level ${level}`}${name === undefined ? "" : ` ${said(name)}`}`,
    find: (copy, roots) => ofRole(copy, roots).filter((e) => name === undefined || fits(nameOf(copy, e), name, exact)),
    others(copy, roots) {
      const same = ofRole(copy, roots).map((e) => called(copy, e));
      return same.length > 0 ? same : rolesIn(copy, roots);
    },
  };
}

function levelOf(heading: Element): number {
  return Number(attr(heading, "aria-level") ?? /^h(\d)$/.exec(heading.tagName)?.[1] ?? 2);
}

const isControl = (e: Element): boolean =>
  /^(input|select|textarea|output|progress|meter)$/.test(e.tagName) && attr(e, "type") !== "hidden";

export function byLabel(label: TextPattern, { exact }: TextOptions = {}): Query {
  const labelled = (roots: readonly Element[]) =>
    inside(roots).filter((e) => isControl(e) || attr(e, "aria-label") || attr(e, "aria-labelledby"));
  return {
    says: `control labelled ${said(label)}`,
    // A control's own label says most: the list that belongs to it is often called the same.
    find(copy, roots) {
      const found = labelled(roots).filter((e) => fits(nameOf(copy, e), label, exact));
      return found.some(isControl) ? found.filter(isControl) : found;
    },
    others: (copy, roots) => labelled(roots).map((e) => called(copy, e)),
  };
}

export function byText(text: TextPattern, { exact }: TextOptions = {}): Query {
  const reads = (e: Element) => !/^(script|style|template)$/.test(e.tagName) && fits(clean(textOf(e)), text, exact);
  return {
    says: `text ${said(text)}`,
    // The innermost that reads so: what is around it reads the same.
    find: (_copy, roots) =>
      inside(roots).filter((e) => reads(e) && !e.childNodes.some((child) => "tagName" in child && reads(child))),
    others: (_copy, roots) =>
      inside(roots)
        .filter((e) => e.childNodes.every((node) => !("tagName" in node)))
        .map((e) => clean(textOf(e)))
        .filter(Boolean)
        .map((each) => JSON.stringify(each)),
  };
}

/** By an attribute that people see or tests are given. */
export function byAttribute(name: string, value: TextPattern, { exact }: TextOptions = {}): Query {
  const having = (roots: readonly Element[]) => inside(roots).filter((e) => attr(e, name) !== undefined);
  return {
    says: `${name} ${said(value)}`,
    find: (_copy, roots) => having(roots).filter((e) => fits(clean(attr(e, name) ?? ""), value, exact)),
    others: (_copy, roots) => having(roots).map((e) => JSON.stringify(attr(e, name))),
  };
}

/** `button "Increment"` */
function called(copy: Copy, element: Element): string {
  const name = nameOf(copy, element);
  return `${roleOf(copy, element) || element.tagName}${name ? ` ${JSON.stringify(name)}` : ""}`;
}

const SILENT = /^(document|generic|presentation|none|)$/;

/** Everything with a role, as it is called. */
export function rolesIn(copy: Copy, roots: readonly Element[]): string[] {
  return inside(roots)
    .filter((e) => !SILENT.test(roleOf(copy, e)))
    .map((e) => called(copy, e));
}

const OTHERS_MAX = 20;

/** What a query has found, and where. */
interface Found {
  readonly found: readonly Element[];
  readonly query: Query;
  readonly roots: readonly Element[];
}

/** The one element that fits. @throws SessileError SES_TEST_NOT_FOUND, SES_TEST_AMBIGUOUS */
export function only(copy: Copy, { found, query, roots }: Found): Element {
  const [element, second] = found;
  if (element && !second) return element;
  if (second) {
    const all = found.map((e) => called(copy, e)).join(" | ");
    throw new SessileError("SES_TEST_AMBIGUOUS", `expected one ${query.says}, got ${found.length}: ${all}`);
  }
  const others = [...new Set(query.others?.(copy, roots) ?? [])];
  const more = others.length > OTHERS_MAX ? ` and ${others.length - OTHERS_MAX} more` : "";
  const there = others.length === 0 ? "nothing" : `${others.slice(0, OTHERS_MAX).join(" | ")}${more}`;
  throw new SessileError("SES_TEST_NOT_FOUND", `there is no ${query.says}; expected one of ${there}`);
}

/** Whether it is there for a person at all. */
export function isShown(element: Element): boolean {
  return !closest(element, hides);
}

/** Whether nobody is shown this element and what it holds. */
function hides(element: Element): boolean {
  return (
    attr(element, "hidden") !== undefined ||
    attr(element, "aria-hidden") === "true" ||
    /display:\s*none|visibility:\s*hidden/.test(attr(element, "style") ?? "") ||
    (element.tagName === "dialog" && attr(element, "open") === undefined) ||
    (attr(element, "popover") !== undefined && !isPopoverShown(element)) ||
    isFolded(element) ||
    element.tagName === "head" ||
    element.tagName === "template"
  );
}

/** What a closed `<details>` holds besides its summary. */
function isFolded(element: Element): boolean {
  const parent = parentOf(element);
  return parent?.tagName === "details" && attr(parent, "open") === undefined && element.tagName !== "summary";
}

/** @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#concept-fe-disabled */
export function isDisabled(element: Element): boolean {
  if (attr(element, "disabled") !== undefined) return true;
  for (let e = element, up = parentOf(e); up; e = up, up = parentOf(e)) {
    if (attr(up, "inert") !== undefined) return true;
    const isLegend = e.tagName === "legend" && [...up.childNodes].find((c) => c.nodeName === "legend") === e;
    if (up.tagName === "fieldset" && attr(up, "disabled") !== undefined && !isLegend) return true;
  }
  return false;
}

/** What a press on this element means to another: a label's control. */
export function pressed(copy: Copy, element: Element): Element {
  const label = closest(element, (e) => e.tagName === "label");
  const control = label && controlOf(copy, label);
  const own = closest(element, (e) => e === control || /^(a|button|input|select|textarea)$/.test(e.tagName));
  return control && !own ? control : element;
}

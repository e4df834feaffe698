import { SessileError } from "../core/errors.ts";
import type { ServerElement } from "./element.ts";

type Test = (element: ServerElement) => boolean;

/** One simple selector: `*`, `tag`, `.class`, `#id`, `[name]`, `[name="value"]` with the operators of CSS. */
const SIMPLE =
  /(\*)|([.#]?)([\p{L}_][\p{L}\d_-]*)|\[\s*([\w:.-]+)\s*(?:([~^$*|]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))\s*)?\]/uy;

const known = new Map<string, Test>();
const KNOWN_MAX = 500;

/**
 * What handlers and libraries look an element up by: simple selectors put together (`button.primary[name]`), and
 * lists of those. What looks at other elements (`ul > li`) or at states (`:focus`) is not known here.
 *
 * @throws SessileError SES_SELECTOR
 * @see https://drafts.csswg.org/selectors/#compound
 */
export function matcher(selectors: string): Test {
  let test = known.get(selectors);
  if (!test) {
    const alternatives = selectors.split(",").map((selector) => compound(selector.trim(), selectors));
    test = (element) => alternatives.some((alternative) => alternative.every((simple) => simple(element)));
    if (known.size < KNOWN_MAX) known.set(selectors, test);
  }
  return test;
}

function compound(selector: string, whole: string): Test[] {
  const tests: Test[] = [];
  let at = 0;
  while (at < selector.length) {
    SIMPLE.lastIndex = at;
    const found = SIMPLE.exec(selector);
    if (!found) break;
    at = SIMPLE.lastIndex;
    tests.push(simple(found));
  }
  if (tests.length === 0 || at < selector.length) throw new SessileError("SES_SELECTOR", JSON.stringify(whole));
  return tests;
}

function simple([, all, sign, word = "", name = "", operator, ...quoted]: RegExpExecArray): Test {
  if (all) return () => true;
  if (sign === ".") return (element) => words(element.getAttribute("class")).includes(word);
  if (sign === "#") return (element) => element.getAttribute("id") === word;
  if (name === "") return (element) => element.localName === (element.$isHtml ? word.toLowerCase() : word);
  const value = quoted.find((text) => text !== undefined) ?? "";
  return (element) => {
    const held = element.getAttribute(name);
    if (held === null || operator === undefined) return held !== null;
    if (operator === "=") return held === value;
    if (operator === "~=") return words(held).includes(value);
    if (operator === "|=") return held === value || held.startsWith(`${value}-`);
    if (value === "") return false;
    return operator === "^=" ? held.startsWith(value) : operator === "$=" ? held.endsWith(value) : held.includes(value);
  };
}

function words(text: string | null): string[] {
  return text?.split(/\s+/) ?? [];
}

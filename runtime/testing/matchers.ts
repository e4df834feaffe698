import { Locator } from "./locator.ts";
import type { TextPattern } from "./queries.ts";
import { TestPage } from "./test-page.ts";

/** What a matcher of Vitest or Jest answers with. */
export interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** @param got what was found; with the message of an element that is not there, where that counts as no */
function verdict(what: string, { pass, expected, got }: { pass: boolean; expected: unknown; got: unknown }): Verdict {
  return {
    pass,
    message: () => `${what}: expected ${pass ? "not " : ""}${said(expected)}, got ${said(got)}`,
  };
}

const said = (value: unknown): string => (value instanceof RegExp ? `${value}` : JSON.stringify(value));

function fits(text: string, pattern: TextPattern): boolean {
  return typeof pattern === "string"
    ? text === pattern
    : new RegExp(pattern, pattern.flags.replace("g", "")).test(text);
}

function locator(subject: unknown): Locator {
  if (subject instanceof Locator) return subject;
  throw new TypeError(`expected a locator such as page.getByRole("button"), got ${typeof subject}`);
}

function page(subject: unknown): TestPage {
  if (subject instanceof TestPage) return subject;
  throw new TypeError(`expected a page, got ${typeof subject}`);
}

function is(subject: unknown, state: string, holds: (found: Locator) => boolean): Verdict {
  const found = locator(subject);
  const pass = holds(found);
  return verdict(`${found}`, { pass, expected: state, got: pass ? state : `not ${state}` });
}

/**
 * Matchers for Vitest, Jest and what else takes them by `expect.extend`. What they say is of this moment: what comes
 * later is waited for by `page.settled()` or `page.waitFor()`.
 *
 * @example
 * expect.extend(matchers);
 */
export const matchers = {
  /** The whole text; every stretch of white space is one space. A list: of all that fit, in order. */
  toHaveText(subject: unknown, expected: TextPattern | readonly TextPattern[]): Verdict {
    const found = locator(subject);
    if (typeof expected === "string" || expected instanceof RegExp) {
      const got = found.text;
      return verdict(`text of ${found}`, { pass: fits(got, expected), expected, got });
    }
    const got = found.texts;
    const pass = got.length === expected.length && got.every((text, i) => fits(text, expected[i] ?? ""));
    return verdict(`texts of ${found}`, { pass, expected, got });
  },
  toContainText(subject: unknown, expected: string): Verdict {
    const found = locator(subject);
    const got = found.text;
    return verdict(`text of ${found}`, { pass: got.includes(expected), expected, got });
  },
  /** What a control holds; a list: the texts of a select's chosen options. */
  toHaveValue(subject: unknown, expected: TextPattern | readonly string[]): Verdict {
    const found = locator(subject);
    if (typeof expected === "string" || expected instanceof RegExp) {
      const got = found.value;
      return verdict(`value of ${found}`, { pass: fits(got, expected), expected, got });
    }
    const got = found.selected;
    return verdict(`choice in ${found}`, { pass: got.join("\0") === expected.join("\0"), expected, got });
  },
  toHaveCount(subject: unknown, expected: number): Verdict {
    const found = locator(subject);
    return verdict(`count of ${found}`, { pass: found.count === expected, expected, got: found.count });
  },
  /** It has the attribute, and with that value if one is given. */
  toHaveAttribute(subject: unknown, name: string, expected?: TextPattern): Verdict {
    const found = locator(subject);
    const got = found.attribute(name);
    const pass = got !== null && (expected === undefined || fits(got, expected));
    return verdict(`${name} of ${found}`, { pass, expected: expected ?? "any", got });
  },
  toHaveAccessibleName(subject: unknown, expected: TextPattern): Verdict {
    const found = locator(subject);
    return verdict(`name of ${found}`, { pass: fits(found.name, expected), expected, got: found.name });
  },
  /** It is there, and shown. */
  toBeVisible: (subject: unknown): Verdict => is(subject, "visible", (found) => found.isVisible),
  toBeChecked: (subject: unknown): Verdict => is(subject, "checked", (found) => found.isChecked),
  toBeDisabled: (subject: unknown): Verdict => is(subject, "disabled", (found) => found.isDisabled),
  toBeEnabled: (subject: unknown): Verdict => is(subject, "enabled", (found) => !found.isDisabled),
  /** It has the keyboard. */
  toBeFocused: (subject: unknown): Verdict => is(subject, "focused", (found) => found.isFocused),
  toHaveTitle(subject: unknown, expected: TextPattern): Verdict {
    const { title } = page(subject);
    return verdict("title of the page", { pass: fits(title, expected), expected, got: title });
  },
  /** The whole address, or path and query. */
  toHaveURL(subject: unknown, expected: TextPattern): Verdict {
    const { url } = page(subject);
    const { origin } = new URL(url);
    const pass = fits(url, expected) || fits(url.slice(origin.length), expected);
    return verdict("address of the page", { pass, expected, got: url.slice(origin.length) });
  },
};

type Matchers = typeof matchers;

/** The matchers as methods of an expectation. */
export type PageMatchers<R = void> = {
  [Name in keyof Matchers]: Matchers[Name] extends (subject: unknown, ...args: infer Args) => unknown
    ? (...args: Args) => R
    : never;
};

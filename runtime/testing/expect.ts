import { SessileError } from "../core/errors.ts";
import type { Locator } from "./locator.ts";
import { matchers, type PageMatchers, type Verdict } from "./matchers.ts";
import type { TestPage } from "./test-page.ts";

/** What can be said of a locator or a page, and its contrary. */
export type Expectation = PageMatchers & { readonly not: PageMatchers };

/**
 * The matchers without a framework's `expect`: for node:test.
 *
 * @throws SessileError SES_TEST_EXPECTED
 * @example
 * expect(page.getByRole("status")).toHaveText("Count: 1");
 * expect(page.getByRole("alert")).not.toBeVisible();
 */
export function expect(subject: Locator | TestPage): Expectation {
  return { ...methods(subject, true), not: methods(subject, false) };
}

function methods(subject: Locator | TestPage, holds: boolean): PageMatchers {
  const entries = Object.entries(matchers).map(([name, matcher]) => [
    name,
    (...args: unknown[]) => {
      // Each takes the arguments that its own type asks for: a caller has been held to it by PageMatchers.
      const { pass, message } = (matcher as (subject: unknown, ...args: unknown[]) => Verdict)(subject, ...args);
      if (pass !== holds) throw new SessileError("SES_TEST_EXPECTED", message());
    },
  ]);
  return Object.fromEntries(entries);
}

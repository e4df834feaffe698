/**
 * For Vitest: `expect` learns the kit's matchers, and after each test its servers end. Name it in the configuration:
 * `test: { setupFiles: ["sessile/testing/vitest"] }`.
 */
import { afterEach, expect } from "vitest";
import { cleanup, matchers } from "./index.ts";
import type { PageMatchers } from "./matchers.ts";

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: an interface is merged only with the same type parameters
  interface Matchers<T = any> extends PageMatchers {}
}

expect.extend(matchers);
afterEach(cleanup);

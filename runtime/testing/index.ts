/**
 * The test kit: drive an app without a browser. Events go through the real inbox and turn; the real diffs are applied
 * to a parsed copy of the document, and after everything one does that copy is held against the server's tree.
 */
export type { TestFile } from "./choices.ts";
export { type Clock, stopClock } from "./clock.ts";
export { type Expectation, expect } from "./expect.ts";
export type { Locator } from "./locator.ts";
export { matchers, type PageMatchers, type Verdict } from "./matchers.ts";
export type { Network, Sent } from "./network.ts";
export type { RoleOptions, TextOptions, TextPattern } from "./queries.ts";
export type { TestPage } from "./test-page.ts";
export {
  cleanup,
  type TestServer,
  type TestServerOptions,
  testServer,
  type VisitOptions,
  visit,
} from "./test-server.ts";
export type { TestUser, UserOptions } from "./test-user.ts";

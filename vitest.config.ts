import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `npm test` sets CHROMIUM to an empty string where there is none; in CI its tests run all the same, and fail. */
const withoutChromium = process.env.CHROMIUM === "" && !process.env.CI;

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: [
      { find: /^sessile$/, replacement: source("runtime/index.ts") },
      { find: /^sessile\/ui$/, replacement: source("runtime/ui.ts") },
      { find: /^sessile\/widgets$/, replacement: source("widgets/index.ts") },
      { find: /^sessile\/testing$/, replacement: source("runtime/testing/index.ts") },
      { find: /^sessile\/testing\/vitest$/, replacement: source("runtime/testing/vitest.ts") },
      { find: /^sessile\/hot$/, replacement: source("runtime/hot/index.ts") },
    ],
    // Two copies of Preact in one process break hooks. Dependencies are loaded by Node, which finds the same copy.
    dedupe: ["preact"],
  },
  test: {
    // What a test waits for may take its time on a busy machine.
    expect: { poll: { timeout: 4_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          // Most take milliseconds; those that read megabytes share the machine with others.
          testTimeout: 20_000,
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/{browser,chaos,package}/**", "test/hot/edits.test.tsx"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          // Scenarios are played twice: with the fast tests in memory, and here in Chromium.
          include: withoutChromium ? [] : ["test/{browser,scenarios}/**/*.test.{ts,tsx}", "test/hot/edits.test.tsx"],
          env: { DRIVERS: "script plain" },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          // After the fast ones: they must not take the processor from a browser that is being timed.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "package",
          include: ["test/package/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: "chaos",
          include: ["test/chaos/**/*.test.{ts,tsx}"],
          exclude: withoutChromium ? ["test/chaos/{chromium,typing}.test.tsx"] : [],
          testTimeout: 300_000,
          // They count events by the hundred thousand: one after the other, and last.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});

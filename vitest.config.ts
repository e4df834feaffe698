import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: [
      { find: /^sessile$/, replacement: here("runtime/index.ts") },
      { find: /^sessile\/ui$/, replacement: here("runtime/ui.ts") },
    ],
    dedupe: ["preact"],
  },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "fast", include: ["test/**/*.test.{ts,tsx}"], exclude: ["test/browser/**"] },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.{ts,tsx}"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});

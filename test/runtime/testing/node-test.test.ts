/** What docs/testing.md says of node:test runs under `node --test`, compiled, without Vite and Vitest. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../support/sources.ts";

// Within the project, where `sessile` leads to its own dist/; beside the package's, lest a build take it for old output.
const folder = join(root, "dist/node-test");
const { CHROMIUM: _, NODE_TEST_CONTEXT: __, VITEST: ___, ...env } = process.env;

function programs(path: string): string[] {
  return [...readFileSync(join(root, path), "utf8").matchAll(/^```tsx\n(import .*?)^```$/gms)].map(
    ([, text = ""]) => text,
  );
}

beforeAll(() => {
  const counter = programs("README.md").find((text) => text.includes("function Counter"));
  const tests = programs("docs/testing.md").filter((text) => !text.includes("vitest"));
  expect(tests.length).toBeGreaterThan(3);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "counter.tsx"), counter ?? "");
  for (const [i, text] of tests.entries()) writeFileSync(join(folder, `example-${i}.test.tsx`), text);
  const compilerOptions = { noEmit: false, rootDir: ".", outDir: "out", paths: {} };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: ["."] }),
  );
  const { stdout } = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", folder, "--pretty", "false"], {
    encoding: "utf8",
  });
  expect(stdout).toBe("");
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the documents' tests pass under node --test", { timeout: 60_000 }, () => {
  const { stdout, status } = spawnSync(process.execPath, ["--test", "--test-reporter=tap", "out"], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  expect(stdout).toMatch(/^# fail 0$/m);
  expect(stdout).toMatch(/^# pass [4-9]$/m);
  expect(status).toBe(0);
});

test("and one that fails says why", { timeout: 60_000 }, () => {
  const file = join(folder, "out/wrong.test.js");
  writeFileSync(
    file,
    `import { expect, visit } from "sessile/testing";
     import Counter from "./counter.js";
     const page = await visit(Counter);
     expect(page.getByRole("status")).toHaveText("Count: 1");`,
  );
  const { stdout, status } = spawnSync(process.execPath, ["--test", "--test-reporter=tap", file], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  expect(stdout).toContain('text of status: expected "Count: 1", got "Count: 0"');
  expect(status).toBe(1);
});

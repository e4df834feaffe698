/** The package as others install it: packed, installed into an empty directory, built and served there. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../support/sources.ts";

const run = promisify(execFile);
/** As in a shell of one's own: nothing of the environment this test runs in. */
const ENV = { PATH: process.env.PATH, HOME: process.env.HOME };
let dir = "";
let tarball = "";
let project = "";

const npm = (args: readonly string[], cwd = project) =>
  run("npm", [...args, "--no-audit", "--no-fund", "--prefer-offline"], { cwd, env: ENV, maxBuffer: 1 << 24 });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "sessile-pack-"));
  project = join(dir, "fresh");
  const { stdout } = await npm(["pack", "--json", "--pack-destination", dir], root);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  tarball = join(dir, filename);
  await run(process.execPath, [join(root, "dist/apps/sessile/cli.js"), "new", project]);
  await npm(["install"]);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("publint has nothing to say", async () => {
  const { messages, pkg } = await publint({ pkgDir: join(project, "node_modules/sessile"), strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test("the types are right for every way to import that there is", async () => {
  const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
  // It is ESM alone: neither the old resolution without exports nor require() is offered.
  const problems = analysis.types
    ? analysis.problems.filter(
        (problem) =>
          !(
            "resolutionKind" in problem &&
            (problem.resolutionKind === "node10" || problem.resolutionKind === "node16-cjs")
          ),
      )
    : ["no types"];
  expect(problems).toEqual([]);
});

test("source maps bring their sources, which the package does not", () => {
  const file = join(project, "node_modules/sessile/dist/runtime/index.js.map");
  const { sources, sourcesContent } = JSON.parse(readFileSync(file, "utf8"));
  expect(sourcesContent).toEqual(sources.map(() => expect.stringContaining("export")));
});

test("the example for node:test runs in a new project", async () => {
  const docs = readFileSync(join(root, "docs/testing.md"), "utf8");
  const [, section = ""] = /\n## With node:test\n(.*?)\n## /s.exec(docs) ?? [];
  const [, config = ""] = /```json\n(.*?)```/s.exec(section) ?? [];
  const [, code = ""] = /```tsx\n(.*?)```/s.exec(section) ?? [];
  const [, commands = ""] = /```sh\n(.*?)```/s.exec(section) ?? [];
  writeFileSync(join(project, "tsconfig.test.json"), config);
  writeFileSync(join(project, "app/node.test.tsx"), code);
  const { stdout } = await run("sh", ["-ec", commands], { cwd: project, env: ENV });
  expect(stdout).toMatch(/^# pass 1$|pass 1\n/m);
  for (const name of ["tsconfig.test.json", "app/node.test.tsx", "out"])
    rmSync(join(project, name), { recursive: true });
});

test("a new project passes its own test and its own types", async () => {
  const { stdout } = await npm(["test"]);
  expect(stdout).toMatch(/1 passed/);
  await npm(["run", "check"]);
});

test("there is one Preact; a production install has no tools of development", async () => {
  const { stdout } = await npm(["ls", "preact", "--all", "--parseable"]);
  expect(
    new Set(
      stdout
        .trim()
        .split("\n")
        .filter((line) => line.endsWith("node_modules/preact")),
    ).size,
  ).toBe(1);
  await npm(["run", "build"]);
  await npm(["prune", "--omit=dev"]);
  const names = readFileSync(join(project, "node_modules/.package-lock.json"), "utf8");
  for (const tool of ["vite", "vitest", "typescript", "parse5"]) expect(names).not.toContain(`"node_modules/${tool}"`);
  const server = run(process.execPath, ["node_modules/.bin/sessile", "start", "--port", "0"], { cwd: project });
  let out = "";
  server.child.stdout?.on("data", (text) => (out += text));
  await expect.poll(() => /"url":"([^"]+)"/.exec(out)?.[1], { timeout: 20_000 }).toBeDefined();
  const url = /"url":"([^"]+)"/.exec(out)?.[1] ?? "";
  expect(await (await fetch(url, { headers: { "user-agent": "Mozilla/5.0" } })).text()).toContain("Count: 0");
  server.child.kill("SIGTERM");
  await server;
});

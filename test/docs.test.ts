/** What the documents say holds: codes, programs, links. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ComponentType } from "preact";
import { ERROR_CODES } from "sessile";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FormsUser } from "./support/drivers/forms.ts";
import { MemoryUser } from "./support/drivers/memory.ts";
import { sees } from "./support/drivers/user.ts";
import { readSources, root } from "./support/sources.ts";
import { stage } from "./support/stage.tsx";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const inDocs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
const documents = [
  "README.md",
  "ARCHITECTURE.md",
  "PROTOCOL.md",
  "CHANGELOG.md",
  ...inDocs.map((name) => `docs/${name}`),
];

describe("docs/errors.md", () => {
  const text = read("docs/errors.md");
  const sections = [...text.matchAll(/^### (\w+)\n(.*?)(?=^##|$(?![\s\S]))/gms)].map(([, code = "", body = ""]) => ({
    code,
    body,
  }));

  test("has a section for each code, and for no other", () => {
    expect(sections.map(({ code }) => code).sort()).toEqual([...ERROR_CODES].sort());
  });

  test.each(sections)("$code: what happened, what was expected, what to do", ({ body }) => {
    expect(body).toMatch(/^\*\*What happened:\*\* .+\*\*Expected:\*\* .+\*\*What to do:\*\* .+/s);
  });

  test("no code is there for nothing", () => {
    const sources = readSources(["runtime"]).filter(({ path }) => path !== "runtime/core/errors.ts");
    const thrown = new Set(sources.flatMap(({ path }) => read(path).match(/SES_\w+/g) ?? []));
    expect(ERROR_CODES.filter((code) => !thrown.has(code))).toEqual([]);
  });
});

test("docs/widgets.md names every widget there is", async () => {
  const text = read("docs/widgets.md");
  const widgets = Object.keys(await import("sessile/widgets"));
  expect(widgets.filter((name) => !new RegExp(`\`${name}\\b`).test(text))).toEqual([]);
});

describe("links", () => {
  /** GitHub's: lower case, without punctuation, with hyphens for spaces. */
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\d\s_-]/gu, "")
      .replace(/\s/g, "-");
  const anchors = (path: string) => [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchor(heading));
  const prose = (path: string) => read(path).replace(/^```.*?^```$|`[^`\n]*`/gms, "");
  const targets = (path: string) =>
    [...prose(path).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)]
      .map(([, link, attribute]) => link ?? attribute ?? "")
      .filter((target) => !/^(https?:|\/)/.test(target));

  test.each(documents)("%s leads to what is there", (path) => {
    const broken = targets(path).filter((target) => {
      const [file = "", fragment] = target.split("#");
      const there = file ? join(dirname(path), file) : path;
      return !existsSync(join(root, there)) || (fragment !== undefined && !anchors(there).includes(fragment));
    });
    expect(broken).toEqual([]);
  });
});

describe("programs in the documents", () => {
  // Within the project, for that is where their imports lead somewhere; dist/ is not the repository's.
  const folder = join(root, "dist/docs");
  const programs = documents.flatMap((path) =>
    [...read(path).matchAll(/^```(tsx?)\n(import .*?)^```$/gms)].map(([, kind = "", text = ""]) => ({
      path,
      kind,
      text,
    })),
  );
  const files = programs.map(({ kind, text }, i) => {
    const [, name = `program-${i}`] = /export default function (\w+)/.exec(text) ?? [];
    return { file: join(folder, `${name.toLowerCase()}.${kind}`), text };
  });
  const load = async (name: string): Promise<ComponentType> => (await import(join(folder, `${name}.tsx`))).default;

  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    for (const { file, text } of files) writeFileSync(file, text);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: "../../tsconfig.json", include: ["."] }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("compile", () => {
    expect(programs.filter(({ path }) => path === "README.md")).toHaveLength(4);
    const tsc = join(root, "node_modules/.bin/tsc");
    const { stdout } = spawnSync(tsc, ["-p", join(folder, "tsconfig.json"), "--pretty", "false"], { encoding: "utf8" });
    expect(stdout).toBe("");
  });

  test.each([MemoryUser, FormsUser])("the first one counts (%o)", async (Kind) => {
    const user = await Kind.open(stage({ "/": await load("counter") }), "/");
    await user.click("button", "Increment");
    await user.click("button", "Increment");
    await sees(user, "status", "Count: 2");
  });

  test.each([MemoryUser, FormsUser])("the second one keeps a guest book (%o)", async (Kind) => {
    const user = await Kind.open(stage({ "/": await load("guests") }), "/");
    await user.fill("Name", "Ada");
    await user.click("button", "Sign");
    await sees(user, "listitem", "Ada");
    expect(await user.title()).toBe("Guests (1)");
    expect(await user.value("Name")).toBe("");
  });
});

test("ARCHITECTURE.md names each file of the runtime, and none that is not there", () => {
  const text = read("ARCHITECTURE.md");
  const files = readSources(["runtime"]).map(({ path }) => path);
  const [names, folders] = [new Set<string>(), new Set<string>()];
  for (const [, name = ""] of text.matchAll(/`([\w-]+\.tsx?|[\w-]+\/)`/g))
    (name.endsWith("/") ? folders : names).add(name);
  const isNamed = (path: string) => {
    const parts = path.split("/");
    return names.has(parts.at(-1) ?? "") || parts.slice(2, -1).some((folder) => folders.has(`${folder}/`));
  };
  expect(files.filter((path) => !isNamed(path))).toEqual([]);
  expect([...names].filter((name) => !files.some((path) => path.endsWith(`/${name}`)))).toEqual([]);
});

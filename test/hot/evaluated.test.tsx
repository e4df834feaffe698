/** Which modules a save evaluates, and which of what they bring counts. */
import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { ViteDevServer } from "vite";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { watchSaves } from "../../runtime/hot/saves.ts";
import { livePages } from "../../runtime/runtime.ts";
import { Tab } from "../bench/tab.ts";
import { type HotStage, hotStage } from "../support/hot.ts";

/** What the modules under test tell, and how those that wait are let go on. */
const shared: { evaluated: string[]; gates: PromiseWithResolvers[] } = { evaluated: [], gates: [] };

interface PromiseWithResolvers {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

beforeEach(() => {
  shared.evaluated = [];
  shared.gates = [];
  Object.assign(globalThis, { shared });
});

const told = (name: string) => `globalThis.shared.evaluated.push("${name}");\n`;
const GATE = "await new Promise((resolve, reject) => globalThis.shared.gates.push({ resolve, reject }));\n";
const evaluated = (): string[] => shared.evaluated.splice(0);
const shown = ({ server }: HotStage) =>
  [...livePages(server.runtime)].map(({ html }) => html.replace(/^.*?<body[^>]*>/s, "").replace(/<[^>]*>/g, ""));

const row = (word: string) => `${told("row")}export function Row() { return <i>${word}</i>; }\n`;
const list = (word: string) => `${told("list")}import { Row } from "./row.tsx";
export function List() { return <b>${word} <Row /></b>; }
`;
const app = (word: string) => `${told("app")}import { List } from "./list.tsx";
export default function App() { return <main>${word} <List /></main>; }
`;

async function threeFiles(): Promise<HotStage> {
  const stage = await hotStage({ "row.tsx": row("row"), "list.tsx": list("list"), "app.tsx": app("app") });
  await Tab.open(stage.server.runtime);
  expect(evaluated()).toEqual(["row", "list", "app"]);
  return stage;
}

test("saving a component evaluates its file alone, at this save and at the next", async () => {
  const stage = await threeFiles();
  await stage.save({ "row.tsx": row("Row") });
  expect([shown(stage), evaluated()]).toEqual([["app list Row"], ["row"]]);
  await stage.save({ "app.tsx": app("App") });
  expect([shown(stage), evaluated()]).toEqual([["App list Row"], ["app"]]);
  await stage.save({ "list.tsx": list("List") });
  expect([shown(stage), evaluated()]).toEqual([["App List Row"], ["list"]]);
});

test("a module that exports something else than components is evaluated with those who import it", async () => {
  const stage = await threeFiles();
  await stage.save({ "row.tsx": `${row("more")}export const more = 1;\n` });
  expect([shown(stage), evaluated()]).toEqual([["app list more"], ["row", "list"]]);
});

test("what was given up counts no more, whatever becomes of it", async () => {
  const stage = await threeFiles();
  expect((await stage.save({ "row.tsx": `${row("given up")}${GATE}export const more = 1;\n` })).problem).toMatch(
    /^row\.tsx/,
  );
  await stage.save({ "row.tsx": row("kept") });
  evaluated();
  for (const { resolve } of shared.gates.splice(0)) resolve();
  await stage.save({ "list.tsx": list("List") });
  expect([shown(stage), evaluated()]).toEqual([["app List kept"], ["list"]]);
  // Nor are its exports taken for those of the file.
  await stage.save({ "row.tsx": row("Kept") });
  expect([shown(stage), evaluated()]).toEqual([["app List Kept"], ["row"]]);
  await stage.save({ "row.tsx": `${row("given up")}${GATE}` });
  await stage.save({ "row.tsx": row("again") });
  for (const { reject } of shared.gates.splice(0)) reject(new Error("too late"));
  const swapped = stage.save({ "style.css": "" });
  expect((await swapped).problem).toBeNull();
  expect(shown(stage)).toEqual(["app List again"]);
}, 20_000);

test("a save that is told of twice is one", async () => {
  const dir = mkdtempSync(join(tmpdir(), "sessile-saves-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const watcher = Object.assign(new EventEmitter(), { _readyEmitted: true });
  const saves = new EventEmitter();
  const { close } = await watchSaves(watcher as unknown as ViteDevServer["watcher"], ({ files }) =>
    saves.emit(
      "save",
      [...files].map((file) => basename(file)),
    ),
  );
  onTestFinished(close);
  const [one, two] = [join(dir, "one.ts"), join(dir, "two.ts")];
  const seen = async (...files: string[]): Promise<unknown> => {
    for (const file of files) watcher.emit("all", "change", file);
    return (await once(saves, "save"))[0];
  };
  for (const file of [one, two]) writeFileSync(file, "1");
  expect(await seen(one)).toEqual(["one.ts"]);
  expect(await seen(one, two)).toEqual(["two.ts"]);
  writeFileSync(one, "2");
  expect(await seen(one, two)).toEqual(["one.ts"]);
  rmSync(two);
  expect(await seen(one, two)).toEqual(["two.ts"]);
});

/** Files that come, go and are renamed; what is served of an app's folder; modules that do not come to an end. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { livePages } from "../../runtime/runtime.ts";
import { Tab } from "../bench/tab.ts";
import { hotStage } from "../support/hot.ts";

const text = (html: string) =>
  html
    .replace(/^.*?<\/head>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
const shown = (stage: { server: { runtime: Parameters<typeof livePages>[0] } }) =>
  [...livePages(stage.server.runtime)].map(({ html }) => text(html));

const COUNTER = `import { useState } from "preact/hooks";
export default function Counter() {
  const [n, setN] = useState(0);
  return <main>Count {n} <button onClick={() => setN(n + 1)}>More</button></main>;
}
`;

test("while the code does not run, a log file in the folder is nothing to it", async () => {
  const stage = await hotStage({ "app.tsx": COUNTER });
  await stage.save({ "app.tsx": "export default (" });
  const { files } = await stage.save({ "some.log": "a line", "app.tsx": COUNTER });
  expect(files).toEqual([join(stage.folder, "app.tsx")]);
});

test("a style sheet that only another one imports is a change of all", async () => {
  const stage = await hotStage({ "app.tsx": COUNTER, "style.css": '@import "./more.css";', "more.css": "" });
  await Tab.open(stage.server.runtime);
  const href = () => [...livePages(stage.server.runtime)].map(({ html }) => /style\.css\?v=\d+/.exec(html)?.[0]);
  expect(href()).toEqual(["style.css?v=0"]);
  await stage.save({ "more.css": "p { color: red; }" });
  expect(href()).toEqual(["style.css?v=1"]);
});

test("each app has the style sheet of its own folder, whatever that is called", async () => {
  const files = {
    "x/app/app.tsx": COUNTER,
    "x/app/style.css": "/* x */",
    "y/app/app.tsx": COUNTER,
    "y/app/style.css": "/* y */",
    "z/my app é/app.tsx": COUNTER,
    "z/my app é/style.css": "/* z */",
  };
  const apps = { "/": "x/app", "/y/": "y/app", "/z/": "z/my app é", "/again/": "x/app" };
  const stage = await hotStage(files, { apps });
  const get = async (path: string) => (await fetch(new URL(path, stage.url))).text();
  const sheet = async (path: string) => get(/href="([^"]*style\.css[^"]*)"/.exec(await get(path))?.[1] ?? "");
  const all = () => Promise.all(Object.keys(apps).map(sheet));
  expect(await all()).toEqual(["/* x */", "/* y */", "/* z */", "/* x */"]);
  const href = async () => /style\.css\?v=\d/.exec(await get("/y/"))?.[0];
  const before = await href();
  await stage.save({ "y/app/style.css": "/* new */" });
  expect(await all()).toEqual(["/* x */", "/* new */", "/* z */", "/* x */"]);
  expect(await href()).not.toBe(before);
});

test("of an app's folder nothing is served that is hidden, installed or code", async () => {
  const hidden = [".env.txt", ".git/x.txt", "node_modules/a/b.txt", "sub/.hidden/c.svg", "secret.ts"];
  const files = Object.fromEntries(hidden.map((name) => [name, "x"]));
  const stage = await hotStage({ "app.tsx": COUNTER, "style.css": "", "sub/shown.txt": "x", ...files });
  const page = await (await fetch(stage.url)).text();
  const base = /href="([^"]*)style\.css/.exec(page)?.[1] ?? "";
  const status = async (path: string) => (await fetch(new URL(base + path, stage.url))).status;
  expect(await status("sub/shown.txt")).toBe(200);
  const ways = [
    ...hidden,
    "%2eenv.txt",
    "%2Egit/x.txt",
    "node%5fmodules/a/b.txt",
    "node_modules%2fa%2fb.txt",
    ".env%2etxt",
  ];
  expect(await Promise.all(ways.map(status))).toEqual(ways.map(() => 404));
});

test("a module that is deleted, or exports no app any more, is told of; what was there goes on", async () => {
  const stage = await hotStage({ "app.tsx": `import "./part.ts";\n${COUNTER}`, "part.ts": "export {};\n" });
  const tab = await Tab.open(stage.server.runtime);
  await tab.click(tab.buttons[0] as number);
  expect((await stage.save({ "part.ts": null })).problem).toMatch(/no module .*part\.ts/);
  expect((await stage.save({ "app.tsx": "export const nothing = 1;\n" })).problem).toMatch(/SES_APP_COMPONENT/);
  expect(shown(stage)[0]).toMatch(/SES_APP_COMPONENT.* Count 1 More$/);
  expect((await stage.save({ "app.tsx": COUNTER })).problem).toBeNull();
  expect(shown(stage)).toEqual(["Count 1 More"]);
});

const ROW = `export function Row() { return <i>row</i>; }\n`;
const withRow = (file: string, word = "") =>
  `import { Row } from "./${file}";\n${COUNTER.replace("<main>", `<main><Row />${word}`)}`;

test("a file that is renamed, and then its import, is swapped under its new name", async () => {
  const stage = await hotStage({ "app.tsx": withRow("row.tsx"), "row.tsx": ROW });
  const tab = await Tab.open(stage.server.runtime);
  await tab.click(tab.buttons[0] as number);
  const renamed = { "row.tsx": null, "line.tsx": ROW.replace("row", "line") };
  expect((await stage.save(renamed)).problem).toMatch(/no module .*row\.tsx/);
  await stage.save({ "app.tsx": withRow("line.tsx") });
  await expect.poll(() => shown(stage)).toEqual(["line Count 1 More"]);
  await stage.save({ "line.tsx": ROW.replace("row", "edited") });
  await expect.poll(() => shown(stage)).toEqual(["edited Count 1 More"]);
});

test("a file that nobody imports any more may go", async () => {
  const stage = await hotStage({ "app.tsx": withRow("row.tsx"), "row.tsx": ROW });
  const tab = await Tab.open(stage.server.runtime);
  await tab.click(tab.buttons[0] as number);
  await stage.save({ "app.tsx": COUNTER });
  expect((await stage.save({ "row.tsx": null })).problem).toBeNull();
  await stage.save({ "app.tsx": COUNTER.replace("Count {", "Total {") });
  await expect.poll(() => shown(stage)).toEqual(["Total 1 More"]);
});

test("a file that goes while it is imported is told of until it is back, or its import gone, however far below", async () => {
  const list = (row: string) => `import { Row } from "./${row}";\nexport function List() { return <b><Row /></b>; }\n`;
  const app = withRow("row.tsx").replaceAll("Row", "List").replace("row.tsx", "list.tsx");
  const stage = await hotStage({ "app.tsx": app, "list.tsx": list("row.tsx"), "row.tsx": ROW });
  await Tab.open(stage.server.runtime);
  // A file that comes and goes makes more than one swap.
  const see = (page: unknown) => expect.poll(() => shown(stage)).toEqual([page]);
  await stage.save({ "row.tsx": null });
  await see(expect.stringMatching(/no module .*row\.tsx.* row Count 0 More$/));
  // Another save does not take it away.
  expect((await stage.save({ "app.tsx": app.replace("Count {", "Total {") })).problem).toMatch(/no module .*row\.tsx/);
  await stage.save({ "row.tsx": ROW.replace("row", "back") });
  await see("back Total 0 More");
  await stage.save({ "row.tsx": null });
  await see(expect.stringMatching(/no module .*row\.tsx.* back Total 0 More$/));
  await stage.save({ "list.tsx": list("other.tsx"), "other.tsx": ROW.replace("row", "other") });
  await see("other Total 0 More");
});

test("a broken file that nobody imports any more is nothing to the app", async () => {
  const stage = await hotStage({ "app.tsx": withRow("row.tsx"), "row.tsx": ROW });
  await Tab.open(stage.server.runtime);
  expect((await stage.save({ "row.tsx": "export function Row() {" })).problem).toMatch(/SyntaxError/);
  await stage.save({ "app.tsx": COUNTER });
  await expect.poll(() => shown(stage)).toEqual(["Count 0 More"]);
});

test("a module whose await does not end is told of; a later save, or its end, is shown", async () => {
  const gate = "import { gate } from './gate.ts';\nawait gate();\n";
  const gates: (() => void)[] = [];
  Object.assign(globalThis, { gates });
  const open = "export const gate = () => new Promise((open) => globalThis.gates.push(open));\n";
  const stage = await hotStage({ "app.tsx": COUNTER, "gate.ts": open });
  const tab = await Tab.open(stage.server.runtime);
  await tab.click(tab.buttons[0] as number);
  expect((await stage.save({ "app.tsx": gate + COUNTER.replace("Count {", "Gated {") })).problem).toBe(
    "app.tsx: still being loaded: an `await` at the top of a module has not come to its end",
  );
  expect(shown(stage)[0]).toMatch(/^The code does not run .* app\.tsx: still being loaded.* Count 1 More$/);
  // A later save counts, not what was waited for.
  await stage.save({ "app.tsx": COUNTER.replace("Count {", "Later {") });
  await expect.poll(() => shown(stage)).toEqual(["Later 1 More"]);
  for (const end of gates.splice(0)) end();
  await stage.save({ "app.tsx": COUNTER.replace("Count {", "Last {") });
  await expect.poll(() => shown(stage)).toEqual(["Last 1 More"]);
  // An end that comes late is an end.
  await stage.save({ "app.tsx": gate + COUNTER.replace("Count {", "Gated {") });
  expect(shown(stage)[0]).toMatch(/still being loaded.* Last 1 More$/);
  const swapped = stage.swap();
  for (const end of gates.splice(0)) end();
  expect((await swapped).problem).toBeNull();
  expect(shown(stage)).toEqual(["Gated 1 More"]);
  await stage.save({ "app.tsx": gate + COUNTER });
  await stage.server.close();
}, 20_000);

test.each([
  ["undefined", /^undefined was thrown, expected an Error$/],
  ["Object.create(null)", /^\[Object: null prototype\] \{\} was thrown/],
])("a module that throws %s is told of", async (value, says) => {
  const stage = await hotStage({ "app.tsx": COUNTER });
  expect((await stage.save({ "app.tsx": `throw ${value};\n${COUNTER}` })).problem).toMatch(says);
});

test.each([['"./row.tsx"'], ['"./row"']])("a file that is gone is shown where %s is imported", async (name) => {
  const app = `// First.\n${withRow("row.tsx").replace('"./row.tsx"', name)}`;
  const stage = await hotStage({ "app.tsx": app, "row.tsx": ROW });
  await Tab.open(stage.server.runtime);
  await stage.save({ "row.tsx": null });
  expect(shown(stage)[0]).toMatch(/app\.tsx:2 .* > 2 \| import/);
});

test("who imports a module sees that it exports another component under the name", async () => {
  const row = (name: string) => `function One() { return <i>one</i>; }
function Two() { return <i>two</i>; }
export { ${name} as Row };
`;
  const stage = await hotStage({ "app.tsx": withRow("row.tsx"), "row.tsx": row("One") });
  const tab = await Tab.open(stage.server.runtime);
  await tab.click(tab.buttons[0] as number);
  expect(shown(stage)).toEqual(["one Count 1 More"]);
  await stage.save({ "row.tsx": row("Two") });
  expect(shown(stage)).toEqual(["two Count 1 More"]);
});

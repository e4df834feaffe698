import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readImports, readSources, root } from "./support/sources.ts";
import { checkSources, checkTopLevel, type Source } from "./support/structure.ts";

describe("this project", () => {
  const folders = ["runtime", "widgets", "apps", "public", "test"].filter((folder) => existsSync(join(root, folder)));

  test("its sources keep the rules", () => {
    expect(checkSources(readSources(folders))).toEqual([]);
  });

  test("its top level holds nothing else", () => {
    expect(checkTopLevel(readdirSync(root).filter((name) => !name.endsWith(".log")))).toEqual([]);
  });
});

/** A made-up source tree: each file's imports, `type x` being an `import type`. */
function tree(files: Record<string, string[]>): Source[] {
  return Object.entries(files).map(([path, imports]) => ({
    path,
    lines: 10,
    imports: imports.map((entry) => ({
      from: entry.replace("type ", ""),
      names: ["something"],
      typeOnly: entry.startsWith("type "),
    })),
  }));
}

describe("directions", () => {
  const files = {
    "runtime/dom/html.ts": [],
    "runtime/page/turn.ts": [],
    "runtime/core/log.ts": [],
    "runtime/ui.ts": [],
  };

  test("down the order and within a folder is right", () => {
    const page = { "runtime/page/outbox.ts": ["./turn.ts", "../dom/html.ts", "../core/log.ts", "node:http", "pino"] };
    expect(checkSources(tree({ ...files, ...page }))).toEqual([]);
  });

  test.each([
    ["runtime/dom/patch.ts", "../page/turn.ts", "runtime/page stands above runtime/dom"],
    ["runtime/dom/patch.ts", "type ../page/turn.ts", "runtime/page stands above runtime/dom"],
    ["runtime/core/wire.ts", "../dom/html.ts", "runtime/dom stands above runtime/core"],
    ["runtime/page/shell.ts", "sessile/ui", "runtime/ui.ts stands above runtime/page"],
    ["runtime/misc/a.ts", "../core/log.ts", "runtime/misc has no place in the order of runtime's folders"],
    ["runtime/page/shell.ts", "../../apps/counter/app.tsx", "runtime imports only runtime"],
    ["runtime/page/shell.ts", "./turn", "relative imports carry their .ts or .tsx"],
    [
      "apps/todo/app.tsx",
      "../../runtime/page/turn.ts",
      "an app imports sessile, sessile/ui, widgets and its own files",
    ],
    ["apps/todo/app.tsx", "../counter/app.tsx", "an app imports sessile, sessile/ui, widgets and its own files"],
    ["widgets/menu.tsx", "../runtime/page/turn.ts", "widgets import only sessile/ui"],
    ["widgets/menu.tsx", "sessile", "widgets import only sessile/ui"],
    ["widgets/menu.tsx", "node:fs", "widgets know Preact and sessile/ui, nothing of the server"],
    ["public/client/index.ts", "node:fs", "a browser has no Node"],
    ["public/client/index.ts", "../../runtime/dom/html.ts", "public imports its own files and runtime/core"],
  ])("%s may not import %s", (path, from, rule) => {
    const rest = { ...files, "apps/counter/app.tsx": [], "runtime/page/options.ts": ["preact"] };
    const sources = tree({ ...rest, [path]: [from] });
    expect(checkSources(sources)).toEqual([`${path} imports ${from.replace("type ", "")}: ${rule}`]);
  });

  test("apps, widgets and the browser's side import what is theirs to use", () => {
    const rest = {
      "apps/todo/app.tsx": ["sessile/ui", "./row.tsx", "../../widgets/menu.tsx", "node:fs", "preact/hooks"],
      "apps/todo/row.tsx": [],
      "widgets/menu.tsx": ["sessile/ui", "preact"],
      "public/client/index.ts": ["htmx.org", "./queue.ts", "../../runtime/core/log.ts"],
      "public/client/queue.ts": [],
    };
    expect(checkSources(tree({ ...files, ...rest }))).toEqual([]);
  });
});

describe("the door for component authors", () => {
  const files = { "runtime/core/names.ts": ["preact", "type node:http"], "runtime/dom/html.ts": ["node:http", "pino"] };

  test("reaches no server", () => {
    const ui = { "runtime/ui.ts": ["./core/names.ts", "preact/hooks", "type ./dom/html.ts"] };
    expect(checkSources(tree({ ...files, ...ui }))).toEqual([]);
  });

  test("not through another file either", () => {
    const ui = { "runtime/ui.ts": ["./page/title.ts"], "runtime/page/title.ts": ["../dom/html.ts"] };
    expect(checkSources(tree({ ...files, ...ui }))).toEqual([
      "runtime/dom/html.ts imports node:http: runtime/ui.ts reaches it, and knows only Preact",
      "runtime/dom/html.ts imports pino: runtime/ui.ts reaches it, and knows only Preact",
    ]);
  });
});

describe("cycles", () => {
  test("are named from file to file, once", () => {
    const files = { "test/a.ts": ["./b.ts"], "test/b.ts": ["./c.ts"], "test/c.ts": ["./b.ts"] };
    expect(checkSources(tree(files))).toEqual(["test/b.ts → test/c.ts → test/b.ts: import cycle"]);
  });

  test("a file that imports itself is one", () => {
    expect(checkSources(tree({ "test/a.ts": ["./a.ts"] }))).toEqual(["test/a.ts → test/a.ts: import cycle"]);
  });

  test("types alone make none, nor do two ways to one file", () => {
    const files = { "test/a.ts": ["./b.ts", "./c.ts"], "test/b.ts": ["./c.ts", "type ./a.ts"], "test/c.ts": [] };
    expect(checkSources(tree(files))).toEqual([]);
  });
});

describe("size", () => {
  test.each([
    ["runtime/core/log.ts", 300, []],
    ["runtime/core/log.ts", 301, ["runtime/core/log.ts: 301 lines; at most 300"]],
    ["test/a.test.ts", 400, []],
    ["test/a.test.ts", 401, ["test/a.test.ts: 401 lines; at most 400"]],
  ])("%s of %i lines", (path, lines, expected) => {
    expect(checkSources([{ path, lines, imports: [] }])).toEqual(expected);
  });
});

describe("Preact's options", () => {
  const owner = (path: string, text: string): Source => ({ path, lines: 1, imports: readImports(path, text) });
  const index = owner("runtime/index.ts", "");
  const one = owner("runtime/page/scheduler.ts", 'import { h, options as preactOptions } from "preact";');

  test("have one owner", () => {
    expect(checkSources([index, one])).toEqual([]);
  });

  test.each([
    'import { options } from "preact";',
    'import * as preact from "preact";',
    'export { options } from "preact";',
  ])("not two: %s", (text) => {
    expect(checkSources([index, one, owner("runtime/dom/node.ts", text)])).toEqual([
      "runtime: exactly one module imports Preact's options, not 2 (runtime/page/scheduler.ts, runtime/dom/node.ts)",
    ]);
  });

  test("nor none, once the runtime has its door", () => {
    expect(checkSources([index])).toEqual(["runtime: exactly one module imports Preact's options, not 0 (none)"]);
  });
});

test("a stray entry of the top level is named", () => {
  expect(checkTopLevel(["package.json", "runtime", "tmp.txt"])).toEqual([
    "tmp.txt: not among the entries of the top level",
  ]);
});

test("imports are read from the syntax tree, not from text that looks like them", () => {
  const text = `
    import type { A } from "./a.ts";
    import b, { type B } from "./b.ts";
    export * from "./c.ts";
    export type { D } from "./d.ts";
    // import "./comment.ts";
    const said = 'import "./string.ts"';
    const later = () => import("./e.ts");
    const computed = () => import(said);
    export const view = <p>import "./text.ts"</p>;`;
  expect(readImports("x.tsx", text)).toEqual([
    { from: "./a.ts", names: ["A"], typeOnly: true },
    { from: "./b.ts", names: ["default", "B"], typeOnly: false },
    { from: "./c.ts", names: ["*"], typeOnly: false },
    { from: "./d.ts", names: ["D"], typeOnly: true },
    { from: "./e.ts", names: ["*"], typeOnly: false },
  ]);
});

/**
 * Edits, one after the other, under a tab in Chromium, one without script, and a thousand sessions in memory. After each,
 * every page shows the new code, with the state that is promised in docs/hot-reload.md.
 */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page as Tab } from "playwright-core";
import { expect, test } from "vitest";
import { livePages } from "../../runtime/runtime.ts";
import { Tab as MemoryTab } from "../bench/tab.ts";
import { newPage } from "../support/chromium.ts";
import { type HotStage, hotStage } from "../support/hot.ts";

const SESSIONS = 1000;

const FILES = {
  "text.ts": `export const count = (n: number) => "Count: " + n;\n`,
  "theme.ts": `import { createContext } from "preact";\nexport const Theme = createContext("light");\n`,
  "store.ts": `export const store = { hits: 0 };\n`,
  "style.css": `p { color: rgb(1, 0, 0); }\n`,
  "note.txt": "one",
  "row.tsx": `import { useContext, useState } from "preact/hooks";
import { Theme } from "./theme.ts";
export function Row({ name }: { name: string }) {
  const [open, setOpen] = useState(false);
  return <li><button onClick={() => setOpen(!open)}>{open ? "Close" : "Open"} {name}</button> {useContext(Theme)}</li>;
}
`,
  "app.tsx": `import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Row } from "./row.tsx";
import { store } from "./store.ts";
import { count } from "./text.ts";
export const meta = { title: "Edits" };
export default function App() {
  const [n, setN] = useState(0);
  const ref = useRef(0);
  const text = useMemo(() => count(0).replace("0", ""), []);
  useEffect(() => void store.hits++, []);
  const increment = () => {
    ref.current++;
    setN(n + 1);
  };
  return (
    <main>
      <p role="status">{text}{n}, {ref.current}</p>
      <button onClick={increment}>Increment</button>
      <input aria-label="Word" />
      <ul><Row name="row" /></ul>
    </main>
  );
}
`,
};

type Name = keyof typeof FILES | "use-step.ts" | "item.tsx" | "late.ts" | "frame.tsx";

/** What is to be seen once an edit has been swapped. */
interface Expected {
  /** What the tab's status says. Default: what it said before. */
  readonly status?: string;
  readonly row?: string;
  readonly remounted?: readonly string[];
  readonly problem?: RegExp | null;
}

class Script {
  readonly stage: HotStage;
  readonly tab: Tab;
  readonly files: { [name: string]: string } = { ...FILES };
  status = "Count: 0, 0";
  row = "Open row light";
  edits = 0;

  constructor(stage: HotStage, tab: Tab) {
    this.stage = stage;
    this.tab = tab;
  }

  /** Replaces text in files, and checks what becomes of it. */
  async edit(what: string, changes: readonly (readonly [Name, string, string])[], expected: Expected = {}) {
    const saved: { [name: string]: string } = {};
    for (const [name, from, to] of changes) {
      const text = this.files[name] ?? "";
      expect(text, `${what}: ${name}`).toContain(from);
      this.files[name] = saved[name] = text.replace(from, to);
    }
    await this.expect(what, await this.stage.save(saved), expected);
  }

  async expect(what: string, swap: Awaited<ReturnType<HotStage["swap"]>>, expected: Expected) {
    this.edits++;
    const kept = digits(expected.status ?? this.status) === digits(this.status);
    const before = new Map(this.numbers);
    const { status = this.status, row = this.row, remounted = [], problem = null } = expected;
    [this.status, this.row] = [status, row];
    if (problem) expect(swap.problem, what).toMatch(problem);
    else expect(swap.problem, what).toBeNull();
    expect([...swap.remounted].sort(), what).toEqual([...remounted].sort());
    expect(swap.pages).toBeGreaterThanOrEqual(SESSIONS + 1);
    await this.shows(what);
    const overlay = this.tab.locator("[data-sessile-hot=problem]");
    expect(await overlay.count(), what).toBe(problem ? 1 : 0);
    // Everywhere else it is the same: only the numbers are each session's own.
    const shape = status.replace(/\d+/g, "#");
    const others = [...livePages(this.stage.server.runtime)].map(({ html }) => text(html).replace(/\d+/g, "#"));
    expect(
      others.filter((other) => !other.includes(shape)),
      what,
    ).toEqual([]);
    this.look();
    const changed = [...this.numbers].filter(([page, number]) => before.has(page) && before.get(page) !== number);
    if (kept && !problem) expect(changed.length, `${what}: state lost`).toBe(0);
  }

  /** The numbers each page showed when they were looked at last. */
  numbers: ReadonlyMap<object, string> = new Map();

  look(): void {
    const pages = [...livePages(this.stage.server.runtime)];
    this.numbers = new Map(pages.map((page) => [page, digits(text(page.html).replace(/.*?(?=\w+: )/s, ""))]));
  }

  async shows(what: string): Promise<void> {
    await expect.poll(() => this.tab.locator("main [role=status]").textContent(), { message: what }).toBe(this.status);
    await expect.poll(() => this.tab.locator("li").textContent(), { message: what }).toBe(this.row);
  }

  /** Clicks, so that there is state to be lost. */
  async click(name: string, status: string, row = this.row): Promise<void> {
    await this.tab.getByRole("button", { name }).click();
    [this.status, this.row] = [status, row];
    await this.shows(`click on ${name}`);
    this.look();
  }
}

/** The numbers in a status, as one text. */
function digits(status: string): string {
  return (/[\d]+, \d+/.exec(status) ?? [""])[0];
}

function text(html: string): string {
  return html.replace(/<[^>]*>/g, "");
}

test("thirty edits: everything shows the new code, and keeps what is promised", { timeout: 180_000 }, async () => {
  const stage = await hotStage(FILES, { limits: { provisional: 2 * SESSIONS } });
  const sessions: MemoryTab[] = [];
  for (let i = 0; i < SESSIONS; i++) {
    const session = await MemoryTab.open(stage.server.runtime);
    sessions.push(session);
    for (let clicks = 0; clicks < i % 3; clicks++) await session.click(session.buttons[0] as number);
  }
  const tab = await newPage();
  await tab.goto(stage.url);
  const script = new Script(stage, tab);
  const edit = script.edit.bind(script);
  const color = () => tab.locator("p[role=status]").evaluate((p) => getComputedStyle(p).color);
  await script.shows("first");
  await script.click("Increment", "Count: 1, 1");
  await script.click("Open row", "Count: 1, 1", "Close row light");

  await tab.getByLabel("Word").fill("typed");
  await tab.getByLabel("Word").focus();

  // ── state is kept ─────────────────────────────────────────────────────────
  await edit("a text", [["app.tsx", "{text}{n}", "{text}now {n}"]], { status: "Count: now 1, 1" });
  await edit("an element more", [["app.tsx", "</ul>", "</ul><hr />"]]);
  await edit("a handler", [["app.tsx", "setN(n + 1)", "setN(n + 10)"]]);
  await script.click("Increment", "Count: now 11, 2");
  await edit("a child's text", [["row.tsx", "{useContext(Theme)}", "in {useContext(Theme)}"]], {
    row: "Close row in light",
  });
  await edit("a helper, for a memo", [["text.ts", "Count", "Total"]], { status: "Total: now 11, 2" });
  await edit("a context's default", [["theme.ts", "light", "dark"]], { row: "Close row in dark" });
  await edit(
    "two files at once",
    [
      ["text.ts", "Total", "Sum"],
      ["row.tsx", "in {", "on {"],
    ],
    {
      status: "Sum: now 11, 2",
      row: "Close row on dark",
    },
  );
  await edit("module-level state, from its importer", [
    ["app.tsx", "{ref.current}</p>", "{ref.current}{store.hits > 1000 ? '' : ' lost'}</p>"],
  ]);

  // ── hooks ─────────────────────────────────────────────────────────────────
  const App = ["App"];
  await edit("a hook more", [["app.tsx", "  const ref", "  const [word] = useState('x');\n  const ref"]], {
    status: "Sum: now 0, 0",
    remounted: App,
  });
  await expect.poll(() => tab.locator("[data-sessile-hot=remounted]").textContent()).toContain("App");
  await script.click("Increment", "Sum: now 10, 1");
  await edit("a hook less", [["app.tsx", "  const [word] = useState('x');\n", ""]], {
    status: "Sum: now 0, 0",
    remounted: App,
  });
  await script.click("Increment", "Sum: now 10, 1");
  await edit(
    "hooks in another order",
    [
      ["app.tsx", "  const ref = useRef(0);\n", ""],
      ["app.tsx", "  const [n, setN]", "  const ref = useRef(0);\n  const [n, setN]"],
    ],
    { status: "Sum: now 0, 0", remounted: App },
  );
  await edit("an initial value", [["app.tsx", "useState(0)", "useState(5)"]], {
    status: "Sum: now 5, 0",
    remounted: App,
  });
  await edit("a child's hook", [["row.tsx", "useState(false)", "useState(true)"]], { remounted: ["Row"] });
  script.files["use-step.ts"] =
    `import { useState } from "preact/hooks";\nexport function useStep() {\n  const [step] = useState(1);\n  return step;\n}\n`;
  await edit(
    "a hook of one's own",
    [
      ["use-step.ts", "", ""],
      ["app.tsx", "import { Row }", `import { useStep } from "./use-step.ts";\nimport { Row }`],
      ["app.tsx", "  const ref", "  const step = useStep();\n  const ref"],
      ["app.tsx", "n + 10", "n + step"],
    ],
    { remounted: App },
  );
  await script.click("Increment", "Sum: now 6, 1");
  await edit("its result", [["use-step.ts", "return step", "return step + 1"]]);
  await script.click("Increment", "Sum: now 8, 2");
  await edit("its hooks", [["use-step.ts", "  return", "  useState(2);\n  return"]], {
    status: "Sum: now 5, 0",
    remounted: App,
  });
  await script.click("Increment", "Sum: now 7, 1");

  // ── names and files ───────────────────────────────────────────────────────
  await script.click("Close row", "Sum: now 7, 1", "Open row on dark");
  await edit(
    "a component renamed",
    [
      ["row.tsx", "function Row", "function Item"],
      ["app.tsx", "{ Row }", "{ Item }"],
      ["app.tsx", "<Row", "<Item"],
    ],
    {
      row: "Close row on dark",
    },
  );
  await script.click("Close row", "Sum: now 7, 1", "Open row on dark");
  script.files["item.tsx"] = (script.files["row.tsx"] ?? "").replace("on {", "at {");
  script.files["row.tsx"] = "export {};\n";
  await edit(
    "a file split in two",
    [
      ["app.tsx", "./row.tsx", "./item.tsx"],
      ["item.tsx", "", ""],
      ["row.tsx", "", ""],
    ],
    {
      row: "Close row at dark",
    },
  );
  await edit(
    "a provider around",
    [
      ["app.tsx", "<ul><Item", `<Theme.Provider value="pale"><ul><Item`],
      ["app.tsx", "</ul>", "</ul></Theme.Provider>"],
      ["app.tsx", "import { Item }", `import { Theme } from "./theme.ts";\nimport { Item }`],
    ],
    { row: "Close row at pale" },
  );
  await script.click("Close row", "Sum: now 7, 1", "Open row at pale");
  await edit("the default of a context that is provided", [["theme.ts", "dark", "night"]]);

  // ── errors ────────────────────────────────────────────────────────────────
  await edit("a syntax error", [["app.tsx", "<main>", "<main"]], { problem: /^SyntaxError/ });
  expect(await tab.locator("[data-sessile-hot=problem] pre").textContent()).toMatch(/app\.tsx:\d+\n.*>\s+\d+ \|/s);
  await script.click("Increment", "Sum: now 9, 2");
  await edit("mended", [["app.tsx", "<main", "<main>"]]);
  await edit("a module that throws", [["text.ts", "export", "throw new Error('no text');\nexport"]], {
    problem: /no text/,
  });
  expect(await tab.locator("[data-sessile-hot=problem] pre").textContent()).toContain("text.ts:1\n");
  await edit("mended", [["text.ts", "throw new Error('no text');\n", ""]]);
  await edit("an import of nothing", [["text.ts", "export", `import "./late.ts";\nexport`]], {
    problem: /no module \.\/late\.ts/,
  });
  script.files["late.ts"] = "export {};\n";
  await edit("the file comes", [["late.ts", "", ""]]);
  const broken = script.stage.swap();
  writeFileSync(
    join(stage.folder, "app.tsx"),
    (script.files["app.tsx"] ?? "").replace("  return (", "  if (n >= 0) throw new Error('no render');\n  return ("),
  );
  expect(await broken).toMatchObject({ problem: null, failed: SESSIONS + 1 });
  await expect
    .poll(() => tab.locator("[data-sessile-hot=problem]").textContent())
    .toMatch(/no render.*in App.*app\.tsx:\d+/s);
  await script.shows("what was rendered before");
  await script.click("Increment", "Sum: now 11, 3");
  await edit("a render mended", [["app.tsx", "now", "then"]], { status: "Sum: then 11, 3" });

  expect(await tab.getByLabel("Word").inputValue()).toBe("typed");

  // ── style sheets, static files, and how editors save ──────────────────────
  expect(await color()).toBe("rgb(1, 0, 0)");
  await edit("a style sheet", [["style.css", "rgb(1", "rgb(2"]]);
  await expect.poll(color).toBe("rgb(2, 0, 0)");
  const note = async () => (await fetch(`${stage.url}/assets/apps/${stage.folder.split("/").at(-1)}/note.txt`)).text();
  expect(await note()).toBe("one");
  writeFileSync(join(stage.folder, "note.txt"), "two");
  expect(await note()).toBe("two");
  let swapped = stage.swap();
  script.files["app.tsx"] = (script.files["app.tsx"] ?? "").replace("then", "atomic");
  writeFileSync(join(stage.folder, "app.tsx~"), script.files["app.tsx"] ?? "");
  renameSync(join(stage.folder, "app.tsx~"), join(stage.folder, "app.tsx"));
  await script.expect("an atomic rename", await swapped, { status: "Sum: atomic 11, 3" });
  swapped = stage.swap();
  script.files["app.tsx"] = (script.files["app.tsx"] ?? "").replace("atomic", "whole");
  writeFileSync(join(stage.folder, "app.tsx"), "");
  await new Promise((resolve) => setTimeout(resolve, 20)); // as long as an editor takes to fill it
  writeFileSync(join(stage.folder, "app.tsx"), script.files["app.tsx"] ?? "");
  await script.expect("a file emptied and filled", await swapped, { status: "Sum: whole 11, 3" });
  await edit("the app renamed", [["app.tsx", "function App", "function Other"]], {
    status: "Sum: whole 5, 0",
    row: "Close row at pale",
  });

  expect(script.edits).toBeGreaterThanOrEqual(30);
  expect(stage.server.runtime.sessions).toBe(SESSIONS + 1);
  // The last word of each of them: it still answers, with the code of now.
  for (const session of sessions.slice(0, 20)) expect(await session.click(session.buttons[0] as number)).toBeTruthy();
});

const COUNTER = `import { useState } from "preact/hooks";
export default function Counter() {
  const [n, setN] = useState(0);
  return <main>Count {n} <button onClick={() => setN(n + 1)}>More</button></main>;
}
`;

test("without script the next request shows the new code", async () => {
  const stage = await hotStage({ "app.tsx": COUNTER });
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(stage.url);
  await page.getByRole("button").click();
  await stage.save({ "app.tsx": COUNTER.replace("Count {", "Total {") });
  await page.reload();
  expect(await page.locator("main").textContent()).toBe("Total 1 More");
});

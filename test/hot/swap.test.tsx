import { expect, test } from "vitest";
import { develop } from "../../apps/gallery/develop.ts";
import { type DevOptions, startDev } from "../../runtime/hot/index.ts";
import { livePages } from "../../runtime/runtime.ts";
import { Tab } from "../bench/tab.ts";
import { hotStage } from "../support/hot.ts";
import { root } from "../support/sources.ts";

const LIMITS = { provisional: 5000 };
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

test("code that throws in 1 of 1,000 sessions harms none of the others, and the next save mends that one too", async () => {
  const stage = await hotStage({ "app.tsx": COUNTER }, { limits: LIMITS });
  const tabs: Tab[] = [];
  for (let i = 0; i < 1000; i++) tabs.push(await Tab.open(stage.server.runtime));
  const [button = 0] = tabs[500]?.buttons ?? [];
  for (let clicks = 0; clicks < 3; clicks++) await tabs[500]?.click(button);
  const broken = COUNTER.replace("return <main>", "if (n === 3) throw new Error('one');\n  return <main>now ");
  expect(await stage.save({ "app.tsx": broken })).toMatchObject({ pages: 1000, failed: 1, problem: null });
  const after = shown(stage);
  expect(after.filter((page) => page === "now Count 0 More")).toHaveLength(999);
  expect(after.filter((page) => page !== "now Count 0 More")).toEqual([
    expect.stringMatching(/^The code does not run .*Error: one.*Count 3 More$/),
  ]);
  // It goes on as it was before, and the others with the new code.
  expect(await tabs[500]?.click(button)).toContain("4");
  expect(await tabs[501]?.click(tabs[501].buttons[0] as number)).toContain("1");
  const mended = await stage.save({ "app.tsx": COUNTER.replace("Count {", "Mended {") });
  expect(mended).toMatchObject({ failed: 0, problem: null });
  expect(shown(stage).sort().slice(-2)).toEqual(["Mended 1 More", "Mended 4 More"]);
}, 30_000);

test("events are answered while sessions are swapped: those of pages that wait for their turn too, with hooks that changed", async () => {
  const rows = COUNTER.replace("<main>", "<main>{Array.from({ length: 50 }, (_, i) => <p key={i}>{i}</p>)}");
  const stage = await hotStage({ "app.tsx": rows }, { limits: LIMITS });
  const tabs: Tab[] = [];
  for (let i = 0; i < 1000; i++) tabs.push(await Tab.open(stage.server.runtime));
  const hook = `const [word] = useState("word");\n  const [n, setN]`;
  const swapped = stage.save({ "app.tsx": rows.replace("const [n, setN]", hook).replace("{i}</p>", "{i}.</p>") });
  let done = false;
  void swapped.then(() => {
    done = true;
  });
  let answered = 0;
  // The last ones have their turn last.
  for (let i = tabs.length; !done; i--) {
    const tab = tabs[(i + tabs.length * 9 - 1) % tabs.length] as Tab;
    await tab.click(tab.buttons[0] as number);
    answered++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(answered).toBeGreaterThan(5);
  expect(shown(stage).filter((page) => !/49\. Count [012] More/.test(page))).toEqual([]);
  expect(stage.lines.filter(({ level }) => level === "error")).toEqual([]);
}, 60_000);

test("a page whose app went down with an error gets it back with the next save", async () => {
  const bomb = COUNTER.replace("  return", "  if (n === 2) throw new Error('two');\n  return");
  const stage = await hotStage({ "app.tsx": bomb });
  const tab = await Tab.open(stage.server.runtime);
  const [button = 0] = tab.buttons;
  await tab.click(button);
  await tab.click(button);
  expect(shown(stage)[0]).toContain("Something went wrong");
  await stage.save({ "app.tsx": COUNTER });
  expect(shown(stage)).toEqual(["Count 0 More"]);
});

test("a component that fails as it is first mounted shows nothing, and leaves its neighbours their state", async () => {
  const stage = await hotStage({ "app.tsx": COUNTER });
  const tab = await Tab.open(stage.server.runtime);
  await tab.click(tab.buttons[0] as number);
  const child = (body: string) => `${COUNTER.replace("</main>", "<Child /></main>")}\nfunction Child() { ${body} }\n`;
  expect(await stage.save({ "app.tsx": child("throw new Error('child');") })).toMatchObject({ failed: 1 });
  expect(shown(stage)[0]).toMatch(/Error: child .*Count 1 More$/);
  await stage.save({ "app.tsx": child("return <b>here</b>;") });
  expect(shown(stage)).toEqual(["Count 1 More here"]);
});

test("a component that throws with other hooks has its former ones back, their effects untouched", async () => {
  const app = (body: string) => `import { useEffect, useState } from "preact/hooks";
import { told } from "./told.ts";
export default function App() {
  ${body}
  const [n, setN] = useState(0);
  useEffect(() => () => void told.push("clean"), []);
  return <main>{n} {told.length} <button onClick={() => setN(n + 1)}>More</button></main>;
}
`;
  const stage = await hotStage({ "app.tsx": app(""), "told.ts": "export const told: string[] = [];\n" });
  const tab = await Tab.open(stage.server.runtime);
  await tab.click(tab.buttons[0] as number);
  const broken = app(
    "useState(1); useEffect(() => { throw new Error('never'); }); if (told) throw new Error('render');",
  );
  expect(await stage.save({ "app.tsx": broken })).toMatchObject({ failed: 1 });
  expect(shown(stage)[0]).toMatch(/Error: render.* 1 0 More$/);
  await tab.click(tab.buttons[0] as number);
  expect(shown(stage)[0]).toMatch(/ 2 0 More$/);
  await stage.save({ "app.tsx": app("") });
  expect(shown(stage)[0]).toMatch(/^2 \d More$/);
});

test("vnodes kept in props, memos and constants show the new code, with their state", async () => {
  const app = `import { useMemo } from "preact/hooks";
import { Part } from "./part.tsx";
import { Box } from "./box.tsx";
const constant = <Part />;
export default function App() {
  return <main><Box head={<Part />}><Part /></Box>{useMemo(() => <Part />, [])}{constant}</main>;
}
`;
  const box = `import { useState } from "preact/hooks";
export function Box({ head, children }) {
  const [n, setN] = useState(0);
  return <div>{head}{children}{n} <button onClick={() => setN(n + 1)}>More</button></div>;
}
`;
  const part = (word: string) => `import { useState } from "preact/hooks";
export function Part() {
  const [n] = useState(() => Math.random());
  return <i>${word} {n} </i>;
}
`;
  const stage = await hotStage({ "app.tsx": app, "box.tsx": box, "part.tsx": part("old") });
  const tab = await Tab.open(stage.server.runtime);
  const [before = ""] = shown(stage);
  await stage.save({ "part.tsx": part("new") });
  expect(shown(stage)).toEqual([before.replaceAll("old", "new")]);
  // The box renders the vnodes it was given before the swap.
  await tab.click(tab.buttons[0] as number);
  expect(shown(stage)).toEqual([before.replaceAll("old", "new").replace("0 More", "1 More")]);
});

test("a style sheet that a module imports is told of: no page would have it", async () => {
  const stage = await hotStage({ "app.tsx": COUNTER, "look.css": "p { color: red; }" });
  const { problem } = await stage.save({ "app.tsx": `import "./look.css";\n${COUNTER}` });
  expect(problem).toMatch(/look\.css is a style sheet, which a module cannot import: write @import/);
});

test("an effect that never comes to rest, and one that throws, are told of; the next save mends them", async () => {
  const stage = await hotStage({ "app.tsx": COUNTER });
  await Tab.open(stage.server.runtime);
  const withEffect = (effect: string) =>
    COUNTER.replace("{ useState", "{ useEffect, useState").replace(
      "  return",
      `  useEffect(() => ${effect});\n  return`,
    );
  await stage.save({ "app.tsx": withEffect("setN(n + 1)") });
  expect(shown(stage)[0]).toMatch(/SES_TURN_LOOP.* Count \d+ More$/);
  await stage.save({ "app.tsx": withEffect("{ throw new Error('effect'); }") });
  expect(shown(stage)[0]).toMatch(/Error: effect .* Count \d+ More$/);
  await stage.save({ "app.tsx": withEffect("{}") });
  expect(shown(stage)[0]).toMatch(/^Count \d+ More$/);
});

test("effects of a render that threw do not run", async () => {
  const app = (word: string, rest = "") => `import { useEffect, useState } from "preact/hooks";
import { told } from "./told.ts";
export default function App() {
  const [n, setN] = useState(0);
  useEffect(() => void told.push("${word}"));
  ${rest}
  return <main>{told.join()} <button onClick={() => setN(n + 1)}>More</button></main>;
}
`;
  const stage = await hotStage({ "app.tsx": app("old"), "told.ts": "export const told: string[] = [];\n" });
  const tab = await Tab.open(stage.server.runtime);
  expect(await stage.save({ "app.tsx": app("never", "if (told) throw new Error('render');") })).toMatchObject({
    failed: 1,
  });
  await tab.click(tab.buttons[0] as number);
  await tab.click(tab.buttons[0] as number);
  expect(shown(stage)[0]).toMatch(/ (?:old,)+old More$/);
});

test("effects run anew, their clean-up first; refs, signals and ids stay; a resource stays open", async () => {
  const app = (word: string) => `
import { useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useResource, useTitle } from "sessile/ui";
import { told } from "./told.ts";
export default function App() {
  const ref = useRef(Math.random());
  const signal = useSignal(Math.random());
  const [state] = useState(() => Math.random());
  const id = useId();
  useTitle("${word}");
  useResource(() => { told.push("open"); return { close: () => told.push("close") }; });
  useEffect(() => { told.push("effect ${word}"); return () => told.push("clean ${word}"); }, []);
  useLayoutEffect(() => { told.push("layout ${word}"); return () => told.push("unlayout ${word}"); }, []);
  return <main>{ref.current} {signal.value} {state} {id} <i>{told.join()}</i></main>;
}
`;
  const files = { "app.tsx": app("one"), "told.ts": "export const told: string[] = [];\n" };
  const stage = await hotStage(files);
  await Tab.open(stage.server.runtime);
  const [before = ""] = shown(stage);
  await stage.save({ "app.tsx": app("two") });
  await stage.save({ "app.tsx": `${app("two")}\n` });
  const [after = ""] = shown(stage);
  expect(after.split(" ").slice(0, 4)).toEqual(before.split(" ").slice(0, 4));
  expect(after).toContain("open,layout one,effect one,unlayout one,layout two,clean one,effect two");
  expect(after).not.toContain("close");
  const [page] = livePages(stage.server.runtime);
  expect(page?.document.title).toBe("two");
});

test("a component that begins anew is cleaned up after; memo, classes and React's names are swapped too", async () => {
  const app = (word: string, hook: string) => `
import { Component, memo, useEffect, useState } from "react";
import { told } from "./told.ts";
const Memo = memo(function Inner() { const [n] = useState(() => Math.random()); return <b>{n} ${word}</b>; });
class Old extends Component { state = { n: Math.random() }; render() { return <i>{this.state.n} ${word}</i>; } }
function Child() {
  ${hook}
  useEffect(() => () => void told.push("clean"), []);
  return <u>{told.length}</u>;
}
export default function App() { return <main><Memo /> <Old /> <Child /></main>; }
`;
  const stage = await hotStage({ "app.tsx": app("one", ""), "told.ts": "export const told: string[] = [];\n" });
  await Tab.open(stage.server.runtime);
  const [[memo, , old] = []] = shown(stage).map((page) => page.split(" "));
  const { remounted } = await stage.save({ "app.tsx": app("two", "useState(1);") });
  expect(remounted).toEqual(["Child"]);
  const [after = ""] = shown(stage);
  expect(after).toMatch(/ two .* two /);
  expect(after).toContain(`${memo} two`);
  expect(after).not.toContain(`${old} two`);
  await stage.save({ "app.tsx": app("three", "useState(1);") });
  expect(shown(stage)[0]).toMatch(/ three .* three 1$/);
});

test("an app with a syntax error is served with an overlay, and comes with the next save", async () => {
  const stage = await hotStage({ "app.tsx": COUNTER.replace("<main>", "<main") });
  await Tab.open(stage.server.runtime).catch(() => {});
  expect(shown(stage)[0]).toContain("SyntaxError");
  await stage.save({ "app.tsx": COUNTER });
  expect(shown(stage)[0]).toBe("Count 0 More");
});

test.each<[string, Partial<DevOptions>, RegExp]>([
  ["no such file", { entry: "nothing.tsx" }, /^SES_APP_FILE: there is no file nothing\.tsx\. /],
  ["no app in the folder", { entry: "." }, /^SES_APP_FILE: \. holds no app, expected app\.tsx, /],
  [
    "no component",
    { entry: "package.json" },
    /^SES_APP_COMPONENT: package\.json: expected a component as default export; it exports none\. /,
  ],
  ["nothing at all", {}, /^SES_NO_APPS/],
  ["a bad port", { entry: "apps/counter", port: -1 }, /^SES_PROPERTY/],
])("%s: one line that says what was expected", async (_, options, message) => {
  await expect(startDev({ root, port: 0, ...options })).rejects.toThrow(message);
});

test("the frame stands around every app but those that stand without; both are swapped", async () => {
  const frame = `export default function Frame({ title, children }) { return <><h1>{title}</h1>{children}</>; }\n`;
  const meta = `export const meta = { title: "Mine" };\n`;
  const options = { frame: "frame.tsx", apps: { "/": "app.tsx", "/bare/": "app.tsx" }, unframed: ["/bare/"] };
  const stage = await hotStage({ "app.tsx": COUNTER + meta, "frame.tsx": frame }, options);
  const get = async (path: string) => text(await (await fetch(stage.url + path)).text());
  expect(await get("/")).toContain("Mine Count 0");
  expect(await get("/bare/")).not.toContain("Mine");
  await stage.save({
    "app.tsx": COUNTER + meta.replace("Mine", "Yours"),
    "frame.tsx": frame.replace("h1>{", "h1>My {"),
  });
  expect(shown(stage).filter((page) => page.startsWith("My Yours Count 0"))).toHaveLength(1);
});

test("the gallery and its apps, from their sources", async () => {
  const service = await develop(root, { port: 0, host: "127.0.0.1" });
  try {
    const get = async (path: string) => (await fetch(service.url + path)).text();
    expect(text(await get("/"))).toContain("Counter One number");
    expect(text(await get("/counter/"))).toMatch(/^Sessile apps Counter Count: 0/);
    expect(await get("/assets/theme.css")).toContain("color-scheme");
    expect((await fetch(`${service.url}/assets/apps/counter/app.tsx`)).status).toBe(404);
  } finally {
    await service.close();
  }
}, 20_000);

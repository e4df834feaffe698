/** What only a browser shows of a grid: scrolling, sticky heads, the focus, dragging, the look of an edit. */
import { join } from "node:path";
import type { Page as Tab } from "playwright-core";
import { arraySource, DataGrid, type GridRows, type GridWindow } from "sessile/widgets";
import { expect, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { root } from "../support/sources.ts";
import { servedStage } from "../support/stage.tsx";

const MILLION = 1_000_000;
interface Row {
  readonly id: number;
  readonly name: string;
}
const source = arraySource<Row>({ length: MILLION, at: (n) => ({ id: n + 1, name: `Name ${n + 1}` }) });
const edits = new Map<number, Row>();
const People = () => (
  <main>
    <DataGrid
      label="People"
      locale="en"
      selectable
      columns={[
        { id: "id", label: "No." },
        { id: "name", label: "Name", editor: "text", validate: (text) => (text === "" ? "Say a name." : null) },
      ]}
      source={(window: GridWindow) => {
        const edited = ({ rows, total }: GridRows<Row>) => ({
          rows: rows.map((row) => edits.get(row.id) ?? row),
          total,
        });
        const answer = source.load(window);
        return "then" in answer ? answer.then(edited) : edited(answer);
      }}
      onEdit={({ row, changes }) => {
        edits.set(row.id, { ...row, ...changes });
      }}
    />
  </main>
);

async function open(App = People) {
  edits.clear();
  const statics = [{ prefix: "/assets/", dir: join(root, "public"), only: /\.css$/ }];
  const on = await servedStage({ "/": { component: App, styles: ["/assets/theme.css"] } }, { statics });
  const user = await ChromiumUser.open(on, "/", true);
  return { user, tab: user.tab };
}

/** The names that are seen at the upper edge of the rows, and at the lower one. */
const seen = (tab: Tab) =>
  tab.evaluate(() => {
    const box = document.querySelector(".viewport") as HTMLElement;
    const { left, bottom } = box.getBoundingClientRect();
    const top = (box.querySelector("thead") as Element).getBoundingClientRect().bottom;
    const at = (y: number) =>
      document
        .elementFromPoint(left + 100, y)
        ?.closest("tbody > tr")
        ?.querySelector("td:nth-child(2)")?.textContent;
    return [at(top + 4), at(bottom - 24)].map(Number);
  });
const scroll = (tab: Tab, to: string) =>
  tab.evaluate((expression) => {
    const box = document.querySelector(".viewport") as HTMLElement;
    // The end, half the way, or so many pixels further on.
    box.scrollTop =
      { end: box.scrollHeight, half: box.scrollHeight / 2 }[expression] ?? box.scrollTop + Number(expression);
  }, to);

test("a million rows: to the end, to the middle, row by row, and back; no more are in the tree than are seen", async () => {
  const { user, tab } = await open();
  await expect.poll(() => seen(tab)).toEqual([1, 12]);
  await scroll(tab, "end");
  await expect.poll(async () => (await seen(tab))[1]).toBe(MILLION);
  await scroll(tab, "half");
  await expect.poll(async () => (await seen(tab))[0]).toBeGreaterThan(MILLION / 2 - 100);
  const [first = 0] = await seen(tab);
  expect(first).toBeLessThan(MILLION / 2 + 100);
  for (let i = 1; i <= 5; i++) {
    await scroll(tab, "72");
    await expect.poll(async () => (await seen(tab))[0]).toBe(first + 2 * i);
  }
  expect(await tab.locator("tbody tr").count()).toBeLessThan(60);
  await expectSame(user);
  await scroll(tab, "-99999999");
  await expect.poll(() => seen(tab)).toEqual([1, 12]);
});

test("loaded anew it begins at the top again, and rows are there", async () => {
  const { user, tab } = await open();
  await scroll(tab, "half");
  await expect.poll(async () => (await seen(tab))[0]).toBeGreaterThan(MILLION / 2 - 100);
  await tab.reload();
  await expect.poll(() => seen(tab)).toEqual([1, 12]);
  await scroll(tab, "72");
  await expect.poll(async () => (await seen(tab))[0]).toBe(3);
  await expectSame(user);
});

test("by keyboard alone: through rows and pages, into the head, and the focus is where one looks", async () => {
  const { tab } = await open();
  const focused = () => tab.evaluate(() => document.activeElement?.textContent);
  await tab.getByRole("gridcell", { name: "Name 1", exact: true }).click();
  await tab.keyboard.press("PageDown");
  await expect.poll(focused).toBe("Name 13");
  for (let i = 0; i < 3; i++) await tab.keyboard.press("ArrowDown");
  await expect.poll(focused).toBe("Name 16");
  await tab.keyboard.press("Control+End");
  await expect.poll(async () => (await seen(tab))[1]).toBe(MILLION);
  await tab.keyboard.press("ArrowLeft");
  await expect.poll(focused).toBe(`Name ${MILLION}`);
  // Scrolled away it keeps the focus: keys go on from there.
  await scroll(tab, "half");
  await expect.poll(async () => (await seen(tab))[0]).toBeLessThan(MILLION / 2 + 100);
  expect(await focused()).toBe(`Name ${MILLION}`);
  await tab.keyboard.press("ArrowUp");
  await expect.poll(focused).toBe(`Name ${MILLION - 1}`);
  await expect.poll(async () => (await seen(tab))[1]).toBeGreaterThan(MILLION - 13);
  await tab.keyboard.press("Control+Home");
  await tab.keyboard.press("ArrowUp");
  await tab.keyboard.press("ArrowRight");
  await expect.poll(focused).toBe("No.");
  await tab.keyboard.press("Enter");
  await expect.poll(focused).toBe("No. ▲");
});

test("keys pressed faster than answers come all count", async () => {
  const { tab } = await open();
  const focused = () => tab.evaluate(() => document.activeElement?.textContent);
  await tab.getByRole("gridcell", { name: "Name 1", exact: true }).click();
  await expect.poll(focused).toBe("Name 1");
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  // Some are pressed in the row they began in, others where an answer has led to in the meantime.
  for (let i = 0; i < 20; i++) await tab.keyboard.press("PageDown", { delay: 30 });
  await expect.poll(focused).toBe("Name 241");
  await tab.keyboard.press("Control+End");
  for (let i = 0; i < 3; i++) await tab.keyboard.press("ArrowUp", { delay: 60 });
  const row = () => tab.evaluate(() => document.activeElement?.closest("tr")?.getAttribute("aria-rowindex"));
  // The head is a row, too.
  await expect.poll(row).toBe(String(MILLION - 3 + 1));
  expect(await tab.locator("tbody tr").count()).toBeLessThan(80);
});

test("an edit: what is wrong stands beneath the cell, and nothing moves", async () => {
  const { user, tab } = await open();
  const below = tab.getByRole("gridcell", { name: "Name 5", exact: true });
  const before = await below.boundingBox();
  await tab.getByRole("gridcell", { name: "Name 3", exact: true }).dblclick();
  const field = tab.getByRole("textbox", { name: "Name" });
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await tab.keyboard.press("Backspace");
  await tab.keyboard.press("Enter");
  const error = tab.getByRole("alert");
  await sees(user, "alert", "Say a name.");
  const place = await error.boundingBox();
  expect(place?.y).toBeGreaterThanOrEqual(((await field.boundingBox())?.y ?? 0) + 20);
  // It lies above the rows, not beneath them.
  expect(
    await error.evaluate((element) => {
      const { left, top } = element.getBoundingClientRect();
      return document.elementFromPoint(left + 3, top + 3) === element;
    }),
  ).toBe(true);
  await tab.keyboard.type("Ada");
  await tab.keyboard.press("Enter");
  await sees(user, "gridcell", "Ada");
  expect(await below.boundingBox()).toEqual(before);
  await expectSame(user);
});

test("the pointer: Ctrl and Shift choose rows, an edge makes a column wider, a drag moves it", async () => {
  const { user, tab } = await open();
  const cell = (name: string) => tab.getByRole("gridcell", { name, exact: true });
  await cell("Name 2").click();
  await cell("Name 5").click({ modifiers: ["Shift"] });
  await sees(user, "status", "1,000,000 rows, 4 selected");
  await cell("Name 3").click({ modifiers: ["Control"] });
  await sees(user, "status", "1,000,000 rows, 3 selected");
  const head = tab.getByRole("columnheader", { name: "No." });
  const width = async () => Math.round((await head.boundingBox())?.width ?? 0);
  expect(await width()).toBe(160);
  const grip = (await head.locator(".grip").boundingBox()) as { x: number; y: number };
  await tab.mouse.move(grip.x + 6, grip.y + 10);
  await tab.mouse.down();
  for (let i = 1; i <= 10; i++) {
    await tab.mouse.move(grip.x + 6 + i * 8, grip.y + 40);
    await tab.waitForTimeout(15);
  }
  await tab.mouse.up();
  await expect.poll(width).toBe(240);
  await tab.getByRole("button", { name: "Name", exact: true }).dragTo(head.getByRole("button"));
  await expect.poll(() => tab.getByRole("columnheader").nth(1).textContent()).toBe("Name");
  await expectSame(user);
});

test("a slow source: what was asked for first and answers last is not shown; the place of rows is kept meanwhile", async () => {
  const waiting: { offset: number; answer: () => void }[] = [];
  const Slow = () => (
    <main>
      <DataGrid
        label="Slow"
        columns={[
          { id: "id", label: "No." },
          { id: "name", label: "Name" },
        ]}
        source={({ offset, limit }: GridWindow) => {
          const rows = Array.from({ length: limit }, (_, i) => ({ id: offset + i, name: `Name ${offset + i}` }));
          if (offset === 0) return { rows, total: 100_000 };
          return new Promise<GridRows<Row>>((resolve) =>
            waiting.push({ offset, answer: () => resolve({ rows, total: 100_000 }) }),
          );
        }}
      />
    </main>
  );
  const { user, tab } = await open(Slow);
  const height = () => tab.locator("table").evaluate((table) => table.scrollHeight);
  const before = await height();
  await scroll(tab, "half");
  await expect.poll(() => waiting.length).toBeGreaterThan(0);
  await expect.poll(() => tab.locator(".waiting").count()).toBeGreaterThan(0);
  expect(await height()).toBe(before);
  const early = [...waiting];
  await scroll(tab, "end");
  await expect.poll(() => waiting.length).toBeGreaterThan(early.length);
  for (const { answer } of waiting.slice(early.length)) answer();
  await sees(user, "gridcell", "Name 99999");
  for (const { answer } of early) answer();
  await scroll(tab, "-36");
  await sees(user, "gridcell", "Name 99998");
  expect(await tab.locator(".waiting").count()).toBe(0);
  expect(await tab.getByRole("grid").getAttribute("aria-busy")).toBe(null);
  await expectSame(user);
});

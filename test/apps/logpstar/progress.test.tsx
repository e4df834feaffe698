/** A long calculation: the bar moves by push, others are answered, and without script the page says how far it is. */
import { testServer, visit } from "sessile/testing";
import { beforeEach, expect, test } from "vitest";
import LogPStar from "../../../apps/logpstar/app.tsx";
import { Slices } from "../../../apps/logpstar/batch.ts";

const LINES = Array.from({ length: 1_000 }, (_, i) => `CC(C)Cc1ccc(cc1)C(C)C(=O)O molecule ${i + 1}`).join("\n");
const file = { name: "many.smi", content: LINES };
const slices = new Slices();

/** Whoever calculates stops before the third slice, until it is let go. */
let go: () => void;
let held: { next(): Promise<void> };
beforeEach(() => {
  let slice = 0;
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  held = {
    next: async () => {
      await slices.next();
      if (++slice === 3) await gone;
    },
  };
});

const App = () => <LogPStar slices={held} />;

test("with script others are answered, and what is under way shows a bar", { timeout: 30_000 }, async () => {
  const server = testServer({ "/": App });
  const page = await server.visit("/");
  const other = await server.newUser().visit("/");
  await page.getByLabel("A file of molecules").upload(file);
  await page.getByRole("button", { name: "Calculate file" }).click();
  await page.getByRole("progressbar", { name: "Progress of many.smi" }).waitFor();
  await other.getByRole("button", { name: "Caffeine" }).click();
  expect(other.getByRole("heading", { name: "Caffeine" }).count).toBe(1);
  go();
  await page.settled({ timeout: 20_000 });
  expect(page.getByRole("status").text).toBe("1,000 lines read: 1,000 molecules, 0 faults.");
  expect(page.getByRole("progressbar").count).toBe(0);
});

test("a page that is closed stops its calculation", async () => {
  const server = testServer({ "/": App }, { limits: { graceMs: 0 } });
  const page = await server.visit("/");
  await page.getByLabel("A file of molecules").upload(file);
  await page.getByRole("button", { name: "Calculate file" }).click();
  await server.close();
  go();
  await slices.next();
  await slices.next();
  expect(server.log.filter(({ level }) => level === "error")).toEqual([]);
});

test("without script the page says how far it is, loads itself anew, and offers that", async () => {
  const page = await visit(App, { script: false, limits: { settleMs: 20 } });
  await page.getByLabel("A file of molecules").upload(file);
  await page.getByRole("button", { name: "Calculate file" }).click();
  expect(page.getByRole("status").text).toBe("Calculating");
  const bar = page.getByRole("progressbar");
  expect(Number(bar.attribute("value"))).toBeGreaterThanOrEqual(0);
  expect(page.html).toMatch(/<meta http-equiv="refresh" content="\d/);
  await page.getByRole("link", { name: "How far is it now?" }).click();
  expect(page.getByRole("status").text).toBe("Calculating");
  await page.getByRole("button", { name: "Cancel" }).click();
  go();
  await page.settled({ timeout: 20_000 });
  expect(page.getByRole("status").text).toMatch(/^Cancelled after \d/);
  expect(page.html).not.toMatch(/http-equiv="refresh"/);
});

test.each([
  [
    "larger",
    { name: "big.smi", content: new Uint8Array(2 * 1024 * 1024 + 1) },
    "big.smi is larger than 2 MB: split it.",
  ],
  ["empty", { name: "none.smi", content: "" }, "none.smi is empty."],
])("a file that is %s is refused at the field", async (_, given, message) => {
  const page = await visit(App);
  const field = page.getByLabel("A file of molecules");
  await field.upload(given);
  await page.getByRole("button", { name: "Calculate file" }).click();
  expect(page.getByRole("alert").text).toBe(message);
  expect(field.attribute("aria-invalid")).toBe("true");
  expect(field.attribute("aria-describedby")).toBe("logp-file-hint logp-file-error");
});

test("a mistake is told at the field, and half a SMILES is none while it is typed", async () => {
  const page = await visit(App);
  const field = page.getByLabel("SMILES");
  await field.type("CC(");
  expect(page.getByRole("alert").count).toBe(0);
  expect(page.getByRole("img").attribute("aria-label")).toBe("Structure of CC, C2H6");
  await page.getByRole("button", { name: "Calculate" }).click();
  expect([field.attribute("aria-invalid"), field.attribute("aria-describedby")]).toEqual([
    "true",
    "logp-hint logp-error",
  ]);
  expect(page.getByRole("alert").text).toContain("never closed");
  await field.type("C)");
  expect(field.attribute("aria-invalid")).toBeNull();
});

test("what a file says is text, whatever it says", async () => {
  const page = await visit(App);
  const name = '<img src=x onerror="alert(1)">';
  await page
    .getByLabel("A file of molecules")
    .upload({ name: `${name}.smi`, content: `CCO ${name}\n<script>alert(1)</script>` });
  await page.getByRole("button", { name: "Calculate file" }).click();
  await page.settled({ timeout: 20_000 });
  expect(page.getByRole("button", { name: `Show ${name}` }).count).toBe(1);
  await page.getByRole("button", { name: `Show ${name}` }).click();
  expect(page.getByRole("img").attribute("aria-label")).toBe(`Structure of ${name}, C2H6O`);
  expect(page.html).not.toMatch(/<img|<script>alert/);
});

/** Files of molecules: read as they come, calculated in slices, each fault with its line. */
import { expect, test } from "vitest";
import { calculate, type Progress, Slices } from "../../../apps/logpstar/batch.ts";
import { FILE_MAX, LINES_MAX, readLines, splitLine } from "../../../apps/logpstar/smi.ts";

const GOOD = ["CCO", "c1ccccc1", "CC(=O)Oc1ccccc1C(=O)O", "Cn1cnc2c1c(=O)n(C)c(=O)n2C"];
const slices = new Slices();
/** Milliseconds a test may take on a machine that is busy with others. */
const PATIENCE_MS = 30_000;
const forever = new AbortController().signal;
const run = (file: Blob, signal = forever, onProgress: (progress: Progress) => void = () => {}) =>
  calculate(file, { signal, onProgress, slices });

/** 5,000 lines; every hundredth is bad. */
function thousands(): { file: Blob; bad: readonly number[] } {
  const bad: number[] = [];
  const lines = Array.from({ length: 5_000 }, (_, i) => {
    if (i % 100 !== 99) return `${GOOD[i % GOOD.length]} molecule ${i + 1}`;
    bad.push(i + 1);
    return ["CC(C wrong", "Xx", "C1CC", "<script>alert(1)</script>", "CC>>C"][bad.length % 5] as string;
  });
  return { file: new Blob([lines.join("\n")]), bad };
}

/** A file that comes in pieces of so many bytes. */
function inPieces(text: string, size: number): Blob {
  const bytes = new TextEncoder().encode(text);
  const file = new Blob([bytes]);
  file.stream = () =>
    new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
  return file;
}

async function linesOf(file: Blob): Promise<string[]> {
  const all: string[] = [];
  for await (const { lines } of readLines(file)) all.push(...lines.map(({ number, text }) => `${number} ${text}`));
  return all;
}

test("D10: 5,000 lines: every bad one is told with its number, all others are calculated", {
  timeout: PATIENCE_MS,
}, async () => {
  const { file, bad } = thousands();
  const { rows, faults, lines, end } = await run(file);
  expect([end, lines, rows.length, faults.length]).toEqual(["done", 5_000, 4_950, 50]);
  expect(faults.map(({ line }) => line)).toEqual(bad);
  expect(faults[0]).toEqual({
    line: 100,
    text: "Xx",
    message: expect.stringContaining("“X” at position 1 is no atom"),
  });
  expect(rows[98]).toMatchObject({ line: 99, name: "molecule 99", smiles: GOOD[98 % 4] });
});

test("others are let in between two slices, also where several calculate", { timeout: PATIENCE_MS }, async () => {
  let others = 0;
  let running = true;
  const other = () => {
    others++;
    if (running) setImmediate(other);
  };
  setImmediate(other);
  await Promise.all([run(thousands().file), run(thousands().file)]);
  running = false;
  expect(others).toBeGreaterThan(5);
});

test("progress goes up, and a cancelled calculation keeps what it has", { timeout: PATIENCE_MS }, async () => {
  const controller = new AbortController();
  const seen: number[] = [];
  let asked = 0;
  const next = () => {
    if (++asked === 4) controller.abort();
    return slices.next();
  };
  const { file } = thousands();
  const outcome = await calculate(file, {
    signal: controller.signal,
    onProgress: ({ part }) => seen.push(part),
    slices: { next },
  });
  expect(outcome.end).toBe("cancelled");
  expect(outcome.rows.length + outcome.faults.length).toBe(outcome.lines);
  expect(outcome.lines).toBeLessThan(5_000);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test("lines end in any way, wherever the pieces are cut", async () => {
  const text = "\uFEFFCCO one\r\nCC\rCCC é✓\n\nC";
  for (let size = 1; size < 30; size++) {
    expect(await linesOf(inPieces(text, size))).toEqual(["1 CCO one", "2 CC", "3 CCC é✓", "4 ", "5 C"]);
  }
  expect(await linesOf(new Blob(["CC\n"]))).toEqual(["1 CC"]);
  expect(await linesOf(new Blob([]))).toEqual([]);
});

test("of a file without line ends no more is kept than a line may have", { timeout: PATIENCE_MS }, async () => {
  const [line, ...more] = await linesOf(inPieces(`${"C".repeat(FILE_MAX - 3)}\nCC`, 65_536));
  expect([line?.length, more]).toEqual([2_002, ["2 CC"]]);
  const { faults, rows } = await run(new Blob(["C".repeat(100_000), "\nCC"]));
  expect(faults).toEqual([
    { line: 1, text: `${"C".repeat(80)}…`, message: "That is 2000 characters long: at most 1000." },
  ]);
  expect(rows).toHaveLength(1);
});

test("no more lines are taken than the limit says", { timeout: PATIENCE_MS }, async () => {
  const outcome = await run(new Blob(["CC\n".repeat(LINES_MAX + 1)]));
  expect([outcome.end, outcome.lines, outcome.rows.length]).toEqual(["too long", LINES_MAX, LINES_MAX]);
});

test("blank lines, comments and a heading are no molecules", async () => {
  const { rows, faults, lines } = await run(
    new Blob(["SMILES Name\n# a comment\n\n   \nCCO\tEthanol\n CC  ethane gas \n"]),
  );
  expect(rows.map(({ line, name }) => [line, name])).toEqual([
    [5, "Ethanol"],
    [6, "ethane gas"],
  ]);
  expect([faults, lines]).toEqual([[], 6]);
});

test("what is no text is faults, not a failure", async () => {
  const bytes = Uint8Array.from({ length: 5_000 }, (_, i) => (i * 151) % 256);
  const { end, rows, faults } = await run(new Blob([bytes]));
  expect([end, rows.length, faults.length > 0]).toEqual(["done", 0, true]);
  // A parser would make something else of it than the tree holds.
  expect(faults.filter(({ text }) => /\p{C}/u.test(text))).toEqual([]);
});

test("a name is one line, and of a length that fits a table", () => {
  expect(splitLine("CC \0 a\tb\u2028c")).toEqual({ smiles: "CC", name: "a b c" });
  expect(splitLine(`CC ${"n".repeat(500)}`).name).toHaveLength(100);
});

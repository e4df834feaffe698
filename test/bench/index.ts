/**
 * `npm run bench`: prints a line a figure, `name value unit budget verdict`. Each file of figures runs in a process
 * of its own, so that none finds the other's heap or compiled code.
 *
 * `npm run bench -- http heap` runs these files alone; `--keep` writes the figures to test/bench/results.md.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { machine } from "./harness.ts";

const FILES = [
  "http",
  "service",
  "click",
  "local-update",
  "first-page",
  "heap",
  "churn",
  "broadcast",
  "bodies",
  "upload",
  "script-size",
  "pixel",
  "widgets",
  "data-grid",
  "hot",
];
const RESULTS = fileURLToPath(new URL("../../../test/bench/results.md", import.meta.url));

const LONG_RUNS = "## Long runs";

const args = process.argv.slice(2);
const keep = args.includes("--keep");
const chosen = args.filter((arg) => !arg.startsWith("--"));
const unknown = chosen.filter((name) => !FILES.includes(name));
if (unknown.length > 0) throw new Error(`no figures called ${unknown.join(", ")}; expected ${FILES.join(", ")}`);

/** Runs one file, and passes its lines on as they come. */
async function run(name: string): Promise<string[]> {
  const path = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  const child = spawn(process.execPath, ["--expose-gc", "--enable-source-maps", path], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    console.log(line);
    lines.push(line);
  }
  if ((await ended) !== 0) throw new Error(`the figures of ${name} could not be taken`);
  return lines;
}

/** The lines as a table, dated, with the machine. */
function table(lines: readonly string[]): string {
  const rows = lines.map((line) => `| ${line.split(" ").join(" | ")} |`);
  return `# Figures

${new Date().toISOString().slice(0, 10)}, ${machine().join(", ")}. Written by \`npm run bench -- --keep\`; lines without a
budget explain the one above them.

| figure | value | unit | budget | verdict |
|---|---|---|---|---|
${rows.join("\n")}
`;
}

/** What was noted of the long runs (`npm run chaos`, `npm run soak`) stays. */
function longRuns(): string {
  const before = existsSync(RESULTS) ? readFileSync(RESULTS, "utf8") : "";
  const at = before.indexOf(LONG_RUNS);
  return at < 0 ? "" : `\n${before.slice(at)}`;
}

for (const line of machine()) console.log(line);
const lines: string[] = [];
for (const name of FILES) if (chosen.length === 0 || chosen.includes(name)) lines.push(...(await run(name)));
if (keep) writeFileSync(RESULTS, table(lines) + longRuns());
if (lines.some((line) => line.endsWith(" over"))) process.exitCode = 1;

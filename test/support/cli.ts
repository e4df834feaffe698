/** The command line as users run it: as a process, in a directory in which this project and Preact are installed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished } from "vitest";
import { root } from "./sources.ts";

export const CLI = join(root, "dist/apps/sessile/cli.js");
export const COUNTER = `import { useState } from "preact/hooks";
export function Counter() {
  const [count, setCount] = useState(0);
  return <main><p role="status">Count: {count}</p><button onClick={() => setCount(count + 1)}>Increment</button></main>;
}
`;

/** The directory; it goes with the test file. */
export const dir = mkdtempSync(join(tmpdir(), "sessile-cli-"));
mkdirSync(join(dir, "node_modules"));
for (const name of ["preact", "vite"]) symlinkSync(join(root, "node_modules", name), join(dir, "node_modules", name));
symlinkSync(root, join(dir, "node_modules/sessile"));
writeFileSync(join(dir, "package.json"), '{"type":"module"}');
writeFileSync(join(dir, "counter.tsx"), COUNTER);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** The first match of what it prints, errors included. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts `sessile` with these arguments. */
export function run(
  args: readonly string[],
  { cwd = dir, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Running {
  const { PORT: _, HOST: __, NODE_ENV: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { ...inherited, ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (err += text));
  const ended = once(child, "close").then(([code]) => ({ code, out, err }));
  return {
    process: child,
    ended,
    prints: (pattern) =>
      expect
        .poll(() => pattern.exec(out + err) ?? (child.exitCode === null ? null : `ended: ${err}`), { timeout: 20_000 })
        .toEqual(expect.anything())
        .then(() => {
          const match = pattern.exec(out + err);
          if (!match) throw new Error(err);
          return match;
        }),
  };
}

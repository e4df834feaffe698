/** Browsers that show text alone, each on a terminal of its own. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import xterm from "@xterm/headless";
import { onTestFinished } from "vitest";
import { until } from "./drivers/user.ts";

// `npm test` sets these to an empty string where there is no such program; in CI the tests run all the same, and fail.
const isMissing = (program: string | undefined) => program === "" && !process.env.CI;
export const withoutW3m = isMissing(process.env.W3M);
export const withoutLynx = isMissing(process.env.LYNX);

export interface Terminal {
  /** Waits for a text on the screen. */
  says(text: string): Promise<void>;
  /** Sends keys. */
  types(keys: string): void;
}

const ROWS = 100;
const COLS = 80;

/** w3m at an address. `/text⏎` goes to a text, `n` to the next one, ⏎ presses what is under the cursor, or begins to write there. */
export function w3m(url: string): Terminal {
  return terminal(`${process.env.W3M || "w3m"} -cookie -o accept_cookie=1 -no-mouse -M -cols 80 ${url}`, "Qy");
}

/** lynx at an address. It takes the same keys. */
export function lynx(url: string): Terminal {
  return terminal(`${process.env.LYNX || "lynx"} -accept_all_cookies -nopause -nocolor -tna ${url}`, "Qy");
}

/** A program on a terminal. @param farewell the keys that end it */
function terminal(command: string, farewell: string): Terminal {
  const home = mkdtempSync(join(tmpdir(), "terminal-"));
  const screen = new xterm.Terminal({ rows: ROWS, cols: COLS, allowProposedApi: true });
  // script(1) gives it the terminal it asks for.
  const child = spawn("script", ["-qefc", `stty rows ${ROWS} cols ${COLS}; exec ${command}`, "/dev/null"], {
    env: { ...process.env, TERM: "xterm", LANG: "C.UTF-8", HOME: home, LINES: `${ROWS}`, COLUMNS: `${COLS}` },
    stdio: ["pipe", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => screen.write(bytes));
  const shown = () => {
    const { active } = screen.buffer;
    return Array.from({ length: ROWS }, (_, row) => active.getLine(row)?.translateToString(true)).join("\n");
  };
  const ended = new Promise((resolve) => child.once("exit", resolve));
  onTestFinished(async () => {
    child.stdin.write(farewell);
    const force = setTimeout(() => child.kill("SIGKILL"), 1000);
    await ended;
    clearTimeout(force);
    screen.dispose();
    rmSync(home, { recursive: true });
  });
  return {
    says: async (text) =>
      void (await until(shown, (all) => all.includes(text), `${command}: no ${JSON.stringify(text)}`)),
    types: (keys) => void child.stdin.write(keys),
  };
}

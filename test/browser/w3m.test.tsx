/** The same apps in w3m, a browser of text: no script, no style, and no attribute `form`. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useState } from "preact/hooks";
import { prevent } from "sessile/ui";
import { onTestFinished, test as vitest } from "vitest";
import Counter from "../../apps/counter/app.tsx";
import Todo from "../../apps/todo/app.tsx";
import { until } from "../support/drivers/user.ts";
import { type ServedStage, servedStage } from "../support/stage.tsx";

/** `npm test` sets W3M to an empty string where there is none, and says so; in CI the tests run all the same, and fail. */
const test = vitest.skipIf(process.env.W3M === "" && !process.env.CI);

const TAB = "\t";
const ENTER = "\r";

/** Opens w3m on a terminal of its own; what is typed goes there. */
function w3m(url: string): (...keys: string[]) => Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "w3m-"));
  const command = `${process.env.W3M || "w3m"} -cookie -o auto_image=false ${url}`;
  const terminal = spawn("script", ["-qfec", command, "/dev/null"], {
    env: { ...process.env, HOME: home, TERM: "xterm", LINES: "60", COLUMNS: "100" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let silent = performance.now();
  terminal.stdout.on("data", () => {
    silent = performance.now();
  });
  onTestFinished(async () => {
    const closed = new Promise((resolve) => terminal.on("close", resolve));
    terminal.stdin.write("Q");
    const force = setTimeout(() => terminal.kill("SIGKILL"), 2000);
    await closed;
    clearTimeout(force);
    rmSync(home, { recursive: true, force: true });
  });
  return async (...keys) => {
    for (const key of keys) {
      // A key typed while w3m still draws would be lost.
      await until(
        () => performance.now() - silent,
        (ms) => ms > 150,
        "w3m keeps on drawing",
      );
      terminal.stdin.write(key);
      silent = performance.now();
    }
  };
}

const reads = (on: ServedStage, text: string) =>
  until(
    () => on.documents[0]?.body?.textContent ?? "",
    (seen) => seen.includes(text),
    `the server does not hold ${text}`,
  );

test("buttons outside any form", async () => {
  const on = await servedStage({ "/": Counter });
  const type = w3m(on.url);
  await reads(on, "Count: 0");
  await type(TAB, TAB, ENTER);
  await reads(on, "Count: 1");
  await type(TAB, TAB, ENTER);
  await reads(on, "Count: 2");
  await type(TAB, TAB, TAB, ENTER);
  await reads(on, "Count: 0");
});

test("a form, and a tick that goes with the next button", async () => {
  const on = await servedStage({ "/": () => <Todo /> });
  const type = w3m(on.url);
  await reads(on, "2 left");
  await type(TAB, ENTER, "Feed the cat", ENTER, TAB, ENTER);
  await reads(on, "3 left");
  // Field, Add, All, Active, Done: then the first item's box, and its button to move it down.
  await type(TAB, TAB, TAB, TAB, TAB, TAB, ENTER, TAB, TAB, TAB, ENTER);
  await reads(on, "2 left");
  await reads(on, "Water the plantsEdit ↑ ↓ DeleteBuy milkEdit");
});

/** Boxes before and behind a form: w3m posts the one and not the other. */
function Two() {
  const [before, setBefore] = useState(true);
  const [behind, setBehind] = useState(true);
  const [sent, setSent] = useState("nothing");
  return (
    <main>
      <input type="checkbox" checked={before} onChange={(e) => setBefore(e.currentTarget.checked)} />
      <button onClick={() => setSent("before")}>Before</button>
      <form onSubmit={prevent(() => setSent("form"))}>
        <button type="submit">Form</button>
      </form>
      <input type="checkbox" checked={behind} onChange={(e) => setBehind(e.currentTarget.checked)} />
      <button onClick={() => setSent("behind")}>Behind</button>
      <p>{`${before} ${behind} ${sent}`}</p>
    </main>
  );
}

test("boxes that are not posted keep their tick", async () => {
  const on = await servedStage({ "/": Two });
  const type = w3m(on.url);
  await reads(on, "true true nothing");
  await type(TAB, TAB, ENTER);
  await reads(on, "true true before");
  await type(TAB, TAB, TAB, ENTER);
  await reads(on, "true true form");
  await type(TAB, TAB, TAB, TAB, ENTER, TAB, ENTER);
  await reads(on, "true false behind");
});

/** The gallery under slow clients, load, uploads and hang-ups at once: it stays available to everybody else. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root } from "../support/sources.ts";

// `npm test` sets these to empty strings where there are none; in CI the test runs all the same, and fails.
const isMissing = (process.env.SLOWHTTPTEST === "" || process.env.WRK === "") && !process.env.CI;

/** Longer than a head may take. */
const SECONDS = 28;
const CONNECTIONS = 300;
/** Milliseconds between two looks of somebody who behaves, and what an answer may take on a machine that is all busy. */
const LOOK_MS = 200;
const PATIENCE_MS = 5_000;

/** A program, and all it says. */
function run(program: string, args: readonly string[], env = process.env) {
  const child: ChildProcess = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (said += text));
  const ended = once(child, "close").then(() => said);
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, ended, said: () => said };
}

/** Its log goes to a file: it would wait for a reader as busy as this process. */
async function gallery(dir: string) {
  const env = { ...process.env, PORT: "0", HOST: "127.0.0.1", NODE_ENV: "production" };
  const file = join(dir, "log");
  const log = openSync(file, "w");
  const child = spawn(process.execPath, [join(root, "dist/apps/gallery/main.js")], {
    env,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = () => readFileSync(file, "utf8");
  await expect.poll(() => /http:\S+/.exec(said())?.[0], { timeout: 20_000 }).toBeDefined();
  const url = /http:\S+?(?=\/?\s)/.exec(said())?.[0] ?? "";
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${url}/factory/etc/metrics`)).text();
    return Number(
      text
        .split("\n")
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length),
    );
  };
  return { child, url, said, metric };
}

/** Posts forms with files, as fast as the server takes them. */
const UPLOADS = `wrk.method = "POST"
wrk.headers["Content-Type"] = "multipart/form-data; boundary=x"
wrk.body = "--x\\r\\nContent-Disposition: form-data; name=\\"f\\"; filename=\\"a.txt\\"\\r\\n\\r\\n" .. string.rep("y", 100000) .. "\\r\\n--x--\\r\\n"
`;

/** Begins uploads, and hangs up in the middle of them, a hundred times a second until told to stop. */
function hangUps(url: string) {
  const { hostname, port } = new URL(url);
  let going = true;
  let count = 0;
  const one = async (): Promise<void> => {
    while (going) {
      const socket = connect(Number(port), hostname);
      socket.on("error", () => {});
      const length = `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000`;
      socket.write(`POST /form/ HTTP/1.1\r\nHost: localhost\r\n${length}\r\n\r\n--x\r\n${"y".repeat(50_000)}`, () => {
        count++;
        socket.destroy();
      });
      await Promise.all([once(socket, "close"), new Promise((resolve) => setTimeout(resolve, 50))]);
    }
  };
  const all = Promise.all(Array.from({ length: 5 }, one));
  return {
    async stop(): Promise<number> {
      going = false;
      await all;
      return count;
    },
  };
}

/** Whether the service was available when slowhttptest looked last. It speaks in colours. */
const lastOf = (report: string): string | undefined =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are spoken to in control characters
  [...report.replace(/\x1b\[[\d;]*[A-Za-z]/g, "").matchAll(/service available:\s*(\w+)/g)].at(-1)?.[1];

test.skipIf(isMissing)(
  "slowhttptest in three ways, wrk, uploads and hang-ups at once: others are served",
  async () => {
    const dir = mkdtempSync(join(tmpdir(), "sessile-slow-"));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const { child, url, metric, said } = await gallery(dir);
    writeFileSync(join(dir, "uploads.lua"), UPLOADS);
    const slow = (way: readonly string[], path: string) => {
      const load = ["-c", String(CONNECTIONS), "-r", "100", "-i", "5", "-x", "24", "-p", "10", "-l", String(SECONDS)];
      return run(process.env.SLOWHTTPTEST || "slowhttptest", [...way, ...load, "-u", url + path]);
    };
    const wrk = (args: readonly string[], path: string) =>
      run(process.env.WRK || "wrk", ["-t1", "-c1", `-d${SECONDS}s`, ...args, url + path]);
    const heads = slow(["-H"], "/counter/");
    const bodies = slow(["-B"], "/form/");
    const readers = slow(["-X", "-w", "10", "-y", "20", "-n", "5", "-z", "32", "-k", "3"], "/factory/help/errors");
    const pages = wrk([], "/counter/");
    const uploads = wrk(["-s", join(dir, "uploads.lua")], "/form/");
    const hanging = hangUps(url);

    const took: number[] = [];
    let over = false;
    const attacks = [heads, bodies, readers, pages, uploads].map(({ ended }) => ended);
    const all = Promise.all(attacks).finally(() => {
      over = true;
    });
    while (!over) {
      const begun = performance.now();
      const response = await fetch(`${url}/todo/`, { signal: AbortSignal.timeout(PATIENCE_MS) });
      expect([response.status, (await response.text()).includes("To-do")]).toEqual([200, true]);
      took.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    const [head = "", body = "", reader = "", paged = "", uploaded = ""] = await all;
    // Its own probe, at the end; the first of its looks comes before it has asked.
    for (const report of [head, body, reader]) expect(lastOf(report)).toBe("YES");
    // Heads that never end are ended by the server.
    expect(head).toContain("No open connections left");
    for (const report of [paged, uploaded]) expect(Number(/(\d+) requests in/.exec(report)?.[1])).toBeGreaterThan(100);
    expect(await hanging.stop()).toBeGreaterThan(100);
    expect(took.length).toBeGreaterThan(SECONDS);

    // Nothing of it is left.
    expect(child.exitCode).toBe(null);
    await expect.poll(() => metric('sessile_connections{state="open"}'), { timeout: 20_000 }).toBeLessThan(5);
    expect(await metric('sessile_connections{state="closed"}')).toBe(0);
    expect(await metric("sessile_errors_total")).toBe(0);
    expect(said()).not.toMatch(/"level":[56]0/);
  },
  120_000,
);

/** curl's idea of Basic and Digest, against the server; statics are behind them, too. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Authorize, basic, digest, serve } from "sessile";
import { describe, expect, onTestFinished, test } from "vitest";
import { WhoAmI } from "../support/apps/whoami.tsx";

const run = promisify(execFile);
const users = { ada: "engine: 1843 é" };
const silent = { info() {}, warn() {}, error() {} };

async function served(authorize: Authorize) {
  const dir = mkdtempSync(join(tmpdir(), "sessile-test-"));
  writeFileSync(join(dir, "plan.txt"), "the plan");
  const options = { port: 0, host: "127.0.0.1", log: silent, statics: [{ prefix: "/files/", dir }], authorize };
  const service = await serve(WhoAmI, options);
  onTestFinished(async () => {
    await service.close();
    rmSync(dir, { recursive: true });
  });
  /** The status, and what is shown. */
  return async (...args: string[]): Promise<string> => {
    const path = args.pop() ?? "/";
    const { stdout } = await run("curl", ["-s", "-m", "20", "-w", "\n%{http_code}", ...args, service.url + path]);
    const text = /role="?status"?>(.*?)<\/p>/s.exec(stdout)?.[1] ?? stdout.split("\n")[0];
    return `${stdout.trim().split("\n").at(-1)} ${(text ?? "").replace(/<!--.*?-->/g, "").slice(0, 60)}`;
  };
}

const ADA = ["-u", `ada:${users.ada}`];

describe.each<[string, string[], Authorize]>([
  ["Basic", [], basic({ users })],
  ["Digest", ["--digest"], digest({ users })],
  ["Digest with names hashed", ["--digest"], digest({ users, userhash: true })],
  ["the best of both", ["--anyauth"], [digest({ users }), basic({ users })]],
])("D9: curl by %s", (name, flags, authorize) => {
  test("shows who it is, and is let in; with a wrong password it is not", async () => {
    const curl = await served(authorize);
    const scheme = name === "Basic" ? "Basic" : "Digest";
    expect(await curl(...flags, ...ADA, "/")).toBe(`200 ada by ${scheme} as ada, 0`);
    expect(await curl(...flags, ...ADA, "/?q=a%20b&c=d")).toBe(`200 ada by ${scheme} as ada, 0`);
    expect(await curl(...flags, "-u", "ada:engine", "/")).toMatch(/^401/);
    expect(await curl("/")).toMatch(/^401/);
  });

  test("files are behind it, those that are not there as well", async () => {
    const curl = await served(authorize);
    expect(await curl("/files/plan.txt")).toMatch(/^401/);
    expect(await curl(...flags, ...ADA, "/files/plan.txt")).toMatch(/^200 the plan/);
    expect(await curl(...flags, ...ADA, "/files/none.txt")).toMatch(/^404/);
  });

  test("a form with files, sent by someone who has still to be asked", async () => {
    const curl = await served(authorize);
    const form = ["-F", "_p=nobody.1 1", "-F", `file=@${process.execPath};filename=node`, "-H", "Expect:"];
    expect(await curl(...flags, ...form, "/")).toMatch(/^401/);
    // What it sends is too large for someone without a session.
    expect(await curl(...flags, ...ADA, ...form, "/")).toMatch(/^413/);
  });
});

/** One shot from the command line, and what a server started there answers to. */
import { writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { dir, run } from "../support/cli.ts";

describe("D6: the same program as a server, or one shot from the command line", () => {
  const SERVICE = `import { HttpService } from "sessile";
export default new HttpService({
  init: () => console.error("init"),
  async loop(exchange) {
    if (exchange.path === "/late") await new Promise((resolve) => setTimeout(resolve, 50));
    if (exchange.path === "/broken") throw new Error("meant");
    if (exchange.path === "/stream") {
      const stream = exchange.stream(200, ["Content-Type", "text/plain"], 1000);
      for (const word of ["one ", "two ", "three"]) stream.write(word);
      return stream.end();
    }
    let body = "";
    for await (const chunk of exchange.body()) body += chunk;
    exchange.reply(exchange.path === "/no" ? 404 : 200, ["Content-Type", "text/plain"],
      [exchange.method, exchange.path + exchange.search, exchange.header("x-one"), exchange.header("content-type"), body].join("|"));
  },
  exit: () => console.error("exit"),
});`;
  beforeAll(() => {
    writeFileSync(join(dir, "service.ts"), SERVICE);
    writeFileSync(join(dir, "service.mjs"), SERVICE);
    writeFileSync(join(dir, "posted.txt"), "from a file");
  });
  const shot = (...args: string[]) => run(["request", ...args]).ended;

  test("D6: a request in, a reply out: init and exit once each, and only the body on standard output", async () => {
    for (const file of ["service.ts", "service.mjs"])
      expect(await shot(file, "GET", "/late?a=b", "-H", "X-One: 1")).toEqual({
        code: 0,
        out: "GET|/late?a=b|1||",
        err: "init\nexit\n",
      });
  });

  test("D6: streams, bodies, heads", async () => {
    const [stream, posted, file, head] = await Promise.all([
      shot("service.ts", "GET", "/stream"),
      shot("service.ts", "POST", "/", "--data", "a=1&b=2"),
      shot("service.ts", "PUT", "/", "--data", "@posted.txt", "-H", "Content-Type: text/plain"),
      shot("service.ts", "HEAD", "/", "-i"),
    ]);
    expect(stream.out).toBe("one two three");
    expect(posted.out).toBe("POST|/||application/x-www-form-urlencoded|a=1&b=2");
    expect(file.out).toBe("PUT|/||text/plain|from a file");
    expect(head.out).toMatch(/^HTTP\/1\.1 200\n(.+: .+\n)*\n$/);
  });

  test("D6: a program that exports neither is told what it may export", async () => {
    writeFileSync(
      join(dir, "closed.ts"),
      'import { HttpService } from "sessile";\nexport const service = new HttpService();',
    );
    const { code, err } = await shot("closed.ts", "GET", "/");
    expect(code).toBe(2);
    expect(err).toBe(
      "sessile: closed.ts exports service: expected a component, or a service as default export (export default new HttpService({ … })).\n",
    );
  });

  test("D6: a status of 400 or more is exit code 3; what is thrown is in the log", async () => {
    const [no, broken] = await Promise.all([shot("service.ts", "GET", "/no"), shot("service.ts", "GET", "/broken")]);
    expect([no.code, no.out]).toEqual([3, "GET|/no|||"]);
    expect([broken.code, broken.out]).toEqual([3, expect.stringContaining("Something went wrong")]);
    expect(broken.err).toMatch(/"msg":"an exception in a service's method"/);
  });

  test("D6: an app of widgets answers as well", async () => {
    const { code, out, err } = await shot("counter.tsx", "GET", "/");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^<!DOCTYPE html>.*Count: 0/s);
  });
});

describe("D4: whom to answer, on the command line", () => {
  test("D4: --domain, and DOMAIN, hold for what is started", async () => {
    const server = run(["dev", "counter.tsx", "-p", "0", "--domain", "192.0.2.0/24,198.51.100.1"]);
    const [, url = ""] = await server.prints(/(http:\S+)/);
    expect((await fetch(url)).status).toBe(403);
    server.process.kill("SIGTERM");
    await server.ended;
  });

  test("--hosts names what a service may be asked for besides its own names", async () => {
    const server = run(["dev", "counter.tsx", "-p", "0", "--hosts", "depot.lan, .corp.example"]);
    const [, url = ""] = await server.prints(/(http:\S+)/);
    const status = (host: string) =>
      new Promise((resolve) => get(url, { headers: { host } }, (answer) => resolve(answer.resume().statusCode)));
    expect(await Promise.all(["depot.lan", "vm.corp.example", "evil.example"].map(status))).toEqual([200, 200, 421]);
    server.process.kill("SIGTERM");
    await server.ended;
  });
});

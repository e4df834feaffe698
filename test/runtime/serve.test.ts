/** A server begins and ends in order. */
import { connect } from "node:net";
import { SessileError, serve } from "sessile";
import { expect, test } from "vitest";
import { Counter } from "../support/apps/counter.tsx";
import { servedStage } from "../support/stage.tsx";
import { Visitor } from "../support/visitor.ts";

const quiet = { info() {}, warn() {}, error() {} };

/** Sends bytes as they are; returns what comes back until the connection closes. */
function raw(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}

test("one app alone is served at the root; a free port is found", async () => {
  const service = await serve(Counter, { port: 0, host: "127.0.0.1", log: quiet });
  expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { status, html } = await new Visitor(service.url).visit("/");
  expect([status, html]).toEqual([200, expect.stringContaining("<title id=_2>Counter</title>")]);
  await service.close();
  await expect(fetch(service.url)).rejects.toThrow();
  await service.close();
});

test.each([-1, 65_536, 1.5, Number.NaN])("port %j is refused before anything begins", async (port) => {
  await expect(serve(Counter, { port })).rejects.toThrow(SessileError);
});

test("a port that is taken is said so", async () => {
  const first = await serve(Counter, { port: 0, host: "127.0.0.1", log: quiet });
  const port = Number(new URL(first.url).port);
  await expect(serve(Counter, { port, host: "127.0.0.1", log: quiet })).rejects.toThrow(/EADDRINUSE/);
  await first.close();
});

test("bytes that are no HTTP get 400, and the next visitor a page", async () => {
  const { url, lines } = await servedStage({ "/": Counter });
  expect(await raw(url, "\x16\x03\x01 hello\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 .*<h1>400 Bad request<\/h1>/s);
  expect(await raw(url, `GET / HTTP/1.1\r\n${"x".repeat(20_000)}`)).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(lines.map(({ data }) => data.status)).toEqual([400, expect.any(Number)]);
  expect((await new Visitor(url).visit("/")).status).toBe(200);
});

test("static files are read, and nothing else", async () => {
  const { url, lines } = await servedStage({ "/": Counter });
  const visitor = new Visitor(url);
  const script = "/~/sessile.js";
  expect((await visitor.visit(script)).status).toBe(200);
  const { status, headers, html } = await visitor.visit(script, { method: "POST", body: "x" });
  expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  expect(html).toContain("<h1>405 Method not allowed</h1>");
  expect(lines.map(({ data }) => data.status)).toEqual([405]);
});

test("a browser that goes away in the middle of a POST leaves a line and no more", async () => {
  const on = await servedStage({ "/": Counter });
  const socket = connect(Number(new URL(on.url).port), "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  await new Promise((resolve) => setTimeout(resolve, 20));
  socket.destroy();
  await expect.poll(() => on.lines.map(({ data }) => data.status)).toEqual([408]);
  expect((await new Visitor(on.url).visit("/")).status).toBe(200);
});

test("closing waits for nobody who only keeps a connection", async () => {
  const { service, url } = await servedStage({ "/": Counter });
  await new Visitor(url).open("/");
  const idle = connect(Number(new URL(url).port), "127.0.0.1");
  await new Promise((resolve) => idle.once("connect", resolve));
  await new Promise((resolve) => setTimeout(resolve, 10));
  const start = performance.now();
  await service.close();
  expect(performance.now() - start).toBeLessThan(200);
});

/** S6: TLS is a connection's property: HTTP/2 or 1.1, as the other end likes. */
import { execFile, spawn } from "node:child_process";
import { connect as connectHttp2, constants } from "node:http2";
import { promisify } from "node:util";
import type { Exchange, ServiceOptions } from "sessile";
import { expect, onTestFinished, test } from "vitest";
import { makeCertificate } from "../../support/certificate.ts";
import { deferred, opened, TEXT } from "../../support/http-service.ts";
import { get, Raw } from "../../support/raw.ts";

const run = promisify(execFile);
const tls = makeCertificate();
const secure = (options: ServiceOptions = {}) => opened({ tls, ...options });
const echo = async (exchange: Exchange): Promise<void> => {
  let bytes = 0;
  for await (const chunk of exchange.body()) bytes += chunk.length;
  const says = [exchange.method, exchange.path, exchange.header("host"), exchange.secure, exchange.address, bytes];
  exchange.reply(200, [...TEXT, "X-One", "1", "X-One", "2", "Connection", "keep-alive"], says.join(" "));
};

/** A client that speaks HTTP/2. */
function client(url: string) {
  const session = connectHttp2(url, { rejectUnauthorized: false });
  onTestFinished(() => session.destroy());
  session.on("error", () => {});
  const ask = (headers: Record<string, string> = {}, body?: string) => {
    const stream = session.request({ ":path": "/", ...headers });
    stream.on("error", () => {});
    let text = "";
    stream.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    const head = new Promise<Record<string, unknown>>((resolve) => stream.once("response", resolve));
    const closed = new Promise<number | undefined>((resolve) => stream.once("close", () => resolve(stream.rstCode)));
    stream.end(body);
    return { stream, head, closed, text: () => closed.then(() => text), sofar: () => text };
  };
  return { session, ask };
}

test.each([
  ["--http2", "2"],
  ["--http1.1", "1.1"],
])("S6: curl %s", async (option, version) => {
  const { url } = await secure({ loop: echo });
  const write = "\n%{http_version} %{ssl_verify_result} %{num_connects}";
  const common = ["-sS", "--insecure", option, "-w", write];
  const { stdout } = await run("curl", [...common, `${url}/a?b`]);
  const host = new URL(url).host;
  expect(stdout).toBe(`GET /a ${host} true 127.0.0.1 0\n${version} 18 1`);
  const posting = run("curl", [...common, "--data-binary", "@-", url]);
  posting.child.stdin?.end(Buffer.alloc(8_000_000, "x"));
  expect((await posting).stdout).toBe(`POST / ${host} true 127.0.0.1 8000000\n${version} 18 1`);
  const compressed = await secure({ loop: (exchange) => exchange.reply(200, TEXT, "ethanol ".repeat(1000)) });
  const { stdout: text } = await run("curl", [...common, "--compressed", "-D", "-", compressed.url]);
  expect(text).toMatch(/content-encoding: br/i);
  expect(text).toContain("ethanol ethanol");
});

test.each([
  ["h2,http/1.1", "h2"],
  ["http/1.1", "http/1.1"],
  ["http/1.1,h2", "h2"],
])("S6: openssl s_client -alpn %s", async (alpn, chosen) => {
  const { url } = await secure({ loop: echo });
  const { host } = new URL(url);
  const child = spawn("openssl", ["s_client", "-connect", host, "-alpn", alpn, "-tls1_2"]);
  child.stdin.end();
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => (out += chunk));
  await new Promise((resolve) => child.once("close", resolve));
  expect(out).toContain(`ALPN protocol: ${chosen}`);
  expect(out).toMatch(/Protocol\s*: TLSv1\.2/);
});

test.each(["-tls1", "-tls1_1"])("S6: openssl s_client %s is refused", async (version) => {
  const { url, service } = await secure({ loop: echo });
  // Without its own objections, so that ours is what is seen.
  const args = ["s_client", "-connect", new URL(url).host, version, "-cipher", "ALL:@SECLEVEL=0"];
  const child = spawn("openssl", args);
  child.stdin.end();
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk) => (out += chunk));
  await new Promise((resolve) => child.once("close", resolve));
  expect(out).toMatch(/alert protocol version|Cipher is \(NONE\)/);
  expect((await client(service.url).ask().head)[":status"]).toBe(200);
});

test("S6: who speaks no TLS to it, and who never shakes hands, is closed; others are served", async () => {
  const { url } = await secure({ loop: echo, headersTimeout: 200 });
  const plain = Raw.to(url.replace("https", "http")).write(get("/"));
  expect(await plain.all()).not.toMatch(/^HTTP\/1\.1 200/);
  const silent = Raw.to(url.replace("https", "http"));
  await silent.closed;
  expect((await client(url).ask().head)[":status"]).toBe(200);
});

test("S6: HTTP/2: heads, bodies and streams are what they are in HTTP/1.1, without its own headers", async () => {
  const { url } = await secure({ loop: echo });
  const { ask } = client(url);
  const posted = ask({ ":method": "POST", ":path": "/a?b" }, "12345");
  const head = await posted.head;
  expect([head[":status"], head["x-one"], head.connection, head["content-length"]]).toEqual([
    200,
    "1, 2",
    undefined,
    expect.any(String),
  ]);
  expect(await posted.text()).toBe(`POST /a ${new URL(url).host} true 127.0.0.1 5`);
  const empty = ask({ ":method": "HEAD" });
  expect([(await empty.head)[":status"], await empty.text()]).toEqual([200, ""]);
});

test("S1, HTTP/2: requests of one connection come beside one another, and none waits for another", async () => {
  const gate = deferred();
  const { url, service } = await secure({
    pipelineDepth: 1,
    async loop(exchange) {
      if (exchange.path === "/slow") await gate.promise;
      exchange.reply(200, TEXT, exchange.path);
    },
  });
  const { ask } = client(url);
  const slow = ask({ ":path": "/slow" });
  const fast = ask({ ":path": "/fast" });
  expect(await fast.text()).toBe("/fast");
  expect(slow.sofar()).toBe("");
  gate.resolve();
  expect(await slow.text()).toBe("/slow");
  expect(service.connections.OPEN).toBe(1);
});

test("S5, HTTP/2: a stream that is given up aborts its own request alone; the connection's end aborts all", async () => {
  const aborted: string[] = [];
  const exchanges = new Map<string, Exchange>();
  const { url, service } = await secure({
    loop(exchange) {
      exchanges.set(exchange.path, exchange);
      exchange.signal.addEventListener("abort", () => void aborted.push(exchange.path));
      return "later";
    },
  });
  const { ask, session } = client(url);
  const [a] = [ask({ ":path": "/a" }), ask({ ":path": "/b" }), ask({ ":path": "/c" })];
  await expect.poll(() => exchanges.size).toBe(3);
  a?.stream.close(constants.NGHTTP2_CANCEL);
  await expect.poll(() => aborted).toEqual(["/a"]);
  expect(exchanges.get("/b")?.connection?.state).toBe("OPEN");
  // What nobody waits for goes nowhere.
  exchanges.get("/a")?.reply(200, TEXT, "too late");
  session.destroy();
  await expect.poll(() => aborted.toSorted()).toEqual(["/a", "/b", "/c"]);
  await expect.poll(() => service.connections).toEqual({ OPEN: 0, CLOSED: 0, DEAD: 1 });
  expect(service.errors).toBe(0);
});

test("S5, HTTP/2: an answer that breaks in the middle ends its stream with an error, and the connection stays", async () => {
  const { url } = await secure({
    loop(exchange) {
      if (exchange.path === "/whole") return exchange.reply(200, TEXT, "whole");
      exchange.stream(200, TEXT, 1000).write("half");
      throw new Error("the other half");
    },
    error() {},
  });
  const { ask } = client(url);
  const broken = ask({ ":path": "/broken" });
  expect(await broken.closed).toBe(constants.NGHTTP2_INTERNAL_ERROR);
  expect(await ask({ ":path": "/whole" }).text()).toBe("whole");
});

test("D2, HTTP/2: closing lets come to its end what is being answered, and takes nothing new", async () => {
  const arrived = deferred<Exchange>();
  const { url, service } = await secure({
    loop(exchange) {
      arrived.resolve(exchange);
      return "later";
    },
  });
  const { ask, session } = client(url);
  const slow = ask({ ":path": "/slow" });
  const exchange = await arrived.promise;
  const goaway = new Promise((resolve) => session.once("goaway", resolve));
  const closing = service.close();
  await goaway;
  exchange.reply(200, TEXT, "in time");
  expect(await slow.text()).toBe("in time");
  await closing;
  await expect.poll(() => service.connections).toEqual({ OPEN: 0, CLOSED: 0, DEAD: 1 });
});

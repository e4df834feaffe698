/** S6: compression stands in the data pipeline: what is safe, as the browser says, a piece at a time. */
import { once } from "node:events";
import { connect } from "node:http2";
import { brotliDecompressSync, createBrotliDecompress, createGunzip, gunzipSync } from "node:zlib";
import { type Exchange, serve } from "sessile";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { chooseCoding } from "../../../runtime/http/compression.ts";
import { Counter } from "../../support/apps/counter.tsx";
import { makeCertificate } from "../../support/certificate.ts";
import { deferred, opened, TEXT } from "../../support/http-service.ts";
import { get, Raw } from "../../support/raw.ts";

const LONG = "ethanol ".repeat(1000);
const quiet = { info() {}, warn() {}, error() {} };

describe("S6: which coding", () => {
  const noZstd = (coding: string) => coding !== "zstd";
  test.each<[accepted: string, coding: string | null]>([
    ["", null],
    ["gzip", "gzip"],
    ["gzip, deflate, br", "br"],
    ["GZIP;q=1.0, br;q=0.5", "gzip"],
    ["br;q=0, gzip;q=0", null],
    ["*", "br"],
    ["*;q=0, gzip", "gzip"],
    ["identity, gzip;q=0.5", null],
    ["br;q=oops, gzip", "gzip"],
    ["deflate, compress", null],
  ])("S6: %j", (accepted, coding) => {
    expect(chooseCoding(accepted, noZstd)).toBe(coding);
  });

  test("S6: zstd where the browser likes it best and Node has it", async () => {
    const has = "createZstdCompress" in (await import("node:zlib"));
    expect(chooseCoding("zstd, gzip;q=0.5")).toBe(has ? "zstd" : "gzip");
  });
});

/** Bytes as they came: fetch would decode them. */
async function raw(url: string, path: string, headers: string) {
  const connection = Raw.to(url).write(get(path, `${headers}Connection: close\r\n`));
  const text = await connection.all();
  const at = text.indexOf("\r\n\r\n");
  return { head: text.slice(0, at), body: Buffer.from(text.slice(at + 4), "latin1") };
}

test("S6: a header that cannot be sent is told of as without compression, and others are answered", async () => {
  const { service, url } = await opened({
    log: quiet,
    loop: (exchange) =>
      exchange.reply(200, ["Content-Type", "text/plain", "X-Name", exchange.path === "/bad" ? "€" : "e"], LONG),
  });
  for (const coding of ["gzip", "identity"]) {
    expect((await fetch(`${url}/bad`, { headers: { "accept-encoding": coding } })).status).toBe(500);
    const request = new Request("http://localhost/bad", { headers: { "accept-encoding": coding } });
    expect((await service.fetch(request, { address: "127.0.0.1" })).status).toBe(500);
    expect((await fetch(`${url}/good`, { headers: { "accept-encoding": coding } })).status).toBe(200);
  }
});

/** What HTTP cannot carry, each for a reason of its own. */
const UNSENDABLE: { readonly [name: string]: readonly [status: number, headers: unknown[], body?: unknown] } = {
  "a status beyond all": [1000, []],
  "no status": [Number.NaN, []],
  "a name alone": [200, ["X-Name"]],
  "no value": [200, ["X-Name", undefined]],
  "no body": [200, [], null],
  "an object": [200, [], { a: 1 }],
};

test.each(Object.entries(UNSENDABLE))(
  "S6: %s is told of as without compression, and the service goes on",
  async (_, [status, headers, body = LONG]) => {
    const error = vi.fn();
    const { service, url } = await opened({
      log: quiet,
      error,
      loop: (exchange) =>
        exchange.path === "/good"
          ? exchange.reply(200, TEXT, LONG)
          : exchange.reply(status, [...TEXT, ...headers] as string[], body as string),
    });
    for (const coding of ["gzip", "identity"]) {
      const asked = { headers: { "accept-encoding": coding } };
      expect((await fetch(`${url}/bad`, asked)).status).toBe(500);
      expect((await fetch(`${url}/good`, asked)).status).toBe(200);
      // A Response takes more than a socket does; that it settles is what counts.
      await service.fetch(new Request("http://localhost/bad", asked), { address: "127.0.0.1" });
    }
    expect(error.mock.calls.length).toBeGreaterThanOrEqual(2);
  },
);

test.each(["gzip", "identity"])(
  "what a program says of its body's length is the service's to say (%s)",
  async (coding) => {
    const { url } = await opened({
      loop: (exchange) =>
        exchange.reply(200, [...TEXT, "content-length", "5", "Transfer-Encoding", "chunked", "X-Name", "e"], LONG),
    });
    const answer = await raw(url, "/", `Accept-Encoding: ${coding}\r\n`);
    expect(answer.head.match(/^content-length: .*$/gim)).toEqual([`Content-Length: ${answer.body.length}`]);
    expect(answer.head).not.toMatch(/transfer-encoding/i);
    expect(answer.head).toContain("X-Name: e");
  },
);

describe("S6: HEAD says what GET would", () => {
  const loop = (exchange: Exchange): void =>
    exchange.reply(200, TEXT, exchange.path === "/unmade" && exchange.method === "HEAD" ? "" : LONG);
  const fields = (headers: Headers) => ["content-encoding", "vary", "content-length"].map((name) => headers.get(name));

  test.each(["br", "identity"])("S6: for who takes %s, also where no body was made", async (coding) => {
    const { service, url } = await opened({ loop });
    const asked = { headers: { "accept-encoding": coding } };
    const expected = coding === "br" ? ["br", "Accept-Encoding", null] : [null, "Accept-Encoding", String(LONG.length)];
    for (const path of ["/made", "/unmade"]) {
      const unmade = path === "/unmade" ? null : expected[2];
      const head = await fetch(url + path, { ...asked, method: "HEAD" });
      expect(fields(head.headers)).toEqual([expected[0], expected[1], unmade]);
      const request = new Request(`http://localhost${path}`, { ...asked, method: "HEAD" });
      const web = await service.fetch(request, { address: "127.0.0.1" });
      expect(fields(web.headers).slice(0, 2)).toEqual(expected.slice(0, 2));
      expect(await web.text()).toBe("");
    }
    // The connection stays good for the next request.
    const connection = Raw.to(url).write(get("/unmade").replace("GET", "HEAD") + get("/made", "Connection: close\r\n"));
    const [head = "", answer = "", ...more] = (await connection.all()).split(/(?=HTTP\/1\.1 200 OK)/);
    expect([head.endsWith("\r\n\r\n"), answer.endsWith(LONG), more]).toEqual([true, true, []]);
  });

  test("S6: over HTTP/2 too", async () => {
    const { url } = await opened({ loop, tls: makeCertificate() });
    const session = connect(url, { rejectUnauthorized: false });
    onTestFinished(() => session.destroy());
    for (const path of ["/made", "/unmade"]) {
      const stream = session.request({ ":method": "HEAD", ":path": path, "accept-encoding": "br" });
      const [headers] = await once(stream, "response");
      expect([headers["content-encoding"], headers.vary, headers["content-length"]]).toEqual([
        "br",
        "Accept-Encoding",
        undefined,
      ]);
      stream.resume();
    }
  });
});

test("S6: a whole answer; short ones, pictures and what is coded already go as they are", async () => {
  const { service, url } = await opened({
    loop(exchange) {
      if (exchange.path === "/long") return exchange.reply(200, TEXT, LONG);
      if (exchange.path === "/short") return exchange.reply(200, TEXT, "CCO");
      if (exchange.path === "/picture") return exchange.reply(200, ["Content-Type", "image/png"], LONG);
      if (exchange.path === "/coded") return exchange.reply(200, [...TEXT, "Content-Encoding", "x-own"], LONG);
      exchange.reply(200, [...TEXT, "Cache-Control", "no-transform"], LONG);
    },
  });
  const br = await raw(url, "/long", "Accept-Encoding: br, gzip\r\n");
  expect(br.head).toMatch(/Content-Encoding: br\r\n/);
  expect(br.head).toMatch(/Vary: Accept-Encoding\r\n/);
  expect(br.head).toContain(`Content-Length: ${br.body.length}`);
  expect(brotliDecompressSync(br.body).toString()).toBe(LONG);
  const gzip = await raw(url, "/long", "Accept-Encoding: gzip\r\n");
  expect(gunzipSync(gzip.body).toString()).toBe(LONG);
  const plain = await raw(url, "/long", "");
  expect([plain.head, plain.body.toString()]).toEqual([expect.stringMatching(/Vary: Accept-Encoding/), LONG]);
  for (const path of ["/short", "/picture", "/coded", "/as-it-is"])
    expect((await raw(url, path, "Accept-Encoding: br\r\n")).head).not.toMatch(/Content-Encoding: br/);
  service.compression = "off";
  expect((await raw(url, "/long", "Accept-Encoding: br\r\n")).head).not.toMatch(/Content-Encoding|Vary/);
});

test("S6: never for secrets mixed with input: who shows a cookie or credentials gets it as it is", async () => {
  const { url } = await opened({
    loop(exchange) {
      if (exchange.path === "/public") exchange.compressible = "yes";
      if (exchange.path === "/secret") exchange.compressible = "no";
      exchange.reply(200, TEXT, LONG);
    },
  });
  const isCoded = async (path: string, headers = "") =>
    /Content-Encoding: br/.test((await raw(url, path, `Accept-Encoding: br\r\n${headers}`)).head);
  expect(await isCoded("/")).toBe(true);
  expect(await isCoded("/", "Cookie: a=b\r\n")).toBe(false);
  expect(await isCoded("/", "Authorization: Basic eDp5\r\n")).toBe(false);
  expect(await isCoded("/public", "Cookie: a=b\r\n")).toBe(true);
  expect(await isCoded("/secret")).toBe(false);
});

test.each([
  ["br", createBrotliDecompress],
  ["gzip", createGunzip],
] as const)("S6: a stream is flushed a message at a time (%s)", async (coding, decoder) => {
  const steps = [deferred(), deferred(), deferred()] as const;
  const { url } = await opened({
    async loop(exchange) {
      exchange.compressible = "yes";
      const stream = exchange.stream(200, ["Content-Type", "text/event-stream"], 100_000);
      for (const [i, step] of steps.entries()) {
        stream.write(`data:message ${i}\n\n`);
        await step.promise;
      }
      stream.end();
    },
  });
  const connection = Raw.to(url).write(get("/", `Accept-Encoding: ${coding}\r\nConnection: close\r\n`));
  const text = async (): Promise<string> => {
    const at = connection.text.indexOf("\r\n\r\n");
    let bytes = "";
    for (let rest = connection.text.slice(at + 4); rest !== ""; ) {
      const end = rest.indexOf("\r\n");
      const size = Number.parseInt(rest, 16);
      if (end < 0 || !(size > 0)) break;
      bytes += rest.slice(end + 2, end + 2 + size);
      rest = rest.slice(end + 2 + size + 2);
    }
    const stream = decoder();
    let decoded = "";
    stream.on("data", (chunk) => (decoded += chunk));
    stream.on("error", () => {});
    stream.write(Buffer.from(bytes, "latin1"));
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise<void>((resolve) => stream.flush(() => resolve()));
    return decoded;
  };
  for (const [i, step] of steps.entries()) {
    await expect.poll(text).toBe(Array.from({ length: i + 1 }, (_, j) => `data:message ${j}\n\n`).join(""));
    step.resolve();
  }
  await connection.closed;
  expect(connection.text).toMatch(new RegExp(`Content-Encoding: ${coding}`));
  expect(connection.text.endsWith("0\r\n\r\n")).toBe(true);
});

test("S6: pages: the first visit's document is compressed, what belongs to a session is not", async () => {
  const service = await serve(Counter, { port: 0, host: "127.0.0.1", log: quiet });
  const agent = "User-Agent: Mozilla/5.0\r\nAccept-Encoding: br\r\n";
  const first = await raw(service.url, "/", agent);
  expect(first.head).toMatch(/Content-Encoding: br/);
  const html = brotliDecompressSync(first.body).toString();
  expect(html).toContain("<title id=_2>Counter</title>");
  const cookie = /Set-Cookie: ([^;]+)/.exec(first.head)?.[1];
  const again = await raw(service.url, "/", `${agent}Cookie: ${cookie}\r\n`);
  expect(again.head).not.toMatch(/Content-Encoding/);
  expect(again.body.toString()).toContain("<title id=_2>Counter</title>");
  await service.close();
});

test("S6: an app that says so has all its answers compressed", async () => {
  const long = () => <main>{LONG}</main>;
  const service = await serve({ "/": { component: long, compress: true } }, { port: 0, host: "127.0.0.1", log: quiet });
  const agent = "User-Agent: Mozilla/5.0\r\nAccept-Encoding: gzip\r\n";
  const first = await raw(service.url, "/", agent);
  const cookie = /Set-Cookie: ([^;]+)/.exec(first.head)?.[1];
  const again = await raw(service.url, "/", `${agent}Cookie: ${cookie}\r\n`);
  expect(again.head).toMatch(/Content-Encoding: gzip/);
  expect(gunzipSync(again.body).toString()).toContain(LONG.trim());
  await service.close();
});

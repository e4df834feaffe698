/** Bytes on a socket as no browser sends them: an answer or a hang-up, and everybody else is served as before. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useState } from "preact/hooks";
import { expect, onTestFinished, test } from "vitest";
import type { Copy } from "../support/copy.ts";
import { byRole, textByRole } from "../support/roles.ts";
import { type ServedStage, type StageOptions, servedStage } from "../support/stage.tsx";
import { Visitor } from "../support/visitor.ts";

const AGENT = "User-Agent: Mozilla/5.0";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let show: (text: string) => void = () => {};

function App() {
  const [count, setCount] = useState(0);
  const [text, setText] = useState("");
  show = setText;
  return (
    <main>
      <p role="status">{count}</p>
      <p role="note">{text}</p>
      <button type="button" onClick={() => setCount(count + 1)}>
        Count
      </button>
    </main>
  );
}

async function opened(options: StageOptions & { statics?: readonly { prefix: string; dir: string }[] } = {}) {
  const on: ServedStage = await servedStage({ "/app/": App }, options);
  const visitor = new Visitor(on.url);
  const copy: Copy = await visitor.open("/app/");
  let n = 0;
  /** Somebody who behaves: is served while all this goes on. */
  const served = async (): Promise<void> => {
    await visitor.act("/app/", copy, [["click", copy.address(byRole(copy, "button", "Count"))]], ++n);
    expect(textByRole(copy, "status")).toBe(String(n));
  };
  return { on, visitor, copy, served };
}

function dial(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  // A hang-up is one of the answers.
  socket.on("error", () => {});
  return socket;
}

/** Sends bytes as they are; all that comes back until the other end closes. */
async function raw(url: string, bytes: string | Buffer): Promise<string> {
  const socket = dial(url);
  socket.write(bytes);
  return read(socket);
}

async function read(socket: Socket): Promise<string> {
  let text = "";
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
  });
  await Promise.race([closed, pause(3000)]);
  return text;
}

const get = (path: string, more = "") =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${AGENT}\r\nConnection: close\r\n${more}\r\n`;

// Reason: a path that climbs out of the directory reads what nobody meant to serve.
test("statics: no path leads out of their directory", async () => {
  const dir = mkdtempSync(join(tmpdir(), "sessile-statics-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, "public/deep"), { recursive: true });
  writeFileSync(join(dir, "secret.txt"), "the secret");
  writeFileSync(join(dir, "public/open.txt"), "open to all");
  writeFileSync(join(dir, "public/.hidden"), "the secret");
  writeFileSync(join(dir, "public/deep/file.txt"), "deep");
  symlinkSync(join(dir, "secret.txt"), join(dir, "public-link"));
  const { on, served } = await opened({ statics: [{ prefix: "/files/", dir: join(dir, "public") }] });
  expect(await raw(on.url, get("/files/open.txt"))).toMatch(/^HTTP\/1.1 200[\s\S]*open to all$/);
  expect(await raw(on.url, get("/files/deep/file.txt"))).toMatch(/^HTTP\/1.1 200[\s\S]*deep$/);
  const climbs = [
    "../secret.txt",
    "deep/../../secret.txt",
    "%2e%2e/secret.txt",
    "%2e%2e%2fsecret.txt",
    "..%2fsecret.txt",
    "..%5csecret.txt",
    "..\\secret.txt",
    "%252e%252e%252fsecret.txt",
    "..%c0%afsecret.txt",
    "%uff0e%uff0e/secret.txt",
    "....//secret.txt",
    "./.././secret.txt",
    "open.txt/../../secret.txt",
    "open.txt%00.html",
    "%",
    "%zz",
    "%c3%28",
    ".hidden",
    "deep/../.hidden",
    "/../secret.txt",
    "//etc/passwd",
    "deep",
    "",
    "?../secret.txt",
    "file:///etc/passwd",
  ];
  for (const path of climbs) {
    const answer = await raw(on.url, get(`/files/${path}`));
    expect([path, /^HTTP\/1.1 (200|308|400|404)/.test(answer)]).toEqual([path, true]);
    expect(answer).not.toMatch(/the secret|root:/);
  }
  for (const path of [
    "/files/../files/../../secret.txt",
    "/~/../../package.json",
    "/~/%2e%2e/%2e%2e/package.json",
    "/app/../../secret.txt",
  ])
    expect(await raw(on.url, get(path))).toMatch(/^HTTP\/1.1 404/);
  await served();
});

// Reason: one request that a proxy and the server read as two smuggles the second past the proxy.
test("requests that are no HTTP, or could be read in two ways", async () => {
  const { on, served } = await opened();
  const head = `POST /app/ HTTP/1.1\r\nHost: localhost\r\n${AGENT}\r\n`;
  const type = "Content-Type: application/x-www-form-urlencoded\r\n";
  const bad: [string | Buffer, RegExp][] = [
    [`${head}${type}Content-Length: 3\r\nContent-Length: 4\r\n\r\na=bc`, /^HTTP\/1.1 400/],
    [`${head}${type}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, /^HTTP\/1.1 400/],
    [`${head}${type}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`, /^HTTP\/1.1 400/],
    [`${head}${type}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`, /^HTTP\/1.1 (400|501)/],
    [`${head}${type}Content-Length: -1\r\n\r\n`, /^HTTP\/1.1 400/],
    [`${head}${type}Content-Length: 99999999999999999999\r\n\r\n`, /^HTTP\/1.1 (400|413)/],
    [`${head}${type}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, /^HTTP\/1.1 400/],
    [`${head}${type}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n`, /^HTTP\/1.1 (400|413)/],
    [get("/app/").replace("Host: localhost\r\n", ""), /^HTTP\/1.1 400/],
    [get("/app/", "X\r\n"), /^HTTP\/1.1 400/],
    [get("/app/", "X : y\r\n"), /^HTTP\/1.1 400/],
    [get("/app/", "X: a\0b\r\n"), /^HTTP\/1.1 400/],
    [get("/app/\0"), /^HTTP\/1.1 400/],
    [get("/app/ x"), /^HTTP\/1.1 400/],
    [get("app"), /^HTTP\/1.1 (400|404)/],
    [get("*"), /^HTTP\/1.1 (400|404)/],
    ["GET /app/\r\n\r\n", /^HTTP\/1.1 (200|400)/],
    ["GET /app/ HTTP/9.9\r\nHost: localhost\r\n\r\n", /^HTTP\/1.1 (400|505)/],
    ["BREW /app/ HTTP/1.1\r\nHost: localhost\r\n\r\n", /^HTTP\/1.1 400/],
    ["\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", /^HTTP\/1.1 400|^$/],
    ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", /^HTTP\/1.1 (400|404|505)|^$/],
    [Buffer.alloc(1000, 0), /^HTTP\/1.1 400/],
    ["\r\n".repeat(100), /^HTTP\/1.1 400|^$/],
  ];
  for (const [bytes, wanted] of bad) {
    const socket = dial(on.url);
    const answer = read(socket);
    socket.end(bytes);
    expect([String(bytes).slice(0, 200), wanted.test(await answer) ? wanted : await answer]).toEqual([
      String(bytes).slice(0, 200),
      wanted,
    ]);
  }
  await served();
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("methods nobody has, upgrades nobody offers", async () => {
  const { on, served } = await opened();
  for (const method of ["OPTIONS", "TRACE", "PUT", "PROPFIND", "LOCK"]) {
    expect(await raw(on.url, get("/app/").replace("GET", method))).toMatch(
      /^HTTP\/1.1 405[\s\S]*allow: GET, HEAD, POST/i,
    );
  }
  const upgrade = get(
    "/app/",
    "Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n",
  );
  expect(await raw(on.url, upgrade.replace("Connection: close", "Connection: Upgrade, close"))).toMatch(
    /^HTTP\/1.1 200/,
  );
  expect(await raw(on.url, "CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n")).not.toMatch(
    /^HTTP\/1.1 200/,
  );
  await served();
});

// Reason: headers are read before anything is known of who sends them.
test("headers without end: 431, and the connection is closed", async () => {
  const { on, served } = await opened();
  for (const flood of [
    `Cookie: ${"a=b; ".repeat(10_000)}\r\n`,
    "X: y\r\n".repeat(10_000),
    `X: ${"y".repeat(100_000)}\r\n`,
  ])
    expect(await raw(on.url, get("/app/", flood))).toMatch(/^HTTP\/1.1 431|^$/);
  expect(await raw(on.url, get(`/app/?${"q".repeat(100_000)}`))).toMatch(/^HTTP\/1.1 431|^$/);
  expect(await raw(on.url, get("/app/", `Cookie: ${"a=b; ".repeat(2000)}\r\n`))).toMatch(/^HTTP\/1.1 200/);
  await served();
});

// Reason: bodies that come a byte at a time hold a connection each; they must hold nothing else.
test("slow bodies, and bodies that never come: others are served meanwhile, and no session is made", async () => {
  const { on, served } = await opened();
  const slow = Array.from({ length: 30 }, (_, i) => {
    const socket = dial(on.url);
    socket.write(
      `POST /app/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${1000 + i}\r\n\r\n{"p":"`,
    );
    return socket;
  });
  for (let i = 0; i < 20; i++) {
    for (const socket of slow) socket.write("x");
    await served();
    await pause(1);
  }
  expect(on.runtime.sessions).toBe(1);
  for (const socket of slow) socket.destroy();
  await expect.poll(() => on.lines.filter(({ data }) => data.status === 408).length).toBe(30);
  expect(on.runtime.sessions).toBe(1);
  await served();
});

test("a body that is too long is refused before it has come, and what still comes is not kept", async () => {
  const { on, served } = await opened({ limits: { bodyBytes: 1000 } });
  const socket = dial(on.url);
  const answer = read(socket);
  socket.write(
    `POST /app/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n`,
  );
  socket.write("x".repeat(2000));
  const more = setInterval(() => socket.writable && socket.write("x".repeat(10_000)), 1);
  expect(await answer).toMatch(/^HTTP\/1.1 413/);
  clearInterval(more);
  await served();
});

// Reason: a reader that stops reading makes the server keep what it writes.
test("slow readers: of streams, of answers, of many at once", async () => {
  const { on, visitor, served } = await opened({ limits: { streamBytes: 50_000, streams: 100 } });
  const cookie = `sessile=${visitor.cookies.get("sessile")?.value}`;
  const stuck: Socket[] = [];
  for (let i = 0; i < 5; i++) {
    const { token } = await visitor.open("/app/");
    const socket = dial(on.url);
    socket.pause();
    socket.write(
      `GET /app/ HTTP/1.1\r\nHost: localhost\r\n${AGENT}\r\nCookie: ${cookie}\r\nsessile-page: ${token}\r\nlast-event-id: 0\r\n\r\n`,
    );
    stuck.push(socket);
  }
  await expect.poll(() => on.runtime.streams).toBe(5);
  // The last page opened is the one whose text is set: its reader is cut off once the network holds no more.
  for (let i = 0; i < 400 && on.runtime.streams > 4; i++) {
    show(`${i} ${"x".repeat(100_000)}`);
    await pause(1);
  }
  expect(on.runtime.streams).toBe(4);
  const documents = Array.from({ length: 20 }, () => {
    const socket = dial(on.url);
    socket.pause();
    socket.write(`GET /app/ HTTP/1.1\r\nHost: localhost\r\n${AGENT}\r\n\r\n`.repeat(50));
    return socket;
  });
  await served();
  for (const socket of [...stuck, ...documents]) socket.destroy();
  await expect.poll(() => on.runtime.streams, { timeout: 5000 }).toBe(0);
  await served();
});

// Reason: answers to pipelined requests go in their order, whatever each is.
test("pipelined requests are answered in order", async () => {
  const { on } = await opened();
  const keep = (path: string) => get(path).replace("Connection: close\r\n", "");
  const answer = await raw(
    on.url,
    keep("/app/") + keep("/nothing/") + keep("/app").replace("GET", "HEAD") + get("/app/"),
  );
  expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["200", "404", "308", "200"]);
});

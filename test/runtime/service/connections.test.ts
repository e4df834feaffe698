/** S1–S5, S7: what a connection does, told by bytes on a socket. */
import { createServer } from "node:net";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ConnectionState, Exchange } from "sessile";
import { describe, expect, onTestFinished, test } from "vitest";
import { deferred, opened, TEXT } from "../../support/http-service.ts";
import { get, parse, post, Raw } from "../../support/raw.ts";

/** A service whose requests wait until the test answers them, by path. */
async function waiting(options: Parameters<typeof opened>[0] = {}) {
  const exchanges = new Map<string, Exchange>();
  const on = await opened({
    ...options,
    loop(exchange) {
      exchanges.set(exchange.path, exchange);
      return "later";
    },
  });
  const arrived = (count: number) => expect.poll(() => exchanges.size).toBe(count);
  const answer = (path: string) => exchanges.get(path)?.reply(200, TEXT, path);
  return { ...on, exchanges, arrived, answer };
}

test("S1: handlers finish in reverse: replies in request order", async () => {
  const { url, arrived, answer } = await waiting();
  const paths = ["/a", "/b", "/c", "/d", "/e"];
  const raw = Raw.to(url).write(paths.map((path) => get(path)).join(""));
  await arrived(5);
  for (const path of paths.toReversed()) answer(path);
  expect((await raw.answers(5)).map(({ body }) => body)).toEqual(paths);
});

test("S1: streams, errors and empty answers keep their places as well", async () => {
  const gate = deferred();
  const { url } = await opened({
    async loop(exchange) {
      if (exchange.path === "/stream") {
        await gate.promise;
        const stream = exchange.stream(200, TEXT, 1000);
        stream.write("one ");
        stream.write("two");
        stream.end();
      } else if (exchange.path === "/error") throw new Error("meant");
      else exchange.reply(exchange.path === "/empty" ? 204 : 200, TEXT, exchange.path === "/empty" ? "" : "last");
    },
    error() {},
  });
  const raw = Raw.to(url).write(get("/stream") + get("/error") + get("/empty") + get("/last"));
  await expect.poll(() => raw.text).toBe("");
  gate.resolve();
  const answers = await raw.answers(4);
  expect(answers.map(({ status }) => status)).toEqual([200, 500, 204, 200]);
  expect([answers[0]?.body, answers[3]?.body]).toEqual(["one two", "last"]);
});

describe("S2: a body puts the connection in body-reader mode", () => {
  test("S2: the next request waits until the body is drained", async () => {
    const seen: string[] = [];
    const { url } = await opened({
      async loop(exchange) {
        seen.push(exchange.path);
        let bytes = 0;
        for await (const chunk of exchange.body()) bytes += chunk.length;
        exchange.reply(200, TEXT, String(bytes));
      },
    });
    const raw = Raw.to(url).write("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nGET /");
    await expect.poll(() => seen).toEqual(["/a"]);
    // What looks like a request is the rest of the body.
    raw.write(`12345${get("/b")}`);
    expect((await raw.answers(2)).map(({ body }) => body)).toEqual(["10", "0"]);
    expect(seen).toEqual(["/a", "/b"]);
  });

  test("S2: backpressure holds: a slow reader keeps what is in memory flat", async () => {
    const MiB = 1024 * 1024;
    const TOTAL = 128 * MiB;
    let most = 0;
    let read = 0;
    const { url } = await opened({
      async loop(exchange) {
        const slow = new Writable({
          highWaterMark: 64 * 1024,
          write(chunk, _, done) {
            read += chunk.length;
            most = Math.max(most, sent - read);
            setImmediate(done);
          },
        });
        await pipeline(exchange.body(), slow);
        exchange.reply(200, TEXT, String(read));
      },
    });
    let sent = 0;
    const raw = Raw.to(url).write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${TOTAL}\r\n\r\n`);
    const piece = Buffer.alloc(MiB / 4, "x");
    while (sent < TOTAL) {
      sent += piece.length;
      if (!raw.socket.write(piece)) await new Promise((resolve) => raw.socket.once("drain", resolve));
    }
    expect((await raw.answers(1))[0]?.body).toBe(String(TOTAL));
    // The system's buffers, both ways, are all that lies between.
    expect(most).toBeLessThan(16 * MiB);
  });

  test("S2: a body nobody reads is not read", async () => {
    const { url, exchanges, arrived } = await waiting();
    const raw = Raw.to(url).write("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n");
    await arrived(1);
    const piece = Buffer.alloc(1024 * 1024, "x");
    let written = 0;
    // Until the system takes no more.
    while (written < 100 && raw.socket.write(piece)) written++;
    const stuck = await Promise.race([
      new Promise((resolve) => raw.socket.once("drain", () => resolve(false))),
      new Promise((resolve) => setTimeout(() => resolve(true), 100)),
    ]);
    const held = raw.socket.bytesWritten - raw.socket.writableLength;
    expect(stuck || held < 16 * 1024 * 1024).toBe(true);
    exchanges.get("/a")?.reply(200, TEXT, "no, thank you");
    expect((await raw.answers(1))[0]?.body).toBe("no, thank you");
  });
});

test("S3: a request can answer an error itself", async () => {
  const { url, lines } = await opened({ loop: (exchange) => exchange.reply(418, TEXT, "short and stout") });
  const raw = Raw.to(url).write(get("/") + get("/"));
  expect((await raw.answers(2)).map(({ status, body }) => [status, body])).toEqual([
    [418, "short and stout"],
    [418, "short and stout"],
  ]);
  expect(lines).toEqual([]);
});

describe("S4: a finished request passes the write turn on, or closes", () => {
  test("S4: unread bodies do not corrupt the next request", async () => {
    const { url } = await opened({ loop: (exchange) => exchange.reply(200, TEXT, exchange.path) });
    const chunked = "POST /b HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nGET /\r\n0\r\n\r\n";
    const raw = Raw.to(url).write(post("/a", get("/smuggled")) + get("/c"));
    expect((await raw.answers(2)).map(({ body }) => body)).toEqual(["/a", "/c"]);
    // Nobody knows how long that one will be: it is answered, and the connection goes with it.
    const other = Raw.to(url).write(chunked + get("/d"));
    expect(parse(await other.all()).map(({ body }) => body)).not.toContain("/");
    expect(parse(other.text)[0]).toMatchObject({ status: 200, body: "/b" });
    expect(other.text).not.toContain("/smuggled");
  });

  test("S4: a second answer goes nowhere", async () => {
    const { url } = await opened({
      loop(exchange) {
        exchange.reply(200, TEXT, "first");
        exchange.reply(500, TEXT, "second");
        exchange.stream(200, TEXT, 10).write("third");
      },
    });
    const raw = Raw.to(url).write(get("/") + get("/", "Connection: close\r\n"));
    expect(parse(await raw.all()).map(({ body }) => body)).toEqual(["first", "first"]);
    expect(raw.text).not.toMatch(/second|third/);
  });

  test("S4: `Connection: close` is kept to, and HTTP/1.0 closes unless it asks otherwise", async () => {
    const { url } = await opened({ loop: (exchange) => exchange.reply(200, TEXT, exchange.path) });
    const closing = Raw.to(url).write(get("/a", "Connection: close\r\n") + get("/b"));
    expect(parse(await closing.all()).map(({ body }) => body)).toEqual(["/a"]);
    const old = Raw.to(url).write("GET /c HTTP/1.0\r\n\r\n");
    expect(parse(await old.all()).map(({ body }) => body)).toEqual(["/c"]);
    const kept = Raw.to(url).write("GET /d HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    await kept.answers(1);
    kept.write("GET /e HTTP/1.0\r\n\r\n");
    expect(parse(await kept.all()).map(({ body }) => body)).toEqual(["/d", "/e"]);
  });
});

describe("S5: disconnect with requests pending", () => {
  test("S5: CLOSED at once, each gets an abort signal, DEAD when all have returned; nothing is written", async () => {
    const { service, url, exchanges, arrived, answer } = await waiting();
    const raw = Raw.to(url).write(get("/a") + get("/b") + get("/c"));
    await arrived(3);
    const [a, b] = ["/a", "/b"].map((path) => exchanges.get(path) as Exchange);
    const aborted: string[] = [];
    for (const each of [a, b]) each?.signal.addEventListener("abort", () => aborted.push(each.path));
    const states: (ConnectionState | undefined)[] = [a?.connection?.state];
    raw.socket.destroy();
    await expect.poll(() => aborted).toEqual(["/a", "/b"]);
    // Asked for only now, and told all the same.
    expect(exchanges.get("/c")?.signal.aborted).toBe(true);
    expect(service.connections).toEqual({ OPEN: 0, CLOSED: 1, DEAD: 0 });
    for (const path of ["/c", "/a", "/b"]) {
      states.push(a?.connection?.state);
      answer(path);
    }
    expect([...states, a?.connection?.state]).toEqual(["OPEN", "CLOSED", "CLOSED", "CLOSED", "DEAD"]);
    expect(service.connections).toEqual({ OPEN: 0, CLOSED: 0, DEAD: 1 });
    // Freed once, however often they say so.
    answer("/a");
    expect(service.connections.DEAD).toBe(1);
    expect(raw.text).toBe("");
  });

  test("S5: code that still runs for a connection keeps it from being dead", async () => {
    const gate = deferred();
    const began = deferred<Exchange>();
    const { service, url } = await opened({
      async loop(exchange) {
        began.resolve(exchange);
        exchange.reply(200, TEXT, "done");
        await gate.promise;
      },
    });
    const raw = Raw.to(url).write(get("/"));
    await raw.answers(1);
    const { connection } = await began.promise;
    raw.socket.destroy();
    await expect.poll(() => connection?.state).toBe("CLOSED");
    gate.resolve();
    await expect.poll(() => connection?.state).toBe("DEAD");
    expect(service.connections).toEqual({ OPEN: 0, CLOSED: 0, DEAD: 1 });
  });

  test("S5: a stream is told, and a handler that gave up is no error", async () => {
    const closed = deferred();
    const { service, url } = await opened({
      async loop(exchange) {
        const stream = exchange.stream(200, TEXT, 1000);
        stream.onClose(closed.resolve);
        stream.write("begun");
        await new Promise((_, reject) =>
          exchange.signal.addEventListener("abort", () => reject(exchange.signal.reason)),
        );
      },
    });
    const raw = Raw.to(url).write(get("/"));
    await raw.until((text) => text.includes("begun"));
    raw.socket.destroy();
    await closed.promise;
    await expect.poll(() => service.connections.DEAD).toBe(1);
    expect(service.errors).toBe(0);
  });

  test("S5: requests that had not begun never do", async () => {
    const { service, url, exchanges, arrived, answer } = await waiting({ pipelineDepth: 2 });
    const raw = Raw.to(url).write(["/a", "/b", "/c", "/d"].map((path) => get(path)).join(""));
    await arrived(2);
    raw.socket.destroy();
    await expect.poll(() => service.connections.CLOSED).toBe(1);
    answer("/a");
    answer("/b");
    expect(service.connections).toEqual({ OPEN: 0, CLOSED: 0, DEAD: 1 });
    await new Promise((resolve) => setImmediate(resolve));
    expect([...exchanges.keys()]).toEqual(["/a", "/b"]);
  });
});

describe("S7: pipeline depth is bounded", () => {
  test("S7: so many are worked on at once; the others wait, and are not read", async () => {
    let inside = 0;
    let most = 0;
    const { url } = await opened({
      pipelineDepth: 3,
      async loop(exchange) {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside--;
        exchange.reply(200, TEXT, exchange.path);
      },
    });
    const COUNT = 2000;
    const raw = Raw.to(url).write(Array.from({ length: COUNT }, (_, i) => get(`/${i}`)).join(""));
    const answers = await raw.answers(COUNT);
    expect(answers.map(({ body }) => body)).toEqual(Array.from({ length: COUNT }, (_, i) => `/${i}`));
    expect(most).toBe(3);
  });

  test("S7: bodies among them are read by those they belong to", async () => {
    const { url } = await opened({
      pipelineDepth: 1,
      async loop(exchange) {
        let text = "";
        for await (const chunk of exchange.body()) text += chunk;
        exchange.reply(200, TEXT, `${exchange.path} ${text.length}`);
      },
    });
    const sizes = [0, 10, 100_000, 1, 0, 70_000, 5];
    const raw = Raw.to(url).write(sizes.map((size, i) => post(`/${i}`, "x".repeat(size))).join(""));
    expect((await raw.answers(sizes.length)).map(({ body }) => body)).toEqual(sizes.map((size, i) => `/${i} ${size}`));
  });

  test("S7: pinned connections are not pipelined; either end closing closes the other", async () => {
    const upstream = createServer((socket) => void socket.on("error", () => {}));
    await new Promise<void>((resolve) => void upstream.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void upstream.close());
    const { port } = upstream.address() as { port: number };
    const { connect } = await import("node:net");
    const others: ReturnType<typeof connect>[] = [];
    const { url, exchanges, arrived, answer } = await waiting();
    const pin = async (path: string) => {
      const raw = Raw.to(url).write(get(path));
      await expect.poll(() => exchanges.has(path)).toBe(true);
      const other = connect(port, "127.0.0.1");
      others.push(other);
      exchanges.get(path)?.connection?.pin(other);
      answer(path);
      await raw.answers(1);
      return { raw, other };
    };
    const first = await pin("/first");
    first.raw.write(get("/a") + get("/b"));
    await arrived(2);
    expect([...exchanges.keys()]).toEqual(["/first", "/a"]);
    answer("/a");
    await arrived(3);
    answer("/b");
    expect((await first.raw.answers(3)).map(({ body }) => body)).toEqual(["/first", "/a", "/b"]);
    first.other.destroy();
    await first.raw.closed;
    const second = await pin("/second");
    second.raw.socket.destroy();
    await new Promise((resolve) => (second.other.closed ? resolve(0) : second.other.once("close", resolve)));
    expect(second.other.destroyed).toBe(true);
  });
});

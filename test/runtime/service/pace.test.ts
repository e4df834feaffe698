/** What is too slow is closed, and nothing else: heads, bodies, readers, silence. */
import { connect } from "node:http2";
import type { ServiceOptions } from "sessile";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeCertificate } from "../../support/certificate.ts";
import { opened, TEXT } from "../../support/http-service.ts";
import { get, parse, post, Raw } from "../../support/raw.ts";

const MiB = 1024 * 1024;

async function paced(options: ServiceOptions) {
  const on = await opened({
    async loop(exchange) {
      if (exchange.path === "/large") return exchange.reply(200, TEXT, Buffer.alloc(64 * MiB, "x"));
      let bytes = 0;
      for await (const chunk of exchange.body()) bytes += chunk.length;
      exchange.reply(200, TEXT, String(bytes));
    },
    ...options,
  });
  const served = async () => expect(await (await fetch(on.url)).text()).toBe("0");
  return { ...on, served };
}

/** Sends a byte now and then, until it is closed. */
async function trickle(raw: Raw, bytes: string, everyMs: number): Promise<void> {
  for (const byte of bytes) {
    if (raw.socket.destroyed || raw.socket.writableEnded) return;
    raw.write(byte);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

test("a head that comes too slowly is answered with 408 and closed, however busily it trickles", async () => {
  const { url, served } = await paced({ headersTimeout: 200 });
  const raw = Raw.to(url);
  const begun = performance.now();
  trickle(raw, `GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ${"y".repeat(1000)}`, 20);
  await served();
  expect(parse(await raw.all()).map(({ status }) => status)).toEqual([408]);
  expect(performance.now() - begun).toBeLessThan(2_000);
  await served();
});

describe("a body", () => {
  test("that falls short of the rate gets 408; its handler hears of it", async () => {
    const failures: unknown[] = [];
    const { url, served, service } = await paced({
      bodyTimeout: 200,
      minRate: 1000,
      error: (error) => void failures.push(error),
    });
    const raw = Raw.to(url).write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
    trickle(raw, "y".repeat(1000), 20);
    await served();
    expect(parse(await raw.all()).map(({ status }) => status)).toEqual([408]);
    await expect.poll(() => service.connections.DEAD).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });

  test("that is slow, but fast enough, takes as long as it takes", async () => {
    const { url } = await paced({ bodyTimeout: 500, minRate: 2 });
    const raw = Raw.to(url).write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n");
    await trickle(raw, "y".repeat(50), 20);
    expect((await raw.answers(1)).map(({ status, body }) => [status, body])).toEqual([[200, "50"]]);
  });

  test("that we ourselves do not read is no fault of its sender's", async () => {
    let read = (): void => {};
    const waits = new Promise<void>((resolve) => {
      read = resolve;
    });
    const { url } = await paced({
      bodyTimeout: 100,
      minRate: 1_000_000,
      async loop(exchange) {
        await waits;
        let bytes = 0;
        for await (const chunk of exchange.body()) bytes += chunk.length;
        exchange.reply(200, TEXT, String(bytes));
      },
    });
    const raw = Raw.to(url).write(post("/", "x".repeat(4 * MiB)));
    await new Promise((resolve) => setTimeout(resolve, 600));
    read();
    expect((await raw.answers(1))[0]?.body).toBe(String(4 * MiB));
  });
});

describe.each([
  ["HTTP", {}],
  ["HTTPS", { tls: makeCertificate() }],
])("a reader, by %s", (_, tls) => {
  const connect = (url: string): Raw => (url.startsWith("https") ? Raw.secure(url, ["http/1.1"]) : Raw.to(url));

  test("that takes nothing is closed; what was meant for it is not kept", async () => {
    const { url, service } = await paced({ ...tls, bodyTimeout: 300, minRate: 1000 });
    const raw = connect(url);
    raw.write(get("/large"));
    await raw.until((text) => text.length > 0);
    raw.socket.pause();
    await expect.poll(() => service.connections).toEqual({ OPEN: 0, CLOSED: 0, DEAD: 1 });
  });

  test("that takes its time, but fast enough, gets all of it", async () => {
    const { url } = await paced({ ...tls, bodyTimeout: 1000, minRate: 1000 });
    const raw = connect(url);
    raw.write(get("/large", "Connection: close\r\n"));
    let bytes = 0;
    raw.socket.removeAllListeners("data");
    raw.socket.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      raw.socket.pause();
      setTimeout(() => raw.socket.resume(), 1);
    });
    await new Promise((resolve) => raw.socket.once("end", resolve));
    expect(bytes).toBeGreaterThan(64 * MiB);
  }, 20_000);
});

describe("HTTP/2", () => {
  const tls = makeCertificate();
  const client = (url: string) => {
    const session = connect(url, { rejectUnauthorized: false });
    onTestFinished(() => session.destroy());
    session.on("error", () => {});
    return session;
  };

  test("a body that falls short of the rate ends its connection", async () => {
    const { url, service } = await paced({ tls, bodyTimeout: 200, minRate: 1000 });
    const session = client(url);
    const stream = session.request({ ":method": "POST", ":path": "/" });
    stream.on("error", () => {});
    stream.write("a little, and no more");
    await new Promise((resolve) => session.once("close", resolve));
    await expect.poll(() => service.connections).toEqual({ OPEN: 0, CLOSED: 0, DEAD: 1 });
  });

  test("a reader that takes nothing is closed; one that does nothing, for a handler is at work, is not", async () => {
    const { url, service } = await paced({
      tls,
      bodyTimeout: 300,
      minRate: 1000,
      loop(exchange) {
        if (exchange.path === "/late") setTimeout(() => exchange.reply(200, TEXT, "at last"), 800);
        else exchange.reply(200, TEXT, Buffer.alloc(4 * MiB, "x"));
        return "later";
      },
    });
    const patient = client(url).request({ ":path": "/late" });
    const idle = client(url);
    const stream = idle.request({ ":path": "/large" });
    stream.on("error", () => {});
    stream.pause();
    await new Promise((resolve) => idle.once("close", resolve));
    expect((await patient.toArray()).join("")).toBe("at last");
    await expect.poll(() => service.connections).toEqual({ OPEN: 1, CLOSED: 0, DEAD: 1 });
  });

  test("who asks again and again whether we are there, and takes nothing, is closed", async () => {
    const { url, service } = await paced({ tls, bodyTimeout: 400, minRate: 1000 });
    const session = connect(url, { rejectUnauthorized: false, settings: { initialWindowSize: 0 } });
    onTestFinished(() => session.destroy());
    session.on("error", () => {});
    const read = session.request({ ":path": "/large" });
    read.on("error", () => {});
    const ask = setInterval(() => {
      for (let i = 0; i < 20 && !session.destroyed; i++) session.ping(() => {});
      if (!session.destroyed) session.settings({ initialWindowSize: 0 });
    }, 50);
    onTestFinished(() => clearInterval(ask));
    await new Promise((resolve) => session.once("close", resolve));
    await expect.poll(() => service.connections).toEqual({ OPEN: 0, CLOSED: 0, DEAD: 1 });
  });

  test("a connection that is silent is closed", async () => {
    const { url, service } = await paced({ tls, idleTimeout: 200 });
    const session = client(url);
    session.request({ ":path": "/" }).resume();
    await new Promise((resolve) => session.once("close", resolve));
    await expect.poll(() => service.connections).toEqual({ OPEN: 0, CLOSED: 0, DEAD: 1 });
  });
});

test("a connection that is silent both ways is closed; one that streams is not", async () => {
  const { url, service } = await paced({
    idleTimeout: 300,
    loop(exchange) {
      if (exchange.path !== "/stream") return exchange.reply(200, TEXT, "0");
      const stream = exchange.stream(200, TEXT, 1000);
      const timer = setInterval(() => stream.write("."), 50);
      stream.onClose(() => clearInterval(timer));
      return "later";
    },
  });
  const stream = Raw.to(url).write(get("/stream"));
  const kept = Raw.to(url).write(get("/"));
  const mute = Raw.to(url);
  await Promise.all([kept.closed, mute.closed]);
  expect(parse(kept.text).map(({ status }) => status)).toEqual([200]);
  expect(stream.socket.destroyed).toBe(false);
  await expect.poll(() => service.connections.OPEN).toBe(1);
});

test("one connection more than there may be is closed unheard; when one goes, there is room", async () => {
  const { url } = await paced({ maxConnections: 2 });
  const two = [Raw.to(url).write(get("/")), Raw.to(url).write(get("/"))];
  await Promise.all(two.map((raw) => raw.answers(1)));
  const third = Raw.to(url).write(get("/"));
  expect(await third.all()).toBe("");
  two[0]?.socket.destroy();
  await expect
    .poll(async () => {
      const raw = Raw.to(url).write(get("/", "Connection: close\r\n"));
      return parse(await raw.all()).length;
    })
    .toBe(1);
});

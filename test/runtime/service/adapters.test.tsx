/** C11: the same apps on several servers; streams, uploads and aborts work on each. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import fastify from "fastify";
import { useEffect, useState } from "preact/hooks";
import {
  type Exchange,
  forConnect,
  forFastify,
  forHono,
  HttpService,
  type Looped,
  mount,
  type ServeOptions,
} from "sessile";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { Counter } from "../../support/apps/counter.tsx";
import { HOSTS } from "../../support/hosts.ts";
import { deferred, TEXT } from "../../support/http-service.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { Visitor } from "../../support/visitor.ts";

const MiB = 1024 * 1024;
let dir = "";
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "sessile-adapters-"));
  writeFileSync(join(dir, "large.bin"), Buffer.alloc(4 * MiB, "large "));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Says by itself what it is told from outside. */
const told = new Set<(text: string) => void>();
function Told() {
  const [text, setText] = useState("nothing");
  useEffect(() => {
    told.add(setText);
    return () => void told.delete(setText);
  }, []);
  return <p role="status">{text}</p>;
}

/** What is pending, by path. */
interface Pending {
  readonly exchanges: Map<string, Exchange>;
}

function makeLoop({ exchanges }: Pending): (exchange: Exchange) => Looped {
  return async (exchange) => {
    exchanges.set(exchange.path, exchange);
    switch (exchange.path) {
      case "/hash": {
        const hash = createHash("sha256");
        for await (const chunk of exchange.body()) hash.update(chunk);
        return exchange.reply(200, TEXT, hash.digest("hex"));
      }
      case "/whole":
        return new Promise<void>((resolve) =>
          exchange.readBody(100, (error, body) => {
            if (error) exchange.reply(413, TEXT, error.code);
            else exchange.reply(200, TEXT, body);
            resolve();
          }),
        );
      case "/words": {
        const stream = exchange.stream(200, TEXT, MiB);
        stream.write("one ");
        await gates.get("/words")?.promise;
        stream.write("two");
        return stream.end();
      }
      case "/never":
        exchange.stream(200, TEXT, MiB).write("begun");
        return new Promise((resolve) => exchange.signal.addEventListener("abort", resolve));
      case "/silent":
        return new Promise((resolve) => exchange.signal.addEventListener("abort", resolve));
      case "/cookies":
        return exchange.reply(201, [...TEXT, "Set-Cookie", "a=1", "Set-Cookie", "b=2"], exchange.address);
      case "/broken":
        throw new Error("meant");
      case "/nothing":
        return exchange.reply(204, [], "");
    }
  };
}

const gates = new Map<string, { readonly promise: Promise<void> }>();

/** A body's pieces, as text. */
const reading = ({ body }: Response) =>
  (body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();

async function hosted(name: string, options: ServeOptions = {}) {
  const errors: unknown[] = [];
  const log = { info() {}, warn() {}, error: (data: object) => void errors.push(data) };
  const pending = { exchanges: new Map<string, Exchange>() };
  const apps = { "/counter/": Counter, "/told/": Told };
  const statics = [{ prefix: "/files/", dir }];
  const { http, runtime } = mount(apps, {
    port: 0,
    host: "127.0.0.1",
    log,
    statics,
    loop: makeLoop(pending),
    ...options,
  });
  const host = await (HOSTS[name] as (typeof HOSTS)[string])(http);
  onTestFinished(async () => {
    await runtime.close();
    await host.close();
    await http.close(0);
  });
  const ask = (path: string, init: RequestInit & { duplex?: "half" } = {}) =>
    host.send(new Request(`http://localhost${path}`, { redirect: "manual", ...init }));
  return { http, runtime, ask, visitor: new Visitor({ fetch: host.send }), errors, ...pending };
}

/** Bytes that are made as they are taken; `sent` says how many were. */
function source(total: number) {
  const piece = new Uint8Array(64 * 1024).fill(120);
  const state = { sent: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (state.sent >= total) return controller.close();
        state.sent += piece.length;
        controller.enqueue(piece.slice());
      },
    },
    { highWaterMark: 0 },
  );
  return { body, state };
}

describe.each(Object.keys(HOSTS))("C11: on %s", (name) => {
  test("a page, a click by script, a form without it, and the cookie that holds them together", async () => {
    const { visitor, runtime, errors } = await hosted(name);
    const copy = await visitor.open("/counter/");
    const acted = await visitor.act(
      "/counter/",
      copy,
      [["click", copy.address(byRole(copy, "button", "Increment"))]],
      1,
    );
    expect([acted.status, textByRole(copy, "status")]).toEqual([200, "Count: 1"]);
    const form = new FormData();
    form.set("_p", "nonsense");
    const posted = await visitor.fetch("/counter/", { method: "POST", body: form });
    expect([posted.status, posted.headers.get("location")]).toEqual([303, "/counter/"]);
    expect(runtime.sessions).toBe(1);
    expect(errors).toEqual([]);
  });

  test("what the server says by itself is pushed", async () => {
    const { visitor } = await hosted(name);
    const copy = await visitor.open("/told/");
    const giveUp = new AbortController();
    const pushed = await visitor.fetch("/told/", { headers: { "sessile-page": copy.token }, signal: giveUp.signal });
    expect(pushed.status).toBe(200);
    for (const tell of told) tell("something");
    const reader = reading(pushed);
    let text = "";
    while (!text.includes("something")) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
    }
    expect(text).toContain("something");
    await reader.cancel();
    giveUp.abort();
  });

  test("answers of every kind: heads, cookies, errors, nothing, 404, the factory", async () => {
    const { ask, http, errors } = await hosted(name);
    const cookies = await ask("/cookies");
    expect([cookies.status, cookies.headers.getSetCookie(), await cookies.text()]).toEqual([
      201,
      ["a=1", "b=2"],
      "127.0.0.1",
    ]);
    const head = await ask("/counter/", { method: "HEAD", headers: { "user-agent": "Mozilla/5.0" } });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect((await ask("/nothing")).status).toBe(204);
    expect((await ask("/broken")).status).toBe(500);
    expect(errors.splice(0)).toHaveLength(2);
    expect((await ask("/elsewhere")).status).toBe(404);
    expect(await (await ask("/factory/etc/health")).json()).toMatchObject({ status: "ok" });
    http.domain = "192.0.2.1";
    expect((await ask("/counter/")).status).toBe(403);
  });

  test("files: whole, in part, not again, and not at all", async () => {
    const { ask } = await hosted(name);
    const whole = await ask("/files/large.bin");
    expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, 4 * MiB]);
    const part = await ask("/files/large.bin", { headers: { range: "bytes=6-10" } });
    expect([part.status, await part.text()]).toEqual([206, "large"]);
    const again = await ask("/files/large.bin", { headers: { "if-none-match": whole.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
    expect((await ask("/files/none.bin")).status).toBe(404);
    const post = await ask("/files/large.bin", { method: "POST", body: "x" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("uploads: bytes identical, as they arrive; one that is too large is refused", async () => {
    const { ask } = await hosted(name);
    const total = 8 * MiB;
    const { body } = source(total);
    const hashed = await ask("/hash", { method: "POST", body, duplex: "half" });
    expect(await hashed.text()).toBe(createHash("sha256").update(Buffer.alloc(total, 120)).digest("hex"));
    expect(await (await ask("/whole", { method: "POST", body: "a few bytes" })).text()).toBe("a few bytes");
    const large = await ask("/whole", { method: "POST", body: "x".repeat(1000) });
    expect([large.status, await large.text()]).toEqual([413, "SES_BODY_TOO_LARGE"]);
  });

  test("a body nobody reads is not kept: whoever sends it waits", async () => {
    const { ask, exchanges } = await hosted(name);
    const { body, state } = source(256 * MiB);
    const giveUp = new AbortController();
    const asked = ask("/silent", { method: "POST", body, duplex: "half", signal: giveUp.signal }).catch(() => null);
    await expect.poll(() => exchanges.has("/silent")).toBe(true);
    // It comes to a standstill.
    const seen: number[] = [];
    await expect.poll(() => seen.push(state.sent) > 1 && seen.at(-1) === seen.at(-2), { interval: 100 }).toBe(true);
    expect(state.sent).toBeLessThan(64 * MiB);
    giveUp.abort();
    if (name !== "fetch(Request)") await asked;
  });

  test("a stream arrives as it is written", async () => {
    const { ask } = await hosted(name);
    const gate = deferred<void>();
    gates.set("/words", gate);
    const response = await ask("/words");
    const reader = reading(response);
    expect((await reader.read()).value).toBe("one ");
    gate.resolve();
    expect((await reader.read()).value).toBe("two");
    expect((await reader.read()).done).toBe(true);
  });

  test("whoever hangs up aborts: while nothing has been said, while a body comes, and in a stream", async () => {
    const { ask, exchanges, http } = await hosted(name);
    const aborted = (path: string) =>
      expect.poll(() => exchanges.get(path)?.signal.aborted, { timeout: 4000 }).toBe(true);
    const one = new AbortController();
    const silent = ask("/silent", { signal: one.signal }).catch(() => null);
    await expect.poll(() => exchanges.has("/silent")).toBe(true);
    one.abort();
    await aborted("/silent");
    const two = new AbortController();
    const stream = await ask("/never", { signal: two.signal });
    const reader = stream.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("begun");
    two.abort();
    await reader?.cancel().catch(() => {});
    await aborted("/never");
    const three = new AbortController();
    const half = new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(new Uint8Array(1000)) });
    const upload = ask("/hash", { method: "POST", body: half, duplex: "half", signal: three.signal }).catch(() => null);
    await expect.poll(() => exchanges.has("/hash")).toBe(true);
    three.abort();
    await aborted("/hash");
    if (name !== "fetch(Request)") await Promise.all([silent, upload]);
    expect(http.errors).toBe(0);
  });
});

describe("C11: among others", () => {
  const service = () =>
    new HttpService({
      log: { info() {}, warn() {}, error() {} },
      loop: (exchange) => (exchange.path === "/ours" ? exchange.reply(200, TEXT, "ours") : undefined),
    });

  test("C11: Express: what the service has not goes to the next in line, its factory does not", async () => {
    const { http, runtime } = mount({ "/below/counter/": Counter }, { log: { info() {}, warn() {}, error() {} } });
    const app = express()
      .use("/below", forConnect(http))
      .use(forConnect(service()))
      .get("/theirs", (request, response) => void response.send(`theirs, ${request.url}`));
    const server = createServer(app);
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    onTestFinished(async () => {
      server.close();
      await runtime.close();
    });
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const text = async (path: string) => (await fetch(url + path)).text();
    expect([await text("/ours"), await text("/theirs")]).toEqual(["ours", "theirs, /theirs"]);
    expect(await text("/factory/help/")).toContain("The toolkit");
    expect(await text("/below/counter/")).toContain("Count: 0");
    expect((await fetch(`${url}/nobodys`)).status).toBe(404);
  });

  test("C11: Fastify: other routes keep their own bodies", async () => {
    const app = fastify();
    app.post("/theirs", async (request) => ({ got: request.body }));
    await app.register(forFastify(service()));
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    onTestFinished(() => app.close());
    const theirs = await fetch(`${url}/theirs`, {
      method: "POST",
      body: '{"a":1}',
      headers: { "content-type": "application/json" },
    });
    expect([await theirs.json(), await (await fetch(`${url}/ours`)).text()]).toEqual([{ got: { a: 1 } }, "ours"]);
  });

  test("C11: Hono: the address comes from where one says", async () => {
    const answer = forHono(service(), () => "203.0.113.9");
    const response = await answer({ req: { raw: new Request("http://x/ours") }, env: {} });
    expect(response.status).toBe(403);
  });

  test("C11: a body that somebody has parsed before is told, not waited for", async () => {
    const lines: string[] = [];
    const log = { info() {}, warn() {}, error: (data: { err?: Error }) => void lines.push(data.err?.message ?? "") };
    const { http, runtime } = mount({ "/": Counter }, { log });
    const server = createServer(express().use(express.urlencoded()).use(forConnect(http)));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    onTestFinished(async () => {
      server.close();
      await runtime.close();
    });
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    expect((await fetch(url, { method: "POST", body: new URLSearchParams({ a: "1" }) })).status).toBe(500);
    expect(lines).toEqual([expect.stringContaining("SES_BODY_READ")]);
  });

  test("D2: init comes first there, too, and what it throws is told", async () => {
    const steps: string[] = [];
    const made = new HttpService({
      log: { info() {}, warn() {}, error() {} },
      async init() {
        await null;
        steps.push("init");
      },
      loop(exchange) {
        steps.push("loop");
        exchange.reply(200, TEXT, "");
      },
      exit: () => void steps.push("exit"),
    });
    const server = createServer((request, response) => made.handle(request, response));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    await Promise.all([fetch(url), fetch(url)]);
    await made.close();
    expect(steps).toEqual(["init", "loop", "loop", "exit"]);
  });
});

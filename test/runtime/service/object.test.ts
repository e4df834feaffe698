/** D1–D3: a service is an object with methods and properties. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Exchange, HttpService, SessileError } from "sessile";
import { describe, expect, test } from "vitest";
import { deferred, opened, TEXT } from "../../support/http-service.ts";
import { root } from "../../support/sources.ts";

const quiet = { info() {}, warn() {}, error() {} };

test("D1: a working server with only a port; unhandled requests get a 404 page naming server and port", async () => {
  const service = new HttpService({ port: 0, log: quiet });
  await service.open();
  const { port } = new URL(service.url);
  const response = await fetch(`${service.url}/nothing`);
  const html = await response.text();
  expect([response.status, response.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
  expect(html).toContain(`Sessile on port ${port} has nothing at this address.`);
  await service.close();
  await expect(fetch(service.url || `http://localhost:${port}`)).rejects.toThrow();
  expect(service.state).toBe("CLOSED");
});

test("D1: a loop that resolves without an answer leaves a 404, one that answers later does not", async () => {
  const late = deferred<Exchange>();
  const { url } = await opened({
    name: "Ethanol",
    async loop(exchange) {
      await null;
      if (exchange.path === "/there") exchange.reply(200, TEXT, "here");
    },
  });
  expect(await (await fetch(`${url}/gone`)).text()).toMatch(/Ethanol on port \d+ has nothing/);
  expect(await (await fetch(`${url}/there`)).text()).toBe("here");
  const reading = await opened({
    async loop(exchange) {
      for await (const _ of exchange.body());
    },
  });
  expect((await fetch(reading.url, { method: "POST", body: "read, and left at that" })).status).toBe(404);
  const other = await opened({
    loop(exchange) {
      late.resolve(exchange);
      return "later";
    },
  });
  const answer = fetch(other.url);
  (await late.promise).reply(200, TEXT, "at last");
  expect(await (await answer).text()).toBe("at last");
});

describe("D2: init, loop, beat, error, exit", () => {
  test("D2: init once, before anything is answered; exit once, after all is", async () => {
    const steps: string[] = [];
    const gate = deferred();
    const { service, url } = await opened({
      async init() {
        await null;
        steps.push("init");
      },
      async loop(exchange) {
        steps.push(`loop ${exchange.path}`);
        await gate.promise;
        exchange.reply(200, TEXT, "done");
        steps.push("answered");
      },
      exit: () => void steps.push("exit"),
    });
    const answer = fetch(`${url}/a`);
    await expect.poll(() => steps).toContain("loop /a");
    const closing = [service.close(), service.close()];
    expect(service.state).toBe("CLOSING");
    gate.resolve();
    expect(await (await answer).text()).toBe("done");
    await Promise.all(closing);
    await service.close();
    expect(steps).toEqual(["init", "loop /a", "answered", "exit"]);
    await expect(service.open()).rejects.toThrow(/SES_SERVICE: it is CLOSED/);
  });

  test("D2: what init throws comes out of open, and nothing listens", async () => {
    const service = new HttpService({
      port: 0,
      log: quiet,
      init() {
        throw new Error("no database");
      },
    });
    await expect(service.open()).rejects.toThrow("no database");
    expect([service.state, service.url]).toEqual(["CLOSED", ""]);
  });

  test("D2: beat also while idle, not twice at once; its errors are told, and it goes on", async () => {
    const third = deferred();
    const errors: unknown[] = [];
    let beats = 0;
    let inside = 0;
    const { service } = await opened({
      beatInterval: 10,
      async beat() {
        expect(++inside).toBe(1);
        await null;
        inside--;
        if (++beats === 1) throw new Error("missed a beat");
        if (beats === 3) third.resolve();
      },
      error: (error) => void errors.push(error),
    });
    await third.promise;
    expect(errors).toEqual([new Error("missed a beat")]);
    expect([service.requests, service.errors]).toEqual([0, 1]);
  });

  test.each([
    ["thrown", () => void JSON.parse("{")],
    ["rejected", async () => JSON.parse("{")],
  ])("D2: an error %s does not stop the service; who asked gets 500", async (_, fail) => {
    const told: [unknown, string | undefined][] = [];
    const { url, service } = await opened({
      loop: (exchange) => (exchange.path === "/bad" ? fail() : exchange.reply(200, TEXT, "fine")),
      error: (error, exchange) => void told.push([error, exchange?.path]),
    });
    const bad = await fetch(`${url}/bad`);
    expect([bad.status, await bad.text()]).toEqual([500, expect.stringContaining("Something went wrong")]);
    expect(told).toEqual([[expect.any(SyntaxError), "/bad"]]);
    expect(await (await fetch(url)).text()).toBe("fine");
    expect(service.errors).toBe(1);
  });

  test("D2: an error method that throws itself is survived, and one that answers has answered", async () => {
    const { url, lines } = await opened({
      loop() {
        throw new Error("first");
      },
      error(_, exchange) {
        if (exchange?.path === "/own") return exchange.reply(503, TEXT, "tea break");
        throw new Error("second");
      },
    });
    expect((await fetch(url)).status).toBe(500);
    expect(lines.filter(({ level }) => level === "error").map(({ message }) => message)).toContain(
      "a service's error method threw",
    );
    const own = await fetch(`${url}/own`);
    expect([own.status, await own.text()]).toEqual([503, "tea break"]);
  });

  test("D2: an answer that breaks in the middle is cut off, not ended as if it were whole", async () => {
    const { url } = await opened({
      loop(exchange) {
        exchange.stream(200, TEXT, 1000).write("half of");
        throw new Error("the other half");
      },
      error() {},
    });
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow(TypeError);
  });

  test("D2: methods of a class serve as well", async () => {
    class Ethanol extends HttpService {
      override loop(exchange: Exchange): void {
        exchange.reply(200, TEXT, `CCO from ${this.name}`);
      }
    }
    const service = new Ethanol({ port: 0, log: quiet, name: "Ethanol" });
    await service.open();
    expect(await (await fetch(service.url)).text()).toBe("CCO from Ethanol");
    await service.close();
  });
});

describe("D3: everything else is a property", () => {
  const make = (options: object = {}) => new HttpService({ log: quiet, ...options });

  test("D3: each has a default, or is found out", () => {
    const service = make();
    expect(service).toMatchObject({ name: "Sessile", port: 8080, host: "localhost", domain: "own", inner: "loopback" });
    expect(service).toMatchObject({ state: "NEW", url: "", uptime: 0, requests: 0 });
    for (const { name, text, value } of service.describe()) {
      expect([name, text]).toEqual([name, expect.stringMatching(/\w.*[.:]/)]);
      expect(typeof value).toBe("string");
    }
  });

  test.each<[string, unknown, RegExp]>([
    ["port", -1, /SES_PROPERTY: port is -1, expected a whole number from 0 to 65535/],
    ["port", "80", /port is "80"/],
    ["domain", "10.0.0.0/33", /domain is "10.0.0.0\/33", expected own, loopback, world, an address/],
    ["compression", "zip", /expected one of safe, off/],
    ["rewrite", 1, /expected a function or null/],
    ["uptime", 7, /uptime is read-only/],
    ["prot", 80, /there is no prot, expected one of name, description, port/],
  ])("D3: a wrong write of %s is a clear error", (name, value, says) => {
    expect(() => make({ [name]: value })).toThrow(says);
    const service = make() as unknown as Record<string, unknown>;
    const write = () => {
      service[name] = value;
    };
    if (name === "prot") expect(write).toThrow(TypeError);
    else expect(write).toThrow(says);
    try {
      write();
    } catch (error) {
      if (name !== "prot") expect((error as SessileError).code).toBe("SES_PROPERTY");
    }
  });

  test("D3: what is fixed is said so once the service is open; the rest takes effect", async () => {
    const { service, url } = await opened({ loop: (exchange) => exchange.reply(200, TEXT, exchange.path) });
    expect(() => {
      service.port = 1;
    }).toThrow(/port is fixed once the service is open/);
    service.rewrite = (asked) => asked.replace("/old/", "/new/");
    expect(await (await fetch(`${url}/old/page`)).text()).toBe("/new/page");
    service.domain = "192.0.2.0/24";
    expect((await fetch(url)).status).toBe(403);
    service.domain = "own";
    expect((await fetch(url)).status).toBe(200);
  });

  test("D3: read-only and writable are told apart by the types, too", () => {
    const service = make();
    // @ts-expect-error: it is found out
    expect(() => (service.requests = 1)).toThrow(SessileError);
    // @ts-expect-error: another kind
    expect(() => (service.port = "80")).toThrow(SessileError);
  });

  test("D3: docs/service.md lists them as they are declared", () => {
    const text = readFileSync(join(root, "docs/service.md"), "utf8");
    for (const { name, default: standard, unit, when, text: what } of make({ log: null }).describe()) {
      const row = `| \`${name}\` | ${[standard, unit].filter(Boolean).join(" ")} | ${{ always: "any time", closed: "before open()", never: "read-only" }[when]} | ${what} |`;
      expect(text).toContain(row);
    }
  });
});

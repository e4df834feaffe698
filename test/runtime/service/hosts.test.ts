/** A page of another site cannot reach a service by a name that leads there for a moment: DNS rebinding. */
import { once } from "node:events";
import { connect } from "node:http2";
import { hostname } from "node:os";
import { HttpService, serve } from "sessile";
import { describe, expect, onTestFinished, test } from "vitest";
import { Hosts } from "../../../runtime/http/service/hosts.ts";
import { Counter } from "../../support/apps/counter.tsx";
import { makeCertificate } from "../../support/certificate.ts";
import { opened, TEXT } from "../../support/http-service.ts";
import { Raw } from "../../support/raw.ts";

const MACHINE = hostname();
const plain = { host: "localhost", tls: null };

describe("names of a service", () => {
  test.each<[given: string[], good: string[], bad: string[]]>([
    [
      [],
      [
        ...["127.0.0.1", "127.0.0.1:8080", "[::1]:8080", "[fe80::1]", "192.168.7.20"],
        ...["localhost", "LOCALHOST:80", "localhost.", "app.localhost:8080", MACHINE, `${MACHINE}:8080`],
      ],
      ["evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "evillocalhost", ""],
    ],
    [
      ["Depot.example.com", ".lab.example", "bücher.example"],
      [
        ...["depot.example.com", "DEPOT.EXAMPLE.COM:443", "depot.example.com.", "a.lab.example", "a.b.lab.example:1"],
        ...["lab.example", "xn--bcher-kva.example", "localhost", "10.0.0.1"],
      ],
      [
        "example.com",
        "x.depot.example.com",
        "evillab.example",
        "lab.example.evil",
        "a@depot.example.com",
        "a/b",
        "a b",
      ],
    ],
  ])("%j", (given, good, bad) => {
    const hosts = new Hosts(given, plain);
    // Asked twice, for what is good is remembered.
    for (const each of [...good, ...good]) expect([each, hosts.has(each)]).toEqual([each, true]);
    for (const each of [...bad, ...bad]) expect([each, hosts.has(each)]).toEqual([each, false]);
  });

  test("the name it listens at, and those its certificate is made out for", () => {
    const tls = makeCertificate("depot.example");
    expect(new Hosts([], { host: "depot.lan", tls: null }).has("depot.lan:8080")).toBe(true);
    const names = new Hosts([], { host: "localhost", tls });
    expect([names.has("depot.example"), names.has("other.example")]).toEqual([true, false]);
    expect(new Hosts([], { host: "localhost", tls: { cert: "none", key: "none" } }).has("x.example")).toBe(false);
  });

  test("of several certificates each has its names", () => {
    const [one, other] = [makeCertificate("one.example"), makeCertificate("other.example")];
    const tls = { key: [one.key, other.key], cert: [one.cert, "no certificate", other.cert] };
    const hosts = new Hosts([], { host: "", tls });
    expect(["one.example", "other.example", "evil.example"].map((name) => hosts.has(name))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("what is no name is not taken", () => {
    for (const hosts of [["https://x.example"], ["x.example:80"], ["*.example"], [""], ["."], "x.example"])
      expect(() => new HttpService({ hosts: hosts as string[] })).toThrow(
        "expected a list of names without port, such as depot.example.com, or .example.com for all that end so",
      );
  });
});

describe("a request for another name", () => {
  const ask = async (url: string, host: string, path = "/") => {
    const raw = Raw.to(url);
    raw.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    const text = await raw.all();
    return { status: Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1]), text };
  };

  test("gets 421 before any code of an app, and is told of the property; the log names each once", async () => {
    let calls = 0;
    const { service, url, lines } = await opened({
      name: "Depot",
      loop(exchange) {
        calls++;
        exchange.reply(200, TEXT, "here");
      },
    });
    for (const path of ["/", "/factory/help/", "/factory/etc/metrics"]) {
      const { status, text } = await ask(url, "evil.example", path);
      expect(status).toBe(421);
      expect(text).toContain("&quot;evil.example&quot; is no name of Depot");
      expect(text).toContain("the property `hosts`");
    }
    expect([calls, service.refused]).toEqual([0, 3]);
    expect(lines.map(({ level, data }) => [level, data])).toEqual([["warn", { host: "evil.example" }]]);
    service.hosts = [".example"];
    expect((await ask(url, "evil.example")).status).toBe(200);
  });

  test("over HTTP/2 it is :authority that says the name; what proxies are said to be asked for says nothing", async () => {
    const { url } = await opened({ tls: makeCertificate(), loop: (exchange) => exchange.reply(200, TEXT, "here") });
    const session = connect(url, { rejectUnauthorized: false });
    onTestFinished(() => session.destroy());
    const status = async (headers: Record<string, string>) => {
      const stream = session.request({ ":path": "/", ...headers });
      const [answer] = await once(stream, "response");
      stream.resume();
      return answer[":status"];
    };
    expect(await status({ ":authority": "localhost" })).toBe(200);
    expect(await status({ ":authority": "evil.example" })).toBe(421);
    expect(await status({ ":authority": "evil.example", "x-forwarded-host": "localhost" })).toBe(421);
  });

  test("nobody fills the log with names, nor its lines", async () => {
    const { service, url, lines } = await opened();
    for (let i = 0; i < 300; i++)
      await service.fetch(new Request("http://localhost/", { headers: { host: `x${i}.example` } }), {
        address: "127.0.0.1",
      });
    expect(lines.length).toBe(100);
    expect((await ask(url, `${"x".repeat(5000)}.example`)).status).toBe(421);
    expect(Math.max(...lines.map(({ data }) => String(data.host).length))).toBeLessThan(300);
  });

  test("in the domain `world` the state alone is closed to it: that is for addresses", async () => {
    const service = await serve(Counter, {
      port: 0,
      host: "127.0.0.1",
      domain: "world",
      log: { info() {}, warn() {}, error() {} },
    });
    onTestFinished(() => service.close());
    const statuses = async (host: string) =>
      Promise.all(
        ["/", "/factory/help/", "/factory/etc/", "/factory/etc/health"].map(
          async (path) => (await ask(service.url, host, path)).status,
        ),
      );
    expect(await statuses("evil.example")).toEqual([200, 200, 421, 421]);
    service.http.hosts = ["evil.example"];
    expect(await statuses("evil.example")).toEqual([200, 200, 200, 200]);
    service.http.hosts = [];
    service.http.inner = "world";
    expect(await statuses("evil.example")).toEqual([200, 200, 200, 200]);
  });

  test("does not get past by a press either, though its page says it comes from there", async () => {
    const service = await serve(Counter, { port: 0, host: "127.0.0.1", log: { info() {}, warn() {}, error() {} } });
    onTestFinished(() => service.close());
    const raw = Raw.to(service.url);
    raw.write(
      "POST / HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4\r\nConnection: close\r\n\r\n_p=x",
    );
    expect(await raw.all()).toMatch(/^HTTP\/1.1 421 /);
  });
});

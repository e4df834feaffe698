/** D4: whom a service answers. */
import { networkInterfaces } from "node:os";
import { serve } from "sessile";
import { describe, expect, test } from "vitest";
import { Domain, plainAddress } from "../../../runtime/http/service/domain.ts";
import { forwardedOrigin } from "../../../runtime/http/service/forwarded.ts";
import { Counter } from "../../support/apps/counter.tsx";
import { opened, TEXT } from "../../support/http-service.ts";
import { get, Raw } from "../../support/raw.ts";

type Interfaces = ReturnType<typeof networkInterfaces>;
const net = (cidr: string) => ({ cidr }) as NonNullable<Interfaces[string]>[number];
const HOME: Interfaces = {
  lo: [net("127.0.0.1/8"), net("::1/128")],
  eth0: [net("192.168.7.20/24"), net("2001:db8:7::20/64"), net("fe80::1/64")],
};

describe("D4: a domain", () => {
  test.each<[setting: string | string[], inside: string[], outside: string[]]>([
    [
      "own",
      ["127.0.0.1", "127.9.9.9", "::1", "192.168.7.99", "2001:db8:7::99", "fe80::99"],
      ["192.168.8.1", "8.8.8.8", "2001:db8:8::1", ""],
    ],
    ["loopback", ["127.0.0.1", "::1"], ["192.168.7.20", "8.8.8.8", ""]],
    ["world", ["127.0.0.1", "8.8.8.8", "2001:db8:8::1", ""], []],
    ["10.1.0.0/16", ["10.1.2.3"], ["10.2.0.1", "127.0.0.1", "::1"]],
    [
      ["203.0.113.7", "2001:db8::/32", "loopback"],
      ["203.0.113.7", "2001:db8:ffff::1", "127.0.0.1"],
      ["203.0.113.8", "192.168.7.20"],
    ],
    [[], [], ["127.0.0.1", "::1"]],
  ])("D4: %j", (setting, inside, outside) => {
    const domain = new Domain(setting, () => HOME);
    expect(inside.filter((address) => !domain.has(address))).toEqual([]);
    expect(outside.filter((address) => domain.has(address))).toEqual([]);
  });

  test("D4: an address has one form, whatever a socket says", () => {
    const forms = ["::ffff:192.0.2.1", "192.0.2.1", "fe80::1%eth0", "", "unknown", "1.2.3"];
    expect(forms.map(plainAddress)).toEqual(["192.0.2.1", "192.0.2.1", "fe80::1", "", "", ""]);
  });
});

test("D4: default is the server's own network, loopback included; outside gets 403 before any app code", async () => {
  let calls = 0;
  const { service, url } = await opened({
    loop(exchange) {
      calls++;
      exchange.reply(200, TEXT, exchange.address);
    },
  });
  expect(service.domain).toBe("own");
  const from = (address: string, path = "/") => service.fetch(new Request(`http://localhost${path}`), { address });
  expect(await (await fetch(url)).text()).toBe("127.0.0.1");
  for (const { address } of Object.values(networkInterfaces()).flatMap((each) => each ?? []))
    expect((await from(address)).status).toBe(200);
  calls = 0;
  for (const path of ["/", "/factory/help/", "/factory/etc/"]) {
    const outside = await from("198.51.100.1", path);
    expect([outside.status, await outside.text()]).toEqual([
      403,
      expect.stringContaining("Sessile does not answer the network you are in"),
    ]);
  }
  // A front that does not say where a request comes from has not shown that it is near.
  expect((await service.fetch(new Request("http://localhost/"))).status).toBe(403);
  expect([calls, service.refused]).toEqual([0, 4]);
});

test("D4: settable to a list, a subnet or the world", async () => {
  const { service } = await opened({ loop: (exchange) => exchange.reply(200, TEXT, "in") });
  const status = async (address: string) => (await service.fetch(new Request("http://localhost/"), { address })).status;
  for (const [domain, inside, outside] of [
    [["198.51.100.1", "2001:db8::/32"], "198.51.100.1", "127.0.0.1"],
    ["198.51.100.0/24", "198.51.100.200", "198.51.101.1"],
  ] as const) {
    service.domain = domain;
    expect([await status(inside), await status(outside)]).toEqual([200, 403]);
  }
  service.domain = "world";
  expect([await status("198.51.100.1"), await status("")]).toEqual([200, 200]);
});

test("D4: on a socket, too, and for each request of a connection that is kept", async () => {
  const { service, url } = await opened({ loop: (exchange) => exchange.reply(200, TEXT, "in") });
  const raw = Raw.to(url).write(get("/"));
  await raw.answers(1);
  service.domain = "192.0.2.0/24";
  raw.write(get("/") + get("/"));
  const answers = await raw.answers(3);
  expect(answers.map(({ status }) => status)).toEqual([200, 403, 403]);
});

describe("D4: behind a proxy", () => {
  const proxies = new Domain(["10.0.0.0/8", "::1"]);
  const peer = { address: "10.0.0.1", secure: false };
  const origin = (headers: Record<string, string>, name: "x-forwarded-for" | "forwarded" = "x-forwarded-for") =>
    forwardedOrigin((each) => headers[each] ?? "", proxies, { name, peer });

  test.each<[headers: Record<string, string>, address: string, secure: boolean]>([
    [{ "x-forwarded-for": "203.0.113.9" }, "203.0.113.9", false],
    [{ "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https" }, "203.0.113.9", true],
    // What the client wrote itself stands on the left.
    [{ "x-forwarded-for": "127.0.0.1, 203.0.113.9" }, "203.0.113.9", false],
    [{ "x-forwarded-for": "127.0.0.1, 203.0.113.9, 10.0.0.2" }, "203.0.113.9", false],
    [{ "x-forwarded-for": "203.0.113.9, 10.0.0.2", "x-forwarded-proto": "https, http" }, "203.0.113.9", true],
    [{ "x-forwarded-for": "[2001:db8::9]:4711" }, "2001:db8::9", false],
    [{ "x-forwarded-for": "203.0.113.9:4711" }, "203.0.113.9", false],
    [{ "x-forwarded-for": "::ffff:203.0.113.9" }, "203.0.113.9", false],
    [{ "x-forwarded-for": "not an address" }, "", false],
    [{ "x-forwarded-for": "10.0.0.3" }, "10.0.0.3", false],
    [{ "x-forwarded-proto": "https" }, "10.0.0.1", true],
    [{ forwarded: "for=127.0.0.1;proto=https" }, "", false],
    [{ "x-real-ip": "127.0.0.1" }, "", false],
    [{}, "10.0.0.1", false],
  ])("D4: %j", (headers, address, secure) => {
    expect(origin(headers)).toEqual({ address, secure });
  });

  test.each<[forwarded: string, address: string, secure: boolean]>([
    ["for=203.0.113.9", "203.0.113.9", false],
    ['For="[2001:db8:cafe::17]:4711"; proto=https', "2001:db8:cafe::17", true],
    ["for=127.0.0.1;proto=https, for=203.0.113.9;proto=http;by=10.0.0.1", "203.0.113.9", false],
    ['for=203.0.113.9;proto=https, for="10.0.0.2";proto=http', "203.0.113.9", true],
    ['for="_hidden, for=127.0.0.1"', "", false],
    ["for=unknown", "", false],
    ["for=203.0.113.9:4711, ,", "203.0.113.9", false],
    // What a client has left open swallows nothing, and what stands in quotes says nothing.
    ['for=127.0.0.1;a=", for="[2001:db8::66]"', "", false],
    ['for=203.0.113.9;host="a;for=127.0.0.1";proto=https', "203.0.113.9", true],
    [`for=127.0.0.1;a="${'\\"'.repeat(10_000)}`, "", false],
    [`for=203.0.113.9${" ".repeat(15_000)}x`, "", false],
    ["for=203.0.113.9;for=127.0.0.1", "", false],
  ])("D4: Forwarded: %s", (value, address, secure) => {
    expect(origin({ forwarded: value, "x-forwarded-for": "127.0.0.1" }, "forwarded")).toEqual({ address, secure });
  });

  test("D4: the forwarded address counts behind a trusted proxy, and only then", async () => {
    const { service, url } = await opened({
      domain: ["203.0.113.0/24", "loopback"],
      loop: (exchange) => exchange.reply(200, TEXT, `${exchange.address} ${exchange.secure}`),
    });
    const headers = { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https" };
    expect(await (await fetch(url, { headers })).text()).toBe("127.0.0.1 false");
    service.trusted = "loopback";
    expect(await (await fetch(url, { headers })).text()).toBe("203.0.113.9 true");
    expect((await fetch(url, { headers: { "x-forwarded-for": "127.0.0.1, 198.51.100.1" } })).status).toBe(403);
    // Two header lines are one list: the second was written by the proxy.
    const raw = Raw.to(url).write(get("/", "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-For: 198.51.100.1\r\n"));
    expect((await raw.answers(1))[0]?.status).toBe(403);
    expect(
      (await service.fetch(new Request("http://localhost/", { headers }), { address: "203.0.113.7" })).status,
    ).toBe(200);
  });

  test("D4: the session's cookie is Secure where the proxy was asked by HTTPS, and only then", async () => {
    const log = { info() {}, warn() {}, error() {} };
    const service = await serve(Counter, { port: 0, host: "127.0.0.1", log, trusted: "loopback" });
    const cookie = async (headers: Record<string, string>) =>
      (await fetch(service.url, { headers: { "user-agent": "Mozilla/5.0", ...headers } })).headers.getSetCookie()[0];
    expect(await cookie({ "x-forwarded-proto": "https" })).toMatch(/^__Host-sessile=.*; Secure$/);
    expect(await cookie({})).toMatch(/^sessile=(?!.*Secure)/);
    service.http.trusted = [];
    expect(await cookie({ "x-forwarded-proto": "https" })).toMatch(/^sessile=(?!.*Secure)/);
    await service.close();
  });
});

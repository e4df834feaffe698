/** D5: what every service has of its own, below /factory/. */
import { basic, type Exchange, HttpService, type Looped, serve } from "sessile";
import { describe, expect, onTestFinished, test } from "vitest";
import { Counter } from "../../support/apps/counter.tsx";
import { deferred, opened, TEXT } from "../../support/http-service.ts";
import { get, Raw } from "../../support/raw.ts";
import { byRole } from "../../support/roles.ts";
import { Visitor } from "../../support/visitor.ts";

const quiet = { info() {}, warn() {}, error() {} };
const FILES = ["image/theme.css", "image/favicon.svg", "image/todo-light.png", "javascript/sessile.js"];

/** A server of apps, with one visit that has clicked. */
async function served(options: Parameters<typeof serve>[1] = {}) {
  const apps = { "/counter/": { component: Counter, title: "Counter", description: "Counts clicks." } };
  const service = await serve(apps, { port: 0, host: "127.0.0.1", log: quiet, ...options });
  onTestFinished(() => service.close());
  return service;
}

const text = async (url: string, init?: RequestInit) => (await fetch(url, init)).text();

/** Markup as its author wrote it. */
const withoutIds = (html: string): string => html.replace(/ id=_\d+/g, "");

describe("D5: /factory/etc/", () => {
  test("D5: the state for people: every property with value, default, type, unit, and whether it may be written", async () => {
    const { service, url } = await opened({ name: "Ethanol", bodyTimeout: 1234 });
    const response = await fetch(`${url}/factory/etc/`);
    const html = withoutIds(await response.text());
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(html).toContain("<h1>Ethanol</h1>");
    for (const { name } of service.describe()) expect(html).toContain(`<code>${name}</code>`);
    const row = (name: string) => new RegExp(`<th scope="row"><code>${name}</code></th>(.*?)</tr>`).exec(html)?.[1];
    const cells = (name: string) => [...(row(name) ?? "").matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell);
    expect(cells("bodyTimeout").slice(0, 4)).toEqual(["1234 ms", "20000 ms", "a whole number from 100 up", "any time"]);
    expect(cells("port").slice(1, 4)).toEqual(["8080", "a whole number from 0 to 65535", "before open()"]);
    expect(cells("uptime").slice(2, 4)).toEqual(["number", "read-only"]);
    for (const chart of ["Requests", "Connections open", "Memory", "Event loop, worst delay"])
      expect(html).toMatch(new RegExp(`<figcaption>${chart} <strong>[\\d.]+`));
    expect(html).not.toContain("Sessions");
  });

  test("D5: with apps, sessions, pages, elements, events and their latency as well; looking changes none of them", async () => {
    const service = await served();
    const agent = { "user-agent": "Mozilla/5.0" };
    await text(`${service.url}/counter/`, { headers: agent });
    for (let i = 0; i < 3; i++) await text(`${service.url}/factory/etc/`, { headers: agent });
    const html = withoutIds(await text(`${service.url}/factory/etc/`, { headers: agent }));
    const figure = (name: string) => new RegExp(`<figcaption>${name} <strong>([^<]*)`).exec(html)?.[1];
    expect([figure("Sessions"), figure("Pages"), figure("Events")]).toEqual(["1", "1", "0 /s"]);
    expect(Number(figure("Elements"))).toBe(service.runtime.nodes);
    expect(html).toContain('<a href="/counter/">Counter</a> Counts clicks.');
  });

  test("D5: metrics, in Prometheus' text format", async () => {
    const service = await served();
    const response = await fetch(`${service.url}/factory/etc/metrics`);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const lines = (await response.text()).split("\n").filter(Boolean);
    const comments = lines.filter((line) => line.startsWith("#"));
    const samples = lines.filter((line) => !line.startsWith("#"));
    for (const line of comments) expect(line).toMatch(/^# (HELP \w+ \S.*|TYPE \w+ (counter|gauge|histogram))$/);
    for (const line of samples) expect(line).toMatch(/^\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? -?[\d.e+-]+$/);
    const typed = new Set(comments.map((line) => line.split(" ")[2]));
    for (const line of samples) expect(typed).toContain(/^\w+?(?=(_bucket|_sum|_count)?[{ ])/.exec(line)?.[0]);
    expect(samples).toContain('sessile_answer_seconds_bucket{le="+Inf"} 0');
    expect(samples).toContain("sessile_requests_total 1");
    expect(samples).toContain('sessile_connections{state="open"} 1');
    await text(`${service.url}/`);
    expect(await text(`${service.url}/factory/etc/metrics`)).toContain("sessile_requests_total 3");
  });

  test("D5: a click is an event, and its answer's time is in the histogram and in the chart's numbers", async () => {
    const { runtime, url } = await served();
    const visitor = new Visitor(runtime);
    const copy = await visitor.open("/counter/");
    await visitor.act("/counter/", copy, [["click", copy.address(byRole(copy, "button", "Increment"))]], 1);
    expect([runtime.events, runtime.latency.buckets.reduce((a, b) => a + b)]).toEqual([1, 1]);
    expect(await text(`${url}/factory/etc/metrics`)).toMatch(
      /sessile_events_total 1\n.*sessile_answer_seconds_count 1/s,
    );
  });

  test("D5: health, for whoever asks whether it is up: not any more once it drains", async () => {
    const gate = deferred<Exchange>();
    const { service, url } = await opened({
      loop(exchange): Looped {
        if (exchange.path.startsWith("/factory/")) return;
        gate.resolve(exchange);
        return "later";
      },
    });
    const health = await fetch(`${url}/factory/etc/health`);
    expect([health.status, await health.json()]).toEqual([
      200,
      expect.objectContaining({ status: "ok", state: "OPEN" }),
    ]);
    const raw = Raw.to(url).write(get("/slow"));
    const slow = await gate.promise;
    const closing = service.close();
    raw.write(get("/factory/etc/health", "Connection: close\r\n"));
    slow.reply(200, TEXT, "done");
    const all = await raw.all();
    expect(all).toMatch(/HTTP\/1\.1 503 .*"status":"closing"/s);
    await closing;
  });

  test("D5: for the inner list alone: who is let in otherwise gets 403, and so does what a proxy passes on", async () => {
    const { service, url } = await opened({ domain: "world" });
    const status = async (path: string, address: string, headers = {}) =>
      (await service.fetch(new Request(`http://localhost${path}`, { headers }), { address })).status;
    for (const path of ["/factory/etc/", "/factory/etc/metrics", "/factory/etc/health"]) {
      expect([await status(path, "127.0.0.1"), await status(path, "::1")]).toEqual([200, 200]);
      expect([await status(path, "192.168.7.7"), await status(path, "8.8.8.8"), await status(path, "")]).toEqual([
        403, 403, 403,
      ]);
      // From this machine, but on behalf of somebody: a proxy nobody has called trusted.
      expect(await status(path, "127.0.0.1", { "x-forwarded-for": "127.0.0.1" })).toBe(403);
    }
    expect(await status("/factory/help/", "8.8.8.8")).toBe(200);
    service.inner = ["loopback", "192.168.0.0/16"];
    expect([await status("/factory/etc/", "192.168.7.7"), await status("/factory/etc/", "8.8.8.8")]).toEqual([
      200, 403,
    ]);
    // A POST is held to the same.
    const post = new Request(`${url}/factory/etc/`, { method: "POST", body: "{}" });
    expect((await service.fetch(post, { address: "8.8.8.8" })).status).toBe(403);
  });
});

describe("D5: /factory/help/", () => {
  test("D5: leads to this server's apps and to the project's own documents, whose links lead on", async () => {
    const service = await served({ name: "Counting house", description: "Where clicks are counted." });
    const index = await text(`${service.url}/factory/help/`);
    expect(index).toContain("Where clicks are counted.");
    expect(index).toMatch(/<a href="\/counter\/">Counter<\/a><\/dt><dd>Counts clicks\./);
    const links = (html: string) => [...html.matchAll(/<a href="(\/[^"#]*)/g)].map(([, href = ""]) => href);
    const seen = new Set<string>();
    for (const queue = links(index); queue.length > 0; ) {
      const path = queue.pop() as string;
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await fetch(service.url + path);
      expect([path, response.status]).toEqual([path, 200]);
      if (path.startsWith("/factory/help/")) queue.push(...links(await response.text()));
    }
    for (const name of ["readme", "service", "errors", "testing", "architecture"])
      expect(seen).toContain(`/factory/help/${name}`);
    const errors = await text(`${service.url}/factory/help/errors`);
    expect(errors).toContain('<h3 id="ses_property">SES_PROPERTY</h3>');
    expect(await text(`${service.url}/factory/help/service`)).toContain('href="/factory/help/errors#ses_property"');
  });

  test("D5: what no document is called is 404; nothing is to be posted there", async () => {
    const { url } = await opened();
    for (const name of ["nothing", "../../package.json", "%2e%2e/package", "service/more", "__proto__"])
      expect((await fetch(`${url}/factory/help/${name}`)).status).toBe(404);
    const post = await fetch(`${url}/factory/help/`, { method: "POST", body: "x" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("D5: /factory/image/, /factory/javascript/", () => {
  test.each(FILES)("D5: %s has its content's hash in its name, and is kept for ever", async (path) => {
    const { url } = await opened();
    const asked = await fetch(`${url}/factory/${path}`, { redirect: "manual" });
    const location = asked.headers.get("location") ?? "";
    expect(asked.status).toBe(307);
    expect(location).toMatch(/\.[\w-]{12}\.\w+$/);
    const file = await fetch(url + location);
    expect([file.status, file.headers.get("cache-control")]).toEqual([200, "public, max-age=31536000, immutable"]);
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(100);
    // Another hash is another content, which is not there.
    const other = location.replace(/\.[\w-]{12}\./, ".AAAAAAAAAAAA.");
    expect((await fetch(url + other)).status).toBe(404);
  });

  test("D5: java: browsers run none any more; what does its work is shown the way to", async () => {
    const { url } = await opened();
    const response = await fetch(`${url}/factory/java/sessile.js`);
    expect([response.status, new URL(response.url).pathname]).toEqual([
      200,
      expect.stringMatching(/^\/factory\/javascript\/sessile\.[\w-]{12}\.js$/),
    ]);
  });

  test("D5: nothing outside of the directories is a file", async () => {
    const { url } = await opened();
    for (const path of [
      "image/../../package.json",
      "image/%2e%2e/sessile.js",
      "image/sessile.js",
      "javascript/theme.css",
      "image/",
    ]) {
      const raw = Raw.to(url).write(get(`/factory/${path}`, "Connection: close\r\n"));
      expect([path, (await raw.all()).slice(9, 12)]).toEqual([path, "404"]);
    }
  });
});

describe("D5: the loop sees factory paths first", () => {
  const answers: Record<string, (exchange: Exchange) => Looped> = {
    "/factory/help/": (exchange) => exchange.reply(403, TEXT, "not for you"),
    "/factory/help/service": (exchange) => exchange.reply(404, TEXT, "nothing here"),
    "/factory/help/errors": (exchange) => exchange.reply(303, [], ""),
    "/factory/help/testing": async (exchange) => {
      await null;
      exchange.reply(303, [], "");
    },
    "/factory/etc/health": (exchange) => exchange.reply(200, TEXT, "very well, thank you"),
    "/factory/new": (exchange) => exchange.reply(200, TEXT, "one more"),
  };
  const seen: string[] = [];
  const loop = (exchange: Exchange): Looped => {
    seen.push(exchange.path);
    return answers[exchange.path]?.(exchange);
  };

  test.each([
    ["a service alone", () => opened({ loop })],
    ["a server of apps", () => served({ loop })],
  ])("D5: 403 and 404 deny, 303 means the built-in, anything else overrides: %s", async (_, open) => {
    const { url } = await open();
    const answer = async (path: string) => {
      const response = await fetch(url + path);
      return [response.status, await response.text()];
    };
    seen.length = 0;
    expect(await answer("/factory/help/")).toEqual([403, "not for you"]);
    expect(await answer("/factory/help/service")).toEqual([404, "nothing here"]);
    expect(await answer("/factory/help/errors")).toEqual([200, expect.stringContaining("SES_PROPERTY")]);
    expect(await answer("/factory/help/testing")).toEqual([200, expect.stringContaining("sessile/testing")]);
    expect(await answer("/factory/etc/health")).toEqual([200, "very well, thank you"]);
    expect(await answer("/factory/new")).toEqual([200, "one more"]);
    expect(await answer("/factory/etc/")).toEqual([200, expect.stringContaining("Properties")]);
    expect(await answer("/factory/old")).toEqual([404, expect.any(String)]);
    expect(seen).toEqual([...Object.keys(answers), "/factory/etc/", "/factory/old"]);
  });

  test("D5: without a factory its paths are like any other", async () => {
    const { url } = await opened({ factory: false });
    expect(await text(`${url}/factory/help/`)).toContain("has nothing at this address");
    const service = await served({ factory: false });
    expect((await fetch(`${service.url}/factory/etc/`)).status).toBe(404);
  });

  test("D3: the factory's names are reserved", async () => {
    const options = { port: 0, log: quiet };
    await expect(serve({ "/factory/help/": Counter }, options)).rejects.toThrow(
      /SES_APP_PREFIX: \/factory\/help\/ is the factory's/,
    );
    const service = await serve({ "/factory/help/": Counter }, { ...options, factory: false });
    expect(await text(`${service.url}/factory/help/`)).toContain("Counter");
    await service.close();
  });
});

test("D2: a class of one's own has fields of its own", async () => {
  class Counting extends HttpService {
    count = 0;
    override loop(exchange: Exchange): void {
      exchange.reply(200, TEXT, String(++this.count));
    }
  }
  const service = new Counting({ port: 0, log: quiet });
  await service.open();
  expect([await text(service.url), await text(service.url)]).toEqual(["1", "2"]);
  await service.close();
});

describe("D5, D9: where people have to show who they are", () => {
  const PATHS = [
    "",
    "help/",
    "help/service",
    "etc/",
    "etc/metrics",
    "etc/health",
    "javascript/sessile.js",
    "java/x",
    "nowhere",
  ];
  const as = (name: string, password: string) => ({
    authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
  });
  const statuses = async (url: string, headers = {}) =>
    Promise.all(
      PATHS.map(async (path) => (await fetch(`${url}/factory/${path}`, { headers, redirect: "manual" })).status),
    );

  test("everywhere means the factory as well, its health and files among it", async () => {
    const { url } = await served({ authorize: basic({ users: { ada: "x" } }) });
    expect(await statuses(url)).toEqual(PATHS.map(() => 401));
    expect(await statuses(url, as("ada", "x"))).toEqual([307, 200, 200, 200, 200, 200, 307, 307, 404]);
  });

  test.each(["/factory/", "/factory/etc/"])("so does the prefix %s, and nothing else", async (prefix) => {
    const { url } = await served({ authorize: { [prefix]: basic({ users: { ada: "x" } }) } });
    const covered = PATHS.filter((path) => `/factory/${path}`.startsWith(prefix));
    const refused = (await statuses(url)).flatMap((status, i) => (status === 401 ? [PATHS[i]] : []));
    expect(refused).toEqual(covered);
    expect((await fetch(`${url}/counter/`)).status).toBe(200);
    expect((await fetch(`${url}/factory/etc`, { redirect: "manual" })).status).toBe(401);
  });

  test("a prefix opens what the rest closes: health for a monitor", async () => {
    const users = { ada: "x" };
    const { url } = await served({ authorize: { "/": basic({ users }), "/factory/etc/health/": null } });
    expect((await fetch(`${url}/factory/etc/health`)).status).toBe(200);
    expect((await fetch(`${url}/factory/etc/metrics`)).status).toBe(401);
  });

  test("a loop that leaves it to the service does not open it", async () => {
    const loop = (exchange: Exchange) => exchange.reply(303, [], "");
    const { url } = await served({ authorize: basic({ users: { ada: "x" } }), loop });
    expect((await fetch(`${url}/factory/help/`)).status).toBe(401);
  });

  test("whose credentials are right still has to be where the state is shown", async () => {
    const { url } = await served({ authorize: basic({ users: { ada: "x" } }), inner: "10.255.255.1" });
    expect((await fetch(`${url}/factory/etc/`, { headers: as("ada", "x") })).status).toBe(403);
    expect((await fetch(`${url}/factory/help/`, { headers: as("ada", "x") })).status).toBe(200);
  });

  test("two people look at the state, and neither closes the other's page", async () => {
    const { url } = await served({ authorize: basic({ users: { ada: "x", grace: "y" } }) });
    const open = async (name: string, password: string) =>
      /name="?_p"? value="?([^">\s]+)/.exec(await text(`${url}/factory/etc/`, { headers: as(name, password) }))?.[1];
    const token = await open("ada", "x");
    await open("grace", "y");
    const stream = await fetch(`${url}/factory/etc/`, { headers: { ...as("ada", "x"), "sessile-page": token ?? "" } });
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
  });
});

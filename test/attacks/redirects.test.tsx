/** Nobody is sent to another site by a link to this one, and no header says more than it should. */
import { connect, type Socket } from "node:net";
import { useLocation } from "sessile/ui";
import { expect, test } from "vitest";
import { Counter } from "../support/apps/counter.tsx";
import { Routed } from "../support/apps/routed.tsx";
import { attr, type Copy } from "../support/copy.ts";
import { byRole, textByRole } from "../support/roles.ts";
import { servedStage, stage } from "../support/stage.tsx";
import { pageField, Visitor } from "../support/visitor.ts";

/** What browsers take for another site, and what becomes of one on the way. */
const EVIL = [
  "//evil.example/",
  "///evil.example/",
  "/\\evil.example/",
  "\\\\evil.example/",
  "/.//evil.example/",
  "/x/..//evil.example/",
  "//evil.example\\@good.example/",
  "/\t/evil.example/",
];

/** Whether a browser at this address that is told `url` would go to another site. */
const leaves = (url: string) => new URL(url, "http://good.example/app/items/1").host !== "good.example";

const everywhere = { "/": { component: Routed, routes: true } };

/** Sends bytes as they are; the whole answer. */
async function raw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  socket.end(bytes);
  let text = "";
  for await (const chunk of socket) text += chunk;
  return text;
}

test("the list is one of real dangers", () => {
  expect(EVIL.filter(leaves).length).toBeGreaterThanOrEqual(6);
});

// Reason: an open redirect lends a phishing site this site's name.
test.each(["cookie", "path", "query"] as const)(
  "a path like //evil.example is no redirect (sessions by %s)",
  async (session) => {
    const { url } = await servedStage(everywhere, { mapper: { session } });
    for (const path of EVIL.filter((each) => !/[\t]/.test(each))) {
      for (const request of [
        `GET ${path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Mozilla/5.0\r\nConnection: close\r\n\r\n`,
        `GET ${path}x?sid=some-old-key HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Mozilla/5.0\r\nConnection: close\r\n\r\n`,
        `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\nConnection: close\r\n\r\n_p=x.1+1&`,
      ]) {
        const answer = await raw(url, request);
        const location = /^location: (.*)\r$/im.exec(answer)?.[1];
        if (location !== undefined) expect([path, location, leaves(location)]).toEqual([path, location, false]);
        else expect(answer).toMatch(/^HTTP\/1.1 (200|400|404)/);
        expect(answer).not.toMatch(/^HTTP\/1.1 5/);
      }
    }
  },
);

// Reason: the same through the other front, which parses URLs itself.
test("nor by fetch", async () => {
  const { runtime } = stage(everywhere, { mapper: { session: "query" } });
  for (const path of EVIL) {
    for (const init of [{}, { method: "POST", body: new URLSearchParams({ _p: "x.1 1" }) }]) {
      const response = await runtime.fetch(new Request(`http://good.example${path}`, init));
      const location = response.headers.get("location");
      if (location !== null) expect([path, leaves(location)]).toEqual([path, false]);
      expect(response.status).toBeLessThan(500);
    }
  }
});

// Reason: links and navigate() are often given what a user or a query said.
test("location.href and navigate of anything stay here, or are dropped", async () => {
  const tries = [
    ...EVIL,
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "http://[",
    "..//evil.example",
    "../..//evil.example/",
  ];
  let to = "";
  function App() {
    const { href, navigate } = useLocation();
    return (
      <main>
        <a href={href(to)}>Link</a>
        <button type="button" onClick={() => navigate(to)}>
          Go
        </button>
      </main>
    );
  }
  const { runtime, lines } = stage({
    "/": { component: App, routes: true },
    "/app/": { component: App, routes: true },
  });
  for (to of tries) {
    for (const path of ["/", "/app/", "/app/items/1"]) {
      const visitor = new Visitor(runtime);
      const copy = await visitor.open(path);
      const href = attr(byRole(copy, "link", "Link"), "href") ?? "";
      expect([to, href, new URL(href, "http://good.example/app/").host]).toEqual([to, href, "good.example"]);
      expect(new URL(href, "http://good.example/app/").protocol).toBe("http:");
      await visitor.act(path, copy, [["click", copy.address(byRole(copy, "button", "Go"))]], 1);
      for (const { args } of copy.calls) expect([to, args[0], leaves(String(args[0]))]).toEqual([to, args[0], false]);
      const plain = await visitor.open(path, { script: false });
      const { headers, status } = await press(visitor, plain, "Go", path);
      expect([to, status, leaves(headers.get("location") ?? "")]).toEqual([to, 303, false]);
    }
  }
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
});

// Reason: the browser says where it is; a forged event must not move the page (and its next redirect) to another site.
test("a forged navigate event leads nowhere", async () => {
  const { runtime, lines } = stage(everywhere);
  const visitor = new Visitor(runtime);
  const copy = await visitor.open("/");
  let n = 0;
  for (const d of [
    ...EVIL,
    "https://evil.example/",
    "http://[",
    "\0",
    "javascript:alert(1)",
    7,
    null,
    { a: 1 },
    ["/items/1"],
  ]) {
    expect((await visitor.act("/", copy, [["navigate", 0, { d }]], ++n)).status).toBe(200);
  }
  const plain = await visitor.open("/", { script: false });
  const { headers } = await press(visitor, plain, "Count", "/");
  expect(leaves(headers.get("location") ?? "")).toBe(false);
  await visitor.act("/", copy, [["navigate", 0, { d: "/items/2" }]], ++n);
  expect(textByRole(copy, "status")).toBe("/items/2 counted 0");
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
});

const press = (visitor: Visitor, copy: Copy, name: string, at: string) =>
  visitor.form(at, [
    ["_p", pageField(copy)],
    ["_e", attr(byRole(copy, "button", name), "value") ?? ""],
  ]);

// Reason: a line end in a header begins another header, or another answer.
test("navigate to what has line ends says them percent-encoded, or not at all", async () => {
  let to = "";
  function App() {
    const { navigate } = useLocation();
    return (
      <button type="button" onClick={() => navigate(to)}>
        Go
      </button>
    );
  }
  const { url } = await servedStage({ "/": { component: App, routes: true } });
  const visitor = new Visitor(url);
  for (to of ["/x\r\nSet-Cookie: a=b", "?q=\r\n\r\n<script>", "https://example.org/\r\nX: y", "/\u2028\u{1f600}é\0"]) {
    const copy = await visitor.open("/", { script: false });
    const { status, headers } = await press(visitor, copy, "Go", "/");
    expect([to, status, headers.get("x"), headers.getSetCookie().length]).toEqual([to, 303, null, 1]);
    expect(headers.get("location")).toMatch(/^[!-~]+$/);
  }
});

// Reason: the cookie that carries a page names its path; a semicolon in it would add attributes of the attacker's.
test("a path with a semicolon adds no attribute to the page's cookie", async () => {
  const { url } = await servedStage(everywhere);
  for (const path of ["/x;Domain=evil.example;Max-Age=9999999", "/a/b;HttpOnly/c", "/;Secure"]) {
    const visitor = new Visitor(url);
    const { headers, status } = await visitor.form(path, [["_p", "x.1 1"]]);
    expect(status).toBe(303);
    const line = headers.getSetCookie().find((each) => each.startsWith("sessile-page=")) ?? "";
    const folder = path.slice(0, path.slice(0, path.indexOf(";")).lastIndexOf("/") + 1);
    expect(line).toMatch(new RegExp(`^sessile-page=[\\w-]{21}~; Path=${folder}; Max-Age=10; SameSite=Lax$`));
  }
});

// Reason: whoever can choose Host or the forwarded headers must not get into links, cookies or the log.
test("Host and forwarded headers are believed nowhere", async () => {
  const { url, lines, service } = await servedStage({ "/app/": Counter });
  const stranger = await raw(url, "GET /app/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
  expect(stranger).toMatch(/^HTTP\/1.1 421/);
  lines.length = 0;
  // A name that is listed is no reason to write it into an answer.
  service.http.hosts = ["evil.example"];
  const forged = [
    "Host: evil.example",
    "X-Forwarded-Host: evil.example",
    "X-Forwarded-Proto: https",
    "X-Forwarded-For: 203.0.113.7",
    "Forwarded: for=203.0.113.7;host=evil.example;proto=https",
    "X-Original-URL: /other/",
    "X-HTTP-Method-Override: DELETE",
  ].join("\r\n");
  for (const head of ["GET /app/", "GET /app", "GET /nothing", "POST /app/"]) {
    const body = head.startsWith("POST") ? "_p=x.1+1" : "";
    const type = `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}`;
    const answer = await raw(url, `${head} HTTP/1.1\r\n${forged}\r\n${type}\r\nConnection: close\r\n\r\n${body}`);
    expect(answer).toMatch(/^HTTP\/1.1 (200|303|308|404)/);
    expect(answer).not.toMatch(/evil|203\.0\.113|__Host-|; Secure/i);
  }
  expect(JSON.stringify(lines)).not.toMatch(/evil|203\.0\.113/);
});

/** Whatever comes in: a plain HTML answer, a line in the log, and everything else goes on as before. */
import { describe, expect, test } from "vitest";
import { Counter } from "../../support/apps/counter.tsx";
import { Raw } from "../../support/raw.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { type Line, type Stage, servedStage, stage } from "../../support/stage.tsx";
import { Visitor } from "../../support/visitor.ts";

const LIMITS = { bodyBytes: 5000, fieldBytes: 1000, fields: 10, files: 2, events: 5 };

interface Case {
  readonly name: string;
  readonly status: number;
  readonly path?: string;
  readonly init?: (token: string) => RequestInit;
  /** What the answer has beyond the usual. */
  readonly headers?: { readonly [name: string]: string };
}

const post = (body: BodyInit, type?: string): RequestInit => ({
  method: "POST",
  body,
  ...(type && { headers: { "content-type": type } }),
});
const json = (message: unknown): RequestInit =>
  post(typeof message === "string" ? message : JSON.stringify(message), "application/json");
const URLENCODED = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data; boundary=x";

function fields(count: number, make: (i: number) => [string, string | Blob, string?]): FormData {
  const form = new FormData();
  for (let i = 0; i < count; i++) form.append(...(make(i) as [string, string]));
  return form;
}

const CASES: readonly Case[] = [
  { name: "an unknown path", status: 404, path: "/nowhere/" },
  { name: "an unknown path, posted to", status: 404, path: "/nowhere/", init: () => json({}) },
  { name: "a path below an app", status: 404, path: "/counter/x" },
  {
    name: "a method nobody has",
    status: 405,
    init: () => ({ method: "DELETE" }),
    headers: { allow: "GET, HEAD, POST" },
  },
  { name: "PUT", status: 405, init: () => ({ method: "PUT", body: "x" }), headers: { allow: "GET, HEAD, POST" } },
  { name: "a body too large", status: 413, init: (p) => json({ p, n: 1, v: 0, e: [], x: "x".repeat(6000) }) },
  { name: "too many events", status: 413, init: (p) => json({ p, n: 1, v: 0, e: Array(6).fill(["click", 1]) }) },
  { name: "too many fields", status: 413, init: () => post(new URLSearchParams(Array(11).fill(["a", "b"]))) },
  { name: "too many fields of a multipart form", status: 413, init: () => post(fields(11, (i) => [`f${i}`, "x"])) },
  { name: "too many files", status: 413, init: () => post(fields(3, (i) => [`f${i}`, new Blob(["x"]), "a.txt"])) },
  { name: "a field too large", status: 413, init: () => post(new URLSearchParams({ a: "x".repeat(1001) })) },
  { name: "a multipart field too large", status: 413, init: () => post(fields(1, () => ["a", "x".repeat(1001)])) },
  { name: "no JSON", status: 400, init: () => json("{") },
  { name: "JSON that is no object", status: 400, init: () => json("null") },
  { name: "JSON without a page", status: 400, init: () => json({ n: 1, v: 0, e: [] }) },
  { name: "a number that is none", status: 400, init: (p) => json({ p, n: "1", v: 0, e: [] }) },
  { name: "a negative number", status: 400, init: (p) => json({ p, n: -1, v: 0, e: [] }) },
  { name: "a fraction for a version", status: 400, init: (p) => json({ p, n: 1, v: 0.5, e: [] }) },
  { name: "events that are no list", status: 400, init: (p) => json({ p, n: 1, v: 0, e: "click" }) },
  { name: "an event that is no list", status: 400, init: (p) => json({ p, n: 1, v: 0, e: [{ type: "click" }] }) },
  { name: "an event without a node", status: 400, init: (p) => json({ p, n: 1, v: 0, e: [["click"]] }) },
  { name: "an event of a strange type", status: 400, init: (p) => json({ p, n: 1, v: 0, e: [["<script>", 1]] }) },
  { name: "event data that are none", status: 400, init: (p) => json({ p, n: 1, v: 0, e: [["click", 1, "x"]] }) },
  { name: "a state that is none", status: 400, init: (p) => json({ p, n: 1, v: 0, e: [["input", 1, { v: 7 }]] }) },
  { name: "multipart without a boundary", status: 400, init: () => post("x", "multipart/form-data") },
  { name: "multipart that is none", status: 400, init: () => post("hello", MULTIPART) },
  {
    name: "multipart cut short",
    status: 400,
    init: () => post('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhal', MULTIPART),
  },
  { name: "a form with half a percent sign", status: 400, init: () => post("a=%4", URLENCODED) },
  { name: "a type nobody asked for", status: 415, init: () => post("<xml/>", "text/xml") },
  { name: "no type at all", status: 415, init: () => ({ method: "POST", body: new Uint8Array([1]) }) },
  {
    name: "another site's form",
    status: 403,
    init: () => ({
      ...post("a=b", URLENCODED),
      headers: { "sec-fetch-site": "cross-site", "content-type": URLENCODED },
    }),
  },
  {
    name: "a sister site's form",
    status: 403,
    init: () => ({
      ...post("a=b", URLENCODED),
      headers: { "sec-fetch-site": "same-site", "content-type": URLENCODED },
    }),
  },
  {
    name: "a form from another origin",
    status: 403,
    init: () => ({
      ...post("a=b", URLENCODED),
      headers: { origin: "https://evil.example", "content-type": URLENCODED },
    }),
  },
  {
    name: "a form from no origin",
    status: 403,
    init: () => ({ ...post("a=b", URLENCODED), headers: { origin: "null", "content-type": URLENCODED } }),
  },
  { name: "a page nobody has", status: 410, init: () => json({ p: "nothing.1", n: 1, v: 0, e: [] }) },
  { name: "a view nobody has", status: 410, init: (p) => json({ p: p.replace(/\d+$/, "99"), n: 1, v: 0, e: [] }) },
  { name: "a page token without a dot", status: 410, init: () => json({ p: "", n: 1, v: 0, e: [] }) },
  { name: "a stream of a page nobody has", status: 410, init: () => ({ headers: { "sessile-page": "nothing.1" } }) },
];

const apps = { "/counter/": Counter };

async function fronts(front: string): Promise<{ on: Stage; to: Stage["runtime"] | string }> {
  if (front === "fetch") {
    const on = stage(apps, { limits: LIMITS });
    return { on, to: on.runtime };
  }
  const on = await servedStage(apps, { limits: LIMITS });
  return { on, to: on.url };
}

describe.each(["fetch", "node:http"])("by %s", (front) => {
  test("each gets an answer and a line, and nobody notices", async () => {
    const { on, to } = await fronts(front);
    const visitor = new Visitor(to);
    const copy = await visitor.open("/counter/");
    const button = copy.address(byRole(copy, "button", "Increment"));
    let clicks = 0;
    for (const { name, status, path = "/counter/", init = () => ({}), headers = {} } of CASES) {
      on.lines.length = 0;
      const answer = await visitor.visit(path, init(copy.token));
      expect(answer.status, name).toBe(status);
      expect(answer.headers.get("content-type"), name).toBe("text/html; charset=utf-8");
      expect(answer.headers.get("x-content-type-options"), name).toBe("nosniff");
      expect(answer.html, name).toMatch(new RegExp(`^<!DOCTYPE html>.*<h1>${status} `));
      for (const [header, value] of Object.entries(headers)) expect(answer.headers.get(header), name).toBe(value);
      expect(on.lines.map(plain), name).toEqual([{ level: "warn", status, path }]);
      // The page this visitor has had all along.
      await visitor.act("/counter/", copy, [["click", button]], ++clicks);
      expect(textByRole(copy, "status"), name).toBe(`Count: ${clicks}`);
      expect(on.runtime.sessions, name).toBe(1);
    }
    expect(await visitor.open("/counter/").then((fresh) => fresh.token)).not.toBe(copy.token);
    const last = await visitor.post("/counter/", { p: copy.token, n: clicks + 1, v: 0, e: [] });
    expect(last.html).toContain(`Count: ${clicks}`);
  });

  test("a missing slash leads to the app, the query too", async () => {
    const { to } = await fronts(front);
    const { status, headers } = await new Visitor(to).visit("/counter?a=1&b=%2F");
    expect([status, headers.get("location")]).toEqual([308, "/counter/?a=1&b=%2F"]);
  });

  test("HEAD answers like GET without a body, and leaves no session", async () => {
    const { on, to } = await fronts(front);
    const { status, headers, html } = await new Visitor(to).visit("/counter/", { method: "HEAD" });
    expect([status, html, headers.get("set-cookie"), on.runtime.sessions]).toEqual([200, "", null, 0]);
    expect((await new Visitor(to).visit("/nowhere/", { method: "HEAD" })).status).toBe(404);
  });

  test("the log has no secret: no cookie, no body, no query", async () => {
    const { on, to } = await fronts(front);
    const visitor = new Visitor(to);
    const { token } = await visitor.open("/counter/");
    const secrets = ["s3cret", token.split(".")[0] as string, visitor.cookies.get("sessile")?.value as string];
    await visitor.form(
      "/counter/?q=s3cret",
      [
        ["a", "s3cret%"],
        ["_p", token],
      ],
      { "sec-fetch-site": "cross-site" },
    );
    await visitor.post("/counter/?q=s3cret", '{"p":"s3cret');
    await visitor.post("/counter/?q=s3cret", { p: `${token}9`, n: 1, v: 0, e: [] });
    const text = on.lines.map((line) => JSON.stringify(line) + String(line.data.err)).join("\n");
    expect(on.lines).toHaveLength(3);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

function plain({ level, data }: Line) {
  return { level, status: data.status, path: data.path };
}

test.each(["application/json", URLENCODED, MULTIPART])(
  "who hangs up while sending %s is a line in the log, and no stack",
  async (type) => {
    const { url, lines } = await servedStage({ "/counter/": Counter });
    const visitor = new Visitor(url);
    await visitor.open("/counter/");
    lines.length = 0;
    const cookie = `sessile=${visitor.cookies.get("sessile")?.value}`;
    const raw = Raw.to(url).write(
      `POST /counter/ HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nContent-Type: ${type}\r\nContent-Length: 1000\r\n\r\n--x\r\n`,
    );
    await expect.poll(async () => (await fetch(url)).status).toBe(404);
    raw.socket.destroy();
    const said = () => lines.filter(({ message }) => message !== "Not found");
    await expect.poll(() => said().length).toBe(1);
    expect(said()).toEqual([
      { level: "info", data: { status: 408, method: "POST", path: "/counter/" }, message: "the other end hung up" },
    ]);
  },
);

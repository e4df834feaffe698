/** What every answer says besides its body. */
import { expect, test } from "vitest";
import { Counter } from "../../support/apps/counter.tsx";
import { servedStage, stage } from "../../support/stage.tsx";
import { Visitor } from "../../support/visitor.ts";

const POLICY =
  "default-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

/** Everything the policy would keep from running, were it there. */
const INLINE = /<script(?![^>]* src=)|<style|\son[a-z]+\s*=|javascript:/i;

test("a document comes under a strict policy and holds nothing inline", async () => {
  const { headers, html } = await new Visitor(stage({ "/": Counter }).runtime).visit("/");
  expect(headers.get("content-security-policy")).toBe(POLICY);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("same-origin");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(html).not.toMatch(INLINE);
});

test("an app adds to the policy: a directive of its own no longer falls back on the default", async () => {
  const csp = { "img-src": ["https://tiles.example"], "object-src": ["https://x.example"], "default-src": ["blob:"] };
  const { headers } = await new Visitor(stage({ "/": Counter }, { csp }).runtime).visit("/");
  const directives = headers.get("content-security-policy")?.split("; ");
  expect(directives).toContain("img-src 'self' https://tiles.example");
  expect(directives).toContain("object-src https://x.example");
  expect(directives).toContain("default-src 'self' blob:");
});

test("the answers to script and forms: no sniffing, no cache", async () => {
  const visitor = new Visitor(stage({ "/": Counter }).runtime);
  const { token } = await visitor.open("/");
  const answer = await visitor.post("/", { p: token, n: 1, v: 0, e: [] });
  const stream = await visitor.fetch("/", { headers: { "sessile-page": token } });
  await stream.body?.cancel();
  for (const { headers } of [answer, stream]) {
    expect(headers.get("content-type")).toBe("text/event-stream");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
  const redirect = await visitor.form("/?page=2", [["_p", `${token} 1`]]);
  expect([redirect.status, redirect.headers.get("location"), redirect.headers.get("cache-control")]).toEqual([
    303,
    "/?page=2",
    "no-store",
  ]);
});

test("the server's own files may be kept for ever, for their address changes with them", async () => {
  const { url } = await servedStage({ "/": Counter });
  const visitor = new Visitor(url);
  const { html } = await visitor.visit("/");
  const script = /<script[^>]* src="([^"]+)"/.exec(html)?.[1] ?? "";
  expect(script).toMatch(/^\/~\/sessile\.js\?v=[\w-]{8,}$/);
  const { status, headers } = await visitor.visit(script);
  expect([status, headers.get("cache-control")]).toEqual([200, "public,max-age=31536000,immutable"]);
  expect((await visitor.visit("/~/../package.json")).status).toBe(404);
  expect((await visitor.visit("/~/%2e%2e/%2e%2e/package.json")).status).toBe(404);
  expect((await visitor.visit("/~/nothing.js")).status).toBe(404);
});

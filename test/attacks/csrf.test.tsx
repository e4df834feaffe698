/** Another site, open in the same browser, can make it send requests with its cookies: none of them does anything. */
import { beforeEach, expect, test } from "vitest";
import { Counter } from "../support/apps/counter.tsx";
import { Routed } from "../support/apps/routed.tsx";
import { attr, type Copy } from "../support/copy.ts";
import { byRole, textByRole } from "../support/roles.ts";
import { type Stage, stage } from "../support/stage.tsx";
import { pageField, Visitor } from "../support/visitor.ts";

let on: Stage;
let visitor: Visitor;
let copy: Copy;
let press: [string, string][];
let json: string;

/** A victim with a page open, and what a click on it would be if one knew its token. */
beforeEach(async () => {
  on = stage({ "/": Counter, "/routed/": { component: Routed, routes: true } });
  visitor = new Visitor(on.runtime);
  copy = await visitor.open("/");
  const plain = await visitor.open("/", { script: false });
  press = [
    ["_p", pageField(plain)],
    ["_e", attr(byRole(plain, "button", "Increment"), "value") ?? ""],
  ];
  json = JSON.stringify({
    p: copy.token,
    n: 1,
    v: 0,
    e: [["click", copy.address(byRole(copy, "button", "Increment"))]],
  });
});

/** Nothing was counted on any of the victim's pages, and none was opened or lost. */
async function expectUntouched(pages = 2): Promise<void> {
  const { html } = await visitor.post("/", { p: copy.token, n: 1, v: 0, e: [] });
  expect(html).toBe(":");
  for (const document of on.documents) expect(document.documentElement.textContent).not.toMatch(/Count: [1-9]/);
  expect(on.runtime.pages).toBe(pages);
}

const SITES = [
  { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site", origin: "https://sister.localhost" },
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: "http://localhost.evil.example" },
  { origin: "http://localhost:8081" },
  { origin: "http://evil.example/http://localhost" },
  { origin: "localhost" },
  { referer: "https://evil.example/http://localhost/" },
  { referer: "http://localhost@evil.example/" },
] as const;

// Reason: even the page's own token, should it have leaked, must not help another site.
test.each(SITES)("a form, %j", async (headers) => {
  expect((await visitor.form("/", press, headers)).status).toBe(403);
  expect((await visitor.form("/", [["_e", "click.9"]], headers)).status).toBe(403);
  await expectUntouched();
});

// Reason: fetch with a simple content type needs no preflight; one with JSON would have to ask first.
test.each(SITES)("fetch, %j", async (headers) => {
  for (const type of [
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
  ]) {
    const body = type.startsWith("multipart")
      ? `--x\r\nContent-Disposition: form-data; name="_p"\r\n\r\n${copy.token}\r\n--x--\r\n`
      : json;
    const { status } = await visitor.visit("/", {
      method: "POST",
      body,
      headers: { ...headers, "content-type": type },
    });
    expect([type, status]).toEqual([type, 403]);
  }
  await expectUntouched();
});

// Reason: browsers that say nothing of where a request comes from (w3m) have the token alone to tell.
test("without such headers a form needs the page's token", async () => {
  const [page = ""] = copy.token.split(".");
  const guesses = [
    "",
    "x",
    "x.1 1",
    ".1 1",
    `${page.slice(0, -1)}.1 1`,
    `${page.toLowerCase()}.1 1`,
    "undefined.1 1",
    "0.1 1",
  ];
  for (const token of guesses) {
    const { status, headers } = await new Visitor(on.runtime).form("/", [["_p", token], press[1] as [string, string]], {
      cookie: `sessile=${visitor.cookies.get("sessile")?.value}`,
    });
    expect([token, status, headers.get("location")]).toEqual([token, 303, "/"]);
  }
  for (const document of on.documents) expect(document.documentElement.textContent).not.toMatch(/Count: [1-9]/);
});

// Reason: a fresh page that is the same to the letter takes a press over; in a session that lives, nobody presses.
test("nor does a print of the page, which anybody can get, do in place of the token", async () => {
  const stranger = await new Visitor(on.runtime).open("/", { script: false });
  const [, number, print = ""] = pageField(stranger).split(" ");
  expect(print).not.toBe("");
  await visitor.form("/", [["_p", `forged.1 ${number} ${print}`], press[1] as [string, string]]);
  for (const document of on.documents) expect(document.documentElement.textContent).not.toMatch(/Count: [1-9]/);
});

// Reason: text/plain is what a form can send that reads as JSON.
test("JSON by another content type is not read", async () => {
  for (const type of ["text/plain", "text/json", "application/csp-report", "application/x-json", "json"]) {
    const { status } = await visitor.visit("/", { method: "POST", body: json, headers: { "content-type": type } });
    expect([type, status]).toEqual([type, 415]);
  }
  await expectUntouched();
});

test("the type's name is read as HTTP says: in any case, with parameters", async () => {
  const { status } = await visitor.post("/", JSON.parse(json), { "content-type": "Application/JSON; charset=UTF-8" });
  expect(status).toBe(200);
});

// Reason: an image, a style sheet, an icon of another page carries the cookie where SameSite does not hold it back.
test.each(["image", "script", "style", "font", "audio", "video", "track", "manifest", "worker", "xslt"])(
  "a GET for an %s opens no page and moves none",
  async (dest) => {
    for (const path of ["/", "/routed/items/9", "/routed/?page=7"]) {
      for (const site of ["cross-site", "same-site", "same-origin"]) {
        const answer = await visitor.visit(path, { headers: { "sec-fetch-dest": dest, "sec-fetch-site": site } });
        expect([answer.status, answer.headers.getSetCookie()]).toEqual([404, []]);
      }
    }
    await expectUntouched();
  },
);

test("loads of documents and frames, and browsers that do not say, get their page", async () => {
  for (const dest of ["document", "iframe", "frame", "embed", "object", "empty", undefined]) {
    const { status } = await visitor.visit("/", dest ? { headers: { "sec-fetch-dest": dest } } : {});
    expect([dest, status]).toEqual([dest, 200]);
  }
});

// Reason: GET changes no tree beyond where it is; what looks like an event in its query is none.
test("a GET whose query looks like an event", async () => {
  const query = new URLSearchParams(press);
  expect((await visitor.visit(`/?${query}`)).status).toBe(200);
  expect((await visitor.visit(`/?${query}`, { method: "HEAD" })).status).toBe(200);
  for (const document of on.documents) expect(document.documentElement.textContent).not.toMatch(/Count: [1-9]/);
});

// Reason: with CORS headers another site could read the answers, tokens and all.
test("no answer lets another site read it", async () => {
  const origin = "https://evil.example";
  const preflight = {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type, sessile-page",
    },
  };
  const answers = [
    await visitor.visit("/", preflight),
    await visitor.visit("/", { headers: { origin } }),
    await visitor.visit("/", { headers: { origin, "sessile-page": `${copy.token}9` } }),
    await visitor.form("/", press, { origin }),
    await visitor.visit("/nothing/", { headers: { origin } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([405, 200, 410, 403, 404]);
  for (const { headers } of answers) {
    for (const [name] of headers) expect(name).not.toMatch(/^access-control-/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
  for (const method of ["PUT", "DELETE", "PATCH", "PROPFIND"]) {
    expect([method, (await visitor.visit("/", { method })).status]).toEqual([method, 405]);
  }
});

// Reason: what the browser is told about its cookie is what keeps most of this from being sent at all.
test("the session's cookie does not go along with other sites' requests", async () => {
  const { headers } = await new Visitor(on.runtime).visit("/");
  expect(headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax$/);
  expect(headers.get("content-security-policy")).toMatch(/frame-ancestors 'self'/);
  expect(textByRole(copy, "status")).toBe("Count: 0");
});

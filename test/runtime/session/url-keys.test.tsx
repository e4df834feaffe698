/** C1: where the session's key stands in the URL, all else is as with cookies: links, forms, login, a session that is gone. */
import { describe, expect, test } from "vitest";
import { Login } from "../../support/apps/login.tsx";
import { Routed } from "../../support/apps/routed.tsx";
import { attr, Copy, textOf } from "../../support/copy.ts";
import { byLabel, byRole, textByRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { pageField, Visitor } from "../../support/visitor.ts";

const status = (copy: Copy) => textByRole(copy, "status");
const KEY = /[~=]([\w-]{21})/;
const keyOf = (url: string | null) => KEY.exec(url ?? "")?.[1] ?? "";

describe.each(["path", "query"] as const)("by %s", (session) => {
  const start = async (path = "/app/") => {
    const on = stage({ "/app/": { component: Routed, routes: true }, "/login/": Login }, { mapper: { session } });
    const visitor = new Visitor(on.runtime);
    const { headers } = await visitor.visit(path);
    const url = headers.get("location") ?? "";
    expect(keyOf(url)).not.toBe("");
    return { on, visitor, url };
  };
  const post = (visitor: Visitor, url: string, copy: Copy, name: string, n: number) =>
    visitor.act(url, copy, [["click", copy.address(byRole(copy, "button", name))]], n);
  const form = (
    visitor: Visitor,
    url: string,
    copy: Copy,
    name: string,
    more: readonly (readonly [string, string])[] = [],
  ) => visitor.form(url, [["_p", pageField(copy)], ...more, ["_e", attr(byRole(copy, "button", name), "value") ?? ""]]);
  /** The URL the script would have in the address bar after an answer. */
  const moved = (copy: Copy) => String(copy.calls.findLast(({ name }) => name === "navigate")?.args[0] ?? "");

  test("a session that is gone: the draft's form leads to a new one, whose links stay in it", async () => {
    const { on, visitor, url } = await start();
    const copy = await visitor.open(url, { script: false });
    const other = stage({ "/app/": { component: Routed, routes: true } }, { mapper: { session } });
    const stranger = new Visitor(other.runtime);
    const answer = await form(stranger, url, copy, "Count", [["draft", "half a thought"]]);
    const fresh = answer.headers.get("location") ?? "";
    expect([answer.status, keyOf(fresh) !== keyOf(url), keyOf(fresh).length]).toEqual([303, true, 21]);
    const page = await stranger.open(fresh, { script: false });
    expect(page.value(byLabel(page, "Draft"))).toBe("half a thought");
    expect(textOf(page.body)).toContain("The page you had open");
    for (const name of ["Home", "One"]) {
      const link = new URL(attr(byRole(page, "link", name), "href") ?? "", `http://localhost${fresh}`);
      const next = await stranger.visit(link.pathname + link.search);
      // By query links are the app's: they lead by a redirect back to the key at most.
      expect([name, [200, ...(session === "query" ? [303] : [])].includes(next.status)]).toEqual([name, true]);
    }
    expect([other.runtime.sessions <= (session === "path" ? 1 : 3), on.runtime.sessions]).toEqual([true, 1]);
  });

  test("P10: a login gives another key: with script the address changes, and the tree stays", async () => {
    const { on, visitor, url } = await start("/login/");
    const copy = await visitor.open(url);
    await post(visitor, url, copy, "Count", 1);
    const answer = await post(visitor, url, copy, "Log in", 2);
    expect([answer.headers.getSetCookie(), status(copy)]).toEqual([[], "Secrets of Ada, 1"]);
    const next = moved(copy);
    expect([keyOf(next).length, keyOf(next) === keyOf(url)]).toEqual([21, false]);
    expect(next.replace(keyOf(next), "")).toBe(url.replace(keyOf(url), ""));
    expect(copy.calls.at(-1)?.args[1]).toBe(true);
    // Resent, for the answer was lost: once, with the same address.
    const again = await visitor.post(url, {
      p: copy.token,
      n: 2,
      v: 1,
      e: [["click", copy.address(byRole(copy, "button", "Log in"))]],
    });
    expect([again.status, keyOf(again.html)]).toEqual([200, keyOf(next)]);
    await post(visitor, next, copy, "Count", 3);
    expect([status(copy), on.runtime.sessions, on.runtime.pages]).toEqual(["Secrets of Ada, 2", 1, 1]);
    // By the former one nothing is to be had any more.
    expect((await visitor.post(url, { p: copy.token, n: 4, v: -1, e: [] })).status).toBe(410);
  });

  test("an async login does the same, by the answer that is open", async () => {
    const { visitor, url } = await start("/login/");
    const copy = await visitor.open(url);
    await post(visitor, url, copy, "Log in slowly", 1);
    const next = moved(copy);
    expect([keyOf(next) === keyOf(url), status(copy)]).toEqual([false, "Secrets of Ada, 0"]);
    await post(visitor, next, copy, "Count", 2);
    expect(status(copy)).toBe("Secrets of Ada, 1");
  });

  test("without script the redirect leads to it", async () => {
    const { on, visitor, url } = await start("/login/");
    const copy = await visitor.open(url, { script: false });
    const answer = await form(visitor, url, copy, "Log in");
    const next = answer.headers.get("location") ?? "";
    expect([answer.status, keyOf(next) === keyOf(url), keyOf(next).length]).toEqual([303, false, 21]);
    expect(status(await visitor.open(next, { script: false }))).toBe("Secrets of Ada, 0");
    expect([on.runtime.sessions, on.runtime.pages]).toEqual([1, 1]);
  });

  test("a link with a key in it, sent to somebody, is worth nothing to who sent it once they log in", async () => {
    const { on, visitor: attacker, url } = await start("/login/");
    const theirs = await attacker.open(url);
    const victim = new Visitor(on.runtime);
    const mine = await victim.open(url);
    const stream = await attacker.fetch(url, { headers: { "sessile-page": theirs.token, "last-event-id": "0" } });
    const heard = stream.text();
    await post(victim, url, mine, "Log in", 1);
    expect(status(mine)).toBe("Secrets of Ada, 0");
    expect(await heard).not.toContain("Secrets");
    const message = { p: theirs.token, n: 1, v: -1, e: [] };
    for (const confirmed of [false, true]) {
      if (confirmed) await victim.post(moved(mine), { p: mine.token, n: 2, v: mine.version, e: [] });
      expect((await attacker.post(url, message)).status).toBe(confirmed ? 410 : 409);
      const loaded = await attacker.visit(url);
      expect([loaded.status, loaded.html.includes("Secrets")]).toEqual([confirmed ? 303 : 409, false]);
    }
  });

  test("a page that keeps its place in the URL keeps it through a login", async () => {
    const { useLocation, useSession } = await import("sessile/ui");
    function App() {
      const { path, href } = useLocation();
      const session = useSession();
      return (
        <main>
          <p role="status">
            {path} {String(session.user)}
          </p>
          <a href={href("/next")}>Next</a>
          <button type="button" onClick={() => session.login("ada")}>
            Log in
          </button>
        </main>
      );
    }
    const on = stage({ "/": { component: App, routes: true } }, { mapper: { session } });
    const visitor = new Visitor(on.runtime);
    const { headers } = await visitor.visit("/here?a=b");
    const url = headers.get("location") ?? "";
    const copy = await visitor.open(url);
    await post(visitor, url, copy, "Log in", 1);
    const next = moved(copy);
    expect([status(copy), next]).toEqual(["/here ada", url.replace(keyOf(url), keyOf(next))]);
    if (session === "path") {
      expect(attr(byRole(copy, "link", "Next"), "href")).toBe(`/~${keyOf(next)}/next`);
      expect(attr(copy.root, "s-route")).toBe(`/~${keyOf(next)}/`);
      await visitor.act(next, copy, [["navigate", 0, { d: `/~${keyOf(next)}/there` }]], 2);
      expect(status(copy)).toBe("/there ada");
    }
  });
});

test("a crawler's copy has no key in it", async () => {
  for (const session of ["path", "query"] as const) {
    const on = stage({ "/app/": { component: Routed, routes: true } }, { mapper: { session } });
    const { status: code, html } = await new Visitor(on.runtime).visit("/app/", {
      headers: { "user-agent": "Googlebot/2.1" },
    });
    expect([code, keyOf(attr(byRole(new Copy(html, true), "link", "One"), "href") ?? "")]).toEqual([200, ""]);
    expect(on.runtime.sessions).toBe(0);
  }
});

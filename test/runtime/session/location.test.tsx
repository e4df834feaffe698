/** Where a page is, as state: links, navigate, back and forward, bookmarks; with script and without. */
import { request } from "node:http";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { useLocation, useSession, useShared, useStatus } from "sessile/ui";
import { expect, test } from "vitest";
import { Routed } from "../../support/apps/routed.tsx";
import { attr, Copy, textOf, within } from "../../support/copy.ts";
import { byRole, clean, textByRole } from "../../support/roles.ts";
import { type StageOptions, servedStage, stage } from "../../support/stage.tsx";
import { applyFrames, frames, pageField, Visitor } from "../../support/visitor.ts";

function Elsewhere() {
  return <p role="status">elsewhere</p>;
}

const apps = { "/app/": { component: Routed, routes: true }, "/elsewhere/": Elsewhere };

async function opened(path = "/app/", options: StageOptions = {}) {
  const on = stage(apps, options);
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open(path);
  let n = 0;
  const send = (events: readonly [string, number, object?][]) => {
    const first = n + 1;
    n += events.length;
    return visitor.act(path, copy, events as never, first);
  };
  const click = (name: string) => send([["click", copy.address(byRole(copy, "button", name))]]);
  /** The browser has gone there by itself: a link, back, forward. */
  const arrive = (d: unknown) => send([["navigate", 0, { d }]]);
  const calls = () => copy.calls.map(({ name, args }) => [name, ...args]);
  return { on, visitor, copy, send, click, arrive, calls };
}

const status = (copy: Copy) => textByRole(copy, "status");
const title = (copy: Copy) => [...within(copy.document)].filter((e) => e.tagName === "title").map(textOf)[0];

test("the document says below which path links are the page's own", async () => {
  const { copy } = await opened();
  expect(attr(copy.root, "s-route")).toBe("/app/");
  expect(attr((await opened("/elsewhere/")).copy.root, "s-route")).toBeUndefined();
});

test("C: a link followed in the browser comes as an event: the tree follows, nothing is loaded", async () => {
  const { on, copy, arrive, click, calls } = await opened();
  await click("Count");
  await arrive("/app/items/2");
  expect([status(copy), title(copy)]).toEqual(["/items/2 counted 1", "Routed /items/2"]);
  await arrive("/app/?page=2&q=%C3%A9");
  expect(status(copy)).toBe("/ ?page=2&q=%C3%A9 counted 1");
  await arrive("/app/#note");
  expect(status(copy)).toBe("/#note counted 1");
  // The browser is there already: nobody tells it to go.
  expect([calls(), on.runtime.pages]).toEqual([[], 1]);
});

test("navigate changes the tree and the address bar; replace leaves no trace in the history", async () => {
  const { copy, click, calls } = await opened();
  await click("Go to three");
  expect(status(copy)).toBe("/items/3 counted 0");
  await click("Replace by four");
  expect(status(copy)).toBe("/items/4 counted 0");
  expect(calls()).toEqual([
    ["navigate", "/app/items/3", false],
    ["navigate", "/app/items/4", true],
  ]);
});

test("what is not the app's is loaded", async () => {
  const { copy, click, calls } = await opened();
  await click("Leave");
  expect([status(copy), calls()]).toEqual(["/ counted 0", [["leave", "/elsewhere/"]]]);
});

test("a bookmark opens at its place, in a session of its own", async () => {
  const { copy } = await opened("/app/items/7?from=mail");
  expect(status(copy)).toBe("/items/7 ?from=mail counted 0");
});

test("a path below the app that it knows nothing at is a 404, with the app's own page, until one leaves it", async () => {
  const { visitor, copy, arrive } = await opened();
  const missing = await visitor.visit("/app/nothing");
  expect(missing.status).toBe(404);
  expect(missing.html).toContain("There is nothing here");
  await arrive("/app/nothing");
  const [value = ""] = copy.token.split(".");
  const reload = async (path: string) => {
    visitor.cookies.set("sessile-page", { value, path: "/app/", expires: Number.POSITIVE_INFINITY });
    return (await visitor.visit(path)).status;
  };
  expect(await reload("/app/nothing")).toBe(404);
  expect(await reload("/app/items/1")).toBe(200);
  expect((await visitor.visit("/elsewhere/below")).status).toBe(404);
});

test("a status counts while its component is mounted; of several the one mounted last", async () => {
  function Lost() {
    useStatus(404);
    return null;
  }
  function Gate() {
    const { path } = useLocation();
    useStatus(403);
    return path === "/lost" ? <Lost /> : <p>closed</p>;
  }
  const visitor = new Visitor(stage({ "/": { component: Gate, routes: true } }).runtime);
  const first = await visitor.visit("/");
  const [value = ""] = new Copy(first.html, true).token.split(".");
  const reload = async (path: string) => {
    visitor.cookies.set("sessile-page", { value, path: "/", expires: Number.POSITIVE_INFINITY });
    return (await visitor.visit(path)).status;
  };
  expect([first.status, await reload("/lost"), await reload("/")]).toEqual([403, 404, 403]);
});

test("a reload at another address brings the tree there", async () => {
  const { visitor, copy, click } = await opened();
  await click("Count");
  const [value = ""] = copy.token.split(".");
  visitor.cookies.set("sessile-page", { value, path: "/app/", expires: Number.POSITIVE_INFINITY });
  expect(status(await visitor.open("/app/items/5"))).toBe("/items/5 counted 1");
});

test("two tabs are at two places; a page per session is at one", async () => {
  const { visitor, copy, arrive } = await opened();
  const other = await visitor.open("/app/items/9");
  await arrive("/app/items/1");
  expect([status(copy), status(other)]).toEqual(["/items/1 counted 0", "/items/9 counted 0"]);
  const shared = await opened("/app/", { mapper: { page: "session" } });
  const second = await shared.visitor.open("/app/items/9");
  applyFrames(shared.copy, (await shared.visitor.post("/app/", { p: shared.copy.token, n: 1, v: 0, e: [] })).html);
  expect([status(shared.copy), status(second)]).toEqual(["/items/9 counted 0", "/items/9 counted 0"]);
});

test("mounted at the root, or below a session's key, paths mean the same", async () => {
  const { runtime } = stage({ "/": { component: Routed, routes: true } }, { mapper: { session: "path" } });
  const visitor = new Visitor(runtime);
  const { headers } = await visitor.visit("/items/1?a=b");
  const url = headers.get("location") ?? "";
  expect(url).toMatch(/^\/~[\w-]{21}\/items\/1\?a=b$/);
  const copy = await visitor.open(url);
  expect(status(copy)).toBe("/items/1 ?a=b counted 0");
  const base = url.slice(0, url.indexOf("/items"));
  expect([attr(copy.root, "s-route"), attr(byRole(copy, "link", "Two"), "href")]).toEqual([
    `${base}/`,
    `${base}/items/2`,
  ]);
  await visitor.act(url, copy, [["navigate", 0, { d: `${base}/items/2` }]], 1);
  expect(status(copy)).toBe("/items/2 counted 0");
});

// ── without script ────────────────────────────────────────────────────────────

const press = (visitor: Visitor, copy: Copy, name: string, at: string) =>
  visitor.form(at, [
    ["_p", pageField(copy)],
    ["_e", attr(byRole(copy, "button", name), "value") ?? ""],
  ]);

test("L10: without script links are plain GETs, and the tree that was worked on goes along", async () => {
  const { runtime } = stage(apps);
  const visitor = new Visitor(runtime);
  const copy = await visitor.open("/app/", { script: false });
  expect((await press(visitor, copy, "Count", "/app/")).headers.get("location")).toBe("/app/");
  const there = await visitor.open(attr(byRole(copy, "link", "Two"), "href") ?? "", { script: false });
  expect(status(there)).toBe("/items/2 counted 1");
  // Back is a GET as well.
  expect(status(await visitor.open("/app/", { script: false }))).toBe("/ counted 1");
  expect(runtime.pages).toBe(1);
});

test("P11: without script navigate is where the redirect leads", async () => {
  const visitor = new Visitor(stage(apps).runtime);
  const copy = await visitor.open("/app/", { script: false });
  const away = await press(visitor, copy, "Go to three", "/app/");
  expect([away.status, away.headers.get("location")]).toEqual([303, "/app/items/3"]);
  expect(status(await visitor.open("/app/items/3", { script: false }))).toBe("/items/3 counted 0");
  const left = await press(visitor, await visitor.open("/app/", { script: false }), "Leave", "/app/");
  expect([left.status, left.headers.get("location")]).toEqual([303, "/elsewhere/"]);
  // Once: the next press comes back to the page.
  const back = await press(visitor, await visitor.open("/app/items/3", { script: false }), "Count", "/app/items/3");
  expect(back.headers.get("location")).toBe("/app/items/3");
});

test("without script, too, each tab goes on with its own tree, wherever it is led", async () => {
  const { runtime } = stage(apps);
  const visitor = new Visitor(runtime);
  const first = await visitor.open("/app/items/1", { script: false });
  const second = await visitor.open("/app/items/2", { script: false });
  await press(visitor, first, "Count", "/app/items/1");
  await visitor.open("/app/items/1", { script: false });
  const led = await press(visitor, first, "Go to three", "/app/items/1");
  // The other tab is quicker.
  await press(visitor, second, "Go to three", "/app/items/2");
  visitor.cookies.delete("sessile-page");
  const [line = ""] = led.headers.getSetCookie().filter((each) => each.startsWith("sessile-page="));
  expect(line).toContain("; Path=/app/items/3;");
  const there = await visitor.open("/app/items/3", {
    script: false,
    headers: { cookie: `${line.split(";")[0]}; sessile=${visitor.cookies.get("sessile")?.value}` },
  });
  expect(status(there)).toBe("/items/3 counted 1");
});

test("navigate to another site is a redirect too", async () => {
  function Out() {
    const { navigate } = useLocation();
    return (
      <button type="button" onClick={() => navigate("https://example.org/a b?c=d#e")}>
        Out
      </button>
    );
  }
  const visitor = new Visitor(stage({ "/": Out }).runtime);
  const copy = await visitor.open("/", { script: false });
  expect((await press(visitor, copy, "Out", "/")).headers.get("location")).toBe("https://example.org/a%20b?c=d#e");
  const scripted = await visitor.open("/");
  await visitor.act("/", scripted, [["click", scripted.address(byRole(scripted, "button", "Out"))]], 1);
  expect(scripted.calls.map(({ name, args }) => [name, ...args])).toEqual([
    ["leave", "https://example.org/a%20b?c=d#e"],
  ]);
});

test("a page may send its visitors elsewhere as it is mounted", async () => {
  function Moved() {
    const { path, navigate } = useLocation();
    useEffect(() => {
      if (path === "/old") navigate("/new", { replace: true });
    }, [path]);
    return <p role="status">{path}</p>;
  }
  const { runtime } = stage({ "/": { component: Moved, routes: true } });
  const copy = await new Visitor(runtime).open("/old");
  expect(status(copy)).toBe("/new");
});

test("what a child's layout effect changes as it mounts, its parent shows", async () => {
  function Redirect() {
    const { navigate } = useLocation();
    useLayoutEffect(() => navigate("/new", { replace: true }), []);
    return null;
  }
  function Setter() {
    const [, set] = useShared("count", 0);
    const { login } = useSession();
    useLayoutEffect(() => {
      set(5);
      login("ada");
    }, []);
    return null;
  }
  function App() {
    const { path } = useLocation();
    const [count] = useShared("count", 0);
    const { user } = useSession();
    return (
      <p role="status">
        {path} {count} {String(user)} {path === "/old" && <Redirect />}
        <Setter />
      </p>
    );
  }
  const { runtime } = stage({ "/": { component: App, routes: true } });
  const copy = await new Visitor(runtime).open("/old");
  expect(clean(status(copy))).toBe("/new 5 ada");
});

test("whole URLs, as proxies ask, mean their path", async () => {
  const { url } = await servedStage(apps);
  const text = await new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request(
      { hostname, port, path: `${url}/app/items/8?x=1`, headers: { "user-agent": "Mozilla/5.0" } },
      (response) => {
        let body = "";
        response.on("data", (chunk) => {
          body += chunk;
        });
        response.on("end", () => resolve(body));
      },
    )
      .on("error", reject)
      .end();
  });
  expect(clean(status(new Copy(text, true)))).toBe("/items/8 ?x=1 counted 0");
});

test("patches of a view that arrives late are those of the place it is shown", async () => {
  const { visitor, copy, arrive } = await opened();
  const { html } = await arrive("/app/items/2");
  expect(frames(html)).toHaveLength(1);
  const again = await visitor.post("/app/", { p: copy.token, n: 1, v: 0, e: [["navigate", 0, { d: "/app/items/1" }]] });
  // A resent event of that number was applied: the first word stands.
  expect(again.html).toBe(html);
});

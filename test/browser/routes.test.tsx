/** An app whose location is state: links, back and forward, navigate, bookmarks; with script and without. */
import { useLocation } from "sessile/ui";
import { expect, test } from "vitest";
import { Routed } from "../support/apps/routed.tsx";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { tap } from "../support/drivers/network.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees, until } from "../support/drivers/user.ts";
import { type ServedStage, type StageOptions, servedStage } from "../support/stage.tsx";
import { Visitor } from "../support/visitor.ts";

const apps = { "/app/": { component: Routed, routes: true }, "/elsewhere/": () => <h1>Elsewhere</h1> };
const errors = (on: ServedStage) => on.lines.filter(({ level }) => level === "error");

async function open(script = true, { path = "/app/", ...options }: StageOptions & { path?: string } = {}) {
  const on = await servedStage(apps, options);
  const loads: string[] = [];
  on.service.server.on("request", ({ method, url, headers }) => {
    if (method === "GET" && headers["sec-fetch-dest"] === "document") loads.push(url ?? "");
  });
  const user = await ChromiumUser.open(on, path, script);
  loads.length = 0;
  const { tab } = user;
  const url = () => tab.url().slice(on.url.length);
  /** Follows a link of the page; with script nothing is loaded. */
  const follow = (name: string) => tab.getByRole("link", { name, exact: true }).click();
  return { on, user, tab, url, follow, loads };
}

test("links change tree, address and title without a load; what was counted and typed stays", async () => {
  const { on, user, tab, url, follow, loads } = await open();
  await user.click("button", "Count");
  await user.fill("Draft", "half a thought");
  await follow("One");
  await sees(user, "status", "/items/1 counted 1");
  await sees(user, "heading", "Item 1");
  expect(url()).toBe("/app/items/1");
  await until(
    () => tab.title(),
    (title) => title === "Routed /items/1",
    "another title",
  );
  await follow("Page two");
  await sees(user, "status", "/items/1 ?page=2 counted 1");
  expect(await user.value("Draft")).toBe("half a thought");
  expect([loads, on.documents.length]).toEqual([[], 1]);
  await expectSame(user);
});

test("back and forward lead through the places one has been at", async () => {
  const { on, user, tab, url, follow, loads } = await open();
  await follow("One");
  await sees(user, "status", "/items/1 counted 0");
  await user.click("button", "Count");
  await follow("Two");
  await sees(user, "status", "/items/2 counted 1");
  await tab.goBack();
  await sees(user, "status", "/items/1 counted 1");
  await tab.goBack();
  await sees(user, "status", "/ counted 1");
  await tab.goForward();
  await sees(user, "status", "/items/1 counted 1");
  await tab.goForward();
  await sees(user, "status", "/items/2 counted 1");
  expect([url(), loads, errors(on)]).toEqual(["/app/items/2", [], []]);
  await user.reload();
  await sees(user, "status", "/items/2 counted 1");
  await tab.goBack();
  await sees(user, "status", "/items/1 counted 1");
  await expectSame(user);
});

test("navigate goes there, replace leaves no trace", async () => {
  const { user, tab, url, loads } = await open();
  await user.click("button", "Go to three");
  await sees(user, "status", "/items/3 counted 0");
  await until(url, (path) => path === "/app/items/3", "another address");
  await user.click("button", "Replace by four");
  await sees(user, "status", "/items/4 counted 0");
  await until(url, (path) => path === "/app/items/4", "another address");
  await tab.goBack();
  await sees(user, "status", "/ counted 0");
  expect([url(), loads]).toEqual(["/app/", []]);
});

test("what is not the app's is loaded; back finds the tree", async () => {
  const { user, tab, follow } = await open();
  await user.click("button", "Count");
  await sees(user, "status", "/ counted 1");
  await follow("Elsewhere");
  await sees(user, "heading", "Elsewhere");
  await tab.goBack();
  await sees(user, "status", "/ counted 1");
  await user.click("button", "Leave");
  await sees(user, "heading", "Elsewhere");
  expect(tab.url()).toMatch(/\/elsewhere\/$/);
});

test("a fragment scrolls as ever, and is part of the place", async () => {
  const { user, tab, url, follow, loads } = await open();
  await follow("Note");
  await sees(user, "status", "/#note counted 0");
  expect([url(), loads]).toEqual(["/app/#note", []]);
  await tab.goBack();
  await sees(user, "status", "/ counted 0");
});

test("a link opened in another tab is another page", async () => {
  const { on, user, tab } = await open();
  await user.click("button", "Count");
  await sees(user, "status", "/ counted 1");
  const [other] = await Promise.all([
    tab.context().waitForEvent("page"),
    tab.getByRole("link", { name: "One", exact: true }).click({ modifiers: ["Control"] }),
  ]);
  await other.waitForLoadState();
  expect(await other.getByRole("status").textContent()).toBe("/items/1 counted 0");
  await sees(user, "status", "/ counted 1");
  expect([on.runtime.sessions, on.documents.length]).toEqual([1, 2]);
});

test("a place there is nothing at: the app says so, and a load of it is a 404", async () => {
  const { on, user, tab, follow } = await open();
  await follow("Nothing");
  await sees(user, "heading", "There is nothing here");
  const response = await tab.reload();
  expect(response?.status()).toBe(404);
  await sees(user, "heading", "There is nothing here");
  await follow("Home");
  await sees(user, "heading", "Home");
  expect((await tab.reload())?.status()).toBe(200);
  expect(errors(on)).toEqual([]);
});

function Chapters() {
  const { path, hash } = useLocation();
  return (
    <main>
      <p role="status">
        {path} {hash}
      </p>
      <a href="/book/two#end">End of two</a>
      {path === "/two" && <div style={{ height: "300vh" }}>Much to read</div>}
      {path === "/two" && <h2 id="end">The end</h2>}
    </main>
  );
}

test("a fragment: a view that comes by a link is shown there, and the app knows it; also after a load, and a reload", async () => {
  const on = await servedStage({ "/book/": { component: Chapters, routes: true } });
  const user = await ChromiumUser.open(on, "/book/", true);
  await user.tab.getByRole("link").click();
  await sees(user, "status", "/two #end");
  const end = user.tab.getByRole("heading", { name: "The end" });
  const inSight = () => end.evaluate((element) => element.getBoundingClientRect().top < innerHeight);
  await expect.poll(inSight).toBe(true);
  // As a reload comes, what the fragment shows is there at once.
  const html = await user.tab.reload().then((response) => response?.text());
  expect(html).toContain("/two #end");
  await sees(user, "status", "/two #end");
  await expect.poll(inSight).toBe(true);
  const other = await user.newTab();
  await sees(other, "status", "/two #end");
  await expectSame(other);
});

/** Somebody else comes, and stays: with room for one session, the other ends. */
async function crowdOut(on: ServedStage): Promise<void> {
  const other = new Visitor(on.url);
  await other.open("/app/");
  await other.open("/app/");
}

test("a link followed after the session's end lands on the right view, with what was typed", async () => {
  const on = await servedStage(apps, { limits: { sessions: 1 } });
  const user = await ChromiumUser.open(on, "/app/", true, async (tab) => {
    // Nobody tells this tab that its session is gone: it finds out by the click.
    const network = await tap(tab);
    network.onStream = (route) => route.abort("connectionfailed");
  });
  await user.reload();
  await user.fill("Draft", "half a thought");
  await crowdOut(on);
  await user.tab.getByRole("link", { name: "Two", exact: true }).click();
  await sees(user, "status", /^The page you had open was no longer on the server/);
  await sees(user, "status", "/items/2 counted 0");
  expect([user.tab.url(), await user.value("Draft")]).toEqual([`${on.url}/app/items/2`, "half a thought"]);
  expect(errors(on)).toEqual([]);
});

test("a bookmark opened after the session's end lands on the right view", async () => {
  const { on, user, tab } = await open(true, { limits: { sessions: 1 } });
  await crowdOut(on);
  await tab.goto(`${on.url}/app/items/2?page=7`);
  await sees(user, "status", "/items/2 ?page=7 counted 0");
});

// ── without script ────────────────────────────────────────────────────────────

test("L10: without script: links are loads, and the tree goes along; so do back and forward", async () => {
  const { on, user, tab, url, follow, loads } = await open(false);
  await user.click("button", "Count");
  await sees(user, "status", "/ counted 1");
  await follow("One");
  await sees(user, "status", "/items/1 counted 1");
  await user.click("button", "Count");
  await sees(user, "status", "/items/1 counted 2");
  await follow("Page two");
  await sees(user, "status", "/items/1 ?page=2 counted 2");
  await tab.goBack();
  await sees(user, "status", "/items/1 counted 2");
  await tab.goForward();
  await sees(user, "status", "/items/1 ?page=2 counted 2");
  await user.click("button", "Count");
  await sees(user, "status", "/items/1 ?page=2 counted 3");
  await user.click("button", "Go to three");
  await sees(user, "status", "/items/3 counted 3");
  expect([url(), loads.length > 4, on.documents.length, errors(on)]).toEqual(["/app/items/3", true, 1, []]);
});

test("L10: without script: elsewhere and back, nothing there, a session that is gone", async () => {
  const { on, user, tab, follow } = await open(false, { limits: { sessions: 1 } });
  await user.click("button", "Count");
  await follow("Elsewhere");
  await sees(user, "heading", "Elsewhere");
  await tab.goBack();
  await sees(user, "status", "/ counted 1");
  await user.click("button", "Leave");
  await sees(user, "heading", "Elsewhere");
  await tab.goto(`${on.url}/app/nothing`);
  await sees(user, "heading", "There is nothing here");
  await follow("Two");
  await user.fill("Draft", "half a thought");
  await crowdOut(on);
  await user.click("button", "Count");
  await sees(user, "status", /^The page you had open was no longer on the server/);
  await sees(user, "status", "/items/2 counted 0");
  expect([tab.url(), await user.value("Draft")]).toEqual([`${on.url}/app/items/2`, "half a thought"]);
  expect(errors(on)).toEqual([]);
});

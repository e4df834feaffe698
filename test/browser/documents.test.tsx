/** Loads, reloads, tabs and the way back: which document finds which tree. And nothing runs that the policy forbids. */
import { useEffect, useState } from "preact/hooks";
import { useSession } from "sessile/ui";
import { expect, test } from "vitest";
import Form from "../../apps/form/app.tsx";
import Todo from "../../apps/todo/app.tsx";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { dropped, tap } from "../support/drivers/network.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees, until } from "../support/drivers/user.ts";
import { type ServedStage, servedStage } from "../support/stage.tsx";
import { Visitor } from "../support/visitor.ts";

function App() {
  const [count, setCount] = useState(0);
  const [name, setName] = useState("");
  return (
    <main>
      <p role="status">Count: {count}</p>
      <p role="note">{name}</p>
      <button type="button" onClick={() => setCount(count + 1)}>
        Increment
      </button>
      <label>
        Name <input name="name" value={name} onInput={(e) => setName(e.currentTarget.value)} />
      </label>
      <label>
        Free <textarea name="free" />
      </label>
      <label>
        Secret <input name="secret" type="password" />
      </label>
      <label>
        <input name="agree" type="checkbox" /> Agree
      </label>
      <form>
        <label>
          Title <input name="title" />
        </label>
      </form>
      <a href="/other/">Other</a>
    </main>
  );
}

const Other = () => <h1>Other</h1>;

/** Ends the session of whoever opens it. */
function End() {
  const { end } = useSession();
  useEffect(end, []);
  return <h1>Ended</h1>;
}

const apps = { "/": App, "/other/": Other };

/** Somebody else comes, and stays: with room for one session, the other ends. */
async function crowdOut(on: ServedStage): Promise<void> {
  const other = new Visitor(on.url);
  await other.open("/");
  await other.open("/");
}

async function open(on: ServedStage) {
  const user = await ChromiumUser.open(on, "/", true);
  return { user, tab: user.tab };
}

test("a reload finds the tree again, and what was typed", async () => {
  const on = await servedStage(apps);
  const { user } = await open(on);
  await user.click("button", "Increment");
  await user.fill("Name", "kept");
  await user.fill("Free", "kept too");
  await sees(user, "note", "kept");
  await user.click("button", "Increment");
  await sees(user, "status", "Count: 2");
  await user.reload();
  await sees(user, "status", "Count: 2");
  expect([await user.value("Name"), await user.value("Free")]).toEqual(["kept", "kept too"]);
  await user.click("button", "Increment");
  await sees(user, "status", "Count: 3");
  expect(on.documents).toHaveLength(1);
  await expectSame(user);
});

test("many reloads in a row, each with a click", async () => {
  const on = await servedStage(apps);
  const { user } = await open(on);
  for (let i = 1; i <= 10; i++) {
    await user.click("button", "Increment");
    await sees(user, "status", `Count: ${i}`);
    await user.reload();
  }
  await sees(user, "status", "Count: 10");
  expect(on.documents).toHaveLength(1);
});

/** As on iOS: unloading is not announced. */
const unannounced = (tab: ChromiumUser["tab"]) =>
  tab.addInitScript(() => {
    const listen = window.addEventListener;
    window.addEventListener = ((type: string, listener: EventListener, options?: AddEventListenerOptions) => {
      if (type !== "beforeunload") listen.call(window, type, listener, options);
    }) as typeof window.addEventListener;
  });

test("where unloading is not announced the tree is found again all the same", async () => {
  const on = await servedStage(apps);
  const user = await ChromiumUser.open(on, "/", true, unannounced);
  for (let i = 1; i <= 3; i++) {
    await user.click("button", "Increment");
    await sees(user, "status", `Count: ${i}`);
    await user.reload();
    await sees(user, "status", `Count: ${i}`);
  }
  const other = await user.newTab();
  await sees(other, "status", "Count: 0");
});

test("there a page that is gone is asked for once, not for ever", async () => {
  const on = await servedStage(apps, { limits: { sessions: 1 } });
  const user = await ChromiumUser.open(on, "/", true, unannounced);
  await user.click("button", "Increment");
  await sees(user, "status", "Count: 1");
  await crowdOut(on);
  const loads: string[] = [];
  on.service.server.on("request", ({ method, headers }) => {
    if (method === "GET" && headers["sec-fetch-dest"] === "document") loads.push(method);
  });
  await user.reload();
  await sees(user, "status", "Count: 0");
  await user.click("button", "Increment");
  await sees(user, "status", "Count: 1");
  expect(loads.length).toBeLessThan(3);
});

test("a new tab gets a tree of its own, and so does an address typed anew", async () => {
  const on = await servedStage(apps);
  const { user } = await open(on);
  await user.click("button", "Increment");
  await sees(user, "status", "Count: 1");
  const other = await user.newTab();
  await sees(other, "status", "Count: 0");
  await other.click("button", "Increment");
  await other.click("button", "Increment");
  await sees(other, "status", "Count: 2");
  await user.reload();
  await sees(user, "status", "Count: 1");
  await other.reload();
  await sees(other, "status", "Count: 2");
  expect(on.documents).toHaveLength(2);
  expect(on.runtime.sessions).toBe(1);
});

test("away by a link, and back: the page goes on where it was", async () => {
  const on = await servedStage(apps);
  const { user, tab } = await open(on);
  await user.click("button", "Increment");
  await sees(user, "status", "Count: 1");
  await user.click("link", "Other");
  await sees(user, "heading", "Other");
  await tab.goBack();
  await sees(user, "status", /^Count: \d$/);
  await user.click("button", "Increment");
  await sees(user, "status", /^Count: [12]$/);
});

test("a session that ended while the tab was open: a fresh page, what was typed, and a word about it", async () => {
  const on = await servedStage(apps, { limits: { sessions: 1 } });
  const { user } = await open(on);
  await user.fill("Name", "half a name");
  await user.fill("Free", "two\nlines");
  await user.fill("Secret", "never sent");
  await user.check("Agree");
  await sees(user, "note", "half a name");
  await crowdOut(on);
  await sees(user, "status", /^The page you had open was no longer on the server/);
  await sees(user, "note", "half a name");
  expect([await user.value("Name"), await user.value("Free"), await user.value("Secret")]).toEqual([
    "half a name",
    "two\nlines",
    "",
  ]);
  expect(await user.tab.getByLabel("Agree").isChecked()).toBe(true);
  await user.click("button", "Increment");
  await sees(user, "status", "Count: 1");
  await user.click("button", "Close");
  await expect.poll(() => user.texts("status")).toEqual(["Count: 1"]);
});

test("a session that ended while the tab was out of reach: the same at the next click", async () => {
  const on = await servedStage(apps, { limits: { sessions: 1 } });
  let network!: Awaited<ReturnType<typeof tap>>;
  const user = await ChromiumUser.open(on, "/", true, async (tab) => {
    network = await tap(tab);
  });
  await user.fill("Name", "half a name");
  await sees(user, "note", "half a name");
  network.onStream = dropped;
  await crowdOut(on);
  await user.fill("Free", "typed into the void");
  await user.click("button", "Increment");
  await sees(user, "status", /^The page you had open was no longer on the server/);
  expect([await user.value("Name"), await user.value("Free")]).toEqual(["half a name", "typed into the void"]);
});

test("the fresh page is gone before it was heard of: the next one has what was typed all the same", async () => {
  const on = await servedStage(apps, { limits: { sessions: 1 } });
  let network!: Awaited<ReturnType<typeof tap>>;
  const user = await ChromiumUser.open(on, "/", true, async (tab) => {
    network = await tap(tab);
  });
  await user.fill("Name", "half a name");
  await user.fill("Title", "of the form");
  let streams = 0;
  network.onStream = async (route) => {
    // The second one is the fresh page's: gone like the first.
    if (streams++ === 1) await crowdOut(on);
    await route.continue();
  };
  await crowdOut(on);
  await sees(user, "status", /^The page you had open was no longer on the server/);
  await expect.poll(() => streams).toBe(3);
  await sees(user, "note", "half a name");
  expect([await user.value("Name"), await user.value("Title")]).toEqual(["half a name", "of the form"]);
});

test("several tabs find their session gone at the same moment: each keeps what was typed, in one session", async () => {
  const on = await servedStage({ ...apps, "/end/": End });
  const { user } = await open(on);
  const users = [user];
  while (users.length < 5) users.push((await user.newTab()) as ChromiumUser);
  for (const [i, each] of users.entries()) await each.fill("Free", `draft ${i}`);
  await user.tab.context().request.get(`${on.url}/end/`);
  await Promise.all(users.map(({ tab }) => tab.evaluate(() => document.querySelector("button")?.click())));
  for (const [i, each] of users.entries()) {
    await each.tab.bringToFront();
    await sees(each, "status", /^The page you had open was no longer on the server/);
    await until(
      () => each.value("Free"),
      (text) => text === `draft ${i}`,
      "another draft",
    );
  }
  // Each has its stream: none goes once more for another cookie.
  await expect.poll(() => on.runtime.streams).toBe(users.length);
  const cookies = await user.tab.context().cookies();
  for (const each of users) {
    await each.tab.bringToFront();
    await each.click("button", "Increment");
    await sees(each, "status", "Count: 1");
  }
  expect(await user.tab.context().cookies()).toEqual(cookies.filter(({ name }) => name === "sessile"));
});

test("a saved copy of the page runs no script against the server", async () => {
  const on = await servedStage(apps);
  const { html } = await new Visitor(on.url).visit("/", { headers: { "user-agent": "Googlebot/2.1" } });
  const user = await ChromiumUser.open(on, "/other/", true);
  const errors: string[] = [];
  user.tab.on("pageerror", (error) => errors.push(error.message));
  await user.tab.route("**/copy", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await user.tab.goto(`${on.url}/copy`);
  await user.tab.getByRole("button", { name: "Increment" }).click();
  await sees(user, "status", "Count: 0");
  expect(errors).toEqual([]);
});

test("under its strict policy a page works without a complaint", async () => {
  const on = await servedStage({ "/todo/": () => <Todo />, "/form/": Form });
  const complaints: string[] = [];
  const listen = (tab: ChromiumUser["tab"]) => {
    tab.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    tab.on("pageerror", (error) => complaints.push(error.message));
    return tab.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (e) =>
        console.error("policy", e.violatedDirective, e.blockedURI),
      );
    });
  };
  const user = await ChromiumUser.open(on, "/todo/", true, listen);
  await user.fill("New item", "Mend the net");
  await user.click("button", "Add");
  await user.click("button", "Edit Mend the net");
  await user.fill("Text of Mend the net", "Mend it");
  await user.click("button", "Save Mend the net");
  await sees(user, "listitem", /^Mend it/);
  const form = await ChromiumUser.open(on, "/form/", true, listen);
  await form.fill("Name", "Ada");
  await form.click("button", "Book");
  await sees(form, "alert", /another look/);
  // The icon nobody put there is the browser's own wish.
  expect(complaints.filter((text) => !/favicon|404/.test(text))).toEqual([]);
  // The policy is there: what it forbids does not run.
  const ran = await user.tab.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'ran'";
    document.head.append(script);
    return document.title;
  });
  expect(ran).not.toBe("ran");
  await expect.poll(() => complaints.join()).toMatch(/policy script-src/);
});

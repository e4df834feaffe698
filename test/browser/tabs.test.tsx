/** Tabs of one session: what they share and what is each one's own; login across them; duplicates; the end of it all. */
import type { Page as Tab } from "playwright-core";
import { expect, test } from "vitest";
import TabsApp from "../../apps/tabs/app.tsx";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees, until } from "../support/drivers/user.ts";
import { duplicatingChromium } from "../support/duplicate.ts";
import { type ServedStage, servedStage } from "../support/stage.tsx";

const Tabs = () => <TabsApp />;
const apps = { "/tabs/": Tabs, "/other/": () => <h1>Other</h1> };

const open = (on: ServedStage, script = true) => ChromiumUser.open(on, "/tabs/", script);
const errors = (on: ServedStage) => on.lines.filter(({ level }) => level === "error");
const cookieOf = async (user: ChromiumUser) =>
  (await user.tab.context().cookies()).find(({ name }) => name === "sessile")?.value;
/** What the page says of who is logged in. */
const who = (user: ChromiumUser, text: string | RegExp) => user.tab.getByText(text).waitFor();

test("a change in one tab is seen in the other at once; what is a tab's own stays its own", async () => {
  const on = await servedStage(apps);
  const one = await open(on);
  const other = await one.newTab();
  await one.tab.bringToFront();
  await one.click("button", "Add to this tab");
  await one.click("button", "Add to all tabs");
  await sees(one, "status", "Shared: 1, own: 1");
  await other.tab.bringToFront();
  await sees(other, "status", "Shared: 1, own: 0");
  await other.click("button", "Add to all tabs");
  await sees(other, "status", "Shared: 2, own: 0");
  await one.tab.bringToFront();
  await sees(one, "status", "Shared: 2, own: 1");
  await one.reload();
  await sees(one, "status", "Shared: 2, own: 1");
  for (const user of [one, other]) await expectSame(user);
  expect([on.runtime.sessions, on.runtime.pages, errors(on)]).toEqual([1, 2, []]);
});

test("P10: a login in one tab: another id, and the other tab carries on, logged in", async () => {
  const on = await servedStage(apps);
  const one = await open(on);
  const other = await one.newTab();
  const before = await cookieOf(one);
  await other.click("button", "Add to this tab");
  await sees(other, "status", "Shared: 0, own: 1");
  await one.tab.bringToFront();
  await one.fill("User", "Ada");
  await one.click("button", "Log in");
  await who(one, "Logged in as Ada");
  await until(
    () => cookieOf(one),
    (id) => id !== before,
    "the same id",
  );
  await other.tab.bringToFront();
  await who(other, "Logged in as Ada");
  await other.click("button", "Add to this tab");
  await sees(other, "status", "Shared: 0, own: 2");
  await other.click("button", "Log out");
  await who(other, "Nobody is logged in.");
  await one.tab.bringToFront();
  await who(one, "Nobody is logged in.");
  await one.click("button", "Add to all tabs");
  await sees(one, "status", "Shared: 1, own: 0");
  for (const user of [one, other]) await expectSame(user);
  expect([on.runtime.sessions, on.runtime.pages, errors(on)]).toEqual([1, 2, []]);
});

test("clicks in the other tab while the login is under way: none is lost", async () => {
  const on = await servedStage(apps);
  const one = await open(on);
  const other = await one.newTab();
  await one.fill("User", "Ada");
  const press = (user: ChromiumUser, name: string, times: number) =>
    user.tab.evaluate(
      async ([text, count]) => {
        for (let i = 0; i < Number(count); i++) {
          [...document.querySelectorAll("button")].find((button) => button.textContent === text)?.click();
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
      },
      [name, times] as const,
    );
  await Promise.all([press(other, "Add to this tab", 50), one.click("button", "Log in")]);
  await other.tab.bringToFront();
  await sees(other, "status", "Shared: 0, own: 50");
  await who(other, "Logged in as Ada");
  expect(errors(on)).toEqual([]);
});

test("C6: the session is ended in one tab: the other finds a new one, and says so", async () => {
  const on = await servedStage(apps);
  const one = await open(on);
  const other = await one.newTab();
  await one.click("button", "Add to all tabs");
  await other.tab.bringToFront();
  await sees(other, "status", "Shared: 1, own: 0");
  await other.fill("User", "half a name");
  await other.click("button", "End the session");
  await sees(other, "status", /^The page you had open was no longer on the server/);
  await sees(other, "status", "Shared: 0, own: 0");
  expect(await other.value("User")).toBe("half a name");
  await one.tab.bringToFront();
  await sees(one, "status", "Shared: 0, own: 0");
  // Both have found their place: a tab may have to go once more for the other's cookie.
  await expect.poll(() => on.runtime.streams).toBe(2);
  await one.click("button", "Add to all tabs");
  await sees(one, "status", "Shared: 1, own: 0");
  expect(errors(on)).toEqual([]);
});

test("the same session when the last tab is closed and opened again in time; another one later", async () => {
  const on = await servedStage(apps, { limits: { graceMs: 1500, idleMs: 8000 } });
  const one = await open(on);
  await one.click("button", "Add to all tabs");
  await sees(one, "status", "Shared: 1, own: 0");
  const context = one.tab.context();
  const reopened = async (): Promise<Tab> => {
    const tab = await context.newPage();
    await tab.goto(`${on.url}/tabs/`);
    return tab;
  };
  await one.tab.close({ runBeforeUnload: true });
  const next = await reopened();
  expect(await next.getByRole("status").first().textContent()).toBe("Shared: 1, own: 0");
  await next.close({ runBeforeUnload: true });
  await expect.poll(() => on.runtime.sessions, { timeout: 20_000 }).toBe(0);
  const last = await reopened();
  expect(await last.getByRole("status").first().textContent()).toBe("Shared: 0, own: 0");
});

test("a duplicated tab has a tree of its own, though it has a copy of everything the tab had", async () => {
  const on = await servedStage(apps);
  const { context, duplicate } = await duplicatingChromium();
  const tab = await context.newPage();
  await tab.goto(`${on.url}/tabs/`);
  const own = (of: Tab, text: string) => of.getByText(text, { exact: true }).waitFor();
  await tab.getByRole("button", { name: "Add to this tab" }).click();
  await own(tab, "Shared: 0, own: 1");
  const copy = await duplicate(tab);
  await own(copy, "Shared: 0, own: 0");
  await copy.getByRole("button", { name: "Add to this tab" }).click();
  await copy.getByRole("button", { name: "Add to this tab" }).click();
  await own(copy, "Shared: 0, own: 2");
  await tab.bringToFront();
  await own(tab, "Shared: 0, own: 1");
  // Each finds its own again.
  await copy.bringToFront();
  await copy.reload();
  await own(copy, "Shared: 0, own: 2");
  await tab.bringToFront();
  await tab.reload();
  await own(tab, "Shared: 0, own: 1");
  expect([on.runtime.sessions, errors(on)]).toEqual([1, []]);
});

test("away for longer than the cookie lives, and back: the tree is there, for nobody else has it", async () => {
  const on = await servedStage(apps);
  const user = await open(on);
  const { tab } = user;
  await user.click("button", "Add to this tab");
  await sees(user, "status", "Shared: 0, own: 1");
  await tab.goto(`${on.url}/other/`);
  // As if ten seconds had passed.
  await tab.context().clearCookies({ name: "sessile-page" });
  await tab.goBack();
  await sees(user, "status", "Shared: 0, own: 1");
  await tab.context().clearCookies({ name: "sessile-page" });
  await tab.goForward();
  await tab.getByRole("heading", { name: "Other" }).waitFor();
  expect(errors(on)).toEqual([]);
});

// ── without script ────────────────────────────────────────────────────────────

test("L10: without script: shared values, login, logout, end", async () => {
  const on = await servedStage(apps);
  const one = await open(on, false);
  await one.click("button", "Add to all tabs");
  await one.click("button", "Add to this tab");
  await sees(one, "status", "Shared: 1, own: 1");
  await one.reload();
  await sees(one, "status", "Shared: 1, own: 1");
  const before = await cookieOf(one);
  await one.fill("User", "Ada");
  await one.click("button", "Log in");
  await who(one, "Logged in as Ada");
  const inside = await cookieOf(one);
  expect(inside).not.toBe(before);
  await one.click("button", "Log out");
  await who(one, "Nobody is logged in.");
  expect(await cookieOf(one)).not.toBe(inside);
  await sees(one, "status", "Shared: 1, own: 1");
  await one.click("button", "End the session");
  await one.tab.goto(`${on.url}/tabs/`);
  await sees(one, "status", "Shared: 0, own: 0");
  expect(errors(on)).toEqual([]);
});

test("P11: without script: back, and the same press again, is an old one", async () => {
  const on = await servedStage(apps);
  const user = await open(on, false);
  await user.click("button", "Add to this tab");
  await sees(user, "status", "Shared: 0, own: 1");
  await user.click("button", "Add to this tab");
  await sees(user, "status", "Shared: 0, own: 2");
  await user.tab.goBack();
  await user.tab.getByRole("button", { name: "Add to this tab" }).click();
  await until(
    () => user.texts("status"),
    (texts) => /own: [23]/.test(texts.join()),
    "nothing",
  );
  await user.reload();
  expect((await user.texts("status")).join()).toMatch(/own: [23]/);
  expect(errors(on)).toEqual([]);
});

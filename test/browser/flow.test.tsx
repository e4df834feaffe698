/** Flows in Chromium: the back button and the address bar, where the keyboard goes on, four apps at the widths people have. */
import { expect, test } from "vitest";
import AddTwo from "../../apps/addtwo/app.tsx";
import Negative from "../../apps/negative/app.tsx";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees, until } from "../support/drivers/user.ts";
import { type ServedStage, servedStage } from "../support/stage.tsx";

const apps = { "/addtwo/": AddTwo, "/negative/": Negative };
const errors = (on: ServedStage) => on.lines.filter(({ level }) => level === "error");

async function open(script: boolean, path = "/addtwo/") {
  const on = await servedStage(apps);
  const user = await ChromiumUser.open(on, path, script);
  const { tab } = user;
  const enter = async (label: string, text: string) => {
    await user.fill(label, text);
    await user.click("button", "Continue");
  };
  const at = (search: string) =>
    until(
      () => new URL(tab.url()).search,
      (now) => now === search,
      "another address",
    );
  const asks = (label: string) => tab.getByLabel(label, { exact: true }).waitFor();
  return { on, user, tab, enter, at, asks };
}

test.each([
  ["with script", true],
  ["without script", false],
])("C12: %s back corrects the first number; what is settled is not gone back to", async (_name, script) => {
  const { on, user, tab, enter, at, asks } = await open(script);
  await enter("First number", "1");
  await asks("Second number");
  await at("?step=2");
  await tab.goBack();
  await asks("First number");
  await at("?step=3");
  expect(await user.value("First number")).toBe("1");
  await enter("First number", "40");
  await asks("Second number");
  await enter("Second number", "2");
  await sees(user, "status", "40 + 2 = 42");
  await at("?step=5");
  await tab.goBack();
  await at("?step=5");
  await sees(user, "status", "40 + 2 = 42");
  await tab.reload();
  await sees(user, "status", "40 + 2 = 42");
  await user.click("button", "Again");
  await asks("First number");
  expect([await user.value("First number"), errors(on), on.documents.length]).toEqual(["", [], 1]);
});

test("who answers by the keyboard goes on by the keyboard", async () => {
  const { on, user, tab } = await open(true);
  await user.fill("First number", "1");
  await tab.keyboard.press("Enter");
  await tab.locator('input[name="answer: Second number"]:focus').waitFor();
  await tab.keyboard.type("2");
  await tab.keyboard.press("Enter");
  await tab.locator("button:focus", { hasText: "Again" }).waitFor();
  await tab.keyboard.press("Enter");
  await tab.locator('input[name="answer: First number"]:focus').waitFor();
  await expectSame(user);
  expect(errors(on)).toEqual([]);
});

test("a handler's question has the keyboard; a page that has just come takes it from nobody", async () => {
  const { tab } = await open(true, "/negative/");
  await tab.getByRole("button", { name: "Decrement" }).press("Enter");
  await tab.locator("button:focus", { hasText: "Yes" }).press("Enter");
  await tab.getByRole("status").getByText("Count: -1").waitFor();
  await tab.locator("button:focus", { hasText: "Decrement" }).waitFor();
  const fresh = await open(true);
  expect(await fresh.tab.locator("input:focus").count()).toBe(0);
});

test("a question asked in one tab is not the other's; both wait as long as they like", async () => {
  const { user } = await open(true, "/negative/");
  const other = await user.newTab();
  await user.click("button", "Decrement");
  await sees(user, "group", /GO NEGATIVE/);
  await other.click("button", "Increment");
  await sees(other, "status", "Count: 1");
  await user.click("button", "Yes");
  await sees(user, "status", "Count: -1");
  await sees(other, "status", "Count: 1");
});

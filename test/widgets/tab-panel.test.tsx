/** TabPanel: APG's tabs, with a veto. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, Tab, TabPanel, type TabPanelHandle, type TabPanelProps } from "sessile/widgets";
import { expect, test } from "vitest";

const both = test.each([true, false]);

function Places(props: Partial<TabPanelProps>) {
  return (
    <main>
      <TabPanel label="Places" {...props}>
        <Tab value="sea" label="Sea">
          <label>
            Note <input name="note" />
          </label>
        </Tab>
        <Tab value="land" label="Land" disabled>
          Nothing
        </Tab>
        <Tab value="deep sea" label="Deep sea">
          <p role="note">Whales</p>
        </Tab>
        <Tab value="river" label="River">
          <p role="note">Water</p>
        </Tab>
      </TabPanel>
    </main>
  );
}

const selected = (page: Awaited<ReturnType<typeof visit>>) =>
  page
    .getByRole("tab")
    .all()
    .filter((tab) => tab.attribute("aria-selected") === "true")
    .map((tab) => tab.text);

both("roles, names and states (script: %s)", async (script) => {
  const page = await visit(() => <Places class="own" id="places" />, { script });
  expect(page.getByRole("tablist")).toHaveAccessibleName("Places");
  expect(selected(page)).toEqual(["Sea"]);
  const panel = page.getByRole("tabpanel");
  expect(panel).toHaveCount(1);
  expect(panel).toHaveAccessibleName("Sea");
  expect(panel).toHaveAttribute("id", page.getByRole("tab", { name: "Sea" }).attribute("aria-controls") ?? "none");
  expect(page.getByRole("tab", { name: "Land" })).toBeDisabled();
  expect(page.html).not.toContain("Whales");
  expect(page.html).toMatch(/<div [^>]*class="tab-panel own"/);
});

both("a press shows another tab; what was typed stays (script: %s)", async (script) => {
  const page = await visit(() => <Places />, { script });
  await page.getByLabel("Note").fill("wet");
  await page.getByRole("tab", { name: "River" }).click();
  expect(page.getByRole("tabpanel")).toHaveText("Water");
  expect(selected(page)).toEqual(["River"]);
  await page.getByRole("tab", { name: "Sea" }).click();
  expect(page.getByLabel("Note")).toHaveValue("wet");
});

both("a veto blocks the switch, now or later (script: %s)", async (script) => {
  const asked: string[] = [];
  const page = await visit(
    () => {
      const [busy, setBusy] = useState(false);
      const ask = async (value: string) => {
        asked.push(value);
        setBusy(true);
        await new Promise((resolve) => setTimeout(resolve, 5));
        setBusy(false);
        return value === "river";
      };
      return (
        <>
          <Places onBeforeSelect={(value) => value !== "river"} />
          <Places label="Others" onBeforeSelect={ask} />
          <p role="status">{busy ? "asking" : "idle"}</p>
        </>
      );
    },
    { script },
  );
  await page.getByRole("tab", { name: "River" }).first().click();
  expect(page.getByRole("tabpanel").first()).toHaveAccessibleName("Sea");
  await page.getByRole("tab", { name: "Deep sea" }).first().click();
  expect(page.getByRole("tabpanel").first()).toHaveText("Whales");
  await page.getByRole("tab", { name: "Deep sea" }).nth(1).click();
  await page.settled();
  expect(page.getByRole("tabpanel").nth(1)).toHaveAccessibleName("Sea");
  await page.getByRole("tab", { name: "River" }).nth(1).click();
  await page.settled();
  expect(page.getByRole("tabpanel").nth(1)).toHaveText("Water");
  expect(asked).toEqual(["deep sea", "river"]);
});

test("of two tabs that are considered the latest choice holds, whichever is permitted first", async () => {
  const permit = new Map<string, (permitted: boolean) => void>();
  const ask = (value: string) => new Promise<boolean>((resolve) => permit.set(value, resolve));
  const page = await visit(() => <Places onBeforeSelect={ask} />);
  await page.getByRole("tab", { name: "River" }).click();
  await page.getByRole("tab", { name: "Deep sea" }).click();
  permit.get("deep sea")?.(true);
  permit.get("river")?.(true);
  await page.settled();
  expect(selected(page)).toEqual(["Deep sea"]);
});

test.each([undefined, async () => true])("what onChange rejects with is known as a handler's failure", async (ask) => {
  const fail = async () => {
    throw new Error("The disk is full.");
  };
  const page = await visit(() => <Places onChange={fail} onBeforeSelect={ask} />);
  const press = page.getByRole("tab", { name: "River" }).click();
  await expect(press.then(() => page.settled())).rejects.toThrow("The disk is full.");
});

test("the parent holds the value: what it does not take over does not change", async () => {
  const page = await visit(() => <Places value="river" onChange={() => {}} />);
  await page.getByRole("tab", { name: "Sea" }).click();
  expect(selected(page)).toEqual(["River"]);
});

test("arrow keys move among the tabs and show them; from then on the tab key passes by the others", async () => {
  const page = await visit(() => <Places />);
  const at = (name: string) => page.getByRole("tab", { name });
  await page.press("Tab");
  expect(at("Sea")).toBeFocused();
  await page.press("Tab");
  expect(at("Deep sea")).toBeFocused();
  await page.press("ArrowLeft");
  expect(at("Sea")).toBeFocused();
  await page.press("ArrowRight");
  expect(at("Deep sea")).toBeFocused();
  expect(page.getByRole("tabpanel")).toHaveText("Whales");
  expect(at("Deep sea")).not.toHaveAttribute("tabindex");
  expect(at("River")).toHaveAttribute("tabindex", "-1");
  await page.press("Tab");
  expect(page.getByRole("tabpanel")).toBeFocused();
  await page.press("Shift+Tab");
  await page.press("End");
  expect(at("River")).toBeFocused();
  await page.press("ArrowRight");
  expect(selected(page)).toEqual(["Sea"]);
  await page.press("ArrowLeft");
  expect(selected(page)).toEqual(["River"]);
  await page.press("Home");
  expect(selected(page)).toEqual(["Sea"]);
});

test("from right to left the arrow keys are the other way round", async () => {
  const page = await visit(() => <Places dir="rtl" />);
  await page.getByRole("tab", { name: "Sea" }).focus();
  await page.press("ArrowLeft");
  expect(selected(page)).toEqual(["Deep sea"]);
});

test("with a veto arrow keys only move: Enter shows, and asks", async () => {
  const asked: string[] = [];
  const page = await visit(() => <Places onBeforeSelect={(value) => asked.push(value) > 0} />);
  await page.getByRole("tab", { name: "Sea" }).focus();
  await page.press("ArrowRight");
  expect(page.getByRole("tab", { name: "Deep sea" })).toBeFocused();
  expect(selected(page)).toEqual(["Sea"]);
  expect(asked).toEqual([]);
  await page.press("Enter");
  expect(selected(page)).toEqual(["Deep sea"]);
  expect(asked).toEqual(["deep sea"]);
});

test("its ref sets the focus on the tab that is shown", async () => {
  const page = await visit(() => {
    const tabs = useRef<TabPanelHandle>(null);
    return (
      <>
        <Places ref={tabs} defaultValue="river" />
        <Button onClick={() => tabs.current?.focus()}>To the tabs</Button>
      </>
    );
  });
  await page.getByRole("button", { name: "To the tabs" }).click();
  expect(page.getByRole("tab", { name: "River" })).toBeFocused();
});

test("a switch between tabs that were shown sends attributes alone", async () => {
  const page = await visit(() => <Places />);
  await page.getByRole("tab", { name: "River" }).click();
  const sent: string[] = [];
  page.network.alter((text) => {
    sent.push(text);
    return text;
  });
  await page.getByRole("tab", { name: "Sea" }).click();
  await page.getByRole("tab", { name: "River" }).click();
  expect(sent.join("")).toContain("aria-selected");
  expect(sent.join("")).not.toContain("Water");
});

test("what is no tab is an error that says so", async () => {
  const wrong = () => (
    <TabPanel label="Places">
      <p>Sea</p>
    </TabPanel>
  );
  await expect(visit(wrong)).rejects.toThrow(/holds <Tab>s alone, not <p>/);
});

/** What only a layout and a real keyboard show of panels: dragging, scrolling, opening, roving. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { useRef, useState } from "preact/hooks";
import {
  Button,
  FocusPanel,
  ScrollPanel,
  type ScrollPanelHandle,
  SplitPanel,
  Stack,
  StackPanel,
  Tab,
  TabPanel,
} from "sessile/widgets";
import { expect, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { root } from "../support/sources.ts";
import { servedStage } from "../support/stage.tsx";

async function open(App: () => preact.JSX.Element, { script = true, styled = false } = {}) {
  const theme = readFileSync(join(root, "public/theme.css"), "utf8");
  const definition = { component: App, styles: styled ? ["/assets/theme.css"] : [] };
  const user = await ChromiumUser.open(await servedStage({ "/": definition }), "/", script, (tab) =>
    tab.route("**/assets/theme.css", (route) => route.fulfill({ contentType: "text/css", body: theme })),
  );
  return { user, tab: user.tab };
}

const Split = () => {
  const [share, setShare] = useState(40);
  return (
    <main>
      <SplitPanel label="Width" value={share} onChange={setShare} height={200}>
        <p id="first">One</p>
        <p>Two</p>
      </SplitPanel>
      <p role="status">{share}</p>
    </main>
  );
};

/** The width of the first part in percent of the whole. */
const shareOf = (tab: ChromiumUser["tab"]) =>
  tab.locator("#first").evaluate((first) => {
    const part = first.parentElement as HTMLElement;
    const whole = part.parentElement as HTMLElement;
    const handle = 24;
    return Math.round((part.offsetWidth / (whole.clientWidth - handle)) * 100);
  });

test("SplitPanel: dragged by pointer, moved by arrow keys, and the server has its share", async () => {
  const { user, tab } = await open(Split, { styled: true });
  await expect.poll(() => shareOf(tab)).toBe(40);
  const handle = tab.getByRole("slider", { name: "Width" });
  await handle.focus();
  await tab.keyboard.press("ArrowRight");
  await sees(user, "status", "41");
  await expect.poll(() => shareOf(tab)).toBe(41);
  const box = (await tab.locator("#first").locator("..").boundingBox()) as { x: number; y: number; width: number };
  await tab.mouse.move(box.x + box.width + 12, box.y + 50);
  await tab.mouse.down();
  await tab.mouse.move(box.x + box.width * 2 + 12, box.y + 50, { steps: 5 });
  await tab.mouse.up();
  await expect.poll(() => shareOf(tab)).toBeGreaterThan(80);
  await sees(user, "status", String(await shareOf(tab)));
  await expectSame(user);
});

test("SplitPanel: without script the parts follow the handle as well", async () => {
  const { tab } = await open(Split, { script: false, styled: true });
  await tab.getByRole("slider", { name: "Width" }).fill("60");
  await expect.poll(() => shareOf(tab)).toBe(60);
});

test("ScrollPanel: brings a child into sight, and tells how far it was scrolled", async () => {
  const { user, tab } = await open(
    () => {
      const panel = useRef<ScrollPanelHandle>(null);
      const last = useRef<HTMLDivElement>(null);
      const [top, setTop] = useState(0);
      return (
        <main>
          <ScrollPanel label="Lines" height={100} ref={panel} onScroll={({ top }) => setTop(top)}>
            <div style={{ height: 1000 }}>First</div>
            <div ref={last} style={{ height: 20 }}>
              Last
            </div>
          </ScrollPanel>
          <Button onClick={() => panel.current?.ensureVisible(last)}>See</Button>
          <Button onClick={() => panel.current?.scrollToTop()}>Top</Button>
          <p role="status">{Math.round(top)}</p>
        </main>
      );
    },
    { styled: true },
  );
  await user.click("button", "See");
  await sees(user, "status", /^9[12]\d$/);
  await user.click("button", "Top");
  await sees(user, "status", "0");
  await tab.getByRole("region", { name: "Lines" }).focus();
  await tab.keyboard.press("End");
  await sees(user, "status", /^9[12]\d$/);
});

test("StackPanel: the browser keeps one open, and the server hears of it once", async () => {
  const heard: (string | null)[] = [];
  const { user, tab } = await open(() => {
    const [value, setValue] = useState<string | null>("a");
    const change = (next: string | null) => {
      heard.push(next);
      setValue(next);
    };
    return (
      <main>
        <StackPanel value={value} onChange={change}>
          <Stack value="a" header="First">
            <p>Alpha</p>
          </Stack>
          <Stack value="b" header="Second">
            <p>Beta</p>
          </Stack>
        </StackPanel>
        <Button onClick={() => setValue("a")}>Back</Button>
        <p role="status">{String(value)}</p>
      </main>
    );
  });
  await tab.getByText("Second").click();
  await sees(user, "status", "b");
  await expect.poll(() => tab.getByText("Alpha").isVisible()).toBe(false);
  expect(await tab.getByText("Beta").isVisible()).toBe(true);
  await user.click("button", "Back");
  await expect.poll(() => tab.getByText("Alpha").isVisible()).toBe(true);
  expect(await tab.getByText("Beta").isVisible()).toBe(false);
  await tab.getByText("First").click();
  await sees(user, "status", "null");
  expect(heard).toEqual(["b", null]);
  await expectSame(user);
});

test("TabPanel: the tab key reaches all tabs until an arrow key was heard", async () => {
  const { tab } = await open(() => (
    <TabPanel label="Places">
      <Tab value="a" label="First">
        <p>Alpha</p>
      </Tab>
      <Tab value="b" label="Second">
        <p>Beta</p>
      </Tab>
    </TabPanel>
  ));
  const focused = () => tab.evaluate(() => document.activeElement?.textContent);
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Tab");
  expect(await focused()).toBe("Second");
  await tab.keyboard.press("ArrowLeft");
  await expect.poll(focused).toBe("First");
  await tab.keyboard.press("ArrowRight");
  await expect.poll(focused).toBe("Second");
  await expect.poll(() => tab.getByRole("tabpanel").textContent()).toBe("Beta");
  await tab.keyboard.press("Shift+Tab");
  expect(await focused()).not.toBe("First");
});

test("FocusPanel: pressed anywhere; a link inside works for itself", async () => {
  const { user, tab } = await open(
    () => {
      const [count, setCount] = useState(0);
      const [other, setOther] = useState(0);
      return (
        <main>
          <FocusPanel label="Open" onClick={() => setCount(count + 1)}>
            <p id="text">Some words</p>
            <Button onClick={() => setOther(other + 1)}>Inside</Button>
          </FocusPanel>
          <p role="status">
            {count} {other}
          </p>
        </main>
      );
    },
    { styled: true },
  );
  const box = (await tab.locator("#text").boundingBox()) as { x: number; y: number };
  await tab.mouse.click(box.x + 5, box.y + 5);
  await sees(user, "status", "1 0");
  await user.click("button", "Inside");
  await sees(user, "status", "1 1");
});

/** The kitchen sink in Chromium: nothing in it keeps anybody out, and it is walked through by keys alone. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import KitchenSink, { meta } from "../../apps/kitchensink/app.tsx";
import { SINKS } from "../../apps/kitchensink/sinks/index.ts";
import { newPage, type PageOptions } from "../support/chromium.ts";
import { root } from "../support/sources.ts";
import { servedStage } from "../support/stage.tsx";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

async function open(options: PageOptions = {}): Promise<{ page: Page; url: string }> {
  const styles = ["/assets/theme.css", "/assets/apps/kitchensink/style.css"];
  const statics = [
    { prefix: "/assets/apps/kitchensink/", dir: join(root, "apps/kitchensink"), only: /\.(css|svg)$/ },
    { prefix: "/assets/", dir: join(root, "public"), only: /\.(css|svg)$/ },
  ];
  const on = await servedStage({ "/sinks/": { component: KitchenSink, ...meta, lang: "en", styles } }, { statics });
  const page = await newPage(options);
  return { page, url: `${on.url}/sinks` };
}

test("axe finds nothing, light or dark, and nothing sticks out on a phone", { timeout: 180_000 }, async () => {
  const { page, url } = await open({ viewport: { width: 360, height: 740 } });
  await page.addInitScript(axe);
  const found: string[] = [];
  for (const { path, title } of SINKS) {
    await page.goto(url + path);
    expect(await page.locator("h1").textContent()).toBe(title);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${path}: ${wide} px wider than the phone`);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      // What is framed is another app's.
      const { violations } = await page.evaluate<AxeResults>("axe.run({ exclude: ['iframe'] })");
      for (const { id, nodes } of violations)
        found.push(`${path} ${colorScheme}: ${id} at ${nodes.map(({ html }) => html.slice(0, 150)).join(" | ")}`);
    }
  }
  expect(found).toEqual([]);
});

/** What has the focus, as a screen reader would call it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const label = activeElement instanceof HTMLInputElement ? activeElement.labels?.[0]?.textContent : null;
    return (activeElement?.getAttribute("aria-label") ?? label ?? activeElement?.textContent ?? "").trim();
  });

/** Goes on by Tab until it stands there. */
async function tabTo(page: Page, name: string, key = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < 80; i++) {
    if ((await focused(page)) === name) return;
    passed.push(await focused(page));
    await page.keyboard.press(key);
  }
  throw new Error(`${name} is not reached by ${key}; passed ${passed.join(", ")}`);
}

const reaches = (page: Page, name: string) => expect.poll(() => focused(page)).toBe(name);
const says = (page: Page, text: string) => page.locator("main").getByText(text).waitFor();

test("by keys alone", { timeout: 120_000 }, async () => {
  const { page, url } = await open();
  await page.goto(`${url}/`);
  const goTo = async (title: string) => {
    await page.locator("body").press("Control+Home");
    await tabTo(page, title, "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
  };
  await tabTo(page, "Buttons");
  await page.keyboard.press("Enter");
  await tabTo(page, "Press");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  await says(page, "Pressed 2 times");
  await tabTo(page, "Fog horn");
  await page.keyboard.press("Space");
  await says(page, "It blares.");
  await tabTo(page, "Steady");
  await page.keyboard.press("ArrowDown");
  await says(page, "Full speed is fast.");

  await goTo("Menus");
  await tabTo(page, "Font");
  await page.keyboard.press("ArrowRight");
  await reaches(page, "Fruit");
  await page.keyboard.press("ArrowDown");
  await reaches(page, "Apple");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await reaches(page, "Bilberry");
  await page.keyboard.press("Enter");
  await says(page, "You chose a bilberry.");

  await goTo("Images");
  await says(page, "A boat under sail is shown.");
  await tabTo(page, "Next");
  await page.keyboard.press("Enter");
  await says(page, "A lighthouse at night is shown.");
  await page.keyboard.press("Enter");
  await says(page, "it could not be loaded.");

  await goTo("Tables");
  await tabTo(page, "Row 1, column 1");
  await page.keyboard.press("ArrowDown");
  await reaches(page, "Row 2, column 1");
  await page.keyboard.press("End");
  await reaches(page, "Row 2, column 5");
  await page.keyboard.press("Enter");
  await says(page, "Row 2, column 5");

  await goTo("Trees");
  await page.getByRole("tree", { name: "Beach" }).waitFor();
  await tabTo(page, "Shells");
  await page.keyboard.press("ArrowRight");
  await reaches(page, "Bivalves");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await reaches(page, "Oyster");
  await page.keyboard.press("Enter");
  await says(page, "You found: oyster.");

  await goTo("Popups");
  await tabTo(page, "Ask me twice");
  await page.keyboard.press("Enter");
  await reaches(page, "What is your boat called?");
  await page.keyboard.press("Enter");
  await page.getByText("Launch Limpet?").waitFor();
  await page.keyboard.press("Escape");
  await says(page, "Limpet stays ashore.");
  await reaches(page, "Ask me twice");

  await goTo("Tabs");
  await tabTo(page, "First watch");
  await page.keyboard.press("ArrowRight");
  await reaches(page, "Middle watch");
  await page.keyboard.press("Enter");
  await says(page, "Somebody has to.");

  // Back through all of them.
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Popups" }).waitFor();
});

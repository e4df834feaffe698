/** D5: the state of a service, as people watch it. */
import type { Exchange } from "sessile";
import { expect, onTestFinished, test } from "vitest";
import { newPage } from "../support/chromium.ts";
import { opened, TEXT } from "../support/http-service.ts";

/** A service alone, and what a chart's figure says. */
async function watched(javaScriptEnabled: boolean) {
  const { url } = await opened({ name: "Ethanol", loop: answer });
  const page = await newPage({ javaScriptEnabled });
  onTestFinished(() => page.close());
  const troubles: string[] = [];
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  await page.goto(`${url}/factory/etc/`);
  const figure = (name: string) => page.locator("figure", { hasText: name });
  const points = async (name: string) =>
    ((await figure(name).locator("polyline").getAttribute("points")) ?? "").split(" ").length;
  return { page, url, figure, points, troubles };
}

function answer(exchange: Exchange): void {
  if (!exchange.path.startsWith("/factory/")) exchange.reply(200, TEXT, "CCO");
}

test("D5: charts move by push: no reload, and all who look see the same", async () => {
  const { page, url, figure, points, troubles } = await watched(true);
  const other = await newPage();
  onTestFinished(() => other.close());
  await other.goto(`${url}/factory/etc/`);
  await page.evaluate(() => Object.assign(window, { same: true }));
  const before = await points("Requests");
  await expect.poll(() => points("Requests"), { timeout: 10_000 }).toBeGreaterThan(before + 1);
  await Promise.all(Array.from({ length: 40 }, () => fetch(url)));
  await expect
    .poll(async () => Number(/at most ([\d.]+)/.exec((await figure("Requests").textContent()) ?? "")?.[1]), {
      timeout: 10_000,
    })
    .toBeGreaterThan(20);
  await expect.poll(() => figure("Memory").textContent()).toMatch(/Memory\s*[\d.]+ MiB/);
  await expect
    .poll(async () => (await other.locator("figure", { hasText: "Requests" }).textContent()) ?? "")
    .toMatch(/at most [2-9]\d/);
  expect(await page.evaluate(() => "same" in window)).toBe(true);
  expect(await page.locator("table.properties").textContent()).toContain("pipelineDepth");
  expect(troubles).toEqual([]);
});

test("D5: without script the page comes again by itself", async () => {
  const { page, points, troubles } = await watched(false);
  const before = await points("Requests");
  await page.waitForEvent("load");
  expect(await points("Requests")).toBeGreaterThan(before);
  expect(troubles).toEqual([]);
});

test.each([360, 1280])(
  "D5: nothing scrolls sideways on a screen of %i, but tables and code by themselves",
  async (width) => {
    const description = `An app with a ${"very-long-".repeat(20)} description and ${"averylongword".repeat(10)}.`;
    const { url } = await opened({ name: "Ethanol", description, loop: answer });
    const page = await newPage({ viewport: { width, height: 800 } });
    onTestFinished(() => page.close());
    await page.goto(`${url}/factory/help/`);
    const links = await page
      .locator("a[href*='/factory/help/']")
      .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    const pages = new Set([
      `${url}/factory/help/`,
      `${url}/factory/etc/`,
      ...links.map((link) => link.replace(/#.*/, "")),
    ]);
    expect(pages.size).toBeGreaterThan(10);
    for (const each of pages) {
      await page.goto(each);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([each, wide]).toEqual([each, false]);
    }
  },
);

test("D5: help is read in a browser: from the list to a document and on to a section of another", async () => {
  const { page, url, troubles } = await watched(true);
  await page.goto(`${url}/factory/help/`);
  await page.getByRole("link", { name: "The service" }).click();
  await page.getByRole("link", { name: "SES_PROPERTY" }).first().click();
  await page.waitForURL(/\/factory\/help\/errors#ses_property$/);
  expect(await page.getByRole("heading", { name: "SES_PROPERTY" }).isVisible()).toBe(true);
  expect(troubles).toEqual([]);
});

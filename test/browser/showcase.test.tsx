/** Every page of the showcase in Chromium: axe-core finds nothing, light or dark, and nothing sticks out on a phone. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { expect, test } from "vitest";
import { FAMILIES } from "../../apps/showcase/stories/index.ts";
import { launchChromium } from "../support/chromium.ts";
import { showcase } from "../support/showcase.tsx";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
const families = FAMILIES.map(({ name, stories }) => [name, ["/", ...stories.map(({ path }) => path)]] as const);

test.each(families)("%s", { timeout: 240_000 }, async (_family, paths) => {
  const url = await showcase();
  const context = await (await launchChromium()).newContext({ viewport: { width: 360, height: 740 } });
  try {
    await context.addInitScript(axe);
    const tab = await context.newPage();
    const found: string[] = [];
    for (const path of paths) {
      await tab.goto(`${url}${path}`);
      // The page that was meant, and as people see it.
      expect(await tab.locator("h1").textContent(), path).not.toBe("No such widget");
      expect(await tab.evaluate(() => [...document.styleSheets].map((sheet) => sheet.cssRules.length > 0))).toEqual([
        true,
        true,
      ]);
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) found.push(`${path}: ${wide} px wider than the phone`);
      for (const colorScheme of ["light", "dark"] as const) {
        await tab.emulateMedia({ colorScheme });
        const { violations } = await tab.evaluate<AxeResults>("axe.run()");
        for (const { id, nodes } of violations)
          found.push(`${path} ${colorScheme}: ${id} at ${nodes.map(({ html }) => html.slice(0, 150)).join(" | ")}`);
      }
    }
    expect(found).toEqual([]);
  } finally {
    await context.close();
  }
});

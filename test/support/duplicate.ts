/** Chromium with an extension that duplicates tabs, as its menu does: copies of storage, history and all. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page as Tab } from "playwright-core";
import { onTestFinished } from "vitest";

const MANIFEST = {
  manifest_version: 3,
  name: "duplicate",
  version: "1",
  permissions: ["tabs"],
  background: { service_worker: "background.js" },
};
const BACKGROUND = `self.duplicate = async () => {
  const [tab] = await chrome.tabs.query({ active: true });
  await chrome.tabs.duplicate(tab.id);
};`;

export interface Duplicating {
  readonly context: BrowserContext;
  /** Duplicates a tab; the copy is in front, as a person would have it. */
  duplicate(tab: Tab): Promise<Tab>;
}

/** Extensions need a profile of their own; it goes with the test. */
export async function duplicatingChromium(): Promise<Duplicating> {
  const folder = mkdtempSync(join(tmpdir(), "sessile-duplicate-"));
  const extension = join(folder, "extension");
  mkdirSync(extension);
  writeFileSync(join(extension, "manifest.json"), JSON.stringify(MANIFEST));
  writeFileSync(join(extension, "background.js"), BACKGROUND);
  const context = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: false,
    args: [
      "--headless=new",
      "--no-sandbox", // root has none
      "--disable-gpu",
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      "--disable-features=DisableLoadExtensionCommandLineSwitch",
    ],
  });
  onTestFinished(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  return {
    context,
    async duplicate(tab) {
      await tab.bringToFront();
      const opened = context.waitForEvent("page");
      // The worker's own global, of which TypeScript knows nothing here.
      await worker.evaluate("self.duplicate()");
      const copy = await opened;
      await copy.waitForLoadState();
      return copy;
    },
  };
}

/**
 * One headless Chromium a test file: started by the first `newPage`, closed with its pages when the file is done.
 *
 * ```ts
 * const page = await newPage({ javaScriptEnabled: false });
 * await page.goto(service.url);
 * ```
 */
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

export type PageOptions = BrowserContextOptions;

const flags = [
  "--headless",
  "--no-sandbox", // root has none
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let launched: Promise<Browser> | undefined;

/** The file's browser: CHROMIUM, or Debian's, with a fresh profile that goes with it. */
export function launchChromium(): Promise<Browser> {
  launched ??= chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });
  return launched;
}

/** A page in a context of its own: no cookie, storage or cache is shared. Closing the page closes the context. */
export async function newPage(options: PageOptions = {}): Promise<Page> {
  const browser = await launchChromium();
  return browser.newPage(options);
}

/** Ends the browser; test files need not call it. The next `newPage` starts another one. */
export async function closeChromium(): Promise<void> {
  const browser = await launched;
  launched = undefined;
  await browser?.close();
}

// A benchmark, which is no Vitest file, closes it itself.
if (process.env.VITEST) (await import("vitest")).afterAll(closeChromium);

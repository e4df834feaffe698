/** Pictures of pages in files, and how much of a page may look otherwise before a test says so. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import pixelmatch from "pixelmatch";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { root } from "./sources.ts";

/** Pixels whose colour differs by more than this (0 to 1, in YIQ: what pixelmatch takes for visible) are counted. */
const COLOUR = 0.1;

/** How many of a picture's pixels may differ: fewer than a letter has. Edges that are smoothed otherwise are not counted. */
const MOST = 12;

const isUpdating = Boolean(process.env.UPDATE_GOLDEN);

/** Letters are the same on every machine, for they come with the tests. */
const letters = [400, 600, 700].map((weight) => {
  const file = createRequire(import.meta.url).resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
  const data = readFileSync(file).toString("base64");
  return `@font-face { font-family: Looks; font-weight: ${weight}; src: url("data:font/woff2;base64,${data}") }`;
});

const STILL = `${letters.join("\n")}
*, ::before, ::after { font-family: Looks !important; animation: none !important; transition: none !important; caret-color: transparent !important }
progress:not([value]) { visibility: hidden }`;

/**
 * Whether the pictures are of this browser: each major version draws letters and controls a little otherwise. `UPDATE_GOLDEN=1` makes them so.
 *
 * @param version `156.0.7400.1`
 */
export function isOfThisBrowser(version: string): boolean {
  const path = join(root, "test/golden/looks/chromium.txt");
  const [major = ""] = version.split(".");
  if (isUpdating) save(path, `${major}\n`);
  return readFileSync(path, "utf8").trim() === major;
}

/** The page as it stands, whole, without what moves. @param hidden CSS selector of what is not looked at: it keeps its width */
export async function picture(page: Page, hidden: string): Promise<Buffer> {
  await page.addStyleTag({
    content: `${STILL}\n${hidden} { visibility: hidden !important; block-size: 0 !important; overflow: hidden !important }`,
  });
  await page.evaluate(() => document.fonts.ready);
  return page.screenshot({ fullPage: true, animations: "disabled", caret: "hide" });
}

/**
 * Holds a picture against `test/golden/looks/<name>.png`; with `UPDATE_GOLDEN=1` in the environment the file is written
 * anew where the two differ.
 * @returns what is wrong, or null. What was seen, and where it differs, is then in `test/looks-failed/`.
 */
export function differenceFromLook(name: string, seen: Buffer): string | null {
  const golden = join(root, "test/golden/looks", `${name}.png`);
  const difference = compare(golden, seen);
  if (difference === null) return null;
  if (isUpdating) {
    save(golden, seen);
    return null;
  }
  const failed = join(root, "test/looks-failed", name);
  rmSync(`${failed}.difference.png`, { force: true });
  save(`${failed}.png`, seen);
  if (difference.picture) save(`${failed}.difference.png`, PNG.sync.write(difference.picture));
  return `${name}: ${difference.why} (seen: test/looks-failed/${name}.png; UPDATE_GOLDEN=1 takes it)`;
}

interface Difference {
  readonly why: string;
  readonly picture?: PNG;
}

function compare(golden: string, seen: Buffer): Difference | null {
  const before = read(golden);
  if (!before) return { why: "there is no picture yet" };
  const now = PNG.sync.read(seen);
  const { width, height } = now;
  if (before.width !== width || before.height !== height)
    return { why: `${width} × ${height} px in place of ${before.width} × ${before.height}` };
  const picture = new PNG({ width, height });
  const count = pixelmatch(before.data, now.data, picture.data, width, height, { threshold: COLOUR });
  return count > MOST ? { why: `${count} pixels differ`, picture } : null;
}

function read(path: string): PNG | null {
  try {
    return PNG.sync.read(readFileSync(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function save(path: string, data: Buffer | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
}

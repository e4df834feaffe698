/** Samples in files: what tests compare with, and what a reader of PROTOCOL.md looks at. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { root } from "./sources.ts";

const isUpdating = Boolean(process.env.UPDATE_GOLDEN);

/**
 * Holds `text` against `test/golden/<name>`. With `UPDATE_GOLDEN=1` in the environment the file is written anew
 * where `writes` allows it.
 */
export function expectGolden(name: string, text: string, writes = true): void {
  const path = join(root, "test/golden", name);
  if (isUpdating && writes) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (!existsSync(path)) throw new Error(`test/golden/${name} is missing: UPDATE_GOLDEN=1 writes it`);
  expect(text, `test/golden/${name} (UPDATE_GOLDEN=1 writes it anew)`).toBe(readFileSync(path, "utf8"));
}

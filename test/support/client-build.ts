/** The browser's script for tests that serve it: `npm test` has built it, a single `vitest run` may not have. */
import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { buildClient } from "#client-build";
import { root } from "./sources.ts";

const folder = join(root, "dist/public");
const sources = ["public/client", "runtime/core"].map((folder) => join(root, folder));

let building: Promise<void> | undefined;

/** Builds the script where it is missing or older than its sources. */
export function builtClient(): Promise<void> {
  building ??= build();
  return building;
}

async function build(): Promise<void> {
  const made = statSync(join(folder, "sessile.js"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const files = sources.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))),
  );
  if (files.every((file) => statSync(file).mtimeMs <= made)) return;
  mkdirSync(folder, { recursive: true });
  // The script itself comes last: it tells that all is built.
  for (const [name, code] of Object.entries(await buildClient()).reverse()) {
    const file = join(folder, name);
    // The file server prefers the compressed forms.
    replace(`${file}.gz`, gzipSync(code));
    replace(`${file}.br`, brotliCompressSync(code));
    replace(file, code);
  }
}

/** Test files run side by side: whoever reads meanwhile gets the old file or the new one, never half of one. */
function replace(path: string, content: string | Buffer): void {
  writeFileSync(`${path}.${process.pid}`, content);
  renameSync(`${path}.${process.pid}`, path);
}

// The module of a file, in TypeScript too: what plain JavaScript is not is bundled first.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { CallerError } from "./caller-error.ts";
import { loadVite } from "./vite.ts";

export type Module = { readonly [name: string]: unknown };

/** What this process has already: two copies could not speak to each other. */
const OURS = /^(?:sessile|preact)(?:\/|$)/;

/** @throws CallerError where it cannot be compiled; what it throws itself */
export async function loadModule(file: string, root: string): Promise<Module> {
  if (/\.m?js$/.test(file)) return import(pathToFileURL(file).href);
  // Where packages are found from, and where nobody looks.
  const place = resolve(root, "node_modules/.sessile");
  mkdirSync(place, { recursive: true });
  const dir = mkdtempSync(join(place, "module-"));
  try {
    await bundle(file, { root, dir });
    return await import(pathToFileURL(join(dir, "module.mjs")).href);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function bundle(file: string, { root, dir }: { readonly root: string; readonly dir: string }): Promise<void> {
  const vite = await loadVite();
  try {
    await vite.build({
      root,
      configFile: false,
      envDir: false,
      logLevel: "silent",
      publicDir: false,
      oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
      plugins: [
        {
          name: "sessile-ours",
          enforce: "pre",
          resolveId: (id) => (OURS.test(id) ? { id: import.meta.resolve(id), external: true } : null),
        },
      ],
      build: {
        ssr: file,
        outDir: dir,
        target: "node20",
        sourcemap: "inline",
        rolldownOptions: { output: { entryFileNames: "module.mjs" } },
      },
    });
  } catch (error) {
    throw new CallerError((error as Error).message);
  }
}

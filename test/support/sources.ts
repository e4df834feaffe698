/** Reads the project's sources as the structure test sees them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import type { Import, Source } from "./structure.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** All TypeScript files of the given folders of the project. */
export function readSources(folders: readonly string[]): Source[] {
  return folders.flatMap(walk).map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return { path, lines: text.split("\n").length - 1, imports: readImports(path, text) };
  });
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return walk(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** What a file imports, re-exports, or asks for by `import()`. */
export function readImports(path: string, text: string): Import[] {
  const { module, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const written = (at: { start: number; end: number }) => text.slice(at.start, at.end);
  const imports = module.staticImports.map((statement) => ({
    from: statement.moduleRequest.value,
    names: statement.entries.map(({ importName }) => named(importName)),
    typeOnly: /^import\s+type\b/.test(written(statement)),
  }));
  const exports = module.staticExports.flatMap((statement) =>
    statement.entries.flatMap(({ moduleRequest, importName }) =>
      moduleRequest
        ? [
            {
              from: moduleRequest.value,
              names: [named(importName)],
              typeOnly: /^export\s+type\b/.test(written(statement)),
            },
          ]
        : [],
    ),
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const [, from] = /^["'`]([^"'`$]+)["'`]$/.exec(written(moduleRequest)) ?? [];
    return from === undefined ? [] : [{ from, names: ["*"], typeOnly: false }]; // a computed name is not followed
  });
  return [...imports, ...exports, ...dynamic];
}

function named({ kind, name }: { kind: string; name?: string | null }): string {
  if (kind === "Name") return name ?? "";
  return kind === "Default" ? "default" : "*";
}

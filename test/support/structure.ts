/** What the structure test knows: the rules of the source tree, as functions of plain data. */
import { posix } from "node:path";

/** One source file as the rules see it. */
export interface Source {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

export interface Import {
  /** As written: `./record.ts`, `preact/hooks`, `node:http`. */
  readonly from: string;
  /** What is taken: names, `default`, or `*` for all. */
  readonly names: readonly string[];
  /** Gone once compiled (`import type`): counts for directions, not for cycles. */
  readonly typeOnly: boolean;
}

/** An import inside runtime/ goes to the same folder or to one further down. */
export const runtimeOrder = [
  "hot",
  "index.ts",
  "ui.ts",
  "testing",
  "serve.ts",
  "config.ts",
  "adapters.ts",
  "service.ts",
  "runtime.ts",
  "app-file.ts",
  "factory",
  "flow",
  "session",
  "bus",
  "page",
  "dom",
  "http",
  "core",
];

const maxLines = { source: 300, test: 400 };
/** The package's own names stand for these files. */
const selfReferences: Readonly<Record<string, string>> = {
  sessile: "runtime/index.ts",
  "sessile/ui": "runtime/ui.ts",
  "sessile/testing": "runtime/testing/index.ts",
  "sessile/testing/vitest": "runtime/testing/vitest.ts",
  "sessile/hot": "runtime/hot/index.ts",
  "sessile/widgets": "widgets/index.ts",
};

/** Every breach in the given files, a line each: which file, which rule. */
export function checkSources(sources: readonly Source[]): string[] {
  return [
    ...sources.flatMap((source) => [...checkSize(source), ...checkImports(source)]),
    ...checkOptions(sources),
    ...checkUi(sources),
    ...checkCycles(sources),
  ];
}

function checkSize({ path, lines }: Source): string[] {
  const limit = path.startsWith("test/") ? maxLines.test : maxLines.source;
  return lines > limit ? [`${path}: ${lines} lines; at most ${limit}`] : [];
}

function checkImports(source: Source): string[] {
  return source.imports.flatMap((entry) => {
    const target = resolve(source.path, entry.from);
    const breach = target === undefined ? checkPackage(source.path, entry.from) : checkFile(source.path, target);
    return breach === undefined ? [] : [`${source.path} imports ${entry.from}: ${breach}`];
  });
}

/** The file of ours that an import names; undefined where it names a package or a part of Node. */
function resolve(path: string, from: string): string | undefined {
  if (from.startsWith(".")) return posix.join(posix.dirname(path), from);
  return selfReferences[from];
}

function checkPackage(path: string, from: string): string | undefined {
  const room = path.split("/")[0];
  const node = from.startsWith("node:");
  if (room === "widgets" && node) return "widgets know Preact and sessile/ui, nothing of the server";
  if (room === "public" && node) return "a browser has no Node";
  return undefined;
}

function checkFile(path: string, target: string): string | undefined {
  if (/\.jsx?$|\/[^./]*$/.test(target)) return "relative imports carry their .ts or .tsx";
  const [room, folder] = path.split("/");
  const [targetRoom, targetFolder] = target.split("/");
  switch (room) {
    case "runtime":
      return targetRoom === "runtime" ? checkOrder(folder, targetFolder) : "runtime imports only runtime";
    case "widgets":
      return targetRoom === "widgets" || target === "runtime/ui.ts" ? undefined : "widgets import only sessile/ui";
    case "apps":
      if (Object.values(selfReferences).includes(target) || targetRoom === "widgets") return undefined;
      if (targetRoom === "apps" && targetFolder === folder) return undefined;
      return "an app imports sessile, sessile/ui, widgets and its own files";
    case "public":
      // The names on the wire are written down once, for both ends.
      if (targetRoom === "public" || target.startsWith("runtime/core/")) return undefined;
      return "public imports its own files and runtime/core";
    default:
      return undefined;
  }
}

function checkOrder(from = "", to = ""): string | undefined {
  const [above, below] = [runtimeOrder.indexOf(from), runtimeOrder.indexOf(to)];
  if (above < 0) return `runtime/${from} has no place in the order of runtime's folders`;
  if (below < 0) return `runtime/${to} has no place in the order of runtime's folders`;
  return above <= below ? undefined : `runtime/${to} stands above runtime/${from}`;
}

/** Preact's `options` is one object for the whole process: one module owns it. */
function checkOptions(sources: readonly Source[]): string[] {
  const owners = sources
    .filter(({ path }) => path.startsWith("runtime/"))
    .filter(({ imports }) =>
      imports.some(({ from, names }) => from === "preact" && /^(options|\*)$/m.test(names.join("\n"))),
    )
    .map(({ path }) => path);
  const complete = sources.some(({ path }) => path === "runtime/index.ts");
  if (owners.length === 1 || (owners.length === 0 && !complete)) return [];
  return [
    `runtime: exactly one module imports Preact's options, not ${owners.length} (${owners.join(", ") || "none"})`,
  ];
}

/** The door for component authors pulls in no server: what it reaches knows Preact, and nothing of Node. */
function checkUi(sources: readonly Source[]): string[] {
  const files = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set(["runtime/ui.ts"]);
  const breaches: string[] = [];
  for (const path of reached) {
    for (const { from, typeOnly } of files.get(path)?.imports ?? []) {
      if (typeOnly) continue;
      const target = resolve(path, from);
      if (target !== undefined) reached.add(target);
      else if (!/^@?preact\b/.test(from))
        breaches.push(`${path} imports ${from}: runtime/ui.ts reaches it, and knows only Preact`);
    }
  }
  return breaches;
}

/** Depth first; a cycle is named once, by the path that closes it. */
function checkCycles(sources: readonly Source[]): string[] {
  const files = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      cycles.push(`${[...trail.slice(start), path].join(" → ")}: import cycle`);
      return;
    }
    const source = files.get(path);
    if (source === undefined || done.has(path)) return;
    for (const { from, typeOnly } of source.imports) {
      const target = typeOnly ? undefined : resolve(path, from);
      if (target !== undefined) visit(target, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of files.keys()) visit(path, []);
  return cycles;
}

const topLevel = new Set(
  `.ci .git .gitignore .npmrc ARCHITECTURE.md CHANGELOG.md LICENSE PROTOCOL.md README.md apps biome.json docs
   package-lock.json package.json public runtime test tsconfig.build.json tsconfig.json vitest.config.ts widgets
   coverage dist node_modules`.split(/\s+/),
);

/** Entries of the project's root that have no business there. */
export function checkTopLevel(names: readonly string[]): string[] {
  return names.filter((name) => !topLevel.has(name)).map((name) => `${name}: not among the entries of the top level`);
}

// Reads the configuration, in TypeScript too: Vite compiles it first.
import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type Config, checkConfig } from "sessile";
import { CallerError } from "./caller-error.ts";
import { loadVite } from "./vite.ts";

const NAMES = ["sessile.config.ts", "sessile.config.mjs", "sessile.config.js"];

/** The file a configuration is in, or null where there is none. @throws CallerError where the one named is missing */
export function configFile(named: string | undefined, root: string): string | null {
  const name = named ?? NAMES.find((each) => existsSync(resolve(root, each)));
  if (name === undefined) return null;
  const file = resolve(root, name);
  if (!existsSync(file)) throw new CallerError(`there is no configuration ${name}.`);
  return file;
}

/** @throws CallerError, SessileError SES_CONFIG */
export async function readConfig(named: string | undefined, root: string): Promise<Config> {
  const file = configFile(named, root);
  if (file === null) return {};
  const { runnerImport } = await loadVite();
  let module: { readonly default?: unknown };
  try {
    ({ module } = await runnerImport<typeof module>(file, { root, logLevel: "silent" }));
  } catch (error) {
    throw new CallerError(`${file} could not be read: ${reason(error)}`);
  }
  return checkConfig(module.default, relative(root, file));
}

/** What Vite's compiler tells of a file. */
interface CompileError extends Error {
  readonly errors?: readonly { readonly message: string; readonly loc?: { readonly line: number } }[];
}

/** In one line: a compiler's picture of the code is left out. */
function reason(error: unknown): string {
  const [first] = (error as CompileError).errors ?? [];
  const text = first?.message ?? (error instanceof Error ? error.message : String(error));
  const [line = ""] = stripVTControlCharacters(text).split("\n");
  return `${line.replace(/^\[\w+\] /, "")}${first?.loc ? ` in line ${first.loc.line}` : ""}`;
}

// Reads the configuration, in TypeScript too: Vite bundles it first.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
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
  const { loadConfigFromFile } = await loadVite();
  let loaded: Awaited<ReturnType<typeof loadConfigFromFile>>;
  try {
    loaded = await loadConfigFromFile({ command: "serve", mode: "development" }, file, root, "silent");
  } catch (error) {
    throw new CallerError(`${file} could not be read: ${(error as Error).message.split("\n")[0]}`);
  }
  return checkConfig(loaded?.config, file);
}

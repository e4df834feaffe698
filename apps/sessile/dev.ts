// sessile dev: serves from source.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findEntries } from "./entries.ts";
import { listening } from "./listening.ts";
import { type Arguments, readPort } from "./options.ts";
import { readConfig } from "./read-config.ts";
import { loadVite } from "./vite.ts";

export async function dev({ names, options }: Arguments): Promise<void> {
  process.env.NODE_ENV ??= "development";
  const root = process.cwd();
  await loadVite();
  const config = await readConfig(options.config, root);
  const { startDev } = await import("sessile/dev");
}

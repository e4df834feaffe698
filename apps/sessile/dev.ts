// sessile dev: serves from source.
import { findEntries } from "./entries.ts";
import { listening } from "./listening.ts";
import { type Arguments, readPort } from "./options.ts";
import { readConfig } from "./read-config.ts";

export async function dev({ names, options }: Arguments): Promise<void> {
  process.env.NODE_ENV ??= "development";
  const root = process.cwd();
  const config = await readConfig(options.config, root);
  const entries = findEntries(names, config.apps, root);
  const port = readPort(options.port) ?? config.port ?? 8080;
  const host = options.host ?? config.host ?? "localhost";
  const module = "sessile/dev";
  const { startDev } = await import(module);
  await listening(host, port, () => startDev({ entries, port, host, root }));
}

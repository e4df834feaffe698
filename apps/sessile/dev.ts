// sessile dev: serves from source, and swaps what is saved under every living session.
import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { CallerError } from "./caller-error.ts";
import { devLog } from "./dev-log.ts";
import { findEntries } from "./entries.ts";
import { listening } from "./listening.ts";
import { type Arguments, readPort, readWhom } from "./options.ts";
import { readConfig } from "./read-config.ts";

export async function dev({ names, options }: Arguments): Promise<void> {
  process.env.NODE_ENV ??= "development";
  const root = process.cwd();
  const { apps: configured, out: _, statics = [], ...rest } = await readConfig(options.config, root);
  const entries = findEntries(names, configured, root);
  const outside = entries.find(({ file }) => relative(root, file).startsWith(".."));
  if (outside)
    throw new CallerError(`${outside.name} is outside of ${root}, expected a file below the working directory.`);
  const port = readPort(options.port) ?? rest.port ?? 8080;
  const host = options.host ?? rest.host ?? "localhost";
  const assets = { prefix: "/assets/", dir: resolve(root, "public") };
  const log = devLog(root);
  const { startDev } = await import("sessile/hot");
  const service = await listening(host, port, () =>
    startDev({
      ...rest,
      ...readWhom(options),
      root,
      port,
      host,
      log,
      apps: Object.fromEntries(entries.map(({ prefix, file }) => [prefix, file])),
      statics: existsSync(assets.dir) ? [...statics, assets] : statics,
    }),
  );
  for (const { prefix, name } of entries) console.log(`${new URL(prefix, service.url).href}  ${name}`);
  // The first signal closes in order; the next one finds no handler and ends the process at once.
  const signals = ["SIGINT", "SIGTERM"] as const;
  const end = async (): Promise<void> => {
    for (const each of signals) process.off(each, end);
    await service.close();
    process.exit(0);
  };
  for (const signal of signals) process.on(signal, end);
}

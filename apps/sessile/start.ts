// sessile start: serves what `sessile build` wrote, and ends in order.
import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { pino } from "pino";
import { type AppDefinition, appOf, checkConfig, serve } from "sessile";
import { CallerError } from "./caller-error.ts";
import { listening } from "./listening.ts";
import { type Arguments, readPort, readWhom } from "./options.ts";

/** What `sessile build` writes: modules of apps, where each goes, and the configuration. */
export interface Built {
  readonly apps: readonly {
    readonly prefix: string;
    readonly file: string;
    readonly styles: readonly string[];
    readonly module: { readonly [name: string]: unknown };
  }[];
  readonly config: unknown;
}

const LEVELS = ["debug", "info", "warn", "error", "silent"];
/** Milliseconds that async handlers are given to come to their end. */
const DRAIN_MS = 10_000;

export async function start({ names: [dir = "dist"], options }: Arguments): Promise<void> {
  process.env.NODE_ENV ??= "production";
  const file = resolve(dir, "server.js");
  if (!existsSync(file)) throw new CallerError(`there is nothing built in ${dir}: run sessile build first.`);
  const level = options["log-level"] ?? "info";
  if (!LEVELS.includes(level))
    throw new CallerError(`the log level is ${JSON.stringify(level)}, expected one of ${LEVELS.join(", ")}.`);
  // At once, so that the last lines are in order when the process ends.
  const log = pino({ level }, pino.destination({ sync: true }));
  process.setSourceMapsEnabled(true);
  const { apps, config: written } = (await import(pathToFileURL(file).href)) as Built;
  // It is worked out anew, in another environment than it was built in.
  const config = checkConfig(written, relative(process.cwd(), file));
  const { apps: _, out: __, statics = [], port: configured = 8080, host: name = "localhost", ...rest } = config;
  const definitions = apps.map(({ prefix, module, ...app }): [string, AppDefinition] => [prefix, appOf(module, app)]);
  const port = readPort(options.port) ?? configured;
  const host = options.host ?? name;
  const assets = { prefix: "/assets/", dir: resolve(dir, "public") };
  const service = await listening(host, port, () =>
    serve(Object.fromEntries(definitions), {
      ...rest,
      ...readWhom(options),
      port,
      host,
      log,
      statics: [...statics, assets],
    }),
  );
  log.info({ url: service.url, apps: definitions.map(([prefix]) => prefix) }, "listening");
  // The first signal drains; the next one finds no handler and ends the process at once.
  const signals = ["SIGINT", "SIGTERM"] as const;
  const end = async (signal: string): Promise<void> => {
    for (const each of signals) process.off(each, end);
    log.info({ signal }, "draining");
    await service.close(DRAIN_MS);
    log.info({}, "ended");
    process.exit(0);
  };
  for (const signal of signals) process.on(signal, end);
}

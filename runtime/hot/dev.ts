import { resolve } from "node:path";
import { pino } from "pino";
import { findAppFile } from "../app-file.ts";
import { SessileError } from "../core/errors.ts";
import { type ServeOptions, type Service, serve } from "../serve.ts";
import { LiveApps, type Swap } from "./live.ts";
import { watchSaves } from "./saves.ts";
import { findSources } from "./sources.ts";

/** Options of {@link startDev}: those of `serve`, and where the apps' code is. */
export interface DevOptions extends Omit<ServeOptions, "mode"> {
  /** A file that exports a component, or a folder with an `app.tsx` in it: served at `/`. */
  readonly entry?: string;
  /** Several of them, by prefix: `{ "/counter/": "apps/counter" }`. */
  readonly apps?: { readonly [prefix: string]: string };
  /** A file whose default export stands around every app; it is given `title`, `description` and `children`. */
  readonly frame?: string;
  /** Prefixes of apps that stand without the frame. */
  readonly unframed?: readonly string[];
  /** URLs of style sheets that every app has. */
  readonly styles?: readonly string[];
  /** The folder that is watched, and from which the paths above are read. Default: the working directory. */
  readonly root?: string;
  /** Hears of each swap once every page has had its turn. */
  readonly onSwap?: (swap: Swap) => void;
}

/**
 * Serves apps from their sources. A save swaps the components under every living session; `docs/hot-reload.md` says what
 * is kept.
 *
 * @throws SessileError SES_APP_FILE, SES_APP_COMPONENT, SES_NO_VITE, SES_NO_APPS; what `serve` throws
 * @example
 * const service = await startDev({ entry: "apps/counter" });
 * console.log(service.url);
 */
export async function startDev(options: DevOptions): Promise<Service> {
  const {
    entry,
    apps: places,
    frame,
    unframed = [],
    styles = [],
    statics = [],
    onSwap,
    root: folder = ".",
    ...rest
  } = options;
  const root = resolve(folder);
  const log = options.log ?? pino();
  const entries = Object.entries(places ?? (entry === undefined ? {} : { "/": entry }));
  if (entries.length === 0) throw new SessileError("SES_NO_APPS");
  const sources = findSources(root, entries);
  const files = [...sources.map(({ assets }) => assets), ...statics];
  const around = frame === undefined ? null : { file: findAppFile(frame, root), except: unframed };
  const apps = await LiveApps.start({ root, sources, frame: around, styles, statics: files, log, onSwap });
  let service: Service;
  try {
    service = await serve(apps.definitions, { ...rest, log, mode: "development", statics: files });
  } catch (error) {
    await apps.close();
    throw error;
  }
  let swaps: Promise<unknown> = Promise.resolve();
  const saves = await watchSaves(apps.watcher, (save) => {
    swaps = swaps.then(() => apps.swap(save, service.runtime)).catch((err) => log.error({ err }, "a swap failed"));
  });
  return {
    ...service,
    async close() {
      saves.close();
      await swaps;
      await apps.close();
      await service.close();
    },
  };
}

import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ViteDevServer } from "vite";
import { type AppMeta, appOf } from "../app-file.ts";
import { SessileError } from "../core/errors.ts";
import type { Logger } from "../core/log.ts";
import type { StaticFiles } from "../http/statics.ts";
import { soon } from "../page/schedule.ts";
import { livePages, type Runtime } from "../runtime.ts";
import type { Apps } from "../session/app.ts";
import type { HostModules } from "./evaluator.ts";
import { Modules } from "./modules.ts";
import { type Problem, problemOf } from "./problem.ts";
import { type Frame, type LiveApp, renewRoot, rootOf } from "./root.tsx";
import type { Save } from "./saves.ts";
import { type Source, Styles } from "./sources.ts";
import { extend, swapPage } from "./swap.ts";

/** What a save came to. */
export interface Swap {
  /** The files that changed and that the apps are made of. */
  readonly files: readonly string[];
  readonly pages: number;
  /** Milliseconds since the first file event until the last page had its turn. */
  readonly ms: number;
  /** Components that began anew, for their hooks are others now. */
  readonly remounted: readonly string[];
  /** Pages in which a component failed with its new code: there the former renders on. */
  readonly failed: number;
  /** Why the code does not run; null: it does. */
  readonly problem: string | null;
}

/** Where the apps are, and what stands around them. */
export interface LiveAppsOptions {
  readonly root: string;
  readonly sources: readonly Source[];
  readonly frame: { readonly file: string; readonly except: readonly string[] } | null;
  /** URLs of style sheets that every app has. */
  readonly styles: readonly string[];
  readonly statics: readonly StaticFiles[];
  readonly log: Logger;
  /** Hears of each swap once every page has had its turn. */
  readonly onSwap?: ((swap: Swap) => void) | undefined;
}

/** Milliseconds after which people want to know why nothing happens. */
const PATIENCE_MS = 2_000;
const LATE = "still being loaded: an `await` at the top of a module has not come to its end";

/** One copy of each in a process: what the apps import is what runs. */
const host: HostModules = (name) => {
  if (name === "sessile") return import("../index.ts");
  if (name === "sessile/ui") return import("../ui.ts");
  return /^(?:preact|sessile)(?:\/|$)/.test(name) ? import(name) : undefined;
};

/** The apps as their files are now. */
export class LiveApps {
  readonly #options: LiveAppsOptions;
  readonly #modules: Modules;
  readonly #styles: Styles;
  readonly #apps: ReadonlyMap<Source, LiveApp>;
  /** Components that began anew in the swap under way. */
  #remounted = new Set<string>();
  /** Pages that failed in it. */
  #failed = 0;
  /** The evaluation that was begun last. */
  #attempt: Promise<unknown> | null = null;

  private constructor(options: LiveAppsOptions, modules: Modules) {
    const { sources, statics, styles } = options;
    this.#options = options;
    this.#modules = modules;
    this.#styles = new Styles(statics, styles);
    this.#apps = new Map(sources.map((source) => [source, this.#unborn(source)]));
  }

  /** @throws SessileError SES_APP_COMPONENT, SES_NO_VITE */
  static async start(options: LiveAppsOptions): Promise<LiveApps> {
    const { root, sources, frame } = options;
    extend();
    const entries = [...sources.map(({ file }) => file), ...(frame ? [frame.file] : [])];
    const apps = new LiveApps(options, await Modules.start({ root, host, entries }));
    const tell = () => options.log.warn({ files: apps.#modules.pending }, LATE);
    const late = setTimeout(tell, PATIENCE_MS);
    try {
      const adopt = await apps.#load();
      adopt();
    } catch (error) {
      // What does not run can be mended by a save; a file that is no app was not meant.
      if (error instanceof SessileError) {
        await apps.close();
        throw error;
      }
      apps.#tell(problemOf(error));
    } finally {
      clearTimeout(late);
    }
    return apps;
  }

  #unborn(source: Source): LiveApp {
    return {
      component: null,
      frame: null,
      title: "",
      description: "",
      lang: undefined,
      routes: false,
      styles: this.#styles.of(source),
      problem: null,
      remounted: (name) => void this.#remounted.add(name),
      failed: () => void this.#failed++,
    };
  }

  get watcher(): ViteDevServer["watcher"] {
    return this.#modules.watcher;
  }

  /** For `serve`. */
  get definitions(): Apps {
    const definitions = [...this.#apps].map(([{ prefix }, app]) => {
      const { title, description, lang, routes } = app;
      return [prefix, { component: rootOf(app), title, description, routes, ...(lang !== undefined && { lang }) }];
    });
    return Object.fromEntries(definitions);
  }

  /**
   * Finds what the entries export now.
   *
   * @returns takes it over
   * @throws SessileError SES_APP_COMPONENT; what a module throws
   */
  async #load(): Promise<() => void> {
    const { frame, root } = this.#options;
    const find = async (file: string) => {
      const module = await this.#modules.import(file);
      const {
        component,
        title = component.displayName ?? component.name,
        ...rest
      } = appOf(module, {
        file: relative(root, file),
      });
      const { description = "" } = (module.meta ?? {}) as AppMeta;
      return { component, title, description, ...rest };
    };
    const outer = frame && ((await find(frame.file)).component as Frame);
    const found: [app: LiveApp, now: Partial<LiveApp>][] = [];
    for (const [{ file, prefix }, app] of this.#apps) {
      const { component, title, description, lang, routes = false } = await find(file);
      const around = frame?.except.includes(prefix) ? null : outer;
      found.push([app, { component, title, description, lang, routes, frame: around }]);
    }
    return () => {
      for (const [app, now] of found) Object.assign(app, now);
      this.#modules.commit();
    };
  }

  #tell(problem: Problem | null): void {
    if (problem) {
      const { message, source = "" } = problem;
      this.#options.log.error({ problem: message, source }, "the code does not run");
    }
    for (const app of this.#apps.values()) app.problem = problem;
  }

  /** Takes a save over into every page. @returns null where it is nothing to the apps */
  async swap({ files: saved, since }: Save, runtime: Runtime): Promise<Swap | null> {
    const sheets = [...saved].filter((file) => file.endsWith(".css"));
    const code = [...saved].filter((file) => !file.endsWith(".css") && this.#modules.concerns(file));
    const files = [...sheets, ...code];
    if (files.length === 0) return null;
    for (const sheet of sheets) this.#styles.change(sheet);
    for (const [source, app] of this.#apps) app.styles = this.#styles.of(source);
    const show = (): Promise<Swap> => this.#show({ files, since }, runtime);
    if (code.length > 0) await this.#evaluate(code, show);
    return show();
  }

  /**
   * The code as it is now, or why it does not run. An `await` at the top of a module may take its time, or for ever: past
   * a moment that is a problem like another, to which the next save, or its end, puts an end.
   *
   * @param show is done once more when the end comes late
   */
  async #evaluate(code: readonly string[], show: () => Promise<unknown>): Promise<void> {
    const attempt = this.#modules
      .evaluate(code)
      .then(() => this.#load())
      .then(
        (adopt) => ({ adopt, problem: null }),
        (error: unknown) => ({ adopt: () => {}, problem: problemOf(error) }),
      );
    this.#attempt = attempt;
    const ended = attempt.then(({ adopt, problem }) => {
      // A later one counts.
      if (this.#attempt !== attempt) return false;
      adopt();
      this.#tell(problem);
      return true;
    });
    if ((await Promise.race([ended, sleep(PATIENCE_MS, "late", { ref: false })])) !== "late") return;
    const files = this.#modules.pending.map((file) => relative(this.#options.root, file)).join(", ");
    this.#tell({ message: `${files}: ${LATE}` });
    void ended.then((counts) => counts && show());
  }

  /** Shows what there is now in every page, and tells what came of it. */
  async #show({ files, since }: { files: readonly string[]; since: number }, runtime: Runtime): Promise<Swap> {
    const { log, onSwap } = this.#options;
    this.#remounted = new Set();
    this.#failed = 0;
    const pages = await this.#swapPages(runtime);
    const ms = performance.now() - since;
    const [app] = this.#apps.values();
    const remounted = [...this.#remounted];
    for (const component of remounted) log.info({ component }, "mounted anew: its hooks are others now");
    const problem = app?.problem?.message ?? null;
    if (problem === null) log.info({ files, pages, ms: Math.round(ms) }, "swapped");
    const swap = { files, pages, ms, remounted, failed: this.#failed, problem };
    onSwap?.(swap);
    return swap;
  }

  /** Every page has a turn of its own, in slices between which events are answered. */
  async #swapPages(runtime: Runtime): Promise<number> {
    const pages = [...livePages(runtime)];
    for (const page of pages) swapPage(page, () => renewRoot(page));
    // Work is done in the order in which it was asked for.
    await new Promise<void>((done) => soon(done));
    return pages.length;
  }

  async close(): Promise<void> {
    this.#attempt = null;
    await this.#modules.close();
  }
}

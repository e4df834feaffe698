import { existsSync } from "node:fs";
import { builtinModules } from "node:module";
import type { RunnableDevEnvironment, ViteDevServer } from "vite";
import type { EvaluatedModuleNode, ModuleRunner } from "vite/module-runner";
import { SessileError } from "../core/errors.ts";
import { Evaluator, type HostModules } from "./evaluator.ts";
import { linkedStyles, refreshTransform } from "./transform.ts";

const MODULE = /\.(?:[cm]?[jt]s|[jt]sx|json)$/;

/** Where modules come from. */
export interface ModulesOptions {
  /** The folder that is watched. */
  readonly root: string;
  readonly host: HostModules;
  /** These files' modules are imported by the server itself. */
  readonly entries: readonly string[];
}

/**
 * The modules of the apps, in this process, as their files are now. A save evaluates the modules that changed, and
 * those that import them, up to modules that export components alone, and to the entries.
 */
export class Modules {
  readonly #evaluator: Evaluator;
  readonly #vite: ViteDevServer;
  readonly #runner: ModuleRunner;
  readonly #entries: ReadonlySet<string>;
  /** What changed since the last time everything could be evaluated. */
  #dirty = new Set<string>();

  private constructor(vite: ViteDevServer, runner: ModuleRunner, evaluator: Evaluator, entries: readonly string[]) {
    this.#vite = vite;
    this.#runner = runner;
    this.#evaluator = evaluator;
    this.#entries = new Set(entries);
  }

  /** @throws SessileError SES_NO_VITE */
  static async start({ root, host, entries }: ModulesOptions): Promise<Modules> {
    const vite = await loadVite();
    const server = await vite.createServer({
      root,
      configFile: false,
      envDir: false,
      publicDir: false,
      appType: "custom",
      logLevel: "silent",
      oxc: false,
      plugins: [linkedStyles(), refreshTransform(vite)],
      optimizeDeps: { noDiscovery: true, include: [] },
      server: {
        middlewareMode: true,
        hmr: false,
        ws: false,
        watch: { ignored: [`${root}/dist/**`, `${root}/coverage/**`] },
      },
      environments: {
        // A host module is given by the process, so that there is one of it.
        ssr: { resolve: { builtins: [...builtinModules, /^node:/, /^(?:preact|sessile)(?:$|\/)/] } },
      },
    });
    const evaluator = new Evaluator(host);
    const environment = server.environments.ssr as RunnableDevEnvironment;
    const runner = vite.createServerModuleRunner(environment, { hmr: false, evaluator });
    return new Modules(server, runner, evaluator, entries);
  }

  /** The module of a file. @throws whatever it throws */
  async import(file: string): Promise<Readonly<Record<string, unknown>>> {
    try {
      return await this.#runner.import(file);
    } catch (error) {
      this.#dirty.add(file);
      throw error;
    }
  }

  get #environment(): RunnableDevEnvironment {
    return this.#vite.environments.ssr as RunnableDevEnvironment;
  }

  /** What watches the folder. */
  get watcher(): ViteDevServer["watcher"] {
    return this.#vite.watcher;
  }

  /** Whether a file is part of what runs; while something does not run, any module may be what it lacks. */
  concerns(file: string): boolean {
    return (
      (this.#dirty.size > 0 && MODULE.test(file)) || this.#runner.evaluatedModules.getModulesByFile(file) !== undefined
    );
  }

  /**
   * Evaluates what changed, and whoever has to know. The components' new versions wait for {@link Modules.commit}. An
   * evaluation that is still under way is given up: it never settles.
   *
   * @throws what a module throws, or the error of the first that could not be compiled
   */
  async evaluate(files: Iterable<string>): Promise<void> {
    const { families } = this.#evaluator;
    families.discard();
    const { attempt } = families;
    for (const file of files) this.#dirty.add(file);
    const { evaluatedModules: modules } = this.#runner;
    for (const file of this.#dirty) if (!existsSync(file)) this.#leaveOut(file);
    await this.#compile();
    const done = new Set<EvaluatedModuleNode>();
    let next = new Set([...this.#dirty].flatMap((file) => [...(modules.getModulesByFile(file) ?? [])]));
    while (next.size > 0) {
      const affected = this.#affected(next, done);
      const tops = [...affected].filter((node) => this.#stopsAt(node) && this.#isReached(node));
      const checks = tops.map((node) => ({ node, same: this.#evaluator.compare(node.id) }));
      for (const node of affected) modules.invalidateModule(node);
      for (const { url } of tops) {
        await this.#runner.import(url);
        if (families.attempt !== attempt) return new Promise(() => {});
      }
      for (const node of affected) done.add(node);
      // It exports something else now: whoever imports it is to see that.
      const changed = checks.filter(({ same }) => !same());
      next = new Set(changed.flatMap(({ node }) => this.#importers(node)).filter((node) => !done.has(node)));
    }
  }

  /** Compiles what changed, so that it is known who imports whom. What cannot be compiled is told of when it is imported. */
  async #compile(): Promise<void> {
    const environment = this.#environment;
    const { moduleGraph } = environment;
    const nodes = [...this.#dirty].flatMap((file) => [...(moduleGraph.getModulesByFile(file) ?? [])]);
    for (const node of nodes) moduleGraph.invalidateModule(node);
    // So has whoever imports it, by Vite's account: compiled again it counts as what it is, unchanged.
    const stale = [...moduleGraph.idToModuleMap.values()].filter(({ id, transformResult }) => {
      return transformResult === null && id !== null && this.#runner.evaluatedModules.getModuleById(id)?.promise;
    });
    await Promise.allSettled([...new Set([...nodes, ...stale])].map(({ url }) => environment.transformRequest(url)));
  }

  /** Whether an entry still leads there: what nobody imports any more may be broken. */
  #isReached({ id }: EvaluatedModuleNode): boolean {
    const node = this.#environment.moduleGraph.getModuleById(id);
    const above = new Set(node && [node]);
    for (const { file, importers } of above) {
      if (file !== null && this.#entries.has(file)) return true;
      for (const importer of importers) above.add(importer);
    }
    return false;
  }

  /** The modules whose evaluation does not come to its end: those that wait for no other. */
  get pending(): readonly string[] {
    const { idToModuleMap: nodes } = this.#runner.evaluatedModules;
    const isPending = (node: EvaluatedModuleNode | undefined) => node?.promise !== undefined && !node.evaluated;
    const all = [...nodes.values()].filter(isPending);
    return all.filter(({ imports }) => ![...imports].some((id) => isPending(nodes.get(id)))).map(({ file }) => file);
  }

  /** A file is gone: whoever still imports it is to see that. Mostly nobody does. */
  #leaveOut(file: string): void {
    this.#dirty.delete(file);
    const { evaluatedModules: modules } = this.#runner;
    for (const node of modules.getModulesByFile(file) ?? []) {
      for (const importer of this.#importers(node)) if (importer.imports.has(node.id)) this.#dirty.add(importer.file);
      modules.invalidateModule(node);
    }
  }

  /** Everything runs: from now on the components' new versions render. */
  commit(): void {
    this.#dirty = new Set();
    this.#evaluator.families.commit();
  }

  /** These modules, and all that import them, as far as one stops it. */
  #affected(nodes: Iterable<EvaluatedModuleNode>, done: ReadonlySet<EvaluatedModuleNode>): Set<EvaluatedModuleNode> {
    const affected = new Set(nodes);
    for (const node of affected) {
      if (this.#evaluator.isBoundary(node.id)) continue;
      for (const importer of this.#importers(node)) if (!done.has(importer)) affected.add(importer);
    }
    return affected;
  }

  #importers({ importers }: EvaluatedModuleNode): EvaluatedModuleNode[] {
    return [...importers].flatMap((id) => this.#runner.evaluatedModules.getModuleById(id) ?? []);
  }

  #stopsAt(node: EvaluatedModuleNode): boolean {
    return this.#entries.has(node.file) || this.#evaluator.isBoundary(node.id);
  }

  async close(): Promise<void> {
    await this.#runner.close();
    await this.#vite.close();
  }
}

async function loadVite(): Promise<typeof import("vite")> {
  try {
    return await import("vite");
  } catch (cause) {
    throw new SessileError("SES_NO_VITE", "", { cause });
  }
}

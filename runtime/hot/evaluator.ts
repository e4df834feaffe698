import type { ModuleEvaluator, ModuleRunnerContext } from "vite/module-runner";
import { Families, familyOf, isComponent, signer } from "./families.ts";
import { REGISTER, SIGN } from "./transform.ts";

/** What the process gives to the modules of an app, by its name; undefined: Node finds it. */
export type HostModules = (name: string) => Promise<object> | undefined;

/** A module that was evaluated. */
interface Evaluated {
  readonly id: string;
}

type Body = (...values: unknown[]) => Promise<void>;
const AsyncFunction = (async () => {}).constructor as new (...parameters: string[]) => Body;

/** Runs modules that Vite has transformed, and keeps book of the components they export. */
export class Evaluator implements ModuleEvaluator {
  readonly families = new Families();
  /** Vite maps stack traces by it: a function made of text begins two lines late. */
  readonly startOffset = 2;
  readonly #host: HostModules;
  /** The exports of each module when it was evaluated last. */
  readonly #exports = new Map<string, Record<string, unknown>>();

  constructor(host: HostModules) {
    this.#host = host;
  }

  async runInlinedModule(context: ModuleRunnerContext, code: string, { id }: Evaluated): Promise<void> {
    const { families } = this;
    const { attempt } = families;
    const register = (value: unknown, name: string): void => families.register(value, `${id} ${name}`, attempt);
    const given = {
      ...context,
      [REGISTER]: register,
      [SIGN]: signer,
    };
    await new AsyncFunction(...Object.keys(given), `"use strict";${code}`)(...Object.values(given));
    const exports = read(context.__vite_ssr_exports__);
    for (const [name, value] of Object.entries(exports)) register(value, name);
    // It may have taken so long that it was given up.
    if (families.attempt === attempt) this.#exports.set(id, exports);
  }

  runExternalModule(name: string): Promise<object> {
    return this.#host(name) ?? import(name);
  }

  /** Whether a module can be swapped without those who import it: all it exports is components. */
  isBoundary(id: string): boolean {
    const exports = Object.entries(this.#exports.get(id) ?? {});
    return exports.length > 0 && exports.every(([name, value]) => isComponent(name, value) && familyOf(value));
  }

  /** Whether who imports the module can stay as it is: a check that is asked for before the module is evaluated anew. */
  compare(id: string): () => boolean {
    const before = Object.entries(this.#exports.get(id) ?? {}).map(([name, value]) => [name, familyOf(value)] as const);
    return () => {
      const after = this.#exports.get(id) ?? {};
      return this.isBoundary(id) && before.every(([name, family]) => familyOf(after[name]) === family);
    };
  }
}

/** Exports are getters; one of a module that is still being evaluated, in a circle, throws. */
function read(exports: Record<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(exports)) {
    try {
      values[name] = exports[name];
    } catch {
      values[name] = undefined; // Whatever it will be, this module counts as one that exports more than components.
    }
  }
  return values;
}

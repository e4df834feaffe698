import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ComponentType } from "preact";
import { SessileError } from "./core/errors.ts";
import type { AppDefinition } from "./session/app.ts";

/** What an app's file may say of it, exported as `meta`. */
export interface AppMeta extends Partial<Omit<AppDefinition, "component" | "styles">> {}

/** What the file of an app is named in a folder of its own, in the order they are looked for. */
const NAMES = ["app", "index"].flatMap((name) => [".tsx", ".jsx", ".ts", ".js"].map((end) => name + end));

/**
 * The file an app is in: the one that is named, or `app.tsx` (`index.tsx`, or either in plain JavaScript) in the folder
 * that is named.
 *
 * @returns its full path
 * @throws SessileError SES_APP_FILE where there is none
 * @example
 * findAppFile("apps/counter"); // "/home/me/project/apps/counter/app.tsx"
 */
export function findAppFile(place: string, root = "."): string {
  const path = resolve(root, place);
  const kind = statSync(path, { throwIfNoEntry: false });
  if (!kind) throw new SessileError("SES_APP_FILE", `there is no file ${place}`);
  if (!kind.isDirectory()) return path;
  const file = NAMES.map((name) => join(path, name)).find((name) => existsSync(name));
  if (!file) throw new SessileError("SES_APP_FILE", `${place} holds no app, expected ${NAMES.join(", ")}`);
  return file;
}

/**
 * The app in a module: its default export, or its one export that is a component, with what `meta` says of it.
 *
 * @param file names the module in errors
 * @throws SessileError SES_APP_COMPONENT where no component is exported, or several and none by default
 * @example
 * const app = appOf(await import("./counter.js"), { file: "counter.js" });
 */
export function appOf(
  module: { readonly [name: string]: unknown },
  { file, styles = [] }: { readonly file: string; readonly styles?: readonly string[] },
): AppDefinition {
  const component = componentOf(module, file);
  const { title, description, lang, routes, compress, limits } = (module.meta ?? {}) as AppMeta;
  return {
    component,
    styles,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(lang === undefined ? {} : { lang }),
    ...(routes === undefined ? {} : { routes }),
    ...(compress === undefined ? {} : { compress }),
    ...(limits === undefined ? {} : { limits }),
  };
}

function componentOf(module: { readonly [name: string]: unknown }, file: string): ComponentType {
  if (typeof module.default === "function") return module.default as ComponentType;
  const names = Object.keys(module).filter((name) => /^[A-Z]/.test(name) && typeof module[name] === "function");
  const [name] = names;
  if (names.length === 1 && name !== undefined) return module[name] as ComponentType;
  const found = names.length > 0 ? `it exports ${names.join(", ")}` : "it exports none";
  throw new SessileError("SES_APP_COMPONENT", `${file}: expected a component as default export; ${found}`);
}

// Which files are apps, and where each is served.
import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Config } from "sessile";
import { CallerError } from "./caller-error.ts";

export interface Entry {
  /** `/` or `/name/`. */
  readonly prefix: string;
  /** The file's full path. */
  readonly file: string;
  /** As the caller would write it. */
  readonly name: string;
  /** The style sheet beside it. */
  readonly style: string | null;
}

const NAMES = ["app", "index"].flatMap((name) => [".tsx", ".jsx", ".ts", ".js"].map((end) => name + end));

/**
 * The apps a command is about: those named on the command line, else those of the configuration. One alone is served
 * at `/`, several by their names.
 *
 * @throws CallerError where there is none, or one has no file
 */
export function findEntries(names: readonly string[], apps: Config["apps"], root: string): readonly Entry[] {
  if (names.length === 1) return [entry("/", names[0] as string, root)];
  if (names.length > 1) return names.map((name) => entry(`/${title(name)}/`, name, root));
  if (typeof apps === "string") return [entry("/", apps, root)];
  const list = Object.entries(apps ?? {});
  if (list.length > 0) return list.map(([prefix, name]) => entry(prefix, name, root));
  throw new CallerError("which app? Expected a file on the command line, or `apps` in sessile.config.ts.");
}

/** `apps/counter`, `apps/counter/app.tsx` and `apps/counter.tsx` are all called counter. */
function title(name: string): string {
  const base = basename(name).replace(/\.\w+$/, "");
  return base === "app" || base === "index" ? basename(dirname(resolve(name))) : base;
}

function entry(prefix: string, name: string, root: string): Entry {
  const path = resolve(root, name);
  const file = statSync(path, { throwIfNoEntry: false })?.isDirectory()
    ? NAMES.map((each) => join(path, each)).find((each) => existsSync(each))
    : path;
  if (file === undefined) throw new CallerError(`${name} holds no app, expected ${NAMES.join(", ")}.`);
  if (!existsSync(file)) throw new CallerError(`there is no file ${name}.`);
  const style = join(dirname(file), "style.css");
  return { prefix, file, name: relative(root, file), style: existsSync(style) ? style : null };
}

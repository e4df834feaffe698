// Which files are apps, and where each is served.
import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Config, findAppFile } from "sessile";
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

/**
 * The apps a command is about: those named on the command line, else those of the configuration. One alone is served
 * at `/`, several by their names.
 *
 * @throws CallerError where none is named; SessileError SES_APP_FILE where one has no file
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
  const file = findAppFile(name, root);
  const style = join(dirname(file), "style.css");
  return { prefix, file, name: relative(root, file), style: existsSync(style) ? style : null };
}

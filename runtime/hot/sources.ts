import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { findAppFile } from "../app-file.ts";
import type { StaticFiles } from "../http/statics.ts";

/** What a browser may be given of a folder that holds the server's code: nothing hidden, nothing installed. */
const ASSETS =
  /^(?!.*\/(?:\.|node_modules\/)).*\.(?:css|svg|png|jpe?g|webp|avif|gif|ico|woff2?|webmanifest|txt|mp[34]|webm|pdf)$/;

/** Where an app's code and files are. */
export interface Source {
  readonly prefix: string;
  readonly file: string;
  /** Its folder, as static files. */
  readonly assets: StaticFiles;
}

/**
 * Finds apps' files. The folder of each is served by its name, as far as that can stand in a URL; a second folder of that
 * name has a number.
 *
 * @param places a file, or a folder with an `app.tsx` in it, by prefix
 * @throws SessileError SES_APP_FILE where there is none
 */
export function findSources(root: string, places: Iterable<readonly [prefix: string, place: string]>): Source[] {
  const mounts = new Map<string, StaticFiles>();
  return [...places].map(([prefix, place]) => {
    const file = findAppFile(place, root);
    const dir = dirname(file);
    const taken = new Set([...mounts.values()].map((mount) => mount.prefix));
    const assets = mounts.get(dir) ?? { prefix: freePrefix(basename(dir), taken), dir, only: ASSETS };
    mounts.set(dir, assets);
    return { prefix, file, assets };
  });
}

function freePrefix(folder: string, taken: ReadonlySet<string>): string {
  const name = folder.replace(/[^\w-]+/g, "-");
  let prefix = `/assets/apps/${name}/`;
  for (let number = 2; taken.has(prefix); number++) prefix = `/assets/apps/${name}-${number}/`;
  return prefix;
}

/** Style sheets and the numbers by which browsers tell their versions. */
export class Styles {
  readonly #statics: readonly StaticFiles[];
  readonly #common: readonly string[];
  readonly #versions = new Map<string, number>();

  /** @param common URLs of style sheets all apps have */
  constructor(statics: readonly StaticFiles[], common: readonly string[]) {
    this.#statics = statics;
    this.#common = common;
  }

  /** What an app has now: a `style.css` beside its file counts. */
  of({ assets: { prefix, dir } }: Source): readonly string[] {
    const own = existsSync(resolve(dir, "style.css")) ? [`${prefix}style.css`] : [];
    return [...this.#common, ...own].map((url) => {
      const file = this.#fileOf(url);
      const version = this.#versions.get(file) ?? 0;
      this.#versions.set(file, version);
      return `${url}?v=${version}`;
    });
  }

  /** A style sheet changed. One that no app has may be imported by any of them: then all count as changed. */
  change(file: string): void {
    const files = this.#versions.has(file) ? [file] : [...this.#versions.keys()];
    for (const each of files) this.#versions.set(each, (this.#versions.get(each) ?? 0) + 1);
  }

  #fileOf(url: string): string {
    const mount = this.#statics.find(({ prefix }) => url.startsWith(prefix));
    return mount ? resolve(mount.dir, url.slice(mount.prefix.length)) : url;
  }
}

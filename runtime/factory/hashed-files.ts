import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Coding, chooseCoding } from "../http/compression.ts";
import type { Exchange } from "../http/exchange.ts";
import { SECURITY } from "../http/status.ts";

const TYPES: { readonly [extension: string]: string | undefined } = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
};

const FOR_EVER = "public, max-age=31536000, immutable";
/** Beside a file lie its compressed forms, where it gains by them. */
const FORMS: readonly (readonly [Coding, string])[] = [
  ["br", ".br"],
  ["gzip", ".gz"],
];

interface HashedFile {
  readonly type: string;
  readonly bytes: Buffer;
  readonly forms: ReadonlyMap<Coding, Buffer>;
}

/**
 * The files of directories under names that carry their content's hash: a browser keeps them for ever. They are few and
 * small: read once, and kept.
 */
export class HashedFiles {
  readonly #files = new Map<string, HashedFile>();
  readonly #hashed = new Map<string, string>();
  readonly #prefix: string;

  /** @param prefix the path they stand below */
  constructor(prefix: string, dirs: readonly string[], extensions: readonly string[]) {
    this.#prefix = prefix;
    for (const dir of dirs) if (existsSync(dir)) this.#read(dir, extensions);
  }

  #read(dir: string, extensions: readonly string[]): void {
    for (const name of readdirSync(dir).sort()) {
      const [, base, extension = ""] = /^([\w-]+)\.(\w+)$/.exec(name) ?? [];
      const type = extensions.includes(extension) ? TYPES[extension] : undefined;
      if (type === undefined) continue;
      const bytes = readFileSync(join(dir, name));
      const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 12);
      const there = FORMS.filter(([, end]) => existsSync(join(dir, name + end)));
      const forms = new Map(there.map(([coding, end]) => [coding, readFileSync(join(dir, name + end))]));
      this.#hashed.set(name, `${base}.${hash}.${extension}`);
      this.#files.set(`${base}.${hash}.${extension}`, { type, bytes, forms });
    }
  }

  /** The URL of a file; null: there is none of this name. */
  url(name: string): string | null {
    const hashed = this.#hashed.get(name);
    return hashed === undefined ? null : this.#prefix + hashed;
  }

  /** @returns whether there is such a file; one asked for without its hash is shown the way */
  answer(exchange: Exchange, name: string): boolean {
    const url = this.url(name);
    if (url !== null) {
      exchange.reply(307, ["Location", url, "Cache-Control", "no-cache", ...SECURITY], "");
      return true;
    }
    const file = this.#files.get(name);
    if (!file) return false;
    const { type, bytes, forms } = file;
    const coding = chooseCoding(exchange.header("accept-encoding") ?? "", (each) => forms.has(each));
    const coded = forms.size > 0 ? ["Vary", "Accept-Encoding", ...(coding ? ["Content-Encoding", coding] : [])] : [];
    exchange.compressible = "no";
    exchange.reply(
      200,
      ["Content-Type", type, "Cache-Control", FOR_EVER, ...coded, ...SECURITY],
      (coding && forms.get(coding)) ?? bytes,
    );
    return true;
  }
}

import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import sirv from "sirv";
import { SessileError } from "../core/errors.ts";
import type { Logger } from "../core/log.ts";
import { type Asking, conditionOf, etagOf, type FileVersion, rangeOf } from "./conditions.ts";
import type { Exchange } from "./exchange.ts";
import { FetchExchange } from "./fetch.ts";
import { answerByFetch } from "./fetch-files.ts";
import { NodeExchange } from "./node.ts";
import { refuse, SECURITY } from "./status.ts";

/** A directory of files served as they are. */
export interface StaticFiles {
  /** `/assets/` */
  readonly prefix: string;
  /** Read once, as the server starts: what comes later is not found. In development the disk is asked each time. */
  readonly dir: string;
  /** Whether a file's content never changes under its URL: browsers keep it for ever. */
  readonly immutable?: boolean;
  /** Which paths are served; default: all. */
  readonly only?: RegExp;
}

/** Answers for a file, or calls `next` where there is none. */
export type Files = (response: ServerResponse, next: () => void) => void;

/** As much of a request as sirv looks at. */
interface Asked {
  readonly asking: Asking;
  readonly url: string;
  readonly headers: { readonly "accept-encoding": string | undefined; range?: string };
}

/** What a request says of a version it has is answered here: sirv knows one entity tag of a list, and no `If-Range`. */
const answered = Symbol("answered");

const FOR_EVER = 31_536_000;

/** Directories by prefix. */
export class Statics {
  readonly #mounts: readonly {
    readonly prefix: string;
    readonly only: RegExp | undefined;
    readonly files: Directory;
  }[];

  /**
   * @param development whether files may change while the server runs
   * @throws SessileError SES_OPTION where there is no such directory
   */
  constructor(directories: readonly StaticFiles[], development = false) {
    const missing = directories.find(({ dir }) => !existsSync(dir));
    if (missing) throw new SessileError("SES_OPTION", `there is no directory ${missing.dir} for ${missing.prefix}`);
    this.#mounts = directories.map(({ prefix, dir, immutable = false, only }) => ({
      prefix,
      only,
      files: new Directory(dir, { immutable, dev: development && !immutable }),
    }));
  }

  /** Whether the path stands below a prefix. */
  has(exchange: Exchange): boolean {
    return this.#find(exchange) !== undefined;
  }

  /**
   * Answers for a file.
   *
   * @param next answers where there is none
   */
  answer(exchange: Exchange, next: () => void, log: Logger): void {
    const files = this.#find(exchange);
    if (!files) return next();
    if (exchange.method !== "GET" && exchange.method !== "HEAD")
      refuse(exchange, 405, log, { headers: ["Allow", "GET, HEAD"] });
    else if (exchange instanceof NodeExchange) {
      exchange.raw();
      files(exchange.response, next);
    } else if (exchange instanceof FetchExchange) answerByFetch(exchange, files, next);
    else next();
  }

  /** What answers; undefined: it stands below no prefix. */
  #find(exchange: Exchange): Files | undefined {
    const url = exchange.path + exchange.search;
    for (const { prefix, only, files } of this.#mounts) {
      if (!url.startsWith(prefix) || (only && !only.test(pathOf(url)))) continue;
      // sirv reads the path relative to its directory.
      return (response, next) => files.answer(exchange, { url: url.slice(prefix.length - 1), response, next });
    }
    return undefined;
  }
}

/** The files of one directory. sirv finds them, in the form the browser likes best, and sends them. */
class Directory {
  readonly #sirv: ReturnType<typeof sirv>;
  readonly #cacheControl: string | null;
  /** Requests by the response that sirv is about to write. */
  readonly #asked = new WeakMap<ServerResponse, Asked>();

  constructor(dir: string, { immutable, dev }: { readonly immutable: boolean; readonly dev: boolean }) {
    this.#cacheControl = immutable ? `public,max-age=${FOR_EVER},immutable` : dev ? "no-cache" : null;
    this.#sirv = sirv(dir, {
      dev,
      etag: true,
      gzip: true,
      brotli: true,
      dotfiles: false,
      ...(immutable ? { maxAge: FOR_EVER, immutable } : {}),
      setHeaders: (response, _, file) => this.#found(response, file),
    });
  }

  answer(
    asking: Asking,
    { url, response, next }: { readonly url: string; readonly response: ServerResponse; readonly next: () => void },
  ): void {
    const asked = { asking, url, headers: { "accept-encoding": asking.header("accept-encoding") } };
    this.#asked.set(response, asked);
    try {
      // All that it asks of a request.
      this.#sirv(asked as unknown as IncomingMessage, response, next);
    } catch (error) {
      if (error !== answered) throw error;
    }
  }

  /** A file is found, and its head about to be written. */
  #found(response: ServerResponse, file: FileVersion): void {
    const asked = this.#asked.get(response);
    for (let i = 0; i < SECURITY.length; i += 2) response.setHeader(SECURITY[i] as string, SECURITY[i + 1] as string);
    // It says so in answer to a range alone.
    response.setHeader("Accept-Ranges", "bytes");
    if (!asked) return;
    const condition = conditionOf(asked.asking, file);
    if (condition !== null) {
      if (this.#cacheControl !== null) response.setHeader("Cache-Control", this.#cacheControl);
      response.setHeader("ETag", etagOf(file));
      response.writeHead(condition);
      response.end();
      throw answered;
    }
    const range = rangeOf(asked.asking, file);
    // Of this one alone sirv makes the whole file and calls it a part: then it is sent as a whole, which is right as well.
    if (range !== null && range !== "bytes=0-0") asked.headers.range = range;
  }
}

/** The path as sirv will read it. */
function pathOf(url: string): string {
  const [path = ""] = url.split("?", 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // Nor does sirv decode it.
  }
}

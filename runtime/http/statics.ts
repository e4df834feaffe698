import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import sirv from "sirv";

import { SessileError } from "../core/errors.ts";
import type { Logger } from "../core/log.ts";
import type { Exchange } from "./exchange.ts";
import { FetchExchange } from "./fetch.ts";
import { answerByFetch } from "./fetch-files.ts";
import { NodeExchange } from "./node.ts";
import { refuse } from "./status.ts";

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

/** Answers for a file, as sirv does, or calls `next` where there is none. */
export type Files = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Directories by prefix. */
export class Statics {
  readonly #mounts: readonly { readonly prefix: string; readonly only: RegExp | undefined; readonly files: Files }[];

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
      files: sirv(dir, {
        dev: development && !immutable,
        etag: true,
        gzip: true,
        brotli: true,
        dotfiles: false,
        ...(immutable ? { maxAge: 31_536_000, immutable } : {}),
      }),
    }));
  }

  /** Whether the path stands below a prefix. */
  has(exchange: Exchange): boolean {
    return this.#find(exchange.path + exchange.search) !== undefined;
  }

  /**
   * Answers for a file.
   *
   * @param next answers where there is none
   */
  answer(exchange: Exchange, next: () => void, log: Logger): void {
    const files = this.#find(exchange.path + exchange.search);
    if (!files) return next();
    if (exchange.method !== "GET" && exchange.method !== "HEAD")
      refuse(exchange, 405, log, { headers: ["Allow", "GET, HEAD"] });
    else if (exchange instanceof NodeExchange) {
      exchange.raw();
      files(exchange.request, exchange.response, next);
    } else if (exchange instanceof FetchExchange) answerByFetch(exchange, files, next);
    else next();
  }

  /** What answers for this URL; undefined: it stands below no prefix. */
  #find(url: string): Files | undefined {
    for (const { prefix, only, files } of this.#mounts) {
      if (!url.startsWith(prefix) || (only && !only.test(pathOf(url)))) continue;
      return (request, response, next) => {
        // sirv reads the path relative to its directory.
        request.url = url.slice(prefix.length - 1);
        files(request, response, () => {
          request.url = url;
          next();
        });
      };
    }
    return undefined;
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

import { nanoid } from "nanoid";
import { SessileError } from "../core/errors.ts";
import { cookie } from "../http/cookies.ts";
import type { Exchange } from "../http/exchange.ts";
import { cookieName } from "./cookies.ts";

/** What a function of the user's may look at to tell sessions apart. */
export type KeyRequest = Pick<Exchange, "method" | "path" | "search" | "address" | "header">;

/**
 * How a request tells its session: by cookie; by the first part of the path (`/~KEY/…`); by the query (`?sid=KEY`);
 * by the browser's address; or as a function says (null, undefined or "": by cookie).
 *
 * Keys in URLs show in histories, logs and referrers: choose them where there is no cookie to be had.
 */
export type SessionPolicy = "cookie" | "path" | "query" | "ip" | ((request: KeyRequest) => string | null | undefined);

/** Which page a load gets: one per browser tab, or one per session that all tabs look at. */
export type PagePolicy = "tab" | "session";

/** How requests are told apart. */
export interface MapperOptions {
  readonly session?: SessionPolicy;
  readonly page?: PagePolicy;
  /** Makes the ids of sessions and pages: unguessable, 8 to 128 letters, digits, `_`, `-`. Default: nanoid, 126 bits. */
  readonly newId?: () => string;
}

/** A key that came by cookie or URL, or was made for one. Keys by address or function have a colon: no browser can name them. */
const KEY = /^[\w-]{8,128}$/;
const PATH_KEY = /^\/~([\w-]{8,128})(?=\/)/;
const QUERY_KEY = /(?:^\?|&)sid=([\w-]{8,128})(?=&|$)/;

/** A request's key and the path that is left for the app. */
export interface Mapped {
  /** "" where the request names none. */
  readonly key: string;
  /** The app's path, without a key in it. */
  readonly path: string;
  /** What stands before it: `/~KEY` or "". */
  readonly base: string;
}

/** The policy by which a request finds its session, and its app's path. */
export class Mapper {
  readonly page: PagePolicy;
  readonly newId: () => string;
  readonly #session: SessionPolicy;

  /** @throws SessileError SES_OPTION */
  constructor({ session = "cookie", page = "tab", newId = nanoid }: MapperOptions = {}) {
    const policies: readonly SessionPolicy[] = ["cookie", "path", "query", "ip"];
    if (typeof session !== "function" && !policies.includes(session)) {
      throw new SessileError(
        "SES_OPTION",
        `mapper.session is ${session}, expected one of ${policies.join(", ")} or a function`,
      );
    }
    if (page !== "tab" && page !== "session") {
      throw new SessileError("SES_OPTION", `mapper.page is ${page}, expected tab or session`);
    }
    this.#session = session;
    this.page = page;
    this.newId = () => {
      const id = newId();
      if (!KEY.test(id))
        throw new SessileError("SES_OPTION", "mapper.newId made an id that is not 8 to 128 of [A-Za-z0-9_-]");
      return id;
    };
  }

  /** The app's path, without a key in it. */
  pathOf({ path }: Exchange): string {
    return this.#session === "path" ? path.replace(PATH_KEY, "") : path;
  }

  /** @throws SessileError SES_OPTION where sessions go by address and there is none; and what the user's function throws */
  map(exchange: Exchange): Mapped {
    const { path } = exchange;
    switch (this.#session) {
      case "cookie":
        return { key: this.#cookie(exchange), path, base: "" };
      case "path": {
        const [base = "", key = ""] = PATH_KEY.exec(path) ?? [];
        return { key, path: path.slice(base.length), base };
      }
      case "query":
        return { key: QUERY_KEY.exec(exchange.search)?.[1] ?? "", path, base: "" };
      case "ip":
        // Without one everybody would be the same session.
        if (!exchange.address)
          throw new SessileError("SES_OPTION", "mapper.session is ip, but the request has no address");
        return { key: `ip:${exchange.address}`, path, base: "" };
      default: {
        const { method, search, address } = exchange;
        const key = this.#session({ method, path, search, address, header: (name) => exchange.header(name) });
        return { key: key ? `own:${key}` : this.#cookie(exchange), path, base: "" };
      }
    }
  }

  #cookie(exchange: Exchange): string {
    const key = cookie(exchange.header("cookie"), cookieName(exchange));
    return KEY.test(key) ? key : "";
  }

  /** The key a new session is known by: one the request cannot choose, or the policy's own. */
  keyFor({ key }: Mapped): string {
    return key.startsWith("ip:") || key.startsWith("own:") ? key : this.newId();
  }

  /** Whether the browser is told its key by a cookie. */
  byCookie(key: string): boolean {
    return (this.#session === "cookie" || typeof this.#session === "function") && !key.startsWith("own:");
  }

  /** Whether the key is a secret that a login must change: one we made, not an address or what a function says. */
  isSecret(key: string): boolean {
    return this.#session !== "ip" && !key.startsWith("own:");
  }

  /** What a key puts before an app's path: `/~KEY` or "". */
  baseOf(key: string): string {
    return this.#session === "path" && key !== "" ? `/~${key}` : "";
  }

  /** Where the browser must go to carry its key in the URL; null: it need not. */
  urlWith({ path, search }: Pick<Exchange, "path" | "search">, key: string): string | null {
    if (this.#session === "path") {
      const url = this.baseOf(key) + path.replace(PATH_KEY, "");
      return url === path ? null : url + search;
    }
    if (this.#session !== "query" || QUERY_KEY.exec(search)?.[1] === key) return null;
    const query = search
      .slice(1)
      .split("&")
      .filter((part) => part !== "" && !/^sid(=|$)/.test(part));
    return `${path}?${[...query, `sid=${key}`].join("&")}`;
  }
}

import { posix } from "node:path";
import { now } from "../core/clock.ts";
import { SessileError } from "../core/errors.ts";
import type { Logger } from "../core/log.ts";
import { type Attempt, Attempts } from "../http/authorize/attempts.ts";
import { type Identity, printOf, type Scheme, type Verdict } from "../http/authorize/scheme.ts";
import type { Exchange } from "../http/exchange.ts";
import { refuse, statusOf } from "../http/status.ts";

/** One way to show who one is, or several to choose from. */
export type Schemes = Scheme | readonly Scheme[];

/**
 * Who has to show who they are: for the whole server, or by prefix of the path, the longest counting; `null` lets everybody in.
 *
 * @example
 * serve(apps, { authorize: { "/admin/": digest({ users }), "/": null } });
 */
export type Authorize = Schemes | { readonly [prefix: string]: Schemes | null };

/** Credentials that were right and are not asked about again for a while; at most so many. */
const REMEMBERED_MAX = 10_000;

interface Remembered {
  readonly identity: Identity;
  /** Milliseconds on the monotonic clock. */
  readonly until: number;
}

/** Stands before everything: nobody who has not shown who they are reaches an app where that is asked for. */
export class Guard {
  readonly #zones: readonly (readonly [prefix: string, schemes: readonly Scheme[]])[];
  readonly #log: Logger;
  readonly #attempts = new Attempts();
  readonly #remembered = new Map<string, Remembered>();
  /** Being checked: a browser asks for several things at once. */
  readonly #pending = new Map<string, Promise<Verdict>>();

  /** Schemes by number: of two by one name each has its own. */
  readonly #numbers = new Map<Scheme, number>();

  /** @throws SessileError SES_OPTION */
  constructor(authorize: Authorize, log: Logger) {
    this.#log = log;
    const zones: [string, Schemes | null][] = isSchemes(authorize) ? [["/", authorize]] : Object.entries(authorize);
    this.#zones = zones
      .map(([prefix, schemes]): [string, readonly Scheme[]] => [prefix, schemes ? [schemes].flat() : []])
      .sort(([a], [b]) => b.length - a.length);
    for (const [prefix, schemes] of this.#zones) {
      if (!/^\/(?:[^?#\s]+\/)?$/.test(prefix))
        throw new SessileError(
          "SES_OPTION",
          `authorize has the prefix ${JSON.stringify(prefix)}, expected one like /admin/`,
        );
      if (!schemes.every(isScheme))
        throw new SessileError(
          "SES_OPTION",
          `authorize at ${prefix} is no scheme, expected basic(…), digest(…) or bearer(…)`,
        );
    }
  }

  /**
   * Lets a request on, or answers it.
   *
   * @param path the app's, without a session's key in it
   * @param on called at once where nothing has to be asked
   */
  admit(exchange: Exchange, path: string, on: () => void): void {
    const schemes = this.#schemesAt(path);
    if (schemes.length === 0) return on();
    const [, name = "", credentials = ""] = /^(\S+)\s+(.*)$/.exec(exchange.header("authorization") ?? "") ?? [];
    const scheme = schemes.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!scheme) return this.#ask(exchange, schemes);
    // What is right for one scheme is nothing to another, though both be Basic.
    const key = scheme.rememberMs ? `${this.#numberOf(scheme)} ${printOf(credentials).toString("base64")}` : "";
    const known = this.#recall(key);
    if (known) return letOn(exchange, known, on);
    const asked = { scheme, credentials, key, exchange, schemes, on };
    if (this.#pending.has(key)) return this.#try(asked, null);
    const begun = this.#attempts.begin(exchange.address, scheme.claims(credentials), exchange);
    if (!(begun instanceof Promise)) return this.#try(asked, begun);
    void begun.then((attempt) => this.#try(asked, attempt));
  }

  /** @param attempt null: what is under way already answers for it; milliseconds: it is not looked at */
  #try(asked: Asked, attempt: Attempt | number | null): void {
    const { scheme, key, exchange, schemes, on } = asked;
    if (typeof attempt === "number") {
      const seconds = String(Math.ceil(attempt / 1000));
      return refuse(exchange, 429, this.#log, { headers: ["Retry-After", seconds] });
    }
    this.#check(asked)
      .then((verdict) => {
        if (typeof verdict === "object") {
          attempt?.right();
          this.#remember(key, verdict.identity, scheme.rememberMs ?? 0);
          return letOn(exchange, verdict.identity, on);
        }
        if (verdict === "wrong") attempt?.wrong();
        else attempt?.neither();
        this.#ask(exchange, schemes, { scheme, why: verdict });
      })
      .catch((error) => {
        attempt?.neither();
        refuse(exchange, statusOf(error), this.#log, { error });
      });
  }

  /** Those for this path; where it is written in an odd way, those for what it may be taken for. */
  #schemesAt(path: string): readonly Scheme[] {
    const at = (path: string) => this.#zones.find(([prefix]) => `${path}/`.startsWith(prefix))?.[1] ?? [];
    const schemes = at(path);
    return schemes.length > 0 || !ODD.test(path) ? schemes : at(plain(path));
  }

  #check({ scheme, credentials, key, exchange }: Asked): Promise<Verdict> {
    const pending = this.#pending.get(key);
    if (pending) return pending;
    const check = Promise.resolve().then(() => scheme.check(credentials, exchange));
    if (!key) return check;
    this.#pending.set(key, check);
    const done = (): void => void this.#pending.delete(key);
    check.then(done, done);
    return check;
  }

  #ask(
    exchange: Exchange,
    schemes: readonly Scheme[],
    failed?: { scheme: Scheme; why: Exclude<Verdict, object> },
  ): void {
    const headers = schemes.flatMap((scheme) => [
      "WWW-Authenticate",
      scheme.challenge(exchange, scheme === failed?.scheme ? failed.why : null),
    ]);
    refuse(exchange, failed?.why === "malformed" ? 400 : 401, this.#log, { headers });
  }

  #numberOf(scheme: Scheme): number {
    const number = this.#numbers.get(scheme) ?? this.#numbers.size;
    this.#numbers.set(scheme, number);
    return number;
  }

  #recall(key: string): Identity | null {
    const found = key ? this.#remembered.get(key) : undefined;
    return found && now() < found.until ? found.identity : null;
  }

  #remember(key: string, identity: Identity, ms: number): void {
    if (!key) return;
    this.#remembered.delete(key);
    this.#remembered.set(key, { identity, until: now() + ms });
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > REMEMBERED_MAX && oldest !== undefined) this.#remembered.delete(oldest);
  }
}

/** A request with credentials, and what is to become of it. */
interface Asked {
  readonly scheme: Scheme;
  readonly credentials: string;
  /** "" where it is not remembered. */
  readonly key: string;
  readonly exchange: Exchange;
  /** All that may be used here. */
  readonly schemes: readonly Scheme[];
  readonly on: () => void;
}

function letOn(exchange: Exchange, identity: Identity, on: () => void): void {
  exchange.identity = identity;
  on();
}

function isSchemes(authorize: Authorize): authorize is Schemes {
  return Array.isArray(authorize) || isScheme(authorize);
}

function isScheme(value: unknown): value is Scheme {
  return typeof (value as Scheme | null)?.check === "function" && typeof (value as Scheme).challenge === "function";
}

/** Percent signs, dots, more slashes than one. */
const ODD = /%|\/\.|[/\\]{2}|\\/;

function plain(path: string): string {
  let text = path;
  try {
    text = decodeURIComponent(path);
  } catch {
    // It stays as it is: no app's path has a lone percent sign.
  }
  return posix.normalize(text.replace(/\\/g, "/"));
}

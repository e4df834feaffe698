import { SessileError } from "../../core/errors.ts";
import { Nonces } from "./nonces.ts";
import { type AuthorizedRequest, entryOf, isSame, quoted, type Scheme, sha256, type Verdict } from "./scheme.ts";

/** What is known of a person: the hash that {@link digestHash} makes, and who that is. */
export type DigestAccount = string | { readonly hash: string; readonly user: unknown };

/** Options of {@link digest}: who may come in, by a list or by a function of yours. */
export interface DigestOptions {
  /** Part of each hash: it cannot be changed later on. Printable ASCII. Default `Sessile`. */
  readonly realm?: string;
  /** Passwords by name. */
  readonly users?: { readonly [name: string]: string };
  /** The account of this name, or null. */
  readonly lookup?: (name: string) => DigestAccount | null | undefined | Promise<DigestAccount | null | undefined>;
  /** Milliseconds for which a nonce is good; browsers take the next without asking anybody. Default 300,000. */
  readonly nonceMs?: number;
  /** Whether browsers are to send a hash in place of the name; with `users` alone. Default false. */
  readonly userhash?: boolean;
}

/**
 * The hash to keep for a person in place of the password.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7616#section-3.4.2
 * @example
 * accounts.set("ada", digestHash("ada", "Depot", password));
 */
export function digestHash(name: string, realm: string, password: string): string {
  return sha256(`${name}:${realm}:${password}`);
}

/**
 * Name and a proof of the password, good for one request: nobody on the way learns the password. SHA-256 with `qop=auth`.
 *
 * @throws SessileError SES_OPTION where there is neither `users` nor `lookup`
 * @see https://www.rfc-editor.org/rfc/rfc7616
 * @example
 * serve(App, { authorize: digest({ realm: "Depot", lookup: (name) => accounts.get(name) }) });
 */
export function digest({
  realm = "Sessile",
  users,
  lookup,
  nonceMs = 300_000,
  userhash = false,
}: DigestOptions): Scheme {
  if (!users && !lookup) throw new SessileError("SES_OPTION", "digest() needs users or lookup");
  if (userhash && !users) throw new SessileError("SES_OPTION", "digest() knows names by their hash from users alone");
  const nonces = new Nonces(nonceMs);
  const names = new Map(Object.keys(users ?? {}).map((name) => [sha256(`${name}:${realm}`), name]));
  // Who is not known takes as long, and fails.
  const nobody = digestHash("", realm, nonces.make());
  const find =
    lookup ??
    ((name: string) => {
      const password = entryOf(users ?? {}, name);
      return password === undefined ? null : digestHash(name, realm, password);
    });

  const nameIn = (given: Parameters): string => {
    const name = given.get("username") ?? extended(given.get("username*") ?? "");
    return given.get("userhash") === "true" ? (names.get(name) ?? "") : name;
  };

  const check = async (credentials: string, request: AuthorizedRequest): Promise<Verdict> => {
    const given = parseParameters(credentials);
    if (!given || !fits(given, realm, request) || (given.get("userhash") === "true" && !userhash)) return "wrong";
    const name = nameIn(given);
    const account = (await find(name)) ?? null;
    const { hash, user } =
      typeof account === "string" ? { hash: account, user: name } : (account ?? { hash: nobody, user: null });
    const [nonce = "", nc = "", cnonce = ""] = ["nonce", "nc", "cnonce"].map((key) => given.get(key));
    const expected = sha256(`${hash}:${nonce}:${nc}:${cnonce}:auth:${sha256(`${request.method}:${given.get("uri")}`)}`);
    if (!isSame(given.get("response") ?? "", expected) || account === null) return "wrong";
    // The password is right; a nonce that is old, or was used for this already, is another matter.
    return nonces.count(nonce, Number.parseInt(nc, 16)) ? { identity: { scheme: "Digest", name, user } } : "stale";
  };

  return {
    name: "Digest",
    challenge(_, why) {
      const more = `${userhash ? ", userhash=true" : ""}${why === "stale" ? ", stale=true" : ""}`;
      return `Digest realm=${quoted(realm)}, qop="auth", algorithm=SHA-256, nonce="${nonces.make()}", charset=UTF-8${more}`;
    },
    claims(credentials) {
      const given = parseParameters(credentials);
      return given ? nameIn(given) : "";
    },
    check,
  };
}

type Parameters = ReadonlyMap<string, string>;

/** Whether all stands there that the proof is made of, and is of this request. */
function fits(given: Parameters, realm: string, { path, search }: AuthorizedRequest): boolean {
  if (given.get("realm") !== realm || given.get("qop") !== "auth") return false;
  if (given.get("algorithm")?.toUpperCase() !== "SHA-256" || !given.get("cnonce")) return false;
  if (!/^[\da-f]{8}$/i.test(given.get("nc") ?? "") || !/^[\da-f]{64}$/.test(given.get("response") ?? "")) return false;
  // What was proved for one address must not count at another.
  return given.get("uri")?.replace(/^https?:\/\/[^/?#]*/i, "") === path + search;
}

const PARAMETER = /\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(?:,|$)/y;

/** @returns null where it is no list of parameters, or one is there twice */
function parseParameters(text: string): Parameters | null {
  const parameters = new Map<string, string>();
  for (let at = 0; at < text.length; at = PARAMETER.lastIndex) {
    PARAMETER.lastIndex = at;
    const [, name = "", inQuotes, token] = PARAMETER.exec(text) ?? [];
    const key = name.toLowerCase();
    if (!key || parameters.has(key)) return null;
    parameters.set(key, inQuotes?.replace(/\\(.)/g, "$1") ?? token ?? "");
  }
  return parameters;
}

/** @see https://www.rfc-editor.org/rfc/rfc8187#section-3.2 */
function extended(value: string): string {
  const [, text = ""] = /^utf-8'[\w-]*'(.*)$/i.exec(value) ?? [];
  try {
    return decodeURIComponent(text);
  } catch {
    // Nobody's name.
    return "";
  }
}

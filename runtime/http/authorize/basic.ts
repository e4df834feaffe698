import { SessileError } from "../../core/errors.ts";
import { type Answer, entryOf, isSame, quoted, type Scheme, userOf } from "./scheme.ts";

/** Options of {@link basic}: who may come in, by a list or by a function of yours. */
export interface BasicOptions {
  /** What browsers show, or keep passwords by. Default `Sessile`. */
  readonly realm?: string;
  /** Passwords by name. */
  readonly users?: { readonly [name: string]: string };
  /** Whether that is this person's password; see {@link Answer}. Compare hashes (scrypt) in constant time. */
  readonly verify?: (name: string, password: string) => Answer | Promise<Answer>;
  /** Milliseconds for which a password that was right is not asked about again. Default 60,000. */
  readonly rememberMs?: number;
}

/**
 * Name and password with each request, in the clear: for connections with TLS alone.
 *
 * @throws SessileError SES_OPTION where there is neither `users` nor `verify`
 * @see https://www.rfc-editor.org/rfc/rfc7617
 * @example
 * serve(App, { authorize: basic({ realm: "Depot", verify: (name, password) => accounts.check(name, password) }) });
 */
export function basic({ realm = "Sessile", users, verify, rememberMs = 60_000 }: BasicOptions): Scheme {
  if (!users && !verify) throw new SessileError("SES_OPTION", "basic() needs users or verify");
  const ask = verify ?? ((name: string, password: string) => isListed(users ?? {}, name, password));
  const challenge = `Basic realm=${quoted(realm)}, charset="UTF-8"`;
  return {
    name: "Basic",
    rememberMs,
    challenge: () => challenge,
    claims: (credentials) => parse(credentials)?.name ?? "",
    async check(credentials) {
      const pair = parse(credentials);
      if (!pair) return "wrong";
      const user = userOf(await ask(pair.name, pair.password), pair.name);
      return user === undefined ? "wrong" : { identity: { scheme: "Basic", name: pair.name, user } };
    },
  };
}

function isListed(users: { readonly [name: string]: string }, name: string, password: string): boolean {
  const expected = entryOf(users, name);
  // Who is not listed takes as long.
  return isSame(password, expected ?? "") && expected !== undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc7617#section-2 */
function parse(credentials: string): { name: string; password: string } | null {
  if (!/^[\w+/-]*={0,2}$/.test(credentials)) return null;
  let pair: string;
  try {
    pair = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(credentials, "base64"));
  } catch {
    // Not UTF-8, which the challenge asks for.
    return null;
  }
  const at = pair.indexOf(":");
  if (at < 0 || /\p{Cc}/u.test(pair)) return null;
  return { name: pair.slice(0, at), password: pair.slice(at + 1) };
}

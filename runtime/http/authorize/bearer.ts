import { type Answer, quoted, type Scheme, sha256, userOf } from "./scheme.ts";

/** Options of {@link bearer}. */
export interface BearerOptions {
  /** Default `Sessile`. */
  readonly realm?: string;
  /** Scopes a token needs, as the challenge tells them. */
  readonly scope?: readonly string[];
  /** Whose token that is; see {@link Answer}. */
  readonly verify: (token: string) => Answer | Promise<Answer>;
  /** Tells people apart across tokens. Default: the user itself if it is a text, else its `sub`, `id` or `name`, else its token. */
  readonly name?: (user: unknown) => string;
  /** Milliseconds for which a token that was good is not asked about again. Default 0. */
  readonly rememberMs?: number;
}

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
const TOKEN = /^[\w.~+/-]+=*$/;

/**
 * A token with each request, in the header alone: tokens in URLs end up in logs.
 *
 * @throws SessileError SES_OPTION where a scope is no scope
 * @see https://www.rfc-editor.org/rfc/rfc6750
 * @example
 * serve(App, { authorize: bearer({ verify: async (token) => (await jwtVerify(token, key)).payload }) });
 */
export function bearer({
  realm = "Sessile",
  scope = [],
  verify,
  name = nameOf,
  rememberMs = 0,
}: BearerOptions): Scheme {
  const challenge = `Bearer realm=${quoted(realm)}${scope.length ? `, scope=${quoted(scope.join(" "))}` : ""}`;
  const errors = { wrong: "invalid_token", stale: "invalid_token", malformed: "invalid_request" };
  return {
    name: "Bearer",
    rememberMs,
    challenge: (_, why) => (why ? `${challenge}, error="${errors[why]}"` : challenge),
    // Tokens are not guessed by name: one that has expired slows nobody else at its address.
    claims: sha256,
    async check(token) {
      if (!TOKEN.test(token)) return "malformed";
      const user = userOf(await verify(token), sha256(token));
      if (user === undefined) return "wrong";
      return { identity: { scheme: "Bearer", name: name(user) || sha256(token), user } };
    },
  };
}

function nameOf(user: unknown): string {
  if (typeof user === "string") return user;
  const { sub, id, name } = Object(user);
  return String(sub ?? id ?? name ?? "");
}

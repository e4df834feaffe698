import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { SessileError } from "../../core/errors.ts";
import type { Exchange } from "../exchange.ts";

/** Who has shown who they are. */
export interface Identity {
  /** The scheme by which: `Basic`, `Digest`, `Bearer`, or one of your own. */
  readonly scheme: string;
  /** Tells people apart: a session whose person changes is another session. */
  readonly name: string;
  /** What `useSession().user` is. */
  readonly user: unknown;
}

/** What a scheme may look at of a request. */
export type AuthorizedRequest = Pick<Exchange, "method" | "path" | "search" | "address" | "secure" | "header">;

/**
 * What a scheme thinks of credentials: they are somebody's; they are wrong (counted, and slowed); they were right but are too
 * old, so new ones are asked for; or they are no credentials of this scheme at all (400).
 */
export type Verdict = { readonly identity: Identity } | "wrong" | "stale" | "malformed";

/**
 * A way for people and programs to show who they are, by the header `Authorization`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-11
 * @example
 * const ticket: Scheme = {
 *   name: "Ticket",
 *   challenge: () => `Ticket realm="depot"`,
 *   claims: () => "",
 *   check: (ticket) => {
 *     const user = tickets.get(ticket);
 *     return user ? { identity: { scheme: "Ticket", name: user.id, user } } : "wrong";
 *   },
 * };
 * serve(App, { authorize: ticket });
 */
export interface Scheme {
  /** The scheme's name, as the header begins with it. */
  readonly name: string;
  /** Milliseconds for which credentials that were right are not looked at again. Default 0: they are, each time. */
  readonly rememberMs?: number;
  /** The value of `WWW-Authenticate`. @param why null: there were no credentials */
  challenge(request: AuthorizedRequest, why: "wrong" | "stale" | "malformed" | null): string;
  /** Whom these credentials claim to be of, or "": wrong ones are slowed by address and name. */
  claims(credentials: string): string;
  /** What it throws is logged, and answered with 500. */
  check(credentials: string, request: AuthorizedRequest): Verdict | Promise<Verdict>;
}

/** What an app's function says of a person: a value is `useSession().user`, `true` the name itself; nothing, or `false`, is a no. */
export type Answer = unknown;

/** @returns the user, or undefined where the answer was a no */
export function userOf(answer: Answer, name: string): unknown {
  if (answer === null || answer === undefined || answer === false) return undefined;
  return answer === true ? name : answer;
}

/** A realm as it is written in a challenge. @throws SessileError SES_OPTION */
export function quoted(realm: string): string {
  if (!/^[\x20-\x7e]*$/.test(realm)) throw new SessileError("SES_OPTION", "a realm is printable ASCII");
  return `"${realm.replace(/["\\]/g, "\\$&")}"`;
}

const KEY = randomBytes(32);

/** A print of a secret under a key that ends with the process: fit to be kept and compared. */
export function printOf(secret: string): Buffer {
  return createHmac("sha256", KEY).update(secret).digest();
}

/** Compares in a time that says nothing of where they differ, nor of how long the expected one is. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(printOf(given), printOf(expected));
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** An own entry of a record of names: nobody is called `constructor`. */
export function entryOf<T>(record: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

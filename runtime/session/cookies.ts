import { SessileError } from "../core/errors.ts";
import { cookie } from "../http/cookies.ts";
import type { Exchange } from "../http/exchange.ts";
import type { Cipher } from "../http/seal.ts";
import type { PendingCookie } from "../page/context.ts";

/** The cookie that carries a page from one load to the next: a redirect, a reload. Seconds are enough. */
const PAGE_COOKIE = "sessile-page";
const PAGE_COOKIE_SECONDS = 10;

/** With TLS the prefix keeps other hosts and plain connections from setting it. @see https://www.rfc-editor.org/rfc/rfc6265bis#name-the-__host-prefix */
export function cookieName(exchange: Exchange): string {
  return exchange.secure ? "__Host-sessile" : "sessile";
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1 */
export function sessionCookie(exchange: Exchange, id: string): string {
  return `${cookieName(exchange)}=${id}; Path=/; HttpOnly; SameSite=Lax${exchange.secure ? "; Secure" : ""}`;
}

/** Ends the page's id in the cookie of a redirect: it leads where the same tab goes next, whichever way. */
const REDIRECTED = "~";

/** Ends it where a tab asks for the page it had, by what stands in its storage: a duplicate of that tab does the same. */
const ASKED = "!";

/** What a request's cookie says of its page. */
export interface Carried {
  /** The page's id, or "". */
  readonly id: string;
  /** Whether a tab wrote it as it was left. */
  readonly carried: boolean;
  /** Whether it is to be another one if a tab is at that page still. */
  readonly asked: boolean;
}

export function readPageCookie(exchange: Exchange): Carried {
  const value = cookie(exchange.header("cookie"), PAGE_COOKIE);
  const mark = value.at(-1);
  const id = mark === REDIRECTED || mark === ASKED ? value.slice(0, -1) : value;
  return { id, carried: value !== "" && mark !== REDIRECTED, asked: mark === ASKED };
}

/**
 * The browser's script writes this one too, so it is not HttpOnly; it names a page of this session alone, or with "" none.
 *
 * @param url where the browser goes next
 */
export function pageCookie(exchange: Exchange, page: string, url = exchange.path): string {
  const seconds = page ? PAGE_COOKIE_SECONDS : 0;
  const [path = ""] = (url[0] === "/" ? url : exchange.path).split(/[?#]/, 1);
  return `${PAGE_COOKIE}=${page && page + REDIRECTED}; Path=${cookiePath(path)}; Max-Age=${seconds}; SameSite=Lax${exchange.secure ? "; Secure" : ""}`;
}

/** The path of a cookie for this path. A semicolon would end the attribute, and what follows would be others: the folder matches too. */
export function cookiePath(path: string): string {
  const at = path.indexOf(";");
  // No regular expression: where many letters are followed by none, it would look at them again from each of them.
  return at < 0 ? path : path.slice(0, path.lastIndexOf("/", at) + 1);
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1 */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const PATH = /^\/[\x20-\x3a\x3c-\x7e]*$/;
const SAME_SITE: readonly unknown[] = ["Strict", "Lax", "None", undefined];
/** Bytes of name and value: a browser drops what is longer without a word. */
const COOKIE_BYTES = 4096;

/**
 * Looks at a cookie when the app sets it, and makes it ready to travel: once it is on its way, nobody could say who did.
 *
 * @throws SessileError SES_COOKIE
 */
export function readyCookie({ name, value, options }: PendingCookie, cipher: Cipher): PendingCookie {
  const { path = "/", sameSite, maxAge = 0, sealed = false } = options;
  if (!NAME.test(name)) refused(`the name ${JSON.stringify(name)}`);
  if (/^(__Host-)?sessile(-page)?$/i.test(name)) refused(`${name} is the runtime's own`);
  if (!PATH.test(path)) refused(`the path ${JSON.stringify(path)} of ${name}`);
  if (!SAME_SITE.includes(sameSite) || !Number.isFinite(maxAge)) refused(`sameSite or maxAge of ${name}`);
  const ready = encode(sealed ? seal(name, value, cipher) : value);
  if (name.length + ready.length > COOKIE_BYTES) refused(`${name} has more than ${COOKIE_BYTES} bytes`);
  return { name, value: ready, options };
}

function seal(name: string, value: string, cipher: Cipher): string {
  let sealed: unknown;
  try {
    sealed = cipher.seal(value, name);
  } catch (cause) {
    throw new SessileError("SES_COOKIE", `the cipher failed at ${name}`, { cause });
  }
  return typeof sealed === "string" ? sealed : refused(`what the cipher made of ${name}`);
}

/** @param what never the value: it may be a secret */
function refused(what: string): never {
  throw new SessileError("SES_COOKIE", what);
}

/** Percent-encoded, so no character of the value's can end it. Half a surrogate pair, which cannot be, as browsers write it. */
function encode(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/** A cookie of the app's, as it is set; one that {@link readyCookie} has made. */
export function appCookie(exchange: Exchange, { name, value, options }: PendingCookie): string {
  const { maxAge, path = "/", httpOnly = true, sameSite = "Lax" } = options;
  const parts = [`${name}=${value}`, `Path=${path}`, `SameSite=${sameSite}`];
  if (maxAge !== undefined) parts.push(`Max-Age=${Math.round(maxAge)}`);
  if (httpOnly) parts.push("HttpOnly");
  if (exchange.secure || sameSite === "None") parts.push("Secure");
  return parts.join("; ");
}

import { SessileError } from "../core/errors.ts";
import type { Exchange } from "../http/exchange.ts";
import type { Seal } from "../http/seal.ts";
import type { PendingCookie } from "./session.ts";

/** The cookie that carries a page from one load to the next: a redirect, a reload. Seconds are enough. */
export const PAGE_COOKIE = "sessile-page";
const PAGE_COOKIE_SECONDS = 10;

/** With TLS the prefix keeps other hosts and plain connections from setting it. @see https://www.rfc-editor.org/rfc/rfc6265bis#name-the-__host-prefix */
export function cookieName(exchange: Exchange): string {
  return exchange.secure ? "__Host-sessile" : "sessile";
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1 */
export function sessionCookie(exchange: Exchange, id: string): string {
  return `${cookieName(exchange)}=${id}; Path=/; HttpOnly; SameSite=Lax${exchange.secure ? "; Secure" : ""}`;
}

/** The browser's script writes this one too, so it is not HttpOnly; it names a page of this session alone, or with "" none. */
export function pageCookie(exchange: Exchange, page: string): string {
  const seconds = page ? PAGE_COOKIE_SECONDS : 0;
  return `${PAGE_COOKIE}=${page}; Path=${exchange.path}; Max-Age=${seconds}; SameSite=Lax${exchange.secure ? "; Secure" : ""}`;
}

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const PATH = /^\/[^;\p{Cc}]*$/u;

/**
 * A cookie of the app's, as it is set. Values are percent-encoded, so no character of theirs can end them.
 *
 * @throws SessileError SES_COOKIE
 */
export function appCookie(exchange: Exchange, { name, value, options }: PendingCookie, seal: Seal): string {
  const { maxAge, path = "/", httpOnly = true, sameSite = "Lax", sealed = false } = options;
  if (!NAME.test(name) || !PATH.test(path)) throw new SessileError("SES_COOKIE", JSON.stringify(name));
  const parts = [
    `${name}=${sealed ? seal.seal(value, name) : encodeURIComponent(value)}`,
    `Path=${path}`,
    `SameSite=${sameSite}`,
  ];
  if (maxAge !== undefined) parts.push(`Max-Age=${Math.round(maxAge)}`);
  if (httpOnly) parts.push("HttpOnly");
  if (exchange.secure || sameSite === "None") parts.push("Secure");
  return parts.join("; ");
}

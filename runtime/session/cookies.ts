import type { Exchange } from "../http/exchange.ts";

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
  return `${PAGE_COOKIE}=${page}; Path=${exchange.path}; Max-Age=${page ? PAGE_COOKIE_SECONDS : 0}; SameSite=Lax${exchange.secure ? "; Secure" : ""}`;
}

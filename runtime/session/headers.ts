import type { Exchange } from "../http/exchange.ts";

export { SECURITY } from "../http/status.ts";

/** Directives by name, as the app adds to them: `{ "img-src": ["https://tiles.example"] }`. */
export type CspAdditions = { readonly [directive: string]: readonly string[] };

/**
 * The Content-Security-Policy: scripts, styles and everything else from here alone, no eval, no inline
 * script. Components set `style` attributes, so those are allowed; they cannot run anything.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function contentSecurityPolicy(additions: CspAdditions): string {
  const policy = new Map<string, string[]>([
    ["default-src", ["'self'"]],
    ["style-src-attr", ["'unsafe-inline'"]],
    ["object-src", ["'none'"]],
    ["base-uri", ["'self'"]],
    ["form-action", ["'self'"]],
    ["frame-ancestors", ["'self'"]],
  ]);
  for (const [directive, sources] of Object.entries(additions)) {
    // A directive of its own no longer falls back on default-src.
    const list = policy.get(directive) ?? ["'self'"];
    policy.set(directive, [...list.filter((source) => source !== "'none'"), ...sources]);
  }
  return [...policy].map(([directive, sources]) => `${directive} ${sources.join(" ")}`).join("; ");
}

/**
 * Whether a POST comes from a page of this site, as far as the browser says. One that says nothing (w3m, old
 * browsers) still has to name a page token that no other site can know.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function isSameOrigin(exchange: Exchange): boolean {
  const site = exchange.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  // Browsers older than Origin at least say which page they come from.
  const origin = exchange.header("origin") ?? exchange.header("referer");
  if (origin === undefined) return true;
  const host = exchange.header("host");
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** What loads a page, or asks for one by script. */
const LOADS = /^(document|iframe|frame|embed|object|fencedframe|empty)$/;

/**
 * Whether a GET may be the load of a page: an image, a style sheet or an icon at a page's address is none, and opens
 * none in the session that its cookie names.
 */
export function isLoad(exchange: Exchange): boolean {
  return LOADS.test(exchange.header("sec-fetch-dest") ?? "empty");
}

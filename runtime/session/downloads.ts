import { now } from "../core/clock.ts";
import { DOWNLOAD } from "../core/wire.ts";
import type { Exchange, Piece } from "../http/exchange.ts";
import { refuse } from "../http/status.ts";
import type { DownloadBody, DownloadOffer } from "../page/context.ts";
import { SECURITY } from "./headers.ts";
import { type Call, isOf, type ServerParts } from "./pages.ts";

const ADDRESS = new RegExp(`^(.*/)${DOWNLOAD}/([\\w-]+)/[^/]+$`);

/** The app's prefix and the download's id, where a path is a download's. */
export function downloadAt(path: string): { readonly prefix: string; readonly id: string } | null {
  const [, prefix, id] = ADDRESS.exec(path) ?? [];
  return prefix !== undefined && id !== undefined ? { prefix, id } : null;
}

/** Answers with the files that pages offer, to the browsers of their sessions. */
export class Downloads {
  readonly #parts: ServerParts;

  constructor(parts: ServerParts) {
    this.#parts = parts;
  }

  answer({ exchange, app, caller }: Call, id: string): void {
    const { limits, log } = this.#parts;
    const { session } = caller;
    if (caller.retiring) return refuse(exchange, 409, log, { headers: ["Refresh", "1"] });
    const page = session?.pages.find((page) => isOf(page, app) && page.context.downloads?.has(id));
    const offer = page?.context.downloads?.get(id);
    if (!session || !page || !offer) return refuse(exchange, 410, log);
    const rate = { perSecond: limits.eventsPerSecond, burst: limits.eventsBurst, now: now() };
    if (!session.allow(1, rate)) return refuse(exchange, 429, log, { headers: ["Retry-After", "1"] });
    for (const view of page.views) view.seen = now();
    send(exchange, offer).catch((error) => {
      page.log.error({ err: error, file: offer.name }, "a download failed");
      // Where the answer has begun, this comes too late, and does nothing.
      refuse(exchange, 500, page.log);
    });
  }
}

async function send(exchange: Exchange, { name, type, open }: DownloadOffer): Promise<void> {
  const headers = [
    "Content-Type",
    type,
    "Content-Disposition",
    disposition(name),
    "Cache-Control",
    "no-store",
    // Whatever it is, and however it comes to be opened: it runs nothing here.
    "Content-Security-Policy",
    "sandbox; default-src 'none'",
    ...SECURITY,
  ];
  if (exchange.method === "HEAD") return exchange.reply(200, headers, "");
  await exchange.send(200, headers, pieces(await open()));
}

function pieces(body: DownloadBody): Iterable<Piece> | AsyncIterable<Piece> {
  if (typeof body === "string" || body instanceof Uint8Array) return [body];
  return body instanceof Blob ? body.stream() : body;
}

/**
 * `attachment` with the file's name, for browsers that read the longer form and for those that do not.
 *
 * @param name without control characters
 * @see https://www.rfc-editor.org/rfc/rfc6266
 */
export function disposition(name: string): string {
  const plain = name.replace(/[^ !#$&'()+,\-.;=@[\]^`{}~\w]/g, "_");
  if (plain === name) return `attachment; filename="${plain}"`;
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

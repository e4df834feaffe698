import { SessileError } from "../core/errors.ts";
import type { Logger } from "../core/log.ts";
import type { Exchange } from "./exchange.ts";
import { statusPage } from "./status-page.tsx";

/** On every answer. */
export const SECURITY: readonly string[] = ["X-Content-Type-Options", "nosniff", "Referrer-Policy", "same-origin"];

const TEXTS = {
  400: ["Bad request", "The request could not be understood. Go back, load the page again, and try once more."],
  403: ["Forbidden", "This request came from another site, so it was not carried out."],
  404: ["Not found", "There is nothing at this address."],
  405: ["Method not allowed", "This address does not answer requests of that kind."],
  408: ["Incomplete", "The request did not arrive whole. Send it again."],
  409: ["One moment", "You have just logged in or out in another tab. This page comes again in a second."],
  410: ["Gone", "This page is no longer open on the server. Load it again."],
  413: ["Too large", "What was sent is larger than this server takes."],
  415: ["Unsupported media type", "A form's data was expected."],
  421: ["Misdirected", "This server does not go by the name it was asked for."],
  429: ["Too many requests", "That was more at once than this server takes. Wait a second, and go on."],
  431: ["Header too large", "The request's header fields, cookies among them, are larger than this server takes."],
  401: ["Who are you?", "This page is for people who have shown who they are. Load it again to be asked."],
  500: ["Something went wrong", "The request could not be answered. It has been logged."],
  507: ["No room", "The server has no room for what was sent. Try again later."],
} as const;

const TOO_MANY_PAGES = [
  "Too many tabs",
  "This browser has as many pages open here as it may. Close one, and load this one again.",
] as const;

const NO_SHARE = [
  "No room for more",
  "You have as many files here as you may. Close pages that you do not need any more, or send less.",
] as const;

const CANCELLED = ["Cancelled", "The upload was ended, and nothing of it was kept."] as const;

/** The statuses the runtime answers with a document of its own. */
export type Status = keyof typeof TEXTS;

const HEADERS = ["Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store", ...SECURITY];

/**
 * Answers with a small document, and logs a line. Never a secret: no cookie, no body, no query.
 *
 * @param log null: a line is written already
 */
export function refuse(
  exchange: Exchange,
  status: Status,
  log: Logger | null,
  extra: { headers?: readonly string[]; error?: unknown; text?: string } = {},
): void {
  const [title, usual] = textOf(status, extra.error);
  const text = extra.text ?? usual;
  const headers = [
    ...HEADERS,
    ...(extra.headers ?? []),
    // What still arrives of a body nobody wants is not read.
    ...(status === 413 ? ["Connection", "close"] : []),
  ];
  // Where sessions go by path, its first part is the key.
  const path = exchange.path.replace(/^\/~[^/]+/, "/~…");
  const data = { status, method: exchange.method, path, ...(extra.error ? { err: extra.error } : {}) };
  // Hang-ups are everyday's: where they came from in the code helps nobody.
  if (isHangUp(extra.error)) log?.info({ status, method: exchange.method, path }, "the other end hung up");
  else if (status >= 500) log?.error(data, title);
  else log?.warn(data, title);
  exchange.compressible = "yes";
  exchange.reply(status, headers, statusPage({ status, title, text }));
}

/**
 * The whole answer to what came on a connection and was no request: there is nobody to reply through.
 *
 * @param log null: a line is written already
 */
export function unreadable(status: 400 | 408 | 431, log: Logger | null): string {
  const [title, text] = TEXTS[status];
  log?.warn({ status }, title);
  const body = statusPage({ status, title, text });
  const headers = [...HEADERS, "Content-Length", String(Buffer.byteLength(body)), "Connection", "close"];
  let head = `HTTP/1.1 ${status} ${title}\r\n`;
  for (let i = 0; i < headers.length; i += 2) head += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return `${head}\r\n${body}`;
}

function isHangUp(error: unknown): boolean {
  return error instanceof SessileError && error.code === "SES_ABORTED";
}

function textOf(status: Status, error: unknown): readonly [title: string, text: string] {
  const code = error instanceof SessileError ? error.code : "";
  if (code === "SES_TOO_MANY_PAGES") return TOO_MANY_PAGES;
  if (code === "SES_UPLOAD_SHARE") return NO_SHARE;
  return code === "SES_UPLOAD_CANCELLED" ? CANCELLED : TEXTS[status];
}

/** The status that says what went wrong while a request was read. */
export function statusOf(error: unknown): Status {
  if (!(error instanceof SessileError)) return 500;
  switch (error.code) {
    case "SES_BODY_TOO_LARGE":
    case "SES_TOO_MANY_FIELDS":
    case "SES_TOO_MANY_FILES":
      return 413;
    case "SES_BODY_TYPE":
      return 415;
    case "SES_UPLOAD_DISK":
    case "SES_UPLOAD_SHARE":
      return 507;
    case "SES_UPLOAD_CANCELLED":
    case "SES_BODY_MALFORMED":
      return 400;
    case "SES_ABORTED":
      return 408;
    case "SES_TOO_MANY_PAGES":
      return 429;
    default:
      return 500;
  }
}

import { renderToStaticMarkup } from "preact-render-to-string";
import { SessileError } from "../core/errors.ts";
import { UPLOADS } from "../core/wire.ts";
import { parseUrlencoded } from "../http/body.ts";
import { refuse, statusOf } from "../http/status.ts";
import type { UploadProgress } from "../page/context.ts";
import { listedUploads } from "../page/uploads.ts";
import { SECURITY } from "./headers.ts";
import { type Call, isOf, type ServerParts } from "./pages.ts";

/** Seconds after which the frame asks again: while something is on its way, and while it waits for that. */
const MOVING_S = 1;
const WAITING_S = 2;

/** The button that ends an upload. */
const CANCEL = "cancel";

/** An upload, and what tells it from all others. */
interface Listed extends UploadProgress {
  readonly name: string;
}

/** The app's prefix, where a path is that of its frame of uploads. */
export function framedAt(path: string): string | null {
  return path.endsWith(`/${UPLOADS}`) ? path.slice(0, -UPLOADS.length) : null;
}

/**
 * How far uploads are, for browsers without script: a small document in a frame of the page that sends them. It loads itself anew
 * while the browser waits for the answer to the form.
 */
export class UploadFrames {
  readonly #parts: ServerParts;

  constructor(parts: ServerParts) {
    this.#parts = parts;
  }

  answer(call: Call): void {
    const { exchange } = call;
    if (exchange.method === "POST") this.#cancel(call);
    else exchange.reply(200, this.#headers(), frameHtml(this.#uploads(call)));
  }

  /** Of all pages of this app that the browser has: in a frame nothing tells which is around it. */
  #uploads({ app, caller }: Call): readonly Listed[] {
    const pages = [...(caller.session?.pages ?? [])].filter((page) => isOf(page, app));
    return pages.flatMap((page) => listedUploads(page).map((each) => ({ ...each, name: `${page.id}.${each.id}` })));
  }

  #cancel(call: Call): void {
    const { limits, log } = this.#parts;
    const { exchange } = call;
    exchange.readBody(limits.bodyBytes, (error, body) => {
      try {
        if (error) throw error;
        const wanted = parseUrlencoded(body, limits).find(([name]) => name === CANCEL)?.[1];
        if (wanted === undefined) throw new SessileError("SES_BODY_MALFORMED", `no ${CANCEL}`);
        this.#uploads(call)
          .find(({ name }) => name === wanted)
          ?.cancel();
        exchange.reply(303, ["Location", exchange.path, "Cache-Control", "no-store", ...SECURITY], "");
      } catch (cause) {
        refuse(exchange, statusOf(cause), log, { error: cause });
      }
    });
  }

  #headers(): readonly string[] {
    return [
      "Content-Type",
      "text/html; charset=utf-8",
      "Cache-Control",
      "no-store",
      "Content-Security-Policy",
      this.#parts.csp,
      ...SECURITY,
    ];
  }
}

function frameHtml(uploads: readonly Listed[]): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="refresh" content={String(uploads.length > 0 ? MOVING_S : WAITING_S)} />
        <title>Uploads</title>
        <link rel="icon" href="data:," />
      </head>
      <body style="margin:0;font:1rem/1.5 system-ui,sans-serif">
        {uploads.map((upload) => (
          <Row key={upload.name} {...upload} />
        ))}
      </body>
    </html>,
  )}`;
}

function Row({ name, names, received, total }: Listed) {
  return (
    <form method="post" style="margin:0">
      <progress value={total ? received : undefined} max={total ?? undefined} />{" "}
      {total ? `${Math.floor((100 * received) / total)} %` : `${received} bytes`} {names.at(-1)}{" "}
      <button name={CANCEL} value={name}>
        Cancel
      </button>
    </form>
  );
}

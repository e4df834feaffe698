import { now } from "../core/clock.ts";
import { SessileError } from "../core/errors.ts";
import { FIELD, HEADER, STREAM_TYPE } from "../core/wire.ts";
import type { Exchange } from "../http/exchange.ts";
import { type ReceivedForm, receiveMultipart } from "../http/multipart.ts";
import { refuse, statusOf } from "../http/status.ts";
import type { Page } from "../page/page.ts";
import { type Arriving, discard, uploadsOf } from "../page/uploads.ts";
import type { View } from "../page/view.ts";
import type { App } from "./app.ts";
import { SECURITY } from "./headers.ts";
import { type Call, findView, pageOf, type ServerParts } from "./pages.ts";
import type { Posts } from "./posts.ts";

const STAGED_HEADERS = ["Content-Type", STREAM_TYPE, "Cache-Control", "no-store", ...SECURITY];

/** What the script says of an upload that goes ahead of its event. */
const STAGE = /^([\w.-]{1,200}) ([\w.-]{1,80})$/;

/** Whose upload it is, as far as is known by now. */
interface Upload {
  readonly call: Call;
  readonly controller: AbortController;
  readonly total: number | null;
  /** How the script calls it, or "". */
  readonly key: string;
  page: Page | null;
  arriving: Arriving | null;
  readonly names: string[];
}

/** Receives forms with files: to disk as they arrive, with their page told how far they are. */
export class Forms {
  readonly #parts: ServerParts;
  readonly #posts: Posts;

  constructor(parts: ServerParts, posts: Posts) {
    this.#parts = parts;
    this.#posts = posts;
  }

  /** Answers a multipart POST. */
  receive(exchange: Exchange, app: App): void {
    const { callers, log } = this.#parts;
    const head = exchange.header(HEADER.upload);
    const [, token = "", key = ""] = (head !== undefined && STAGE.exec(head)) || [];
    const caller = callers.identify(exchange, pageOf(token));
    const length = Number(exchange.header("content-length") ?? Number.NaN);
    const upload: Upload = {
      call: { exchange, app, caller },
      controller: new AbortController(),
      total: Number.isSafeInteger(length) ? length : null,
      key,
      page: null,
      arriving: null,
      names: [],
    };
    // A page that is gone is not sent a gigabyte.
    const found = head === undefined ? null : findView(caller.session, app, token);
    if (found === undefined) return refuse(exchange, caller.retiring ? 409 : 410, log);
    if (found) this.#belongs(upload, found);
    this.#receive(upload).then(
      (form) => this.#deliver(upload, form),
      (error) => this.#failed(upload, error),
    );
  }

  async #receive(upload: Upload): Promise<ReceivedForm> {
    const { call, controller } = upload;
    const { uploads, registry } = this.#parts;
    const { session } = call.caller;
    const limits = { ...this.#parts.limits, ...call.app.limits };
    // Who has no session has not even loaded a page: what they send is taken, for a page may be gone, but not to any size.
    const uploadBytes = session ? limits.uploadBytes : Math.min(limits.bodyBytes, limits.uploadBytes);
    // Nobody has to send it first in order to hear that.
    if ((upload.total ?? 0) > uploadBytes) throw new SessileError("SES_BODY_TOO_LARGE", `limit ${uploadBytes} bytes`);
    return receiveMultipart(call.exchange, {
      limits: { ...limits, uploadBytes },
      uploads,
      sender: { session, address: call.exchange.address },
      signal: controller.signal,
      onField: (name, value) => {
        // Whose a form is shows before its files have come.
        if (upload.page || !session || name !== FIELD.page) return;
        const found = findView(session, call.app, value.split(" ", 1)[0] ?? "");
        if (found) this.#belongs(upload, found);
      },
      onFile: (name) => {
        upload.names.push(name);
        upload.arriving?.named(name);
      },
      onProgress: (received) => {
        upload.arriving?.progress(received);
        // It is a sign of life.
        if (session) registry.touch(session);
      },
    });
  }

  /** It is known whose page it is for. */
  #belongs(upload: Upload, { page, view }: { page: Page; view: View }): void {
    const { key, total, controller } = upload;
    view.seen = now();
    upload.page = page;
    upload.arriving = uploadsOf(page).begin({ key, total, stop: (reason) => controller.abort(reason) });
    for (const name of upload.names) upload.arriving.named(name);
  }

  #deliver(upload: Upload, form: ReceivedForm): void {
    const { call, key, page } = upload;
    const { exchange, app } = call;
    let kept: boolean | undefined = false;
    try {
      if (key) {
        if (!page || page.ended) throw new SessileError("SES_UPLOAD_CANCELLED");
        kept = true;
        const files = form.fields.map(([, value]) => value).filter((value) => value instanceof File);
        uploadsOf(page).stage(key, { files, stored: form.stored });
        exchange.reply(200, STAGED_HEADERS, "");
        return;
      }
      kept = this.#posts.plain(exchange, app, form);
    } catch (error) {
      this.#refuse(upload, error);
    } finally {
      upload.arriving?.end();
      if (!kept) discard(form);
    }
  }

  #failed(upload: Upload, error: unknown): void {
    const { page, key } = upload;
    upload.arriving?.end();
    if (page && key && !page.ended && !isCancelled(error)) uploadsOf(page).refuse(key);
    this.#refuse(upload, error);
  }

  #refuse({ call, page, key }: Upload, error: unknown): void {
    const { exchange } = call;
    // Without script, cancelled in the frame or another window: the page comes again. Not by a redirect, for while they are still
    // sending browsers show no answer but one that says that something is wrong.
    const returns = isCancelled(error) && page && !page.ended && !key;
    const headers = returns ? ["Refresh", `1; url=${exchange.path}${exchange.search}`] : [];
    refuse(exchange, statusOf(error), this.#parts.log, { error, headers });
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof SessileError && error.code === "SES_UPLOAD_CANCELLED";
}

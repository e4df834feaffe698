import { SessileError } from "../core/errors.ts";
import { ROOT_CALL } from "../core/wire.ts";
import type { Stored } from "../http/uploads.ts";
import type { UploadList, UploadProgress } from "./context.ts";
import type { Page } from "./page.ts";

/** Milliseconds between two reports of how far an upload is. */
const PROGRESS_MS = 200;
/** Uploads that have come and whose event has not, of one page: the oldest gives way. */
const STAGED_MAX = 20;

/** Files, and where they stand. */
export interface Parcel {
  readonly files: readonly File[];
  readonly stored: readonly Stored[];
}

const NO_PARCEL: Parcel = { files: [], stored: [] };

/** Everything of this parcel is taken off the disk. */
export function discard(parcel: Pick<Parcel, "stored">): void {
  for (const stored of parcel.stored) void stored.discard();
}

/** The files of one page: those on their way, those whose event is still to come, and those its handlers have. */
export class PageUploads implements UploadList {
  readonly #page: Page;
  readonly #arriving = new Map<number, Arriving>();
  readonly #staged = new Map<string, Parcel>();
  #kept: Stored[] = [];
  #listeners: readonly (() => void)[] = [];
  #list: readonly UploadProgress[] | null = null;
  #next = 1;
  #ended = false;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Those on their way, the oldest first; the same list until something has changed. */
  get list(): readonly UploadProgress[] {
    this.#list ??= [...this.#arriving.values()].map((arriving) => arriving.snapshot);
    return this.#list;
  }

  get isWatched(): boolean {
    return this.#listeners.length > 0;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  /** Tells the components how things stand. */
  tell(): void {
    this.#list = null;
    for (const listener of this.#listeners) listener();
  }

  /**
   * An upload to this page has begun.
   *
   * @param key how the browser's script calls it, or ""
   * @param stop ends it
   */
  begin({ key, total, stop }: { key: string; total: number | null; stop: (reason: SessileError) => void }): Arriving {
    const arriving = new Arriving(this.#next++, total, {
      tell: () => this.tell(),
      cancel: () => {
        // An answer that comes before the request is whole may never be read: the script is told by the page, too.
        if (key) this.#page.run(() => this.#command(key, false));
        stop(new SessileError("SES_UPLOAD_CANCELLED"));
      },
      end: () => {
        if (this.#arriving.delete(arriving.id)) this.tell();
      },
    });
    if (this.#ended) stop(new SessileError("SES_UPLOAD_CANCELLED"));
    else {
      this.#arriving.set(arriving.id, arriving);
      this.tell();
    }
    return arriving;
  }

  /** Says to the browser's script that it need not go on with an upload. */
  refuse(key: string): void {
    this.#page.run(() => this.#command(key, true));
  }

  #command(key: string, refused: boolean): void {
    const { record, documentElement } = this.#page.document;
    record.call(documentElement, ROOT_CALL.cancel, [key, refused]);
  }

  /** An upload has come whole; the event that it belongs to follows. */
  stage(key: string, parcel: Parcel): void {
    const before = this.#staged.get(key);
    if (before) discard(before);
    this.#staged.delete(key);
    if (this.#ended) return discard(parcel);
    this.#staged.set(key, parcel);
    const [oldest] = this.#staged.keys();
    if (this.#staged.size > STAGED_MAX && oldest !== undefined) this.#unstage(oldest);
  }

  #unstage(key: string): void {
    discard(this.#staged.get(key) ?? NO_PARCEL);
    this.#staged.delete(key);
  }

  isStaged(key: string): boolean {
    return this.#staged.has(key);
  }

  /** The event has come: the page's handlers have these files. */
  take(key: string): readonly File[] {
    const parcel = this.#staged.get(key) ?? NO_PARCEL;
    this.#staged.delete(key);
    this.keep(parcel);
    return parcel.files;
  }

  /** They stand as long as the page does. */
  keep({ stored }: Pick<Parcel, "stored">): void {
    if (this.#ended) discard({ stored });
    else this.#kept.push(...stored);
  }

  /** The page ends, and with it all that was sent to it. */
  end(): void {
    this.#ended = true;
    for (const arriving of this.#arriving.values()) arriving.cancel();
    for (const key of [...this.#staged.keys()]) this.#unstage(key);
    discard({ stored: this.#kept });
    this.#kept = [];
    this.#listeners = [];
  }
}

/** One upload on its way. */
export class Arriving {
  readonly id: number;
  readonly cancel: () => void;
  readonly #end: () => void;
  readonly #tell: () => void;
  readonly #total: number | null;
  #names: readonly string[] = [];
  #received = 0;
  /** What has come since it was last told is told when this time is over. */
  #timer: NodeJS.Timeout | null = null;
  #news = false;

  constructor(id: number, total: number | null, host: { tell(): void; cancel(): void; end(): void }) {
    this.id = id;
    this.#total = total;
    this.#tell = host.tell;
    this.cancel = host.cancel;
    this.#end = host.end;
  }

  get snapshot(): UploadProgress {
    const { id, cancel } = this;
    return { id, names: this.#names, received: this.#received, total: this.#total, cancel };
  }

  named(name: string): void {
    this.#names = [...this.#names, name];
    this.#tell();
  }

  /** So many bytes have come: components are told at once, then a few times a second. */
  progress(received: number): void {
    this.#received = received;
    this.#news = true;
    if (!this.#timer) this.#report();
  }

  #report(): void {
    this.#timer = null;
    if (!this.#news) return;
    this.#news = false;
    this.#tell();
    this.#timer = setTimeout(() => this.#report(), PROGRESS_MS);
  }

  /** It has come, or never will. */
  end(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#news = false;
    this.#end();
  }
}

const all = new WeakMap<Page, PageUploads>();

/** A page's files: most pages never have any. */
export function uploadsOf(page: Page): PageUploads {
  let uploads = all.get(page);
  if (!uploads) {
    uploads = new PageUploads(page);
    all.set(page, uploads);
    if (page.ended) uploads.end();
  }
  return uploads;
}

/** Those on their way to a page, the oldest first. */
export function listedUploads(page: Page): readonly UploadProgress[] {
  return all.get(page)?.list ?? [];
}

/** Whether a component of the page shows them. */
export function showsUploads(page: Page): boolean {
  return all.get(page)?.isWatched ?? false;
}

/** The page ends. */
export function endUploads(page: Page): void {
  all.get(page)?.end();
}

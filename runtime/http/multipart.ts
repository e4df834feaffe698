import type { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import { SessileError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";
import type { FormFields } from "./body.ts";
import type { Exchange } from "./exchange.ts";
import { cleanName, cleanType } from "./file-names.ts";
import type { Draft, Stored, Uploads } from "./uploads.ts";

/** What a multipart body is held to. */
export type FormLimits = Pick<Limits, "bodyBytes" | "uploadBytes" | "fileBytes" | "fieldBytes" | "fields" | "files">;

/** How a form is received, and who is told meanwhile. */
export interface Receiving {
  readonly limits: FormLimits;
  readonly uploads: Uploads;
  /** Stops it: what has come is taken off the disk, and its reason thrown. */
  readonly signal?: AbortSignal;
  /** A field that is no file has come. */
  onField?(name: string, value: string): void;
  /** A file begins. */
  onFile?(name: string): void;
  /** So many bytes of the body have come in all. */
  onProgress?(received: number): void;
}

/** A form that has come whole. */
export interface ReceivedForm {
  /** Names and values in the order they were sent; names may repeat, and a file is a `File` that stands on disk. */
  readonly fields: FormFields;
  /** The files on disk: whoever takes the form discards them when they are no longer wanted. */
  readonly stored: readonly Stored[];
}

/**
 * Reads a multipart body as it arrives: files go to disk piece by piece, and the sender waits while the disk does. Where it
 * breaks off, for whatever reason, nothing stays behind.
 *
 * @throws SessileError SES_BODY_MALFORMED, SES_BODY_TOO_LARGE, SES_TOO_MANY_FIELDS, SES_TOO_MANY_FILES, SES_UPLOAD_DISK, SES_ABORTED
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export async function receiveMultipart(
  exchange: Pick<Exchange, "header" | "receive">,
  receiving: Receiving,
): Promise<ReceivedForm> {
  const form = new Multipart(exchange.header("content-type") ?? "", receiving);
  try {
    await exchange.receive((chunk) => form.write(chunk), form.signal);
    await form.end();
    return form;
  } catch (error) {
    form.stop(error);
    await form.discard();
    throw error;
  }
}

class Multipart implements ReceivedForm {
  readonly fields: FormFields = [];
  readonly stored: Draft[] = [];
  readonly #receiving: Receiving;
  readonly #parser: InstanceType<typeof Busboy>;
  /** Fails with the first thing that goes wrong; the body is read no further. */
  readonly #failing = new AbortController();
  #fail: ((reason: unknown) => void) | null = null;
  readonly #files: Promise<void>[] = [];
  #received = 0;
  #fieldBytes = 0;

  constructor(contentType: string, receiving: Receiving) {
    this.#receiving = receiving;
    const { limits, signal } = receiving;
    try {
      this.#parser = new Busboy({
        headers: { "content-type": contentType },
        limits: {
          fields: limits.fields,
          files: limits.files,
          parts: limits.fields + limits.files,
          fieldSize: limits.fieldBytes,
          fileSize: limits.fileBytes,
          fieldNameSize: 256,
        },
      });
    } catch (cause) {
      throw new SessileError("SES_BODY_MALFORMED", "multipart without boundary", { cause });
    }
    if (signal?.aborted) this.stop(signal.reason);
    else signal?.addEventListener("abort", () => this.stop(signal.reason), { once: true, signal: this.signal });
    this.#parser
      .on("field", (name, value, nameTruncated, valueTruncated) => {
        this.#fieldBytes += value.length;
        if (nameTruncated || valueTruncated)
          this.stop(new SessileError("SES_BODY_TOO_LARGE", `a field over ${limits.fieldBytes} bytes`));
        else if (this.#fieldBytes > limits.bodyBytes)
          this.stop(new SessileError("SES_BODY_TOO_LARGE", `fields over ${limits.bodyBytes} bytes`));
        this.fields.push([name, value]);
        receiving.onField?.(name, value);
      })
      .on("file", (name, stream, filename, _encoding, type) => {
        const place = this.fields.push([name, ""]) - 1;
        const file = this.#store(stream, { name: cleanName(filename ?? ""), type: cleanType(type) });
        this.#files.push(
          file.then(
            (file) => {
              this.fields[place] = [name, file];
            },
            (error) => this.stop(error),
          ),
        );
      })
      .on("fieldsLimit", () => this.stop(new SessileError("SES_TOO_MANY_FIELDS", `limit ${limits.fields}`)))
      .on("filesLimit", () => this.stop(new SessileError("SES_TOO_MANY_FILES", `limit ${limits.files}`)))
      .on("partsLimit", () => this.stop(new SessileError("SES_TOO_MANY_FIELDS", `limit ${limits.fields}`)))
      .on("error", (cause) => this.stop(new SessileError("SES_BODY_MALFORMED", "multipart", { cause })));
  }

  get signal(): AbortSignal {
    return this.#failing.signal;
  }

  stop(reason: unknown): void {
    this.#failing.abort(reason);
    this.#fail?.(this.signal.reason);
  }

  /** Resolves when there is room for the next piece. */
  async write(chunk: Uint8Array): Promise<void> {
    const { limits, onProgress } = this.#receiving;
    this.#received += chunk.length;
    if (this.#received > limits.uploadBytes)
      throw new SessileError("SES_BODY_TOO_LARGE", `limit ${limits.uploadBytes} bytes`);
    onProgress?.(this.#received);
    await this.#unlessFailed((done) => this.#parser.write(chunk, () => done()));
  }

  async end(): Promise<void> {
    await this.#unlessFailed((done) => this.#parser.once("finish", done).end());
    await this.#unlessFailed((done) => void Promise.all(this.#files).then(done));
  }

  #unlessFailed(work: (done: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      if (this.signal.aborted) reject(this.signal.reason);
      else work(resolve);
    });
  }

  async #store(stream: Readable, { name, type }: { name: string; type: string }): Promise<File> {
    const { limits, uploads, onFile } = this.#receiving;
    stream.once("limit", () =>
      this.stop(new SessileError("SES_BODY_TOO_LARGE", `a file over ${limits.fileBytes} bytes`)),
    );
    if (name) onFile?.(name);
    let draft: Draft | null = null;
    try {
      for await (const chunk of stream) {
        if (!draft) {
          draft = await uploads.create();
          this.stored.push(draft);
        }
        if (this.signal.aborted) throw this.signal.reason;
        await draft.write(chunk);
      }
    } catch (cause) {
      throw cause instanceof SessileError ? cause : new SessileError("SES_BODY_MALFORMED", "multipart", { cause });
    }
    return draft ? draft.finish(name, type) : new File([], name, { type });
  }

  /** Takes off the disk what has come. */
  async discard(): Promise<void> {
    // What is being opened as all stops is in the list by then.
    for (const file of this.#files) void file.then(() => this.#discard());
    await this.#discard();
  }

  async #discard(): Promise<void> {
    await Promise.all(this.stored.map((draft) => draft.discard()));
  }
}

import type { Readable } from "node:stream";
import { Dicer } from "@fastify/busboy";
import { SessileError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";
import type { FormFields } from "./body.ts";
import type { Sender } from "./disk.ts";
import type { Exchange } from "./exchange.ts";
import { cleanName, cleanType } from "./file-names.ts";
import { boundaryOf, HEAD_LIMITS, readPartHead } from "./part-head.ts";
import type { Draft, Stored, Uploads } from "./uploads.ts";

/** What a multipart body is held to. */
export type FormLimits = Pick<Limits, "bodyBytes" | "uploadBytes" | "fileBytes" | "fieldBytes" | "fields" | "files">;

/** How a form is received, and who is told meanwhile. */
export interface Receiving {
  readonly limits: FormLimits;
  readonly uploads: Uploads;
  /** Whose files they are. */
  readonly sender?: Sender;
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
 * @throws SessileError SES_BODY_MALFORMED, SES_BODY_TOO_LARGE, SES_TOO_MANY_FIELDS, SES_TOO_MANY_FILES, SES_UPLOAD_DISK, SES_UPLOAD_SHARE, SES_ABORTED
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
  readonly #parser: Dicer;
  /** Whether the last boundary was found: then the parser waits for nothing more, and what follows is nobody's. */
  #isParsed = false;
  /** Fails with the first thing that goes wrong; the body is read no further. */
  readonly #failing = new AbortController();
  #fail: ((reason: unknown) => void) | null = null;
  #goOn: (() => void) | null = null;
  readonly #parts: Promise<void>[] = [];
  #texts = 0;
  #files = 0;
  /** Parts whose head has not come. */
  #headless = 0;
  #received = 0;
  #fieldBytes = 0;

  constructor(contentType: string, receiving: Receiving) {
    this.#receiving = receiving;
    const { signal } = receiving;
    // Busboy itself leaves out without a word what it cannot read: only what finds the parts is used of it.
    this.#parser = new Dicer({ boundary: boundaryOf(contentType), ...HEAD_LIMITS });
    if (signal?.aborted) this.stop(signal.reason);
    else signal?.addEventListener("abort", () => this.stop(signal.reason), { once: true, signal: this.signal });
    this.#parser
      .on("finish", () => {
        this.#isParsed = true;
        this.#goOn?.();
      })
      .on("part", (part) => this.#part(part))
      .on("error", (cause: unknown) => this.stop(new SessileError("SES_BODY_MALFORMED", "multipart", { cause })));
  }

  #part(part: Dicer.PartStream): void {
    if (this.#headless++ > 0) return this.stop(new SessileError("SES_BODY_MALFORMED", "a part without a head"));
    part.on("header", (header) => {
      this.#headless--;
      // It was stopped: nobody reads the rest.
      if (this.signal.aborted) return;
      const place = this.fields.length;
      // Its types say no more than that it is an object; its documentation does.
      const fields = header as { [name: string]: string[] };
      this.#parts.push(this.#value(part, fields, place).catch((error) => this.stop(error)));
    });
    part.on("error", (cause) => this.stop(new SessileError("SES_BODY_MALFORMED", "multipart", { cause })));
  }

  async #value(part: Readable, header: { [name: string]: string[] }, place: number): Promise<void> {
    const { limits, onField } = this.#receiving;
    const { name, filename, type } = readPartHead(header);
    this.fields.push([name, ""]);
    if (filename === null) {
      if (++this.#texts > limits.fields) throw new SessileError("SES_TOO_MANY_FIELDS", `limit ${limits.fields}`);
      const text = await this.#text(part);
      this.fields[place] = [name, text];
      onField?.(name, text);
    } else {
      if (++this.#files > limits.files) throw new SessileError("SES_TOO_MANY_FILES", `limit ${limits.files}`);
      this.fields[place] = [name, await this.#store(part, { name: cleanName(filename), type: cleanType(type) })];
    }
  }

  async #text(part: Readable): Promise<string> {
    const { fieldBytes, bodyBytes } = this.#receiving.limits;
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of part) {
      bytes += chunk.length;
      this.#fieldBytes += chunk.length;
      if (bytes > fieldBytes) throw new SessileError("SES_BODY_TOO_LARGE", `a field over ${fieldBytes} bytes`);
      if (this.#fieldBytes > bodyBytes) throw new SessileError("SES_BODY_TOO_LARGE", `fields over ${bodyBytes} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
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
    if (!this.#isParsed) await this.#unlessFailed((done) => this.#parser.write(chunk, () => done()));
  }

  async end(): Promise<void> {
    if (!this.#isParsed) await this.#unlessFailed(() => this.#parser.end());
    if (this.#headless > 0) throw new SessileError("SES_BODY_MALFORMED", "a part without a head");
    await this.#unlessFailed((done) => void Promise.all(this.#parts).then(done));
  }

  #unlessFailed(work: (done: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#goOn = resolve;
      if (this.signal.aborted) reject(this.signal.reason);
      else work(resolve);
    });
  }

  async #store(stream: Readable, { name, type }: { name: string; type: string }): Promise<File> {
    const { limits, uploads, sender, onFile } = this.#receiving;
    if (name) onFile?.(name);
    let draft: Draft | null = null;
    let bytes = 0;
    try {
      for await (const chunk of stream) {
        bytes += chunk.length;
        if (bytes > limits.fileBytes)
          throw new SessileError("SES_BODY_TOO_LARGE", `a file over ${limits.fileBytes} bytes`);
        if (!draft) {
          draft = await uploads.create(sender);
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
    for (const part of this.#parts) void part.then(() => this.#discard());
    await this.#discard();
  }

  async #discard(): Promise<void> {
    await Promise.all(this.stored.map((draft) => draft.discard()));
  }
}

import { Busboy } from "@fastify/busboy";
import { SessileError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";

/** A form's fields in the order they were posted; names may repeat. */
export type FormFields = (readonly [name: string, value: string | File])[];

const AMPERSAND = 38;
const PIECE_BYTES = 64 * 1024;

/** @throws SessileError SES_TOO_MANY_FIELDS, SES_BODY_TOO_LARGE, SES_BODY_MALFORMED */
export function parseUrlencoded(body: Buffer, limits: Limits): FormFields {
  // Counted before anything is taken apart: the bound is on the work, too.
  let separators = 0;
  for (const byte of body) if (byte === AMPERSAND) separators++;
  if (separators >= limits.fields) throw new SessileError("SES_TOO_MANY_FIELDS", `limit ${limits.fields}`);
  const text = body.toString("utf8");
  // URLSearchParams takes anything; a browser escapes every percent sign, so a lone one is not a form's.
  if (/%(?![\da-f]{2})/i.test(text))
    throw new SessileError("SES_BODY_MALFORMED", "a percent sign that escapes nothing");
  const fields: FormFields = [];
  for (const field of new URLSearchParams(text)) {
    if (field[1].length > limits.fieldBytes)
      throw new SessileError("SES_BODY_TOO_LARGE", `a field over ${limits.fieldBytes} bytes`);
    fields.push(field);
  }
  return fields;
}

/** @see https://www.rfc-editor.org/rfc/rfc7578 */
export async function parseMultipart(body: Buffer, contentType: string, limits: Limits): Promise<FormFields> {
  const fields: FormFields = [];
  const { promise, resolve, reject } = withResolvers<FormFields>();
  let parser: InstanceType<typeof Busboy>;
  try {
    parser = new Busboy({
      headers: { "content-type": contentType },
      limits: {
        fields: limits.fields,
        files: limits.files,
        parts: limits.fields + limits.files,
        fieldSize: limits.fieldBytes,
        fieldNameSize: 256,
      },
    });
  } catch (cause) {
    throw new SessileError("SES_BODY_MALFORMED", "multipart without boundary", { cause });
  }
  parser.on("field", (name, value, nameTruncated, valueTruncated) => {
    if (nameTruncated || valueTruncated)
      reject(new SessileError("SES_BODY_TOO_LARGE", `a field over ${limits.fieldBytes} bytes`));
    fields.push([name, value]);
  });
  parser.on("file", (name, stream, filename, _encoding, type) => {
    const chunks: Buffer[] = [];
    const place = fields.length;
    fields.push([name, ""]);
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", reject);
    stream.on("end", () => {
      fields[place] = [name, new File(chunks as BlobPart[], baseName(filename ?? ""), { type })];
    });
  });
  parser.on("fieldsLimit", () => reject(new SessileError("SES_TOO_MANY_FIELDS", `limit ${limits.fields}`)));
  parser.on("filesLimit", () => reject(new SessileError("SES_TOO_MANY_FILES", `limit ${limits.files}`)));
  parser.on("partsLimit", () => reject(new SessileError("SES_TOO_MANY_FIELDS", `limit ${limits.fields}`)));
  parser.on("error", (cause) => reject(new SessileError("SES_BODY_MALFORMED", "multipart", { cause })));
  parser.on("finish", () => resolve(fields));
  // In pieces: once a limit is met the rest is not read.
  let failed = false;
  promise.catch(() => {
    failed = true;
  });
  for (let at = 0; at < body.length && !failed; at += PIECE_BYTES) {
    parser.write(body.subarray(at, at + PIECE_BYTES));
    await null;
  }
  if (!failed) parser.end();
  return promise;
}

/** What is left of a file's name when paths and control characters are taken out. */
function baseName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  return last.replace(/\p{Cc}/gu, "").slice(0, 255);
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

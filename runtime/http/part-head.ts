import { SessileError } from "../core/errors.ts";

/** What the head of one part of a multipart body says. */
export interface PartHead {
  readonly name: string;
  /** The file's name as it was sent; null: the part is no file. */
  readonly filename: string | null;
  readonly type: string;
}

/** Bytes of all header fields of one part. A name of 255 letters, each written as three bytes of percent signs and digits, is far below. */
const HEAD_BYTES = 16 * 1024;
const FIELDS = 32;

/** What the parser is to take: a little more, for what is beyond it cuts off without a word. */
export const HEAD_LIMITS = { maxHeaderSize: HEAD_BYTES + 1024, maxHeaderPairs: FIELDS + 1 };

/**
 * Reads the header fields of a part, as latin-1 text by name.
 *
 * @throws SessileError SES_BODY_MALFORMED
 * @see https://www.rfc-editor.org/rfc/rfc7578#section-4
 */
export function readPartHead(fields: { readonly [name: string]: readonly string[] }): PartHead {
  const lines = Object.entries(fields).flatMap(([name, values]) => values.map((value) => name.length + value.length));
  if (lines.length > FIELDS || lines.reduce((sum, bytes) => sum + bytes, 0) > HEAD_BYTES)
    malformed(`the head of a part is longer than ${HEAD_BYTES} bytes`);
  const [disposition, another] = fields["content-disposition"] ?? [];
  if (disposition === undefined || another !== undefined) malformed("a part without Content-Disposition, or with two");
  const parameters = readDisposition(disposition);
  const name = parameters.get("name");
  if (name === undefined) malformed("a part without name");
  const encoded = parameters.get("filename*");
  const filename = parameters.get("filename") ?? (encoded === undefined ? null : decodeExtended(encoded));
  return { name, filename, type: fields["content-type"]?.[0] ?? "text/plain" };
}

/** `; name="value"`, or without quotes. */
const PARAMETER = /\s*;\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/y;

function readDisposition(text: string): Map<string, string> {
  const kind = /^\s*form-data(?=\s*(?:;|$))/i.exec(text);
  if (!kind) malformed("a part that is no form's");
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = kind[0].length;
  let end = kind[0].length;
  for (let match = PARAMETER.exec(text); match; match = PARAMETER.exec(text)) {
    end = PARAMETER.lastIndex;
    const [, name = "", quoted, plain = ""] = match;
    parameters.set(name.toLowerCase(), decode(quoted ?? plain));
  }
  if (/[^\s;]/.test(text.slice(end))) malformed("a Content-Disposition that cannot be read");
  return parameters;
}

/**
 * Browsers write three characters with a percent sign, and that sign itself as it is; others write a backslash before quotes.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#escape-a-multipart-form-data-name
 */
function decode(latin: string): string {
  return Buffer.from(latin, "latin1")
    .toString("utf8")
    .replace(/\\(["\\])/g, "$1")
    .replace(/%(0D|0A|22)/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/** `UTF-8''na%C3%AFve.txt`: not for forms, but some programs send it. */
function decodeExtended(text: string): string {
  try {
    return decodeURIComponent(/^utf-8'[^']*'(.*)$/i.exec(text)?.[1] ?? malformed("a filename* that is not UTF-8"));
  } catch (cause) {
    throw cause instanceof SessileError ? cause : new SessileError("SES_BODY_MALFORMED", "a filename*", { cause });
  }
}

function malformed(what: string): never {
  throw new SessileError("SES_BODY_MALFORMED", what);
}

/** What parts a multipart body. @throws SessileError SES_BODY_MALFORMED */
export function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(contentType) ?? [];
  return quoted ?? plain ?? malformed("multipart without boundary");
}

/**
 * What a request asks of a file that it may have, whole or in part.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */

/** As much of a request as that is. */
export interface Asking {
  readonly method: string;
  header(name: string): string | undefined;
}

/** As much of a file. */
export interface FileVersion {
  /** Bytes. */
  readonly size: number;
  /** When it was changed. */
  readonly mtime: Date;
}

/** Milliseconds after which a file that was changed within the same second has another date: until then its date does not tell versions apart. */
const SECOND_MS = 1000;

/** The same for all that are told apart by size and date: whose bytes differ may have it too, so it is a weak one. */
export function etagOf({ size, mtime }: FileVersion): string {
  return `W/"${size}-${mtime.getTime()}"`;
}

/** 412: it is not the version that was meant; 304: it is the one that is there already; null: it is to be sent. */
export function conditionOf(asking: Asking, file: FileVersion): 304 | 412 | null {
  const match = asking.header("if-match");
  // Ours are weak, and none of them says for sure that nothing has changed.
  if (match !== undefined && match.trim() !== "*") return 412;
  if (match === undefined && isBefore(asking.header("if-unmodified-since"), file)) return 412;
  const none = asking.header("if-none-match");
  if (none !== undefined) return lists(none, etagOf(file)) ? 304 : null;
  const since = date(asking.header("if-modified-since"));
  return since !== null && since >= seconds(file) ? 304 : null;
}

/**
 * The range to be sent, as `bytes=first-last`, or one that the file does not have, for which the answer is 416. Null: all of it, also where several
 * are asked for, or a unit nobody knows.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
export function rangeOf(asking: Asking, file: FileVersion): string | null {
  const range = asking.method === "GET" ? asking.header("range") : undefined;
  const [, first = "", last = "", suffix = ""] = /^bytes=\s*(?:(\d+)-(\d*)|-(\d+))\s*$/i.exec(range ?? "") ?? [];
  const { size } = file;
  if ((first === "" && suffix === "") || size === 0 || !isSameVersion(asking.header("if-range"), file)) return null;
  if (last !== "" && Number(last) < Number(first)) return null;
  const from = suffix === "" ? Number(first) : Math.max(0, size - Number(suffix));
  const to = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return from >= size ? `bytes=${size}-` : `bytes=${from}-${to}`;
}

/** Whether a part of this version fits to what is there already: by its date, where that tells versions apart. */
function isSameVersion(wanted: string | undefined, file: FileVersion): boolean {
  if (wanted === undefined) return true;
  return date(wanted) === seconds(file) && Date.now() - file.mtime.getTime() > SECOND_MS;
}

function lists(value: string, etag: string): boolean {
  const plain = etag.replace(/^W\//, "");
  return value.trim() === "*" || [...value.matchAll(/"[^"]*"/g)].some(([tag]) => tag === plain);
}

function isBefore(value: string | undefined, file: FileVersion): boolean {
  const time = date(value);
  return time !== null && seconds(file) > time;
}

/** Milliseconds, in whole seconds. Null where it is no date. */
function date(value: string | undefined): number | null {
  // Whatever stands in quotes is an entity tag.
  const time = value === undefined || value.includes('"') ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

function seconds({ mtime }: FileVersion): number {
  return Math.floor(mtime.getTime() / 1000) * 1000;
}

/** Names of the headers that say where a body ends: `content-length` and `transfer-encoding` are as long as this. */
const LENGTHS: ReadonlySet<number> = new Set([14, 17]);

/**
 * Headers without those that say where the body ends: who sends it as a whole says that, and two who say it make two answers of one.
 *
 * @param headers names and values in turn
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function unframed(headers: readonly string[]): readonly string[] {
  for (let i = 0; i < headers.length; i += 2)
    if (isFraming(headers[i])) return headers.filter((_, j) => !isFraming(headers[j - (j % 2)]));
  return headers;
}

function isFraming(name: unknown): boolean {
  return typeof name === "string" && LENGTHS.has(name.length) && /^(?:content-length|transfer-encoding)$/i.test(name);
}

/** How long a body is, in bytes. @throws TypeError where it is none */
export function lengthOf(body: string | Uint8Array): number {
  if (typeof body === "string") return Buffer.byteLength(body);
  if (body instanceof Uint8Array) return body.length;
  throw new TypeError(`an answer's body is ${body === null ? "null" : typeof body}, expected a text or bytes`);
}

/** @throws RangeError where a whole answer cannot have that status */
export function checkStatus(status: number): void {
  if (!(status >= 200 && status <= 599)) throw new RangeError(`an answer's status is ${status}, expected 200 to 599`);
}

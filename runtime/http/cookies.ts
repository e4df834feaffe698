/**
 * The value of a cookie, or "" where there is none. Values the runtime sets need no decoding.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-5.4
 */
export function cookie(header: string | undefined, name: string): string {
  if (!header) return "";
  for (let at = header.indexOf(name); at >= 0; at = header.indexOf(name, at + 1)) {
    const begins = at === 0 || header[at - 1] === ";" || header[at - 1] === " ";
    if (!begins || header[at + name.length] !== "=") continue;
    const from = at + name.length + 1;
    const end = header.indexOf(";", from);
    return header.slice(from, end < 0 ? undefined : end).trim();
  }
  return "";
}

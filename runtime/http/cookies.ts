/**
 * The value of a cookie, or "" where there is none. Values the runtime sets need no decoding.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-5.4
 */
export function cookie(header: string | undefined, name: string): string {
  if (!header) return "";
  for (let at = header.indexOf(name); at >= 0; at = header.indexOf(name, at + 1)) {
    if (header[at + name.length] !== "=" || !begins(header, at)) continue;
    const from = at + name.length + 1;
    const end = header.indexOf(";", from);
    return header.slice(from, end < 0 ? undefined : end).trim();
  }
  return "";
}

/** Whether a pair begins here: a space alone does not part pairs, it may stand in a value. */
function begins(header: string, at: number): boolean {
  let before = at - 1;
  while (header[before] === " ") before--;
  return before < 0 || header[before] === ";";
}

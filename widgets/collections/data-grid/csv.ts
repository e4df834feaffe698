/**
 * A text as a cell of a CSV file. A spreadsheet takes what begins with one of these for a formula, and runs it: an apostrophe makes
 * it text. Numbers are what they are.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  const text = value == null ? "" : value instanceof Date ? value.toISOString() : String(value);
  const safe = /^[\s\p{C}]*[=+\-@＝＋－＠|%]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of cells. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

/** Lines that are sent as one piece: one by one, each would be a write of its own. */
const PIECE = 200;

/** The head, then a line a row; made as they are taken. */
export async function* csvLines<Row>(
  head: readonly string[],
  rows: AsyncIterable<Row> | Iterable<Row>,
  cellsOf: (row: Row) => readonly unknown[],
): AsyncGenerator<string> {
  let text = csvLine(head);
  let lines = 0;
  for await (const row of rows) {
    text += csvLine(cellsOf(row));
    if (++lines % PIECE) continue;
    yield text;
    text = "";
  }
  if (text) yield text;
}

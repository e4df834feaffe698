// Results as CSV. @see https://www.rfc-editor.org/rfc/rfc4180
import type { Fault, Row } from "./batch.ts";

const HEAD = "line,name,SMILES,formula,mass,log P,fault\r\n";

/** A line a result, then a line a fault; made as they are taken. */
export function* csv(rows: Iterable<Row>, faults: Iterable<Fault>): Generator<string> {
  yield HEAD;
  for (const { line, name, smiles, formula, mass, logP } of rows) {
    const figure = logP === null ? "" : logP.toFixed(3);
    yield `${line || ""},${cell(name)},${cell(smiles)},${cell(formula)},${mass.toFixed(2)},${figure},\r\n`;
  }
  for (const { line, text, message } of faults) yield `${line},,${cell(text)},,,,${cell(message)}\r\n`;
}

/**
 * A text as a cell. A spreadsheet takes what begins with one of these for a formula, and runs it: an apostrophe makes it
 * text. @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function cell(text: string): string {
  const safe = /^[\s\p{C}]*[=+\-@＝＋－＠|%]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// Results as CSV. @see https://www.rfc-editor.org/rfc/rfc4180
import { csvCell as cell } from "sessile/widgets";
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

// A .smi file: a molecule a line, its SMILES first and then, after white space, its name. Read as it comes, line by line: of a file without
// line ends no more is kept than a line may have.
import { SMILES_MAX } from "./syntax.ts";

/** Largest file taken, in bytes: what comes of it fills some ten megabytes at most, as long as its page is open. */
export const FILE_MAX = 2 * 1024 * 1024;
/** Most lines taken of one file. */
export const LINES_MAX = 20_000;
/** Characters kept of one line: what is longer is wrong anyway. */
const LINE_MAX = 2 * SMILES_MAX;
const NAME_MAX = 100;

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** SMILES and name. */
export function splitLine(text: string): { smiles: string; name: string } {
  const [, smiles = "", name = ""] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
  return {
    smiles,
    name: name
      .replace(/[\p{C}\s]+/gu, " ")
      .trim()
      .slice(0, NAME_MAX),
  };
}

/** Whether a line says nothing of a molecule: blank, a comment, or a heading above the columns. */
export function isSilent({ number, text }: Line): boolean {
  return /^\s*(#|$)/.test(text) || (number === 1 && /^\s*(canonical_|isomeric_)?smiles\b/i.test(text));
}

/** The lines of a file as it is read: those that each piece completes, and how many bytes were read so far. */
export async function* readLines(file: Blob): AsyncGenerator<{ lines: readonly Line[]; bytes: number }> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let count = 0;
  let rest = "";
  const split = (text: string, last: boolean): Line[] => {
    const parts = (rest + text).split(last ? /\r\n|\n|\r/ : /\r\n|\n|\r(?!$)/);
    // A line end may be cut in two by the piece's end.
    rest = last ? "" : (parts.pop() ?? "");
    if (rest.length > LINE_MAX) rest = rest.slice(0, LINE_MAX) + (rest.endsWith("\r") ? "\r" : "");
    if (last && parts.at(-1) === "") parts.pop();
    return parts.map((part) => ({ number: ++count, text: part.slice(0, LINE_MAX) }));
  };
  for await (const piece of file.stream()) {
    bytes += piece.length;
    yield { lines: split(decoder.decode(piece, { stream: true }), false), bytes };
  }
  yield { lines: split(decoder.decode(), true), bytes };
}

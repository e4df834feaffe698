// How a SMILES is written, as far as mistakes can be told in plain words. The chemistry library takes much of what is wrong for something
// else ("C(" is methane to it), so what it gets is checked first. @see http://opensmiles.org/opensmiles.html
import { Molecule } from "openchemlib";

/** Longest SMILES taken, in characters: beyond any drug, and calculated in a few milliseconds. */
export const SMILES_MAX = 1_000;

/** What is wrong with a SMILES, said to the person who wrote it. */
export class SmilesError extends Error {
  override readonly name = "SmilesError";
}

const TOKEN = /\[[^[\]]*\]|%\d\d|Br|Cl|[BCNOPSFI]|[bcnops]|\d|[-=#$:/\\]|[().]|./gsu;
const BRACKET =
  /^\[(?:\d{1,3})?([A-Z][a-z]?|se|as|te|[bcnops])(?:@(?:@|[A-Z]{2}\d{1,2})?)?(?:H\d?)?(?:[+-]{1,4}|[+-]\d{1,2})?(?::\d{1,4})?\]$/;
const ELEMENTS = 118;

/** What a token may follow. */
type Before = "nothing" | "atom" | "bond" | "(" | ".";

/** @throws SmilesError with what is wrong, and where: positions count from 1 */
export function check(smiles: string): void {
  if (smiles === "") throw new SmilesError("Enter a SMILES, such as CCO.");
  if (smiles.length > SMILES_MAX)
    throw new SmilesError(`That is ${smiles.length} characters long: at most ${SMILES_MAX}.`);
  const branches: number[] = [];
  const rings = new Map<string, number>();
  let before: Before = "nothing";
  for (const { 0: token, index } of smiles.matchAll(TOKEN)) {
    const at = index + 1;
    const wrong = (why: string): never => {
      throw new SmilesError(`“${visible(token)}” at position ${at} ${why}.`);
    };
    if (/^\[./.test(token)) {
      checkBracket(token, wrong);
      before = "atom";
    } else if (/^[A-Za-z]/.test(token) && /^(Br|Cl|[BCNOPSFI]|[bcnops])$/.test(token)) before = "atom";
    else if (/^[-=#$:/\\]$/.test(token)) {
      if (before === "bond") wrong("is a second bond in a row");
      if (before === "nothing" || before === ".") wrong("is a bond that begins at no atom");
      before = "bond";
    } else if (/^%?\d/.test(token)) {
      if (before !== "atom" && before !== "bond") wrong("numbers a ring, so it must follow an atom");
      const number = token.replace("%", "").replace(/^0(?=.)/, "");
      if (!rings.delete(number)) rings.set(number, at);
      before = "atom";
    } else if (token === "(") {
      if (before !== "atom") wrong("opens a branch, so it must follow an atom");
      branches.push(at);
      before = "(";
    } else if (token === ")") {
      if (branches.length === 0) wrong("closes a branch that was not opened");
      if (before !== "atom") wrong("closes a branch that ends in no atom");
      branches.pop();
      before = "atom";
    } else if (token === ".") {
      if (before !== "atom") wrong("stands between two molecules, so it must follow an atom");
      before = ".";
    } else wrong(unexpected(token));
  }
  const last = smiles.length;
  const open = branches.at(-1);
  const [ring] = rings;
  if (before === "bond") throw new SmilesError(`The bond at position ${last} leads to no atom.`);
  if (before === ".") throw new SmilesError(`Nothing follows the dot at position ${last}.`);
  if (open !== undefined)
    throw new SmilesError(`The branch opened at position ${open} is never closed: “)” is missing.`);
  if (ring) throw new SmilesError(`Ring ${ring[0]}, opened at position ${ring[1]}, is never closed.`);
}

function checkBracket(token: string, wrong: (why: string) => never): void {
  if (/\*/.test(token)) wrong(unexpected("*"));
  const symbol = BRACKET.exec(token)?.[1];
  if (symbol === undefined) return wrong("is not how an atom in brackets is written, such as [Na+], [nH] or [C@@H]");
  const label = symbol.charAt(0).toUpperCase() + symbol.slice(1);
  const number = Molecule.getAtomicNoFromLabel(label);
  if (number < 1 || number > ELEMENTS) wrong(`names no element: there is no ${label}`);
}

function unexpected(token: string): string {
  if (token === "*") return "stands for any atom: log P needs to know which";
  if (token === ">") return "belongs to a reaction: enter one molecule";
  if (token === "[") return "opens a bracket that is never closed";
  if (token === "]") return "closes a bracket that was not opened";
  if (/[A-Za-z]/.test(token))
    return "is no atom: all but B, C, N, O, P, S, F, Cl, Br and I stand in brackets, such as [Na]";
  return "has no place in a SMILES";
}

/** An atom as it is written. */
export interface WrittenAtom {
  readonly token: string;
  /** From 1. */
  readonly position: number;
}

/** The atoms of a SMILES that is written well, in order; hydrogens in brackets of their own are left out. */
export function heavyAtoms(smiles: string): readonly WrittenAtom[] {
  return [...smiles.matchAll(TOKEN)]
    .map(({ 0: token, index }) => ({ token, position: index + 1 }))
    .filter(({ token }) => /^\[?[A-Za-z0-9]/.test(token) && /[A-Za-z]/.test(token) && !/^\[\d*H(?![a-z])/.test(token));
}

/** As it can be shown: what has no shape is named by its number. */
function visible(token: string): string {
  return token.replace(
    /[\p{C}\p{Z}]/gu,
    (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
}

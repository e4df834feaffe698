/** D10: what a SMILES means, and what is wrong with one. */
import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../../apps/logpstar/examples.ts";
import { measure } from "../../../apps/logpstar/molecule.ts";

// The library's own figures, to the last bit: a new version that counts otherwise is to be noticed.
const FIGURES: Readonly<Record<string, readonly [logP: number, formula: string, mass: string]>> = {
  Ethanol: [0.05049997568130493, "C2H6O", "46.07"],
  Benzene: [1.659600019454956, "C6H6", "78.11"],
  Caffeine: [-0.17840005457401276, "C8H10N4O2", "194.19"],
  Aspirin: [1.131399977952242, "C9H8O4", "180.16"],
  Ibuprofen: [3.002499982714653, "C13H18O2", "206.28"],
  Testosterone: [3.496200017631054, "C19H28O2", "288.43"],
  Octanol: [2.776899993419647, "C8H18O", "130.23"],
  Chlorobenzene: [2.265600025653839, "C6H5Cl", "112.56"],
};

test.each(EXAMPLES)(
  "$name: the figure is the library's, and not far from the measured one",
  ({ name, smiles, measured }) => {
    const { logP, formula, mass, without } = measure(smiles);
    expect([logP, formula, mass.toFixed(2)]).toEqual(FIGURES[name]);
    expect(without).toEqual([]);
    expect(Math.abs((logP ?? Number.NaN) - measured)).toBeLessThan(1);
  },
);

test("the order of what shuns water is the laboratory's, for pairs that lie apart", () => {
  for (const a of EXAMPLES) {
    for (const b of EXAMPLES) {
      if (a.measured - b.measured < 1.2) continue;
      expect(`${a.name} ${(measure(a.smiles).logP ?? 0) > (measure(b.smiles).logP ?? 0)} ${b.name}`).toBe(
        `${a.name} true ${b.name}`,
      );
    }
  }
});

test.each(["O", "[Na+].[Cl-]", "C"])("%s: where no contribution is known there is no figure, not zero", (smiles) => {
  expect(measure(smiles).logP).toBeNull();
});

test("elements without contributions are named", () => {
  expect(measure("C[Si](C)(C)C").without).toEqual(["Si"]);
});

test.each([
  "C[N+](=O)[O-]",
  "CN(=O)=O",
  "[nH]1cccc1",
  "[O-][n+]1ccccc1",
  "F/C=C/F",
  "C=1CCCCC=1",
  "C%10CC%10",
  "[2H]OC",
  "[CH2]C",
  "c1ccccc1[O]",
  "[13CH4]",
  "C[C@@H](N)C(=O)O.Cl",
  "CC(C)(C)c1cc[se]c1",
  "[13CH3][U+6]",
])("%s is taken", (smiles) => {
  expect(() => measure(smiles)).not.toThrow();
});

describe("what is wrong is said in words, and where", () => {
  test.each([
    ["", "Enter a SMILES, such as CCO."],
    ["C".repeat(1_001), "That is 1001 characters long: at most 1000."],
    ["C(", "The branch opened at position 2 is never closed: “)” is missing."],
    ["CC(C)C)", "“)” at position 7 closes a branch that was not opened."],
    ["C()C", "“)” at position 3 closes a branch that ends in no atom."],
    ["(C)C", "“(” at position 1 opens a branch, so it must follow an atom."],
    ["c1ccccc", "Ring 1, opened at position 2, is never closed."],
    ["1CC1", "“1” at position 1 numbers a ring, so it must follow an atom."],
    ["C11", "It cannot be read: ring closure to same atom."],
    ["C=", "The bond at position 2 leads to no atom."],
    ["=C", "“=” at position 1 is a bond that begins at no atom."],
    ["C==C", "“=” at position 3 is a second bond in a row."],
    ["C.", "Nothing follows the dot at position 2."],
    ["C..C", "“.” at position 3 stands between two molecules, so it must follow an atom."],
    ["N[", "“[” at position 2 opens a bracket that is never closed."],
    ["CC]", "“]” at position 3 closes a bracket that was not opened."],
    ["[Xx]C", "“[Xx]” at position 1 names no element: there is no Xx."],
    ["CC>>C", "“>” at position 3 belongs to a reaction: enter one molecule."],
    ["C*", "“*” at position 2 stands for any atom: log P needs to know which."],
    ["C\0", "“U+0000” at position 2 has no place in a SMILES."],
    ["C😀", "“😀” at position 2 has no place in a SMILES."],
    ["C(C)(C)(C)(C)C", "“C” at position 1 has 5 bonds: it can have 4."],
    [
      "CC(=O)c1cccc1",
      "The aromatic ring at position 12 has no place for all its double bonds: is a hydrogen missing, as in [nH]?",
    ],
    ["CNa", "“a” at position 3 is no atom: all but B, C, N, O, P, S, F, Cl, Br and I stand in brackets, such as [Na]."],
  ])("%s", (smiles, message) => {
    expect(() => measure(smiles)).toThrow(message);
  });

  test("no rubbish is anything else than a mistake with a message", () => {
    // What it is put together from, in an order that is the same each time.
    const parts = [
      "C",
      "c",
      "[",
      "]",
      "(",
      ")",
      "1",
      "%12",
      "=",
      "#",
      ".",
      "N",
      "[nH]",
      "[Fe+2]",
      "@",
      "Cl",
      "/",
      ":",
      "<b>",
      "é",
    ];
    let seed = 42;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    let taken = 0;
    for (let i = 0; i < 3_000; i++) {
      const smiles = Array.from({ length: 1 + next(12) }, () => parts[next(parts.length)]).join("");
      try {
        measure(smiles);
        taken++;
      } catch (error) {
        expect([smiles, (error as Error).name]).toEqual([smiles, "SmilesError"]);
      }
    }
    expect(taken).toBeGreaterThan(10);
  });
});

// What is known of a molecule: formula, mass, log P. The figures are openchemlib's; log P is the sum of what each atom contributes, by its kind
// and surroundings. @see https://github.com/cheminfo/openchemlib-js
import { Molecule, MoleculeProperties } from "openchemlib";
import { check, heavyAtoms, SmilesError } from "./syntax.ts";

export interface Measured {
  readonly smiles: string;
  readonly formula: string;
  /** In daltons. */
  readonly mass: number;
  /** log P of octanol and water; null: none of its atoms has a known contribution. */
  readonly logP: number | null;
  /** Elements without contributions: the figure leaves them out. */
  readonly without: readonly string[];
}

/** The elements for which the model has contributions; hydrogen counts with what it is bound to. */
const CONTRIBUTE: ReadonlySet<string> = new Set(["H", "C", "N", "O", "F", "P", "S", "Cl", "Br", "I"]);

/** One for all: there are thousands of rows. */
const NONE: readonly string[] = [];

/** @throws SmilesError with what is wrong, in plain words */
export function measure(smiles: string): Measured {
  // Without coordinates it is four times as fast: only a drawing needs them.
  const molecule = parse(smiles, { noCoordinates: true });
  const { formula, relativeWeight } = molecule.getMolecularFormula();
  const { logP } = new MoleculeProperties(molecule);
  const elements = new Set<string>();
  for (let atom = 0; atom < molecule.getAllAtoms(); atom++) elements.add(molecule.getAtomLabel(atom));
  const others = [...elements].filter((label) => !CONTRIBUTE.has(label));
  return {
    smiles,
    formula,
    mass: relativeWeight,
    // A sum of contributions is never zero to the last bit.
    logP: logP === 0 ? null : logP,
    without: others.length === 0 ? NONE : others,
  };
}

/** @throws SmilesError */
export function parse(smiles: string, options: { readonly noCoordinates?: boolean } = {}): Molecule {
  check(smiles);
  let molecule: Molecule;
  try {
    molecule = Molecule.fromSmiles(smiles, options);
    molecule.ensureHelperArrays(Molecule.cHelperRings);
  } catch (error) {
    throw new SmilesError(`It cannot be read: ${String((error as Error).message).replace(/^.*?SmilesParser: /, "")}.`);
  }
  checkAtoms(molecule, smiles);
  return molecule;
}

/** What the library takes without a word: atoms with too many bonds, aromatic rings that are none. */
function checkAtoms(molecule: Molecule, smiles: string): void {
  const written = heavyAtoms(smiles);
  // The library keeps their order; should it not have as many, nothing can be said of one of them.
  if (written.length !== molecule.getAtoms()) return;
  for (const [atom, { token, position }] of written.entries()) {
    const bonds = molecule.getOccupiedValence(atom);
    const most = molecule.getMaxValence(atom);
    // What metals bind is beyond such a count.
    if (bonds > most && CONTRIBUTE.has(molecule.getAtomLabel(atom)))
      throw new SmilesError(`“${token}” at position ${position} has ${bonds} bonds: it can have ${most}.`);
    // A double bond has found no place, and leaves an electron over. In brackets that may be meant.
    if (/^[bcnops]/.test(token) && molecule.getAtomRadical(atom) !== 0)
      throw new SmilesError(
        `The aromatic ring at position ${position} has no place for all its double bonds: is a hydrogen missing, as in [nH]?`,
      );
  }
}

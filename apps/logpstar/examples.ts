// Molecules to begin with, and what laboratories have found: the logarithm of how much more of it is in octanol than in water.
// @see Hansch, Leo, Hoekman: Exploring QSAR, Hydrophobic, Electronic, and Steric Constants (1995)

export interface Example {
  readonly name: string;
  readonly smiles: string;
  /** log P as measured. */
  readonly measured: number;
}

export const EXAMPLES: readonly Example[] = [
  { name: "Ethanol", smiles: "CCO", measured: -0.31 },
  { name: "Benzene", smiles: "c1ccccc1", measured: 2.13 },
  { name: "Caffeine", smiles: "Cn1cnc2c1c(=O)n(C)c(=O)n2C", measured: -0.07 },
  { name: "Aspirin", smiles: "CC(=O)Oc1ccccc1C(=O)O", measured: 1.19 },
  { name: "Ibuprofen", smiles: "CC(C)Cc1ccc(cc1)C(C)C(=O)O", measured: 3.97 },
  { name: "Testosterone", smiles: "C[C@]12CC[C@H]3[C@@H](CCC4=CC(=O)CC[C@]34C)[C@@H]1CC[C@@H]2O", measured: 3.32 },
  { name: "Octanol", smiles: "CCCCCCCCO", measured: 3.0 },
  { name: "Chlorobenzene", smiles: "Clc1ccccc1", measured: 2.89 },
];

// The rules: a letter that the word lacks costs a life.

export const LIVES = 7;

export interface Game {
  readonly word: string;
  /** Letters, in the order in which they were guessed. */
  readonly guessed: string;
}

export type Stage = "playing" | "won" | "lost";

export function wrong({ word, guessed }: Game): number {
  return [...guessed].filter((letter) => !word.includes(letter)).length;
}

export function stageOf(game: Game): Stage {
  if (wrong(game) >= LIVES) return "lost";
  return [...game.word].every((letter) => game.guessed.includes(letter)) ? "won" : "playing";
}

/** The game after a guess. A letter guessed before changes nothing, nor does anything that is no letter. */
export function guess(game: Game, letter: string): Game {
  if (!/^[a-z]$/.test(letter) || game.guessed.includes(letter) || stageOf(game) !== "playing") return game;
  return { ...game, guessed: game.guessed + letter };
}

// Hangman: a word is guessed letter by letter, by buttons or by typing. The word itself stays on the server until it is over.
import { useState } from "preact/hooks";
import { keys, useShared } from "sessile/ui";
import { Button } from "sessile/widgets";
import { Gallows } from "./gallows.tsx";
import { type Game, guess, LIVES, stageOf, wrong } from "./model.ts";
import { WORDS } from "./words.ts";

export const meta = {
  title: "Hangman",
  description: "Guess a word of the sea letter by letter, by buttons or by typing. The word stays on the server.",
};

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

/** A number from 0 up to, but not including, 1. */
type Chance = () => number;

export default function Hangman({ chance = Math.random }: { chance?: Chance }) {
  /** A word that is not the last one again. */
  const begin = (last = ""): Game => {
    const words = WORDS.filter((word) => word !== last);
    return { word: words[Math.floor(chance() * words.length)] as string, guessed: "" };
  };
  const [game, setGame] = useState(begin);
  const [score, setScore] = useShared("hangman:score", { won: 0, lost: 0 });
  const { word, guessed } = game;
  const stage = stageOf(game);
  const lives = LIVES - wrong(game);

  const play = (letter: string) => {
    const next = guess(game, letter);
    const end = stageOf(next);
    if (stage === "playing" && end !== "playing") setScore((now) => ({ ...now, [end]: now[end] + 1 }));
    setGame(next);
  };
  // A press with Ctrl, Alt or Meta is the browser's.
  const typed = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
    if (!ctrlKey && !altKey && !metaKey) play(key.toLowerCase());
  };
  const known = (letter: string) => guessed.includes(letter) || stage === "lost";

  return (
    // Typing is heard wherever the focus is within the game, and it begins there.
    <main
      class="hangman"
      tabIndex={-1}
      onKeyDown={keys([...LETTERS, ...LETTERS.map((letter) => letter.toUpperCase())].join(" "), typed)}
    >
      <h1>Hangman</h1>
      <div class="row">
        <Gallows mistakes={wrong(game)} />{" "}
        <div>
          <p class="figure" role="img" aria-label={`The word: ${spelled(word, known)}`}>
            {[...word].map((letter) => (known(letter) ? letter : "_")).join(" ")}
          </p>
          <p role="status">{says(stage, word, lives)}</p>
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
      <div role="group" aria-label="Letters" class="letters">
        {LETTERS.map((letter) => (
          <button
            key={letter}
            type="button"
            autofocus={letter === LETTERS[0]}
            class={guessed.includes(letter) ? (word.includes(letter) ? "hit" : "miss") : undefined}
            aria-disabled={guessed.includes(letter) || stage !== "playing"}
            onClick={() => play(letter)}
          >
            {letter}
          </button>
        ))}
      </div>
      <div class="row spread">
        <Button kind={stage === "playing" ? undefined : "primary"} onClick={() => setGame(begin(word))}>
          New word
        </Button>{" "}
        <span class="quiet">
          Won {score.won}, lost {score.lost}
        </span>
      </div>
    </main>
  );
}

function spelled(word: string, known: (letter: string) => boolean): string {
  return [...word].map((letter) => (known(letter) ? letter : "blank")).join(", ");
}

function says(stage: "playing" | "won" | "lost", word: string, lives: number): string {
  if (stage === "won") return `Yes: ${word}!`;
  if (stage === "lost") return `It was ${word}.`;
  return `${lives} ${lives === 1 ? "mistake" : "mistakes"} left.`;
}

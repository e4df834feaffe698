// Lights out: each press switches a light and its neighbours; make all dark. The board is a form of buttons: it takes no script,
// and arrow keys move between them where there is one.
import { useEffect, useRef, useState } from "preact/hooks";
import { keys, prevent } from "sessile/ui";
import { Button } from "sessile/widgets";
import { type Chance, type Lights, press, puzzle, SIZE, solve } from "./model.ts";

export const meta = {
  title: "Lights out",
  description: "A press switches a light and its neighbours: make all of them dark. A hint shows the way.",
};

const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The first puzzle takes three presses; each next one takes more. */
const pressesFor = (round: number) => round + 2;

interface Game {
  readonly round: number;
  readonly start: Lights;
  readonly lights: Lights;
  readonly moves: number;
}

export default function LightOut({ chance = Math.random }: { chance?: Chance }) {
  const begin = (round: number): Game => {
    const start = puzzle(pressesFor(round), chance);
    return { round, start, lights: start, moves: 0 };
  };
  const [game, setGame] = useState(() => begin(1));
  const [hint, setHint] = useState<number | null>(null);
  const { lights, moves, round } = game;
  const isDark = lights.size === 0;

  /** A hint is for the board it was given for. */
  const play = (next: Parameters<typeof setGame>[0]) => {
    setHint(null);
    setGame(next);
  };
  const pressed = (at: number) =>
    play((now) => (now.lights.size === 0 ? now : { ...now, lights: press(now.lights, at), moves: now.moves + 1 }));

  return (
    <main class="lights">
      <h1>Lights out</h1>
      <p class="quiet">A press switches a light and its neighbours.</p>
      <Board key={round} lights={lights} hint={hint} onPress={pressed} />
      <p role="status">{isDark ? `Dark after ${count(moves, "press", "presses")}.` : says(lights, moves)}</p>
      <div class="row">
        {isDark ? (
          <Button kind="primary" onClick={() => play(begin(round + 1))}>
            Next puzzle
          </Button>
        ) : (
          <Button onClick={() => setHint(solve(lights)?.[0] ?? null)}>Hint</Button>
        )}{" "}
        <Button onClick={() => play((now) => ({ ...now, lights: now.start, moves: 0 }))}>Start again</Button>{" "}
        <Button onClick={() => play(begin(round))}>Another puzzle</Button>
      </div>
    </main>
  );
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
const says = (lights: Lights, moves: number) =>
  `${count(lights.size, "light is", "lights are")} on, ${count(moves, "press", "presses")} so far.`;

interface BoardProps {
  readonly lights: Lights;
  /** The light to press next, where somebody asked. */
  readonly hint: number | null;
  readonly onPress: (at: number) => void;
}

function Board({ lights, hint, onPress }: BoardProps) {
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  /** Where an arrow key has led; null: none was heard, so that without script the tab key reaches all. */
  const [stop, setStop] = useState<number | null>(null);

  const go = (at: number) => {
    setStop(at);
    buttons.current[at]?.focus();
  };
  useEffect(() => {
    if (hint !== null) go(hint);
  }, [hint]);

  // Enter too, though buttons know it: on a slow line the focus follows the arrow keys later than one presses it.
  const pressed = ({ key, target }: { readonly key: string; readonly target: EventTarget | null }) => {
    const from = stop ?? buttons.current.indexOf(target as HTMLButtonElement);
    if (from < 0) return;
    const step = STEPS[key];
    if (!step) return onPress(from);
    const [column, row] = [(from % SIZE) + step[0], Math.floor(from / SIZE) + step[1]];
    if (column >= 0 && row >= 0 && column < SIZE && row < SIZE) go(row * SIZE + column);
  };
  const onKeyDown = keys(`${Object.keys(STEPS).join(" ")} Enter Space`, prevent(pressed));

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div role="group" aria-label="Board" class="board" onKeyDown={onKeyDown}>
      {Array.from({ length: SIZE * SIZE }, (_, at) => (
        <button
          key={at}
          ref={(button) => {
            buttons.current[at] = button;
          }}
          type="button"
          aria-pressed={lights.has(at)}
          aria-label={`Row ${Math.floor(at / SIZE) + 1}, column ${(at % SIZE) + 1}${at === hint ? ", press this" : ""}`}
          class={at === hint ? "hint" : undefined}
          tabIndex={stop === null || stop === at ? undefined : -1}
          onClick={() => {
            if (stop !== null) setStop(at);
            onPress(at);
          }}
        >
          {/* Where there is no CSS, a light is seen by this. */}
          <span>{lights.has(at) ? "●" : "○"}</span>
        </button>
      ))}
    </div>
  );
}

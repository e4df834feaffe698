// Minesweeper: find the mines by what the squares beside them say. Right click, or hold a finger, to set a flag; arrow keys, Enter
// and F by keyboard; without script a button makes presses set flags. Nobody finds the mines in the page's source: they are not in it.
import { useEffect, useState } from "preact/hooks";
import { useShared } from "sessile/ui";
import { Button, ListBox, ToggleButton } from "sessile/widgets";
import { Clock } from "./clock.tsx";
import { Field } from "./field.tsx";
import { BEGINNER, type Board, type Chance, flag, LEVELS, newBoard, open, type Stage } from "./model.ts";

export const meta = {
  title: "Minesweeper",
  description: "The old game. Right click sets a flag; without script a button does. The mines never leave the server.",
};

const SAYS: Record<Stage, string> = {
  ready: "Open any square: the first one is safe.",
  playing: "A number says how many mines there are around it.",
  won: "All clear. You have won!",
  lost: "That was a mine.",
};

interface Game {
  readonly board: Board;
  /** Milliseconds since 1970. */
  readonly began: number | null;
  readonly ended: number | null;
}

const isOver = ({ stage }: Board) => stage === "won" || stage === "lost";
const begin = (level = BEGINNER): Game => ({ board: newBoard(level), began: null, ended: null });

/** The game after a move: the clock runs from the first square to the last. */
function moved({ began, ended }: Game, board: Board): Game {
  const now = Date.now();
  return {
    board,
    began: began ?? (board.stage === "ready" ? null : now),
    ended: ended ?? (isOver(board) ? now : null),
  };
}

export default function Minesweeper({ chance = Math.random }: { chance?: Chance }) {
  const [game, setGame] = useState(begin);
  const [flagging, setFlagging] = useState(false);
  const [best, setBest] = useShared<Readonly<Record<string, number>>>("minesweeper:best", {});
  const { board, began, ended } = game;
  const { level, stage, flags } = board;

  // The next move comes from the last one's board, for without script one request may bring several.
  const move = (make: (board: Board) => Board) => setGame((last) => moved(last, make(last.board)));

  useEffect(() => {
    if (stage !== "won" || began === null || ended === null) return;
    const seconds = Math.floor((ended - began) / 1000);
    setBest((all) => ({ ...all, [level.name]: Math.min(seconds, all[level.name] ?? seconds) }));
  }, [stage, ended]);

  const record = best[level.name];

  return (
    <main class="mines">
      <h1>Minesweeper</h1>
      <div class="row">
        <ListBox
          label="Level"
          items={LEVELS.map(({ name }) => name)}
          value={level.name}
          onChange={(name) => setGame(begin(LEVELS.find((each) => each.name === name)))}
        />{" "}
        <Button kind="primary" onClick={() => setGame(begin(level))}>
          New game
        </Button>{" "}
        <ToggleButton value={flagging} onChange={setFlagging}>
          Set flags
        </ToggleButton>
      </div>
      <p class="row spread">
        <span>
          Mines left: <b>{level.mines - flags.size}</b>
        </span>{" "}
        <Clock began={began} ended={ended} />
      </p>
      <Field
        key={level.name}
        board={board}
        onOpen={(square) => move((now) => (flagging ? flag(now, square) : open(now, square, chance)))}
        onFlag={(square) => move((now) => flag(now, square))}
      />
      <p role="status">{SAYS[stage]}</p>
      {record !== undefined && <p class="quiet">{`Your best time at ${level.name}: ${record} s`}</p>}
    </main>
  );
}

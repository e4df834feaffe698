// The squares. One of them has the tab stop, arrow keys move it; a field takes a square's name, for who has neither pointer nor script.
import { useEffect, useRef, useState } from "preact/hooks";
import { keys, prevent } from "sessile/ui";
import { Button, Form, TextBox } from "sessile/widgets";
import { type Board, count, type Level } from "./model.ts";
import { nameOf, squareNamed } from "./names.ts";

interface FieldProps {
  readonly board: Board;
  readonly onOpen: (square: number) => void;
  readonly onFlag: (square: number) => void;
}

const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function Field({ board, onOpen, onFlag }: FieldProps) {
  const { level } = board;
  const { width, height } = level;
  const [cursor, setCursor] = useState(0);
  const [steps, setSteps] = useState(0);
  const current = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (steps > 0) current.current?.focus();
  }, [steps]);

  const pressed = ({ key }: { readonly key: string }): void => {
    if (key.toLowerCase() === "f") return onFlag(cursor);
    const step = STEPS[key];
    if (!step) return onOpen(cursor);
    const [x, y] = step;
    const [column, row] = [(cursor % width) + x, Math.floor(cursor / width) + y];
    if (column < 0 || column >= width || row < 0 || row >= height) return;
    setCursor(row * width + column);
    setSteps(steps + 1);
  };
  // Enter too, though buttons know it: on a slow line the focus follows the arrow keys later than one presses it.
  const onKeyDown = keys(`${Object.keys(STEPS).join(" ")} f F Enter Space`, prevent(pressed));
  const act = (square: number, what: (square: number) => void) => () => {
    setCursor(square);
    what(square);
  };

  return (
    <>
      <div class="scroll-panel">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table may be one, and without CSS it still is a board. */}
        <table role="grid" aria-label="Board" class={board.stage} onKeyDown={onKeyDown}>
          <tbody>
            {rows(level).map((squares) => (
              <tr key={squares[0]}>
                {squares.map((square) => (
                  <Square
                    key={square}
                    board={board}
                    square={square}
                    buttonRef={square === cursor ? current : null}
                    onOpen={act(square, onOpen)}
                    onFlag={act(square, onFlag)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Form class="row" onSubmit={(data) => onOpen(squareNamed(level, String(data.get("square"))) ?? cursor)}>
        <TextBox
          label="Square"
          name="square"
          hint="A letter and a number: B7"
          validate={(name) => (squareNamed(level, name) === null ? "There is no such square." : null)}
        />{" "}
        <Button type="submit">Press</Button>
      </Form>
    </>
  );
}

interface SquareProps {
  readonly board: Board;
  readonly square: number;
  /** Given to the one that has the tab stop. */
  readonly buttonRef: preact.Ref<HTMLButtonElement> | null;
  readonly onOpen: () => void;
  readonly onFlag: () => void;
}

function Square({ board, square, buttonRef, onOpen, onFlag }: SquareProps) {
  const { sign, says } = look(board, square);
  const isOpen = board.open.has(square);
  return (
    <td>
      <button
        ref={buttonRef}
        type="button"
        tabIndex={buttonRef ? 0 : -1}
        class={isOpen ? "open" : undefined}
        data-sign={sign}
        aria-label={`${nameOf(board.level, square)}, ${says}`}
        onClick={onOpen}
        onContextMenu={prevent(onFlag)}
      >
        {sign}
      </button>
    </td>
  );
}

/** What is seen of a square. The mines are shown when the game is lost, and not before. */
function look(board: Board, square: number): { sign: string; says: string } {
  const { mines, flags, open, stage } = board;
  if (open.has(square)) {
    if (mines.has(square)) return { sign: "✹", says: "the mine that went off" };
    const mined = count(board, square);
    return mined === 0 ? { sign: "", says: "empty" } : { sign: String(mined), says: String(mined) };
  }
  if (stage === "lost" && mines.has(square) && !flags.has(square)) return { sign: "✱", says: "a mine" };
  if (stage === "lost" && flags.has(square) && !mines.has(square)) return { sign: "✗", says: "a wrong flag" };
  return flags.has(square) ? { sign: "⚑", says: "flag" } : { sign: "", says: "closed" };
}

function rows({ width, height }: Level): number[][] {
  return Array.from({ length: height }, (_, row) => Array.from({ length: width }, (_, column) => row * width + column));
}

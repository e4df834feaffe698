/** A keyed list whose rows come, go, move and change at the press of buttons: what they leave follows from their order. */
import { useReducer, useState } from "preact/hooks";

export const MOVES = ["add", "drop", "rotate", "reverse", "swap", "mark", "wait"] as const;
export type Move = (typeof MOVES)[number];

export interface Rows {
  readonly made: number;
  readonly rows: readonly { readonly id: number; readonly marks: number }[];
}

export const EMPTY: Rows = { made: 0, rows: [] };
const ROWS_MAX = 40;

/** What a move makes of the rows; also played by the test, which knows what was pressed. */
export function play({ made, rows }: Rows, move: Move): Rows {
  const middle = rows.length >> 1;
  switch (move) {
    case "add": {
      const kept = rows.length < ROWS_MAX ? rows : rows.slice(5);
      return { made: made + 1, rows: kept.toSpliced(middle, 0, { id: made + 1, marks: 0 }) };
    }
    case "drop":
      return { made, rows: rows.toSpliced(middle, 1) };
    case "rotate":
      return { made, rows: [...rows.slice(1), ...rows.slice(0, 1)] };
    case "reverse":
      return { made, rows: rows.toReversed() };
    case "swap":
      return rows.length < 4 ? { made, rows } : { made, rows: [...rows.slice(0, -3), ...rows.slice(-3).toReversed()] };
    case "mark":
      return { made, rows: rows.map((row, i) => (i % 3 === 0 ? { ...row, marks: row.marks + 1 } : row)) };
    case "wait":
      return { made, rows };
  }
}

export function Board() {
  const [state, press] = useReducer(play, EMPTY);
  const [waited, setWaited] = useState(0);
  const [picked, setPicked] = useState(0);
  /** Its answer stays open, and what it sets comes later. */
  const wait = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    setWaited((before) => before + 1);
  };
  return (
    <main>
      {MOVES.map((move) => (
        <button key={move} type="button" onClick={() => (move === "wait" ? wait() : press(move))}>
          {move}
        </button>
      ))}
      <p role="status">
        {state.made} made, {waited} waited{picked > 0 && <b title={`row ${picked}`}>, {picked} picked</b>}
      </p>
      <ul>
        {state.rows.map(({ id, marks }, i) => (
          <li key={id} class={marks > 0 ? "marked" : undefined} data-place={i}>
            {i % 2 === 0 && <i>{"*".repeat(marks % 5)}</i>}
            <label>
              <input type="checkbox" checked={marks % 2 === 1} /> Row {id}
            </label>
            {/* Its row may be gone when the press arrives. */}
            <button type="button" onClick={() => setPicked(id)}>
              Pick
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}

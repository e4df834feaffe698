import { useState } from "preact/hooks";
import { Button, Grid } from "sessile/widgets";

export const title = "Grid";
export const description =
  "So many rows and columns of cells, each addressed by both. Arrow keys go from cell to cell.";

const LINES = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
  [0, 3, 6],
  [1, 4, 7],
  [2, 5, 8],
  [0, 4, 8],
  [2, 4, 6],
] as const;

const winner = (moves: string[]) =>
  LINES.map(([a, b, c]) => (moves[a] && moves[a] === moves[b] && moves[a] === moves[c] ? moves[a] : "")).find(Boolean);

export default function GridStory() {
  const [moves, setMoves] = useState<string[]>(Array(9).fill(""));
  const next = moves.filter(Boolean).length % 2 === 0 ? "✕" : "○";
  const won = winner(moves);
  const at = (row: number, column: number) => moves[row * 3 + column] ?? "";
  return (
    <>
      <Grid
        label="Noughts and crosses"
        rows={3}
        columns={3}
        style={{ maxInlineSize: "12rem" }}
        cell={at}
        cellLabel={(row, column) => `Row ${row + 1}, column ${column + 1}: ${at(row, column) || "free"}`}
        isDisabled={(row, column) => Boolean(won || at(row, column))}
        onCellClick={(row, column) => setMoves(moves.with(row * 3 + column, next))}
      />
      <p role="status">{won ? `${won} has won.` : `It is the turn of ${next}.`}</p>
      <Button onClick={() => setMoves(Array(9).fill(""))}>Anew</Button>
      <Grid
        label="Tides"
        rows={2}
        columns={3}
        columnHeaders={["Mon", "Tue", "Wed"]}
        rowHeaders={["High", "Low"]}
        cell={(row, column) => `${(row === 0 ? 4 : 10) + column}:${20 + row * 7 + column * 9}`}
      />
    </>
  );
}

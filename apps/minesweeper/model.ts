// The rules of the game, as functions of a board: no board changes, each move makes the next one.

export interface Level {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly mines: number;
}

export const BEGINNER: Level = { name: "Beginner", width: 9, height: 9, mines: 10 };
export const LEVELS: readonly Level[] = [
  BEGINNER,
  { name: "Intermediate", width: 16, height: 16, mines: 40 },
  { name: "Expert", width: 30, height: 16, mines: 99 },
];

export type Stage = "ready" | "playing" | "won" | "lost";

/** Squares are numbers, row by row from 0. */
export interface Board {
  readonly level: Level;
  readonly stage: Stage;
  /** Empty until the first square was opened: that one is never a mine. */
  readonly mines: ReadonlySet<number>;
  readonly open: ReadonlySet<number>;
  readonly flags: ReadonlySet<number>;
}

/** A number from 0 up to, but not including, 1. */
export type Chance = () => number;

export function newBoard(level: Level): Board {
  return { level, stage: "ready", mines: new Set(), open: new Set(), flags: new Set() };
}

/** The squares around one, up to eight. */
export function around({ width, height }: Level, square: number): number[] {
  const [column, row] = [square % width, Math.floor(square / width)];
  const found: number[] = [];
  for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, height - 1); y++)
    for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, width - 1); x++)
      if (x !== column || y !== row) found.push(y * width + x);
  return found;
}

/** How many mines there are around a square. */
export function count({ level, mines }: Board, square: number): number {
  return around(level, square).filter((each) => mines.has(each)).length;
}

/** Opens a closed square; an open one opens what is around it, where as many flags stand as it says. */
export function open(board: Board, square: number, chance: Chance): Board {
  if (board.stage === "won" || board.stage === "lost" || board.flags.has(square)) return board;
  if (!board.open.has(square)) return uncover(laid(board, square, chance), [square]);
  const neighbours = around(board.level, square);
  const flagged = neighbours.filter((each) => board.flags.has(each)).length;
  const closed = neighbours.filter((each) => !board.flags.has(each) && !board.open.has(each));
  return closed.length > 0 && flagged === count(board, square) ? uncover(board, closed) : board;
}

/** Sets a flag on a closed square, or takes it away. */
export function flag(board: Board, square: number): Board {
  if (board.stage === "won" || board.stage === "lost" || board.open.has(square)) return board;
  const flags = new Set(board.flags);
  if (!flags.delete(square)) flags.add(square);
  return { ...board, flags };
}

/** Lays the mines when the first square is opened: not there, nor around it as long as there is room elsewhere. */
function laid(board: Board, first: number, chance: Chance): Board {
  const { level, stage } = board;
  if (stage !== "ready") return board;
  const spared = new Set([first, ...around(level, first)]);
  const all = Array.from({ length: level.width * level.height }, (_, square) => square);
  const places = shuffled(
    all.filter((square) => !spared.has(square)),
    chance,
  );
  places.push(
    ...shuffled(
      [...spared].filter((square) => square !== first),
      chance,
    ),
  );
  return { ...board, stage: "playing", mines: new Set(places.slice(0, level.mines)) };
}

/** @see https://en.wikipedia.org/wiki/Fisher–Yates_shuffle */
function shuffled(list: number[], chance: Chance): number[] {
  for (let end = list.length - 1; end > 0; end--) {
    const at = Math.floor(chance() * (end + 1));
    [list[at], list[end]] = [list[end] as number, list[at] as number];
  }
  return list;
}

/** Opens squares, and what is around those that have no mine beside them. */
function uncover(board: Board, squares: readonly number[]): Board {
  const { level, mines, flags } = board;
  const open = new Set(board.open);
  const next = [...squares];
  for (let square = next.pop(); square !== undefined; square = next.pop()) {
    if (open.has(square) || flags.has(square)) continue;
    open.add(square);
    if (!mines.has(square) && count(board, square) === 0) next.push(...around(level, square));
  }
  if (squares.some((square) => mines.has(square))) return { ...board, open, stage: "lost" };
  const isWon = open.size === level.width * level.height - level.mines;
  // What is still closed is a mine, and everybody knows it.
  return isWon ? { ...board, open, stage: "won", flags: mines } : { ...board, open };
}

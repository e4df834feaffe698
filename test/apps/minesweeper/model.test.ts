import { describe, expect, test } from "vitest";
import { BEGINNER, type Board, count, flag, LEVELS, newBoard, open } from "../../../apps/minesweeper/model.ts";
import { nameOf } from "../../../apps/minesweeper/names.ts";
import { seeds, withSeed } from "../../support/random.ts";

const never = () => 0;

/** Three by three with a mine in the corner at the top left, as the first open square leaves it. */
const small: Board = {
  level: { name: "Small", width: 3, height: 3, mines: 1 },
  stage: "playing",
  mines: new Set([0]),
  open: new Set([4]),
  flags: new Set(),
};

describe("the first square", () => {
  test.each(LEVELS)("$name: is never a mine, nor is one beside it", (level) => {
    for (const seed of seeds(30))
      withSeed(seed, (random) => {
        const first = random.int(level.width * level.height);
        const board = open(newBoard(level), first, () => random.next());
        expect(board.stage).toBe("playing");
        expect(board.mines.size).toBe(level.mines);
        expect(count(board, first)).toBe(0);
      });
  });

  test("on a board that is nearly full the mines come close, but not there", () => {
    const board = open(newBoard({ name: "Full", width: 3, height: 3, mines: 8 }), 4, never);
    expect(board).toMatchObject({ stage: "won" });
    expect(board.mines.has(4)).toBe(false);
  });
});

test("an empty square opens all that is beside it, and so on, but no flag", () => {
  const wide: Board = { ...small, level: { ...small.level, width: 4 }, open: new Set(), flags: new Set([7]) };
  expect([...open(wide, 11, never).open].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10, 11]);
});

test("an open square with as many flags as it says opens the others, right or wrong", () => {
  expect(open(small, 4, never)).toBe(small);
  expect(open(flag(small, 0), 4, never).stage).toBe("won");
  expect(open(flag(small, 8), 4, never).stage).toBe("lost");
});

test("a flag keeps a square from being opened, and is taken away as it was set", () => {
  const flagged = flag(small, 0);
  expect(open(flagged, 0, never)).toBe(flagged);
  expect(flag(flagged, 0).flags.size).toBe(0);
});

test("when it is over nothing changes any more", () => {
  const lost = open(small, 0, never);
  expect(lost.stage).toBe("lost");
  expect(open(lost, 8, never)).toBe(lost);
  expect(flag(lost, 8)).toBe(lost);
});

test("whatever one presses, the rules hold", () => {
  for (const seed of seeds(40))
    withSeed(seed, (random) => {
      let board = newBoard(BEGINNER);
      for (let i = 0; i < 60; i++) {
        const { open: before } = board;
        const square = random.int(81);
        board = random.chance(0.2) ? flag(board, square) : open(board, square, () => random.next());
        for (const each of before) expect(board.open.has(each)).toBe(true);
        const mined = [...board.open].filter((each) => board.mines.has(each));
        expect(mined.length > 0).toBe(board.stage === "lost");
        expect(board.stage === "won").toBe(board.open.size === 71 && mined.length === 0);
      }
    });
});

test("squares have names as sheets have", () => {
  expect([0, 8, 9, 80].map((square) => nameOf(BEGINNER, square))).toEqual(["A1", "I1", "A2", "I9"]);
  expect(nameOf({ ...BEGINNER, width: 30 }, 26)).toBe("AA1");
});

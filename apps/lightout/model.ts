// The rules: a press switches a light and its neighbours. A board that can be solved is one made by presses.
// Lights are numbers, row by row from 0; a board is the set of those that are on.

export type Lights = ReadonlySet<number>;

/** Boards are squares. */
export const SIZE = 5;

/** A number from 0 up to, but not including, 1. */
export type Chance = () => number;

export function press(lights: Lights, at: number): Lights {
  const [column, row] = [at % SIZE, Math.floor(at / SIZE)];
  const next = new Set(lights);
  for (const [x, y] of [
    [column, row],
    [column - 1, row],
    [column + 1, row],
    [column, row - 1],
    [column, row + 1],
  ] as const) {
    if (x < 0 || y < 0 || x >= SIZE || y >= SIZE) continue;
    const light = y * SIZE + x;
    if (!next.delete(light)) next.add(light);
  }
  return next;
}

/** A board that takes at most so many presses, and is not dark yet. */
export function puzzle(presses: number, chance: Chance): Lights {
  let lights: Lights = new Set();
  for (let i = 0; i < presses || lights.size === 0; i++) lights = press(lights, Math.floor(chance() * SIZE * SIZE));
  return lights;
}

/**
 * Which lights to press to make it dark, the fewest there are; null where nothing does. What the first row's presses are decides all
 * others: each row has to switch off what is still lit above it.
 */
export function solve(lights: Lights): readonly number[] | null {
  let best: readonly number[] | null = null;
  for (let first = 0; first < 2 ** SIZE; first++) {
    const presses = chase(lights, first);
    if (presses && (!best || presses.length < best.length)) best = presses;
  }
  return best;
}

/** @param first the presses in the first row, a bit for each column */
function chase(lights: Lights, first: number): number[] | null {
  const presses: number[] = [];
  let now = lights;
  for (let at = 0; at < SIZE * SIZE; at++) {
    const isDue = at < SIZE ? (first >> at) % 2 === 1 : now.has(at - SIZE);
    if (!isDue) continue;
    presses.push(at);
    now = press(now, at);
  }
  return now.size === 0 ? presses : null;
}

import { expect, test } from "vitest";
import { type Lights, press, puzzle, SIZE, solve } from "../../../apps/lightout/model.ts";
import { seeds, withSeed } from "../../support/random.ts";

const sorted = (lights: Lights) => [...lights].sort((a, b) => a - b);

test("a press switches a light and those beside it, not those beyond the edge", () => {
  expect(sorted(press(new Set(), 12))).toEqual([7, 11, 12, 13, 17]);
  expect(sorted(press(new Set(), 4))).toEqual([3, 4, 9]);
  expect(press(press(new Set([4]), 4), 4)).toEqual(new Set([4]));
});

test("what is solved is dark, by no more presses than the puzzle was made of", () => {
  for (const seed of seeds(60))
    withSeed(seed, (random) => {
      const presses = 1 + random.int(SIZE * SIZE);
      const lights = puzzle(presses, () => random.next());
      expect(lights.size).toBeGreaterThan(0);
      const solution = solve(lights);
      expect(solution?.reduce(press, lights)).toEqual(new Set());
      // One that came out dark was made of more.
      if (presses <= 2) expect(solution?.length).toBeLessThanOrEqual(presses + 2);
    });
});

test("one light in the corner cannot be put out", () => {
  expect(solve(new Set([0]))).toBeNull();
});

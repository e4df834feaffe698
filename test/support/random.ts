/**
 * Chance that can be repeated: all random tests take their numbers from here. `SEED` names the first seed,
 * `ROUNDS` how many seeds run; a failure says which seed to run again.
 *
 *     SEED=1234 npx vitest run test/runtime/dom/oracle.test.tsx
 *     SEED=$RANDOM ROUNDS=20000 npx vitest run test/runtime/dom/oracle.test.tsx
 */

/** A generator of numbers that follow from its seed (mulberry32: 32 bits of state, enough for tests). */
export class Random {
  #state: number;

  constructor(readonly seed: number) {
    this.#state = seed | 0;
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 up to, not including, `end`. */
  int(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)] as T;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    const out: T[] = [];
    while (rest.length) out.push(...rest.splice(this.int(rest.length), 1));
    return out;
  }
}

/** The seeds of this run, from `SEED` (default 1) on: `ROUNDS` of them, or as many as the test thinks enough. */
export function seeds(rounds: number): number[] {
  const first = Number(process.env.SEED ?? 1);
  return Array.from({ length: Number(process.env.ROUNDS ?? rounds) }, (_, i) => first + i);
}

/** Runs `body` with a generator of this seed; what it throws names the seed. */
export function withSeed<T>(seed: number, body: (random: Random) => T): T {
  const named = (error: unknown): never => {
    if (error instanceof Error) error.message = `SEED=${seed}: ${error.message}`;
    throw error;
  };
  try {
    const result = body(new Random(seed));
    return result instanceof Promise ? (result.catch(named) as T) : result;
  } catch (error) {
    return named(error);
  }
}

/** What the benchmarks share: how a figure is printed, and how rounds are timed. */
import { cpus } from "node:os";
import { BUDGETS, type Budget, type FigureName } from "./budgets.ts";

/** The machine a run was made on, a line each. */
export function machine(): string[] {
  const [cpu] = cpus();
  return [`cpu ${cpu?.model.trim() ?? "unknown"}`, `cores ${cpus().length}`, `node ${process.versions.node}`];
}

/** Prints a figure that has a budget: `name value unit budget verdict`. */
export function figure(name: FigureName, value: number): void {
  const { unit, most, least }: Budget = BUDGETS[name];
  const over = (most !== undefined && value > most) || (least !== undefined && value < least);
  const budget = most !== undefined ? `≤${most}` : `≥${least}`;
  console.log(`${name} ${round(value)} ${unit} ${budget} ${over ? "over" : "ok"}`);
}

/** Prints a figure that only explains another: it has no budget and no verdict. */
export function aside(name: string, value: number, unit: string): void {
  console.log(`${name} ${round(value)} ${unit} - -`);
}

/** Three digits are what a measurement is good for; bytes and counts are exact. */
function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] as number;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Microseconds a call. */
export function timed(calls: number, work: (i: number) => void): number {
  const start = process.hrtime.bigint();
  for (let i = 0; i < calls; i++) work(i);
  return Number(process.hrtime.bigint() - start) / 1000 / calls;
}

/**
 * Runs competitors in turn, round after round, so that what the machine does meanwhile meets them all alike.
 *
 * @param rounds those that count; as many again, at most three, warm up
 * @returns each competitor's figures, in the order of the rounds
 */
export async function interleave<Name extends string>(
  rounds: number,
  competitors: { readonly [name in Name]: () => number | Promise<number> },
): Promise<{ [name in Name]: number[] }> {
  const names = Object.keys(competitors) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as number[]])) as { [name in Name]: number[] };
  const warming = Math.min(rounds, 3);
  for (let round = -warming; round < rounds; round++) {
    for (const name of names) {
      collect();
      const value = await competitors[name]();
      if (round >= 0) results[name].push(value);
    }
  }
  return results;
}

/** The median of a round-by-round ratio: a slow moment of the machine spoils one round, not the figure. */
export function ratio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((value, i) => value / (to[i] as number)));
}

/** Collects garbage. Finalizers and what they free need more than one pass. */
export function collect(): void {
  if (!globalThis.gc) throw new Error("run with node --expose-gc");
  for (let i = 0; i < 4; i++) globalThis.gc();
}

/** Bytes of live heap. */
export function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

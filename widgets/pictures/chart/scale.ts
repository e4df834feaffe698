/** The values on an axis, and where each of them stands. */
export interface Scale {
  /** Round values, from the lowest to the highest one. */
  readonly ticks: readonly number[];
  /** Where a value stands, in percent of the height, from above. */
  readonly at: (value: number) => number;
}

/** About so many lines: more would be read as a pattern. */
const LINES = 5;

/**
 * An axis that holds all values and ends in round ones.
 *
 * @param values what is shown; null and what is no finite number does not count
 * @param bounds what the axis holds in any case
 */
export function scaleOf(
  values: Iterable<number | null>,
  { min, max, zero = false }: { min?: number | undefined; max?: number | undefined; zero?: boolean } = {},
): Scale {
  let low = min ?? Number.POSITIVE_INFINITY;
  let high = max ?? Number.NEGATIVE_INFINITY;
  for (const value of zero ? [0, ...values] : values) {
    if (value === null || !Number.isFinite(value)) continue;
    if (min === undefined) low = Math.min(low, value);
    if (max === undefined) high = Math.max(high, value);
  }
  if (low > high) [low, high] = Number.isFinite(low) ? [low, low] : Number.isFinite(high) ? [high, high] : [0, 1];
  if (low === high)
    [low, high] = [low - (low === 0 ? 0 : Math.abs(low) / 2), high + (high === 0 ? 1 : Math.abs(high) / 2)];
  const step = roundStep((high - low) / LINES);
  // Counted in steps: adding 0.1 again and again would miss 0.3.
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  const [bottom, top] = [first * step, last * step];
  return { ticks, at: (value) => rounded(((top - value) / (top - bottom)) * 100) };
}

/** The nearest of 1, 2, 5 × 10ⁿ that is not smaller. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** A hundredth of a percent is less than a pixel: further digits would only be sent. */
export function rounded(percent: number): number {
  return Math.round(percent * 100) / 100;
}

/**
 * Whole milliseconds on the monotonic clock. Whole, because small integers are held within an object: a fraction is
 * a second object in memory, for each session, page and view.
 */
export function now(): number {
  return Math.floor(performance.now());
}

/** Upper bounds of a histogram's buckets in milliseconds; what is above the last is counted, too. */
export const BUCKETS_MS: readonly number[] = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1000];

/** What a runtime has done, as plain numbers: they cost next to nothing where they are counted. */
export class Meter {
  /** Events that browsers have sent. */
  events = 0;
  /** POSTs of the script that were answered, by how long that took: one more entry than there are bounds. */
  readonly buckets: number[] = new Array(BUCKETS_MS.length + 1).fill(0);
  /** The sum of it, in milliseconds. */
  sum = 0;

  /**
   * @param events that came in one POST
   * @param ms from its last byte to its answer
   */
  answered(events: number, ms: number): void {
    this.events += events;
    this.sum += ms;
    let at = 0;
    while (at < BUCKETS_MS.length && ms > (BUCKETS_MS[at] as number)) at++;
    this.buckets[at] = (this.buckets[at] ?? 0) + 1;
  }

  /** POSTs answered. */
  get count(): number {
    return this.buckets.reduce((sum, count) => sum + count, 0);
  }
}

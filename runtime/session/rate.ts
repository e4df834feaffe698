/**
 * A token bucket: so many events at once, so many per second in the long run.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2697
 */
export class Rate {
  #tokens: number;
  #filled = Number.NaN;

  constructor(burst: number) {
    this.#tokens = burst;
  }

  /**
   * Takes `count` tokens, or none and says no. More than the bucket holds are let through when it is full, for they
   * cannot be sent in any other way; the rest of them is owed.
   *
   * @param now milliseconds on the monotonic clock
   */
  take(count: number, { perSecond, burst, now }: { perSecond: number; burst: number; now: number }): boolean {
    const gained = ((now - this.#filled) / 1000) * perSecond;
    if (gained > 0) this.#tokens = Math.min(burst, this.#tokens + gained);
    this.#filled = now;
    if (count > 0 && this.#tokens < Math.min(count, burst)) return false;
    this.#tokens -= count;
    return true;
  }
}

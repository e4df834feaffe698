/**
 * A token bucket: so many events at once, so many per second in the long run. Counted in thousandths of events and
 * whole milliseconds, for small integers are held without an object of their own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2697
 */
export class Rate {
  #tokens: number;
  #filled = 0;

  constructor(burst: number) {
    this.#tokens = burst * 1000;
  }

  /**
   * Takes `count` tokens, or none and says no. More than the bucket holds are let through when it is full, for they
   * cannot be sent in any other way; the rest of them is owed.
   *
   * @param now whole milliseconds on the monotonic clock
   */
  take(count: number, { perSecond, burst, now }: { perSecond: number; burst: number; now: number }): boolean {
    const gained = Math.floor((now - this.#filled) * perSecond);
    if (gained > 0) this.#tokens = Math.min(burst * 1000, this.#tokens + gained);
    this.#filled = now;
    if (count > 0 && this.#tokens < Math.min(count, burst) * 1000) return false;
    this.#tokens -= count * 1000;
    return true;
  }
}

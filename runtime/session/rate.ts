/**
 * A token bucket: so many events at once, so many per second in the long run.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2697
 */
export class Rate {
  #tokens: number;
  #filled = 0;

  constructor(burst: number) {
    this.#tokens = burst;
  }

  /** Takes `count` tokens, or none and says no. @param now milliseconds on the monotonic clock */
  take(count: number, { perSecond, burst, now }: { perSecond: number; burst: number; now: number }): boolean {
    if (this.#filled > 0) this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filled) / 1000) * perSecond);
    this.#filled = now;
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }
}

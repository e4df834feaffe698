/** Calls a service's `beat` now and then, never while the last call is at work. */
export class Beat {
  readonly #beat: () => void | Promise<void>;
  readonly #failed: (error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #busy = false;

  constructor(beat: () => void | Promise<void>, failed: (error: unknown) => void) {
    this.#beat = beat;
    this.#failed = failed;
  }

  get running(): boolean {
    return this.#timer !== null;
  }

  /** @param interval milliseconds from now on */
  start(interval: number): void {
    this.stop();
    this.#timer = setInterval(() => this.#once(), interval);
  }

  async #once(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.#beat();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#busy = false;
    }
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }
}

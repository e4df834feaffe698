/** The process's own timers, taken before any test stops them: the kit's waits go on when the app's clock stands. */
import { SessileError } from "../core/errors.ts";

const { setTimeout: later, setImmediate: next, performance: watch } = globalThis;
const read = watch.now.bind(watch);

/** Milliseconds on a clock that nobody stops. */
export const elapsed = (): number => read();

export const pause = (ms: number): Promise<void> => new Promise((done) => void later(done, ms));

/** Once what is due by now has run. */
export const turnOfTheLoop = (): Promise<void> => new Promise((done) => void next(done));

/** How long a test waits for what is to come, unless it says otherwise. */
export const PATIENCE_MS = 3_000;

/** How often it looks. */
const POLL_MS = 5;

/**
 * Does it again until it no longer throws.
 *
 * @throws what it threw last, once `timeout` milliseconds are over
 */
export async function eventually<T>(attempt: () => T | Promise<T>, timeout: number = PATIENCE_MS): Promise<T> {
  const end = elapsed() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (elapsed() > end || (error instanceof SessileError && FINAL.test(error.code))) throw error;
      await pause(POLL_MS);
    }
  }
}

/** What is not mended by waiting. */
const FINAL = /^SES_TEST_(PATCH|ID_TWICE|DIFFERS|RESPONSE)$/;

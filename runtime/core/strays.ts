import type { Logger } from "./log.ts";

/**
 * Keeps the process alive when an app's timer throws or a promise nobody waits for is rejected: a thousand
 * other sessions live in it, and whoever failed has failed alone. Each is logged.
 *
 * Node counts a process after an uncaught exception as undefined, for its own internals may have been cut
 * short. An app's callback runs outside of them, on the event loop's own stack.
 *
 * @returns takes it back
 * @see https://nodejs.org/api/process.html#event-uncaughtexception
 */
export function logStrays(log: Logger): () => void {
  const rejected = (error: unknown): void => log.error({ err: error }, "a promise nobody waits for was rejected");
  const thrown = (error: unknown): void => log.error({ err: error }, "an exception nobody caught");
  process.on("unhandledRejection", rejected);
  process.on("uncaughtException", thrown);
  return () => {
    process.off("unhandledRejection", rejected);
    process.off("uncaughtException", thrown);
  };
}

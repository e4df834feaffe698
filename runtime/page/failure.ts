import type { Logger } from "../core/log.ts";
import { codeFrame } from "./code-frame.ts";
import type { Failure } from "./error-view.tsx";
import { componentStackOf } from "./preact.ts";

/** Logs an exception of a component or handler; says what may be shown of it. */
export function describeFailure(error: unknown, { log, development }: { log: Logger; development: boolean }): Failure {
  const components = componentStackOf(error);
  log.error({ err: error, components }, "a component failed");
  if (!development) return {};
  const source = codeFrame(error);
  const stack = error instanceof Error ? error.stack : undefined;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { message, components, ...(source && { source }), ...(stack && { stack }) };
}

import { SessileError } from "../core/errors.ts";
import type { Logger } from "../core/log.ts";
import { codeFrame } from "./code-frame.ts";
import type { Failure } from "./error-view.tsx";
import { componentStackOf } from "./preact.ts";

/** Logs an exception of a component or handler; says what may be shown of it. */
export function describeFailure(cause: unknown, { log, development }: { log: Logger; development: boolean }): Failure {
  const components = componentStackOf(cause);
  const error = hinted(cause);
  log.error({ err: error, components }, "a component failed");
  if (!development) return {};
  const source = codeFrame(cause);
  const stack = error instanceof Error ? error.stack : undefined;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { message, components, ...(source && { source }), ...(stack && { stack }) };
}

/** Node says that an argument could not be converted: what the author of a form is to do about it, it cannot know. */
function hinted(error: unknown): unknown {
  if (!(error instanceof TypeError && /^FormData constructor: Argument 1\b/.test(error.message))) return error;
  return new SessileError("SES_FORM_DATA", "", { cause: error });
}

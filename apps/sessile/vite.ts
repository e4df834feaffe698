// Vite is a tool of development: `sessile start` does without it.
import { CallerError } from "./caller-error.ts";

/** @throws CallerError where it is not installed */
export async function loadVite(): Promise<typeof import("vite")> {
  try {
    return await import("vite");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new CallerError("Vite is not installed: npm install --save-dev vite");
  }
}

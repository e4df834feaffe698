export const EXIT_UNEXPECTED = 1;
export const EXIT_USAGE = 2;

/** Something the caller can mend: told in one line, without a stack. */
export class CallerError extends Error {
  override readonly name = "CallerError";
}

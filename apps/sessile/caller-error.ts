export const EXIT_UNEXPECTED = 1;
export const EXIT_USAGE = 2;
/** A reply has come, and its status is 400 or more. */
export const EXIT_REFUSED = 3;

/** Something the caller can mend: told in one line, without a stack. */
export class CallerError extends Error {
  override readonly name = "CallerError";
}

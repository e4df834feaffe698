import { SessileError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";

/** A form's fields in the order they were posted; names may repeat. */
export type FormFields = (readonly [name: string, value: string | File])[];

const AMPERSAND = 38;

/** @throws SessileError SES_TOO_MANY_FIELDS, SES_BODY_TOO_LARGE, SES_BODY_MALFORMED */
export function parseUrlencoded(body: Buffer, limits: Limits): FormFields {
  // Counted before anything is taken apart: the bound is on the work, too.
  let separators = 0;
  for (const byte of body) if (byte === AMPERSAND) separators++;
  if (separators >= limits.fields) throw new SessileError("SES_TOO_MANY_FIELDS", `limit ${limits.fields}`);
  const text = body.toString("utf8");
  // URLSearchParams takes anything; a browser escapes every percent sign, so a lone one is not a form's.
  if (/%(?![\da-f]{2})/i.test(text))
    throw new SessileError("SES_BODY_MALFORMED", "a percent sign that escapes nothing");
  const fields: FormFields = [];
  for (const field of new URLSearchParams(text)) {
    if (field[1].length > limits.fieldBytes)
      throw new SessileError("SES_BODY_TOO_LARGE", `a field over ${limits.fieldBytes} bytes`);
    fields.push(field);
  }
  return fields;
}

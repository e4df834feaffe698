// What a booking must fulfil. One message a field, said as what to do.
import type { FieldName, Submission } from "./booking.ts";

export type Errors = Partial<Record<FieldName, string>>;

const MEGABYTE = 1_000_000;

// The pattern asks for no more than a mail needs to have a chance; the mail itself is the proof.
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}/;

const isDate = (text: string) => DATE.test(text) && !Number.isNaN(Date.parse(text));
const isBetween = (text: string, low: number, high: number) =>
  /^\d+$/.test(text.trim()) && Number(text) >= low && Number(text) <= high;

export function validate(booking: Submission): Errors {
  const errors: Errors = {};
  if (!booking.name.trim()) errors.name = "Enter your name.";
  if (!EMAIL.test(booking.email.trim())) errors.email = "Enter an email address, such as ada@example.org.";
  if (booking.code.length < 8) errors.code = "Choose a code of at least 8 characters.";
  if (!booking.flag) errors.flag = "Choose a flag.";
  if (booking.languages.length === 0) errors.languages = "Choose at least one language.";
  if (!isBetween(booking.length, 4, 30)) errors.length = "Enter a length from 4 to 30 metres.";
  else if (Number(booking.length) > 20 && booking.mooring !== "Quay")
    errors.length = "A boat over 20 metres moors at the quay.";
  if (!isBetween(booking.crew, 1, 12)) errors.crew = "Enter a whole number from 1 to 12.";
  if (!isDate(booking.arrival)) errors.arrival = "Enter a date, such as 2031-06-30.";
  if (!TIME.test(booking.time) || booking.time < "08:00" || booking.time > "20:00")
    errors.time = "Enter a time from 08:00 to 20:00.";
  if (booking.notes.length > 300) errors.notes = "Keep the notes to 300 characters.";
  if (booking.papers.some((file) => file.size > MEGABYTE)) errors.papers = "Choose files of at most 1 MB each.";
  if (!booking.insured) errors.insured = "Only insured boats may moor here.";
  return errors;
}

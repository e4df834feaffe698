// What was saved, in words. A file is named by its size and the start of its SHA-256:
// its bytes are on the server, and plain Node reads them.
import { createHash } from "node:crypto";
import type { FieldName, Submission } from "./booking.ts";

export type Row = readonly [name: FieldName, value: string];

const list = (values: readonly string[]) => values.join(", ");

const describe = (file: File) => `${file.name} (${file.size.toLocaleString("en")} bytes)`;

/** A booking's fields as text, without the ones that are read at submit. */
export function live(booking: Omit<Submission, "code" | "notes">): readonly Row[] {
  return [
    ["reference", booking.reference],
    ["name", booking.name],
    ["email", booking.email],
    ["flag", booking.flag],
    ["languages", list(booking.languages)],
    ["length", `${booking.length} m`],
    ["crew", booking.crew],
    ["colour", booking.colour],
    ["arrival", booking.arrival],
    ["time", booking.time],
    ["mooring", booking.mooring],
    ["services", list(booking.services)],
    ["papers", list(booking.papers.map(describe))],
    ["insured", booking.insured ? "Yes" : "No"],
  ];
}

/** The whole submission as text; the gate code only by its length. */
export async function receipt(submission: Submission): Promise<readonly Row[]> {
  const papers = await Promise.all(
    submission.papers.map(async (file) => `${describe(file)} ${await fingerprint(file)}`),
  );
  const rows = live(submission).filter(([name]) => name !== "papers");
  return [
    ...rows,
    ["code", `${submission.code.length} characters`],
    ["notes", submission.notes],
    ["papers", list(papers)],
  ];
}

/** The first 8 hex digits of a file's SHA-256. */
async function fingerprint(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return createHash("sha256").update(bytes).digest("hex").slice(0, 8);
}

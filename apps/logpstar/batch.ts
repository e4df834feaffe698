// A whole file, calculated in slices: between two of them everybody else is answered.
import { type Measured, measure } from "./molecule.ts";
import { isSilent, LINES_MAX, type Line, readLines, splitLine } from "./smi.ts";
import { SmilesError } from "./syntax.ts";

export interface Row extends Measured {
  readonly name: string;
  /** In the file; 0: typed. */
  readonly line: number;
}

export interface Fault {
  readonly line: number;
  /** What stands there, or its beginning. */
  readonly text: string;
  readonly message: string;
}

export interface Progress {
  readonly lines: number;
  /** Of the file, from 0 to 1. */
  readonly part: number;
}

export interface Outcome {
  readonly rows: readonly Row[];
  readonly faults: readonly Fault[];
  readonly lines: number;
  /** How it came to its end: all was read, somebody had enough, or there are more lines than are taken. */
  readonly end: "done" | "cancelled" | "too long";
}

/** Milliseconds of calculation at a stretch: about as long as others may wait. */
const SLICE_MS = 8;
/** Milliseconds between two reports of progress. */
const REPORT_MS = 100;
const TEXT_MAX = 80;

/** Takes turns: one slice at a time for all who calculate, and between two of them whatever else the process has to do. */
export class Slices {
  #queue: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    this.#queue = this.#queue.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.#queue;
  }
}

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly slices: Pick<Slices, "next">;
}

/** Calculates every line of a file. What is wrong with a line is a fault of that line, and no more. */
export async function calculate(file: Blob, { signal, onProgress, slices }: Work): Promise<Outcome> {
  const rows: Row[] = [];
  const faults: Fault[] = [];
  let lines = 0;
  let reported = performance.now();
  await slices.next();
  let began = performance.now();
  let before = 0;
  for await (const { lines: some, bytes } of readLines(file)) {
    for (const [i, line] of some.entries()) {
      if (performance.now() - began > SLICE_MS) {
        if (performance.now() - reported > REPORT_MS) {
          onProgress({ lines, part: (before + ((bytes - before) * i) / some.length) / file.size });
          reported = performance.now();
        }
        await slices.next();
        began = performance.now();
      }
      if (signal.aborted) return { rows, faults, lines, end: "cancelled" };
      if (line.number > LINES_MAX) return { rows, faults, lines, end: "too long" };
      take(line, rows, faults);
      lines = line.number;
    }
    before = bytes;
  }
  return { rows, faults, lines, end: signal.aborted ? "cancelled" : "done" };
}

function take(line: Line, rows: Row[], faults: Fault[]): void {
  if (isSilent(line)) return;
  const { smiles, name } = splitLine(line.text);
  try {
    rows.push({ ...measure(smiles), name, line: line.number });
  } catch (error) {
    if (!(error instanceof SmilesError)) throw error;
    // What has no shape, or turns the writing round, is not shown.
    const text = line.text
      .slice(0, TEXT_MAX)
      .replace(/\p{C}+/gu, "�")
      .trim();
    faults.push({ line: line.number, text: line.text.length > TEXT_MAX ? `${text}…` : text, message: error.message });
  }
}

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Lines shown on either side of the one that threw. */
const AROUND = 2;

/**
 * The lines around where an error was thrown, in the app's own code: for the development error view.
 *
 * @returns undefined where the stack names no file that can be read
 */
export function codeFrame(error: unknown): string | undefined {
  const stack = error instanceof Error ? error.stack : undefined;
  for (const line of stack?.split("\n") ?? []) {
    const match = /(?:\(|at )((?:file:\/\/)?\/[^()]+?):(\d+):(\d+)\)?$/.exec(line.trim());
    if (!match || /node_modules|node:/.test(line)) continue;
    const [, place = "", row = "0"] = match;
    // A source map may name a file that is not here; the next frame may do better.
    const frame = frameAt(place.startsWith("file:") ? fileURLToPath(place) : place, Number(row));
    if (frame !== undefined) return frame;
  }
  return undefined;
}

/** A line of a file, with those around it; undefined where the file cannot be read. */
export function frameAt(file: string, at: number): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined; // There is nothing to show of it, whatever the reason.
  }
  const lines = text.split("\n");
  const from = Math.max(1, at - AROUND);
  const shown = lines.slice(from - 1, at + AROUND);
  return `${file}:${at}\n${shown.map((code, i) => `${from + i === at ? ">" : " "} ${String(from + i).padStart(4)} | ${code}`).join("\n")}`;
}

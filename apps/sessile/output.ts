// Where a build goes. What was there before is replaced, so it has to be a directory that nobody else writes to.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { CallerError } from "./caller-error.ts";

/** Stands in every directory that a build has written: no other is emptied. */
const MARK = ".sessile-build";

/** The directory of a build, and what it must not take with it. */
export interface Output {
  readonly out: string;
  /** What the build is made of: files and directories. */
  readonly sources: readonly string[];
}

/** @throws CallerError where the directory holds, or is, something that no build has written */
export function checkOutput({ out, sources }: Output): void {
  const place = realPath(out);
  const lost = sources.find((source) => holds(place, realPath(source)));
  if (lost !== undefined)
    throw new CallerError(`the output ${out} would replace ${lost}, expected a directory of its own.`);
  const kind = statSync(out, { throwIfNoEntry: false });
  if (!kind) return;
  if (!kind.isDirectory()) throw new CallerError(`the output ${out} is a file, expected a directory.`);
  const names = readdirSync(out);
  if (names.length > 0 && !names.includes(MARK))
    throw new CallerError(
      `the output ${out} holds what no build has written: expected a new directory, an empty one, or one with ${MARK} in it.`,
    );
}

/**
 * Has a directory written beside the output, and puts what is in it in the output's place: a build that fails leaves the
 * former one as it was.
 */
export async function writeOutput(out: string, write: (dir: string) => Promise<void>): Promise<void> {
  mkdirSync(dirname(out), { recursive: true });
  // As deep as the output: source maps name the sources relative to it.
  const dir = mkdtempSync(join(dirname(out), `.${basename(out)}-`));
  try {
    await write(dir);
    writeFileSync(join(dir, MARK), "Written by sessile build: the next one replaces all that is here.\n");
    mkdirSync(out, { recursive: true });
    // Not the directory itself: it may be mounted, or a link.
    for (const name of readdirSync(out)) rmSync(join(out, name), { recursive: true });
    cpSync(dir, out, { recursive: true });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function holds(dir: string, path: string): boolean {
  const way = relative(dir, path);
  return !isAbsolute(way) && way !== ".." && !way.startsWith("../");
}

/** Where links lead, as far as there is anything. */
function realPath(path: string): string {
  const full = resolve(path);
  if (statSync(full, { throwIfNoEntry: false })) return realpathSync(full);
  return dirname(full) === full ? full : join(realPath(dirname(full)), basename(full));
}

import { existsSync, readFileSync } from "node:fs";
import { parse } from "node:path";
import { inspect, stripVTControlCharacters } from "node:util";
import { codeFrame, frameAt } from "../page/code-frame.ts";

/** Why the code that was saved does not run: what the overlay shows. */
export interface Problem {
  readonly message: string;
  /** `file:line`, and the lines around it. */
  readonly source?: string;
  readonly components?: readonly string[];
}

/** What Oxc tells of a file it could not compile. */
interface CompileError extends Error {
  readonly errors?: readonly {
    readonly message: string;
    readonly id?: string;
    readonly loc?: { readonly line: number };
  }[];
}

/** Vite's words for an import that leads nowhere. */
const NOWHERE =
  /^(?:Failed to load url|Cannot find module) '?([^\s']+)'?.* (?:in|imported from) '?(\/[^']+?\.\w+)(?:'$|\. )/;

/** Says of an error what a programmer needs to mend it. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) return { message: `${inspect(error)} was thrown, expected an Error` };
  const [first] = (error as CompileError).errors ?? [];
  if (first?.loc && first.id !== undefined) {
    // The first line is the message; the rest is a picture of the code.
    const [text = ""] = plain(first.message).split("\n");
    return withSource(`SyntaxError: ${text.replace(/^\[\w+\] /, "")}`, frameAt(first.id, first.loc.line));
  }
  const [, name = "", importer = ""] = NOWHERE.exec(error.message) ?? [];
  if (importer) return withSource(`There is no module ${name}`, frameAt(importer, lineOf(importer, name)));
  return withSource(`${error.name}: ${plain(error.message)}`, codeFrame(error));
}

function withSource(message: string, source: string | undefined): Problem {
  return source === undefined ? { message } : { message, source };
}

/** The line of a file that imports something of this name, from wherever it is named: with its end or without. */
function lineOf(file: string, name: string): number {
  const { name: base } = parse(name);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const imports = (line: string): boolean =>
    [...line.matchAll(/["']([^"']+)["']/g)].some(([, path = ""]) => parse(path).name === base);
  return lines.findIndex(imports) + 1;
}

/** Without the colours of a terminal. */
function plain(text: string): string {
  return stripVTControlCharacters(text);
}

/** Holds a browser's copy against the server's tree. */
import { SessileError } from "../core/errors.ts";
import type { ServerDocument } from "../dom/document.ts";
import type { Copy } from "./copy.ts";
import { ofServer, print, type Raw } from "./outline.ts";

/** What a person did that the server has not been told: there the sides may differ. */
export interface Untold {
  /** Numbers of controls whose state was changed. */
  readonly states: ReadonlySet<number>;
  /** Numbers of what was opened or closed. */
  readonly opened: ReadonlySet<number>;
}

/** @throws SessileError SES_TEST_DIFFERS, with the lines that differ */
export function compare(copy: Copy, document: ServerDocument, untold: Untold): void {
  const browser = print(told(copy.outline(), untold));
  const server = print(told(ofServer(document.documentElement), untold));
  if (browser === server) return;
  const lines = differences(server.split("\n"), browser.split("\n"));
  throw new SessileError("SES_TEST_DIFFERS", `- is the server's, + the browser's\n${lines.join("\n")}\n`);
}

function told(raw: Raw, untold: Untold): Raw {
  const { id = "", "s-id": own = /^_\d+$/.test(id) ? id.slice(1) : "-1" } = raw.attributes;
  const number = Number(own);
  const { open: _, ...closed } = raw.attributes;
  return {
    tag: raw.tag,
    attributes: untold.opened.has(number) ? closed : raw.attributes,
    state: untold.states.has(number) ? null : raw.state,
    children: raw.children.map((child) => (typeof child === "string" ? child : told(child, untold))),
  };
}

/** Lines of context around a difference. */
const AROUND = 2;
const LINES_MAX = 60;

/** What stands between the common beginning and the common end, with some lines around. */
export function differences(before: readonly string[], after: readonly string[]): string[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const marked = (lines: readonly string[], mark: string) =>
    lines.slice(start, lines.length - end).map((line) => `${mark} ${line}`);
  const lines = [
    ...before.slice(Math.max(0, start - AROUND), start).map((line) => `  ${line}`),
    ...marked(before, "-"),
    ...marked(after, "+"),
    ...before.slice(before.length - end, before.length - end + AROUND).map((line) => `  ${line}`),
  ].filter((line) => line.trim() !== "");
  return lines.length > LINES_MAX ? [...lines.slice(0, LINES_MAX), `  … ${lines.length - LINES_MAX} more`] : lines;
}

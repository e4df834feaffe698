// The log of `sessile dev`, for a person at a terminal: a line a message in logfmt, stacks and code below it.
import { relative } from "node:path";
import type { Logger } from "sessile";

/** @param root paths below it are told without it */
export function devLog(root: string): Logger {
  const show = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(show).join(",");
    if (typeof value === "string" && value.startsWith(`${root}/`)) return relative(root, value);
    const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
    return /[\s"=]/.test(text) ? JSON.stringify(text) : text;
  };
  const to =
    (print: (line: string) => void) =>
    ({ err, source, ...data }: Record<string, unknown>, message: string): void => {
      const pairs = Object.entries(data).map(([name, value]) => ` ${name}=${show(value)}`);
      const below = [source, err instanceof Error ? err.stack : err].filter(
        (text) => text !== undefined && text !== "",
      );
      print([message + pairs.join(""), ...below.map(indent)].join("\n"));
    };
  return { info: to(console.log), warn: to(console.warn), error: to(console.error) };
}

function indent(text: unknown): string {
  return String(text).replace(/^/gm, "    ");
}

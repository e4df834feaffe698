// What stands behind a command: its options, from the command line or else from the environment.
import { parseArgs } from "node:util";
import { CallerError } from "./caller-error.ts";

export interface Option {
  readonly short?: string;
  /** What stands for the value in the help; null: it has none, it is said or not. */
  readonly value: string | null;
  /** Whether it may be said again and again. */
  readonly many?: boolean;
  readonly help: string;
  /** The variable that says it where the command line does not. */
  readonly env?: string;
}

export interface Arguments {
  /** What is no option: files, a directory. */
  readonly names: readonly string[];
  readonly options: { readonly [name: string]: string | undefined };
  /** Those that may be said again and again. */
  readonly lists: { readonly [name: string]: readonly string[] | undefined };
  /** Those without a value. */
  readonly flags: { readonly [name: string]: boolean | undefined };
}

export interface Command {
  readonly name: string;
  /** What stands for the names in the help: `[file …]`. */
  readonly names: string;
  /** How many of them there may be. */
  readonly most: number;
  readonly summary: string;
  readonly options: { readonly [name: string]: Option };
  run(args: Arguments): Promise<void>;
}

/** @throws CallerError that says what was expected */
export function readArguments(command: Command, args: readonly string[]): Arguments {
  const known = Object.entries(command.options);
  const { values, positionals } = parse(command, args);
  if (positionals.length > command.most)
    throw new CallerError(`${command.name} takes ${command.names || "no names"}, not ${positionals.join(" ")}.`);
  const options: { [name: string]: string | undefined } = {};
  const lists: { [name: string]: readonly string[] } = {};
  const flags: { [name: string]: boolean } = {};
  for (const [name, { env, many, value: sign }] of known) {
    const value = values[name];
    if (sign === null) flags[name] = value === true;
    else if (many) lists[name] = Array.isArray(value) ? value.map(String) : [];
    else options[name] = typeof value === "string" ? value : env ? process.env[env] || undefined : undefined;
  }
  return { names: positionals, options, lists, flags };
}

function parse({ name, options }: Command, args: readonly string[]) {
  const known = Object.entries(options);
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        known.map(([key, { short, many = false, value }]) => {
          const type = value === null ? ("boolean" as const) : ("string" as const);
          return [key, { type, multiple: many, ...(short ? { short } : {}) }];
        }),
      ),
    });
  } catch (error) {
    const [first = ""] = (error as Error).message.split(/\.\s/);
    const list = known.map(([key]) => `--${key}`).join(", ") || "none";
    throw new CallerError(`${name}: ${first}. Its options are: ${list}, --help.`);
  }
}

/** A service's domain and names, as lists. What is in them the service checks. */
export function readWhom(options: Arguments["options"]): { domain?: readonly string[]; hosts?: readonly string[] } {
  const list = (text: string) => text.split(",").map((each) => each.trim());
  const { domain, hosts } = options;
  return {
    ...(domain === undefined ? {} : { domain: list(domain) }),
    ...(hosts === undefined ? {} : { hosts: list(hosts) }),
  };
}

/** @throws CallerError where it is no port */
export function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new CallerError(`the port is ${JSON.stringify(text)}, expected a whole number from 0 to 65535.`);
}

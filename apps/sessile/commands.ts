// The commands, and what is told of them.
import { build } from "./build.ts";
import { CallerError } from "./caller-error.ts";
import { dev } from "./dev.ts";
import { create } from "./new.ts";
import type { Command, Option } from "./options.ts";
import { request } from "./request.ts";
import { start } from "./start.ts";

const PORT: Option = { short: "p", value: "PORT", env: "PORT", help: "where to listen; 0 takes a free one (8080)" };
const HOST: Option = { value: "HOST", env: "HOST", help: "name or address to listen at (localhost)" };
const DOMAIN: Option = {
  short: "d",
  value: "WHO",
  env: "DOMAIN",
  help: "whom to answer: own, loopback, world, addresses and subnets, with commas between them (own)",
};
const HOSTS: Option = {
  value: "NAMES",
  env: "HOSTS",
  help: "names it may be asked for besides its own, .example.com for all below one, with commas between them",
};
const CONFIG: Option = {
  short: "c",
  value: "FILE",
  env: "SESSILE_CONFIG",
  help: "the configuration (sessile.config.ts, .js or .mjs, where there is one)",
};
const OUT: Option = { short: "o", value: "DIR", help: "the directory to write (dist)" };
const LOG: Option = { value: "LEVEL", env: "LOG_LEVEL", help: "debug, info, warn, error or silent (info)" };

const COMMANDS: readonly Command[] = [
  {
    name: "dev",
    names: "[file or folder …]",
    most: 100,
    summary: "Serve, and swap what you save under every live session.",
    options: { port: PORT, host: HOST, domain: DOMAIN, hosts: HOSTS, config: CONFIG },
    run: dev,
  },
  {
    name: "build",
    names: "[file or folder …]",
    most: 100,
    summary: "Build for production.",
    options: { out: OUT, config: CONFIG },
    run: build,
  },
  {
    name: "start",
    names: "[dir]",
    most: 1,
    summary: "Serve what was built, until SIGTERM or SIGINT: then drain and end.",
    options: { port: PORT, host: HOST, domain: DOMAIN, hosts: HOSTS, "log-level": LOG },
    run: start,
  },
  {
    name: "request",
    names: "<file or folder> [method] [path]",
    most: 3,
    summary: "Answer one request, and end: with 3 where the status is 400 or more. The log is on standard error.",
    options: {
      header: { short: "H", value: "LINE", many: true, help: 'a header: "Accept: text/plain"; as many as you like' },
      data: { value: "TEXT", help: "the body; @FILE for a file, @- for standard input" },
      include: { short: "i", value: null, help: "print status and headers, too" },
    },
    run: request,
  },
  {
    name: "new",
    names: "<dir>",
    most: 1,
    summary: "Write a small project: one app, one test.",
    options: {},
    run: create,
  },
];

/** @throws CallerError where there is none of that name */
export function findCommand(name: string): Command {
  const command = COMMANDS.find((each) => each.name === name);
  if (command) return command;
  const names = COMMANDS.map((each) => each.name).join(", ");
  throw new CallerError(`there is no command ${JSON.stringify(name)}, expected one of ${names}, help.`);
}

/** Lines of two columns. */
function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}

export function help(): string {
  const rows = COMMANDS.map(({ name, names, summary }) => [`${name} ${names}`, summary] as const);
  return `sessile: Preact apps that live on the server.

Usage: sessile <command> [options]

${columns([...rows, ["help [command]", "Say more of a command."], ["--version", "Say which version this is."]])}`;
}

export function commandHelp({ name, names, summary, options }: Command): string {
  const rows = Object.entries(options).map(([key, { short, value, help: text, env }]) => {
    const flags = `${short ? `-${short}, ` : "    "}--${key}${value === null ? "" : ` ${value}`}`;
    return [flags, env ? `${text}; else $${env}` : text] as const;
  });
  return `${summary}

Usage: sessile ${name} ${names}${rows.length > 0 ? " [options]" : ""}

${columns([...rows, ["-h, --help", "say this"]])}`;
}

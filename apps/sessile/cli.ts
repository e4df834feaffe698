#!/usr/bin/env node
// sessile dev | build | start | request | new | help. Ends with 0, with 2 for what the caller can mend, with 1 for what nobody expected.
import { SessileError } from "sessile";
import { CallerError, EXIT_UNEXPECTED, EXIT_USAGE } from "./caller-error.ts";
import { commandHelp, findCommand, help } from "./commands.ts";
import { version } from "./new.ts";
import { readArguments } from "./options.ts";

const [name = "help", ...rest] = process.argv.slice(2);

try {
  await main();
} catch (error) {
  if (error instanceof CallerError || error instanceof SessileError) {
    console.error(`sessile: ${error.message}`);
    process.exitCode = EXIT_USAGE;
  } else {
    console.error(error);
    process.exitCode = EXIT_UNEXPECTED;
  }
}

async function main(): Promise<void> {
  const wanted = name === "help" ? (rest[0] ?? "") : name;
  if (wanted === "" || wanted === "--help" || wanted === "-h") return console.log(help());
  if (wanted === "--version" || wanted === "-v") return console.log(version());
  const command = findCommand(wanted);
  if (name === "help" || rest.includes("--help") || rest.includes("-h")) return console.log(commandHelp(command));
  await command.run(readArguments(command, rest));
}

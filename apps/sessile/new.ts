// sessile new: writes a small project that passes its own test.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CallerError } from "./caller-error.ts";
import type { Arguments } from "./options.ts";

/** This package's folder, from source and compiled alike. */
const PACKAGE = ["../../", "../../../"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(join(path, "package.json"))) as string;
const TEMPLATE = join(PACKAGE, "apps/sessile/template");

/** This package's. */
export function version(): string {
  return JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")).version;
}

export async function create({ names: [dir] }: Arguments): Promise<void> {
  if (!dir) throw new CallerError("new: which directory? Expected a name: sessile new my-app");
  const target = resolve(dir);
  const name = basename(target)
    .toLowerCase()
    .replace(/[^a-z\d-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (name === "") throw new CallerError(`${dir} makes no name of a package, expected letters or digits.`);
  clear(target, dir);
  cpSync(TEMPLATE, target, { recursive: true });
  // A package's own .gitignore would not be published.
  renameSync(join(target, "gitignore"), join(target, ".gitignore"));
  const file = join(target, "package.json");
  const project = JSON.parse(readFileSync(file, "utf8"));
  project.name = name;
  project.dependencies.sessile = `file:${pack(target)}`;
  writeFileSync(file, `${JSON.stringify(project, null, 2)}\n`);
  console.log(`${dir} is ready.
${target === process.cwd() ? "" : `\n  cd ${dir}`}
  npm install
  npm run dev    # http://localhost:8080
  npm test`);
}

/** Makes the directory. A repository that was just begun is as good as an empty one. */
function clear(target: string, dir: string): void {
  let names: string[];
  try {
    mkdirSync(target, { recursive: true });
    names = readdirSync(target);
  } catch (error) {
    throw new CallerError(`${dir} cannot be a directory: ${(error as Error).message}`);
  }
  if (names.some((name) => name !== ".git")) throw new CallerError(`${dir} is not empty.`);
}

/**
 * Puts this very package beside the project, for it is in no registry.
 *
 * @returns the file's name
 */
function pack(target: string): string {
  const args = ["pack", PACKAGE, "--json", "--ignore-scripts", "--pack-destination", target];
  try {
    const said = execFileSync("npm", args, { cwd: target, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    const [{ filename }] = JSON.parse(said) as [{ readonly filename: string }];
    return filename;
  } catch (error) {
    throw new CallerError(`npm could not pack ${PACKAGE}: ${(error as Error).message.split("\n")[0]}`);
  }
}

// sessile new: writes a small project that passes its own test.
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CallerError } from "./caller-error.ts";
import type { Arguments } from "./options.ts";

/** From source and compiled alike: the template is no code of ours. */
const TEMPLATE = ["template/", "../../../apps/sessile/template/"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(join(path, "package.json"))) as string;

export async function create({ names: [dir] }: Arguments): Promise<void> {
  if (dir === undefined) throw new CallerError("new: which directory? Expected a name: sessile new my-app");
  const target = resolve(dir);
  if (existsSync(target) && readdirSync(target).length > 0) throw new CallerError(`${dir} is not empty.`);
  const name = basename(target)
    .toLowerCase()
    .replace(/[^a-z\d-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (name === "") throw new CallerError(`${dir} makes no name of a package, expected letters or digits.`);
  cpSync(TEMPLATE, target, { recursive: true });
  // A package's own .gitignore would not be published.
  renameSync(join(target, "gitignore"), join(target, ".gitignore"));
  const file = join(target, "package.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"my-app"', JSON.stringify(name)));
  console.log(`${dir} is ready.

  cd ${dir}
  npm install
  npm run dev    # http://localhost:8080
  npm test`);
}

// Installs the packages of package-lock.json when they are missing or older than it. Depends on nothing but Node, so
// that every command works on a fresh clone; costs two stat calls when there is nothing to do.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** @throws {Error} with npm's own words when the packages cannot be installed */
export function setup() {
  // npm writes this file last, so an installation that was cut short counts as missing.
  if (changed("node_modules/.package-lock.json") >= changed("package-lock.json")) return;
  console.error("Installing packages …");
  // NODE_ENV=production must not leave out the compiler.
  const npm = spawnSync("npm", ["ci", "--include=dev"], { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
  if (npm.status !== 0) throw new Error(`npm ci failed: ${npm.error?.message ?? npm.stdout + npm.stderr}`);
}

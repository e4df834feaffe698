// npm run check: types, lint, format and structure. Says what failed, and only that.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setup } from "./setup.mjs";

const checks = {
  types: ["tsc", "-p", "tsconfig.json"],
  "types of the browser's side": ["tsc", "-p", "public/tsconfig.json"],
  "lint and format (npx biome check --write repairs most of it)": ["biome", "check"],
  structure: ["vitest", "run", "--project=fast", "test/structure.test.ts"],
};

setup();
for (const [name, [program, ...args]] of Object.entries(checks)) {
  if (program === "tsc" && !existsSync(args[1])) continue;
  const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${program}`, args, { encoding: "utf8" });
  console.log(`${status === 0 ? "ok    " : "failed"} ${name}`);
  if (status === 0) continue;
  console.log(stdout + stderr);
  process.exitCode = 1;
}

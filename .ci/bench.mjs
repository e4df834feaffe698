// npm run bench: builds, then prints a line a figure.
import { spawnSync } from "node:child_process";
import { prepare } from "./build.mjs";

await prepare();
const bench = ["--expose-gc", "--enable-source-maps", "dist/test/bench/index.js", ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, bench, { stdio: "inherit" }).status ?? 1;

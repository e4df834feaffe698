// Sources to dist/: TypeScript compiles what runs on the server, client.mjs bundles what runs in the browser, and the
// assets are copied to dist/public. Skipped when no source changed since the last good build.
import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { setup } from "./setup.mjs";

/** Folders whose files end up in dist/; `npm run dev` watches them. */
export const sources = ["runtime", "widgets", "apps", "public", "test/bench", "test/support"];
const settings = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json", ".ci"];
const compiled = /^(runtime|widgets|apps|test\/bench)\/.*\.tsx?$/;
const assets = /^(apps|public|widgets)\/.*\.(css|svg|png|jpe?g|webp|avif|gif|ico|woff2|webmanifest|txt)$/;
/** Sources that an app shows: they stand beside what is compiled. */
const shown = /^apps\/[^/]+\/stories\/.*\.tsx$/;
const stampFile = "dist/.stamp.json";

/**
 * Builds what is out of date.
 * @returns {Promise<boolean>} whether anything was built
 * @throws {Error} with the compiler's output
 */
export async function build() {
  const files = scan([...sources, ...settings]);
  const before = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, "utf8")) : {};
  if (sameFiles(files, before)) return false;
  // Output of a source that is gone must not live on: then everything is built anew.
  if (Object.keys(before).some((path) => !(path in files))) rmSync("dist", { recursive: true, force: true });
  const results = await Promise.allSettled([compile(files), bundle(files)]);
  // What a browser downloads stands in one folder, apps' assets included: nothing compiled lies beside it.
  for (const path of Object.keys(files).filter((path) => assets.test(path))) {
    copy(path, join("dist", path.startsWith("public/") ? path : join("public", path)));
  }
  for (const path of Object.keys(files).filter((path) => shown.test(path))) copy(path, join("dist", path));
  compress("dist/public");
  const failures = results.filter((result) => result.status === "rejected");
  if (failures.length > 0) throw new Error(failures.map((failure) => failure.reason.message).join("\n"));
  write(stampFile, JSON.stringify(files));
  return true;
}

/** @returns {Record<string, number>} every file under the given paths with the time of its last change */
function scan(paths) {
  const found = {};
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) Object.assign(found, scan(readdirSync(path).map((name) => join(path, name))));
    else if (stat) found[path] = stat.mtimeMs;
  }
  return found;
}

function sameFiles(a, b) {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}

function compile(files) {
  if (!Object.keys(files).some((path) => compiled.test(path))) return;
  return new Promise((resolve, reject) => {
    const tsc = spawn("node_modules/.bin/tsc", ["-p", "tsconfig.build.json"], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [tsc.stdout, tsc.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
    tsc.on("error", reject);
    tsc.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`tsc failed\n${said}`))));
  });
}

async function bundle(files) {
  if (!("public/client/index.ts" in files)) return;
  const { buildClient } = await import("./client.mjs");
  for (const [name, code] of Object.entries(await buildClient())) write(`dist/public/${name}`, code);
}

/** Beside each text that gains by it its compressed forms, which the file server prefers. */
function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!/\.(js|css|svg)$/.test(name)) continue;
    const text = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(text));
  }
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/** What each command does first: packages, then dist/. Ends the process when either fails. */
export async function prepare() {
  try {
    setup();
    return await build();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

if (import.meta.filename === process.argv[1]) await prepare();

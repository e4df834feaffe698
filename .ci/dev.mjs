// npm run dev: like npm start, and again after each change of a source file.
import { existsSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { build, prepare, sources } from "./build.mjs";
import { runServer } from "./server.mjs";

const settled = 60; // ms: an editor's save is several file events
const patience = 3000; // ms a server may take to end

await prepare();
let server = start();
let timer;
let watchers = [];
watchAll();

function start() {
  const child = runServer({ NODE_ENV: "development" });
  child.on("exit", (code, signal) => {
    if (child !== server) return; // replaced by a newer one
    if (code === 0 || ["SIGINT", "SIGTERM"].includes(signal)) process.exit(code ?? 0);
    console.error("The server ended; waiting for a change.");
  });
  return child;
}

// One watcher a folder, set again after each build: Node's recursive watch on Linux loses files of new folders.
function watchAll() {
  for (const watcher of watchers) watcher.close();
  watchers = sources
    .filter((folder) => existsSync(folder))
    .flatMap(folders)
    .map((folder) => watch(folder, changed));
}

function folders(folder) {
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...inside.flatMap((entry) => folders(join(folder, entry.name)))];
}

function changed() {
  clearTimeout(timer);
  timer = setTimeout(rebuild, settled);
}

let turn = Promise.resolve();
function rebuild() {
  turn = turn.then(async () => {
    watchAll();
    try {
      if (!(await build())) return;
    } catch (error) {
      return console.error(error.message);
    }
    const old = server;
    server = undefined;
    await stop(old);
    server = start();
  });
}

function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const force = setTimeout(() => child.kill("SIGKILL"), patience);
  return new Promise((resolve) => {
    child.on("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

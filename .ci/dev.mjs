// npm run dev: the gallery from its sources. What changes in apps/ and in style sheets is swapped by the server itself, under
// the sessions that live; when the runtime changes, it is built and started again.
import { existsSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { build, prepare } from "./build.mjs";
import { runServer } from "./server.mjs";

const built = ["runtime", "widgets", "public/client"];
const settled = 60; // ms: an editor's save is several file events
const patience = 3000; // ms a server may take to end

await prepare();
let server = start();
let timer;
let watchers = [];
let turn = Promise.resolve();
let ending = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, end);
watchAll();

function start() {
  const child = runServer({ NODE_ENV: "development" });
  child.on("exit", () => {
    if (ending) process.exit();
    if (child === server) console.error("The server ended; waiting for a change.");
  });
  return child;
}

function end() {
  ending = true;
  if (!isRunning(server)) process.exit();
}

// One watcher a folder, set again before each build: Node's recursive watch on Linux misses files of new folders.
function watchAll() {
  for (const watcher of watchers) watcher.close();
  const folders = built.filter((folder) => existsSync(folder)).flatMap(foldersOf);
  watchers = folders.map((folder) => watch(folder, changed));
}

function foldersOf(folder) {
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...inside.flatMap((entry) => foldersOf(join(folder, entry.name)))];
}

function changed() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    turn = turn.then(rebuild).catch((error) => console.error(error.message));
  }, settled);
}

async function rebuild() {
  watchAll();
  if (!(await build())) return;
  const old = server;
  server = undefined; // ended by us: nothing to report
  await stop(old);
  if (!ending) server = start();
}

function isRunning(child) {
  return child !== undefined && child.exitCode === null && child.signalCode === null;
}

function stop(child) {
  if (!isRunning(child)) return;
  const force = setTimeout(() => child.kill("SIGKILL"), patience);
  return new Promise((resolve) => {
    child.on("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

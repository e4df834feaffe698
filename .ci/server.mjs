// Starts the gallery as a child process that gets the signals this process gets.
import { spawn } from "node:child_process";

/** @param {NodeJS.ProcessEnv} env what the server's environment has beyond our own */
export function runServer(env) {
  const server = spawn(process.execPath, ["--enable-source-maps", "dist/apps/gallery/main.js"], {
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  const forward = (signal) => {
    // A terminal's Ctrl-C has reached the whole process group already.
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    server.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  server.on("exit", () => {
    for (const signal of signals) process.off(signal, forward);
  });
  return server;
}

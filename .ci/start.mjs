// npm start: whatever is missing is installed and built, then the gallery is served.
import { prepare } from "./build.mjs";
import { runServer } from "./server.mjs";

await prepare();
const server = runServer({ NODE_ENV: process.env.NODE_ENV ?? "production" });
server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));

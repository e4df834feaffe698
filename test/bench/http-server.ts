/**
 * A server under load, in a process of its own. `bare` answers every POST with the bytes it was told to, once it has
 * read the body: as little as a handler on node:http can do. `sessile` serves the counter.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SILENT } from "../../runtime/core/log.ts";
import { serve } from "../../runtime/serve.ts";
import { Counter } from "./counter.tsx";

/** What the parent asks. */
export type Question = "cpu" | { readonly headers: readonly string[]; readonly body: string };
/** What it is told: microseconds of processor time, or where to connect. */
export type Reply = { readonly cpu: number } | { readonly port: number };

const say = (reply: Reply): void => void process.send?.(reply);
let answer: { headers: readonly string[]; body: string } = { headers: [], body: "" };

process.on("message", (question: Question) => {
  if (question !== "cpu") {
    answer = question;
    return;
  }
  const { user, system } = process.cpuUsage();
  say({ cpu: user + system });
});
process.on("disconnect", () => process.exit());

if (process.argv[2] === "bare") {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { headers, body } = answer;
      response.writeHead(200, [...headers, "Content-Length", String(Buffer.byteLength(body))]);
      response.end(body);
    });
  });
  server.listen(0, "127.0.0.1", () => say({ port: (server.address() as AddressInfo).port }));
} else {
  const options = { port: 0, host: "127.0.0.1", mode: "production", log: SILENT } as const;
  const { url } = await serve(Counter, options);
  say({ port: Number(new URL(url).port) });
}

/** The servers that are compared, by kind; each runs in a process of its own. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sirv from "sirv";
import { SILENT } from "../../runtime/core/log.ts";
import { serve } from "../../runtime/serve.ts";
import { HttpService } from "../../runtime/service.ts";
import { Counter } from "./counter.tsx";

/** What a hello is answered with. */
export const HELLO = "Hello, world!";
/** A file of a few kilobytes, as style sheets and scripts are. */
export const FILE = { name: "file.css", text: "p { color: teal }\n".repeat(300) };

/** What a server that is told its answers says. */
export interface Told {
  readonly headers: readonly string[];
  readonly body: string;
}

function directory(): string {
  const dir = mkdtempSync(join(tmpdir(), "sessile-bench-"));
  writeFileSync(join(dir, FILE.name), FILE.text);
  return dir;
}

const onNode = (listener: RequestListener): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer(listener);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

const options = { port: 0, host: "127.0.0.1", mode: "production", log: SILENT } as const;
const portOf = ({ url }: { readonly url: string }): number => Number(new URL(url).port);

/** Starts a server. @returns its port */
export const KINDS = {
  /** Answers every POST with what it was told, once it has read the body: as little as a handler on node:http can do. */
  bare: (told: () => Told) =>
    onNode((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { headers, body } = told();
        response.writeHead(200, [...headers, "Content-Length", String(Buffer.byteLength(body))]);
        response.end(body);
      });
    }),
  sessile: async () => portOf(await serve(Counter, options)),
  /** A hello on bare node:http. */
  hello: () =>
    onNode((_, response) => {
      response.writeHead(200, ["Content-Type", "text/plain", "Content-Length", String(HELLO.length)]);
      response.end(HELLO);
    }),
  /** The same by a service. */
  service: async () => {
    const loop: HttpService["loop"] = (exchange) => exchange.reply(200, ["Content-Type", "text/plain"], HELLO);
    const { port, host, log } = options;
    return portOf(await new HttpService({ port, host, log, loop }).open());
  },
  /** Files by sirv alone. */
  sirv: () => {
    const files = sirv(directory(), { etag: true, gzip: true, brotli: true });
    return onNode((request, response) => {
      request.url = (request.url ?? "/").slice("/files".length);
      files(request, response, () => {
        response.statusCode = 404;
        response.end();
      });
    });
  },
  /** Files beside apps. */
  files: async () => portOf(await serve(Counter, { ...options, statics: [{ prefix: "/files/", dir: directory() }] })),
} as const;

export type Kind = keyof typeof KINDS;

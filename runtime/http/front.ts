import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { LeanRequest } from "./lean.ts";

/** Milliseconds without a byte either way after which a connection is closed: heartbeats keep streams open. */
const IDLE_MS = 75_000;

/** Milliseconds between two looks for connections that have become idle while the server closes. */
const CLOSING_MS = 20;

/** Requests that are not HTTP are the browser's fault; those that did not arrive whole may be sent again, as they are. */
const UNREADABLE: { readonly [code: string]: 408 | 431 | undefined } = {
  HPE_INVALID_EOF_STATE: 408,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** Where and how to listen. */
export interface FrontOptions {
  readonly port: number;
  readonly host: string;
  readonly handle: RequestListener<typeof LeanRequest>;
  /**
   * The whole answer to what was no request, for a connection that closes behind it.
   *
   * @param first whether nobody has heard of it yet
   */
  unreadable(status: 400 | 408 | 431, first: boolean): string;
}

/** A server on `node:http` that listens. */
export interface Front {
  /** `http://localhost:8080` */
  readonly url: string;
  readonly server: Server;
  /** Stops listening; settles once all that was being answered is. */
  close(): Promise<void>;
}

/** @throws the server's own error where it cannot listen */
export async function listen({ port, host, handle, unreadable }: FrontOptions): Promise<Front> {
  // Browsers open connections ahead of need; node counts one that never asked for anything as busy.
  const unused = new Set<Socket>();
  const server = createServer({ IncomingMessage: LeanRequest }, (request, response) => {
    request.handed = true;
    unused.delete(request.socket);
    handle(request, response);
  });
  // One timer a connection, not two an answer.
  server.keepAliveTimeout = 0;
  server.timeout = IDLE_MS;
  server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    // Of a request whose body breaks off its handler is told, who has nobody left to answer.
    const { _httpMessage: response } = socket as Duplex & { _httpMessage?: ServerResponse | null };
    if (code === "ECONNRESET" || response?.headersSent || !socket.writable) socket.destroy();
    else socket.end(unreadable(UNREADABLE[code] ?? 400, !response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    server,
    close: () =>
      new Promise((resolve, reject) => {
        // Each connection goes once it has nothing more to answer.
        const closing = setInterval(() => server.closeIdleConnections(), CLOSING_MS);
        server.close((error) => {
          clearInterval(closing);
          if (error) reject(error);
          else resolve();
        });
        for (const socket of unused) socket.destroy();
      }),
  };
}

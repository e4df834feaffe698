import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createSecureServer, type Http2SecureServer, type ServerHttp2Session } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { LeanRequest } from "./lean.ts";
import { endLingering } from "./node-head.ts";
import type { TlsSetting } from "./service/declaration.ts";

/** Milliseconds between two looks for heads that take too long. */
const LOOK_MS = 1000;
/** Streams of one HTTP/2 connection at once. @see https://www.rfc-editor.org/rfc/rfc9113#section-5.1.2 */
const STREAMS_MAX = 100;

/** Requests that are not HTTP are the browser's fault; those that did not arrive whole may be sent again, as they are. */
const UNREADABLE: { readonly [code: string]: 408 | 431 | undefined } = {
  HPE_INVALID_EOF_STATE: 408,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** Milliseconds, each by the name of its property. */
export interface Timeouts {
  readonly headersTimeout: number;
  readonly idleTimeout: number;
}

/** Where and how to listen. */
export interface FrontOptions extends Timeouts {
  readonly port: number;
  readonly host: string;
  readonly tls: TlsSetting | null;
  readonly maxConnections: number;
  /**
   * A connection is there, and encrypted where it is to be.
   *
   * @param session what speaks HTTP/2 on it: the socket is its own then, and is never ended by anybody else
   */
  connected(socket: Socket, session: ServerHttp2Session | null): void;
  /** @param expecting whether the client waits to be told to send its body */
  handle(request: IncomingMessage, response: ServerResponse, expecting: boolean): void;
  /**
   * The whole answer to what was no request, for a connection that closes behind it.
   *
   * @param first whether nobody has heard of it yet
   */
  unreadable(status: 400 | 408 | 431, first: boolean): string;
}

/** A server on `node:http`, or `node:http2` with TLS, that listens. */
export interface Front {
  /** `http://localhost:8080` */
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  setTimeouts(timeouts: Timeouts): void;
  /** Stops listening; settles once every connection is closed. HTTP/2 clients are told to go. */
  close(): Promise<void>;
}

type AnyServer = Server & Pick<Http2SecureServer, "on">;

/** @throws the server's own error where it cannot listen */
export async function listen(options: FrontOptions): Promise<Front> {
  const { port, host, tls, handle, connected } = options;
  const server = tls ? secure(tls, options.headersTimeout) : plain(options.headersTimeout);
  const sessions = new Set<ServerHttp2Session>();
  const setTimeouts = ({ headersTimeout, idleTimeout }: Timeouts): void => {
    server.headersTimeout = headersTimeout;
    // Bodies are held to a rate, not to a time: a large one may take its hours.
    server.requestTimeout = 0;
    // One timer a connection, not two an answer.
    server.keepAliveTimeout = 0;
    server.timeout = idleTimeout;
    for (const session of sessions) session.setTimeout(idleTimeout);
  };
  setTimeouts(options);
  server.maxConnections = options.maxConnections;
  const take = (request: IncomingMessage, response: ServerResponse, expecting: boolean): void => {
    if (request instanceof LeanRequest) request.handed = true;
    handle(request, response, expecting);
  };
  server.on("request", (request, response) => take(request, response, false));
  server.on("checkContinue", (request, response) => take(request, response, true));
  // Node's own listener comes before ours: where it has made a session, it is this connection's.
  let latest: ServerHttp2Session | null = null;
  const handshaking = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    if (!tls) return connected(socket, null);
    handshaking.add(socket);
    socket.once("close", () => handshaking.delete(socket));
  });
  server.on("secureConnection", (socket: TLSSocket & { readonly _parent?: Socket }) => {
    if (socket._parent) handshaking.delete(socket._parent);
    connected(socket, latest);
    latest = null;
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => answerUnreadable(error, socket, options));
  server.on("session", (session: ServerHttp2Session) => {
    latest = session;
    sessions.add(session);
    session.setTimeout(server.timeout, () => session.destroy());
    // Told by its streams already; without a listener it would end the process.
    session.on("error", () => session.destroy());
    session.once("close", () => sessions.delete(session));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    port: bound,
    server,
    setTimeouts,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        for (const session of sessions) session.close();
        for (const socket of handshaking) socket.destroy();
      }),
  };
}

function plain(headersTimeout: number): AnyServer {
  const connectionsCheckingInterval = Math.min(LOOK_MS, headersTimeout / 2);
  return createServer({
    IncomingMessage: LeanRequest,
    connectionsCheckingInterval,
    requestTimeout: 0,
    noDelay: true,
  }) as AnyServer;
}

/** @see https://www.rfc-editor.org/rfc/rfc7301 */
function secure(tls: TlsSetting, headersTimeout: number): AnyServer {
  const server = createSecureServer({
    minVersion: "TLSv1.2",
    handshakeTimeout: headersTimeout,
    ...tls,
    allowHTTP1: true,
    Http1IncomingMessage: LeanRequest,
    settings: { maxConcurrentStreams: STREAMS_MAX },
  });
  // It has what an HTTP/1.1 server has, where that is allowed; the types do not say so.
  return server as unknown as AnyServer;
}

/** Connections on which something came that was no request: what follows it is not looked at. */
const SPOILT = new WeakSet<Duplex>();

/**
 * Answers, in place of a handler, what came on a connection and was no request, or a request whose body breaks off:
 * in its turn, for those before it are owed their own answers. Then the connection closes.
 */
export function answerUnreadable(
  { code = "" }: NodeJS.ErrnoException,
  socket: Duplex,
  { unreadable }: Pick<FrontOptions, "unreadable">,
): void {
  // Whoever has not shaken hands would wait for ever for an answer that cannot be encrypted.
  const { secureConnecting = false } = socket as { readonly secureConnecting?: boolean };
  if (code === "ECONNRESET" || secureConnecting || !socket.writable) return void socket.destroy();
  if (SPOILT.has(socket)) return;
  SPOILT.add(socket);
  const turn = (): void => {
    // Whose turn it is to be written.
    const { _httpMessage: response } = socket as Duplex & { _httpMessage?: ServerResponse | null };
    if (response && (response.req.complete || response.writableEnded)) response.once("close", turn);
    else if (response && endLingering(response)) return;
    // Of a body that breaks off while it is answered the handler is told, who has nobody left to answer.
    else if (response?.headersSent || !socket.writable) socket.destroy();
    // More than was announced as the last is no request of anybody's.
    else if (code === "HPE_CLOSED_CONNECTION") socket.end();
    else socket.end(unreadable(UNREADABLE[code] ?? 400, !response));
  };
  turn();
}

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import type { ComponentType } from "preact";
import sirv from "sirv";
import { SessileError } from "./core/errors.ts";
import { DEFAULT_LIMITS, type Limits } from "./core/limits.ts";
import type { Logger } from "./core/log.ts";
import { logStrays } from "./core/strays.ts";
import { FetchExchange } from "./http/fetch.ts";
import { LeanRequest } from "./http/lean.ts";
import { NodeExchange } from "./http/node.ts";

import { Seal } from "./http/seal.ts";

import { onStray } from "./page/preact.ts";

import { Answerer } from "./session/answer.ts";
import { type AppDefinition, type Apps, readApps } from "./session/app.ts";
import { Callers } from "./session/callers.ts";
import { type CspAdditions, contentSecurityPolicy } from "./session/headers.ts";
import { Mapper, type MapperOptions } from "./session/mapper.ts";
import { Registry } from "./session/registry.ts";
import { Streams } from "./session/streams.ts";

/** Options of a runtime. */
export interface RuntimeOptions {
  /** Apps by prefix: `{ "/": Home, "/counter/": Counter }`. */
  readonly apps: Apps;
  /** In development errors are shown with message, components and source. Default: by `NODE_ENV`. */
  readonly mode?: "development" | "production";
  /** Default: pino, as JSON lines on standard output. */
  readonly log?: Logger;
  /** What differs from {@link DEFAULT_LIMITS}. */
  readonly limits?: Partial<Limits>;
  /** How requests tell sessions and pages apart. */
  readonly mapper?: MapperOptions;
  /** Secrets that seal cookies, the newest first; none: sealed cookies do not outlive the process. */
  readonly secrets?: readonly string[];
  /** Sources to add to the Content-Security-Policy. */
  readonly csp?: CspAdditions;
}

/** Apps and their sessions, without a socket. */
export interface Runtime {
  /**
   * Answers one request for an app. Static files are the server's, not the runtime's.
   *
   * @param from the browser's address, where the front knows it: a Request does not say
   * @example
   * const response = await runtime.fetch(new Request("http://localhost/counter/"));
   */
  fetch(request: Request, from?: { readonly address: string }): Promise<Response>;
  /** The same on `node:http`, without objects in between. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  readonly sessions: number;
  readonly pages: number;
  readonly streams: number;
  /**
   * Milliseconds by which the event loop came late since the start: how long a handler that spins kept all
   * others waiting. Which one it was, a log line says (`slowTurnMs`).
   */
  readonly eventLoopDelay: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Ends every session: effects clean up, streams close. */
  close(): void;
}

/** A directory of files served as they are. */
export interface StaticFiles {
  /** `/assets/` */
  readonly prefix: string;
  readonly dir: string;
}

/** Options of {@link serve}. */
export interface ServeOptions extends Omit<RuntimeOptions, "apps"> {
  /** Default 8080; 0 takes a free one. */
  readonly port?: number;
  /** Default `localhost`. */
  readonly host?: string;
  readonly statics?: readonly StaticFiles[];
}

/** A running server. */
export interface Service {
  /** `http://localhost:8080` */
  readonly url: string;
  readonly runtime: Runtime;
  readonly server: Server;
  /** Stops listening, ends streams and sessions, and waits for what is being answered. */
  close(): Promise<void>;
}

/** Requests that are not HTTP are the browser's fault; those that did not arrive whole may be sent again, as they are. */
const UNREADABLE: { readonly [code: string]: string | undefined } = {
  HPE_INVALID_EOF_STATE: "408 Request Timeout",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};

/** Milliseconds without a byte either way after which a connection is closed: heartbeats keep streams open. */
const IDLE_MS = 75_000;

/** Where the browser's script and the runtime's own files are served. */
const OWN_PREFIX = "/~/";

/** The built `public/`: beside the compiled runtime, or, when run from source, in `dist/`. */
function ownFiles(): string {
  const beside = fileURLToPath(new URL("../public/", import.meta.url));
  return existsSync(`${beside}sessile.js`) ? beside : fileURLToPath(new URL("../dist/public/", import.meta.url));
}

/** The script's URL, with its content's hash: it may be kept for ever. */
function scriptUrl(): string {
  const file = `${ownFiles()}sessile.js`;
  const hash = existsSync(file)
    ? createHash("sha256").update(readFileSync(file)).digest("base64url").slice(0, 12)
    : "0";
  return `${OWN_PREFIX}sessile.js?v=${hash}`;
}

/**
 * A runtime to which requests are handed: the core that tests call without a socket.
 *
 * @throws SessileError SES_NO_APPS, SES_APP_PREFIX, SES_APP_COMPONENT
 * @example
 * const runtime = createRuntime({ apps: { "/counter/": Counter } });
 */
export function createRuntime(options: RuntimeOptions): Runtime {
  const apps = readApps(options.apps);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = options.log ?? pino();
  const mapper = new Mapper(options.mapper);
  const registry = new Registry({ limits, mapper, log });
  const streams = new Streams(limits.heartbeatMs);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const forget = onStray((err) => log.error({ err }, "an effect outside any page failed"));
  const development = (options.mode ?? process.env.NODE_ENV) === "development";
  const csp = contentSecurityPolicy(options.csp ?? {});
  const seal = new Seal(options.secrets);
  const callers = new Callers(mapper, registry, seal);
  const answerer = new Answerer({
    apps,
    mapper,
    registry,
    callers,
    streams,
    seal,
    limits,
    log,
    development,
    csp,
    script: scriptUrl(),
    warned: new Set(),
  });
  return {
    fetch(request, from) {
      const exchange = new FetchExchange(request, from?.address);
      answerer.answer(exchange);
      return exchange.response;
    },
    handle: (request, response) => answerer.answer(new NodeExchange(request, response)),
    get sessions() {
      return registry.size;
    },
    get pages() {
      return registry.pages;
    },
    get streams() {
      return streams.size;
    },
    get eventLoopDelay() {
      const ms = (nanoseconds: number) => nanoseconds / 1e6;
      return { p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), max: ms(delay.max) };
    },
    close() {
      delay.disable();
      streams.close();
      registry.close();
      forget();
    },
  };
}

/**
 * Serves one app, or several by prefix.
 *
 * @throws SessileError SES_OPTION for a port that is none; the server's own error where it cannot listen
 * @example
 * const service = await serve(Counter, { port: 8080 });
 * console.log(service.url);
 */
export async function serve(app: ComponentType | AppDefinition | Apps, options: ServeOptions = {}): Promise<Service> {
  const { port = 8080, host = "localhost", statics = [], ...rest } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new SessileError("SES_OPTION", `port is ${port}, expected 0 to 65535`);
  const apps = typeof app === "function" || isDefinition(app) ? { "/": app } : app;
  const runtime = createRuntime({ ...rest, apps });
  const mounts = [{ prefix: OWN_PREFIX, dir: ownFiles(), immutable: true }, ...statics].map(mount);
  // Browsers open connections ahead of need; node counts one that never asked for anything as busy.
  const unused = new Set<Socket>();
  const server = createServer({ IncomingMessage: LeanRequest }, (request, response) => {
    request.handed = true;
    unused.delete(request.socket);
    const url = request.url ?? "/";
    for (const { prefix, files } of mounts) {
      if (!url.startsWith(prefix)) continue;
      // sirv reads the path relative to its directory.
      request.url = url.slice(prefix.length - 1);
      files(request, response, () => {
        request.url = url;
        runtime.handle(request, response);
      });
      return;
    }
    runtime.handle(request, response);
  });
  // One timer a connection, not two an answer.
  server.keepAliveTimeout = 0;
  server.timeout = IDLE_MS;
  server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.on("clientError", ({ code }: NodeJS.ErrnoException, socket) => {
    const status = UNREADABLE[code ?? ""] ?? "400 Bad Request";
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    else socket.destroy();
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    runtime.close();
    throw error;
  }
  const { port: bound } = server.address() as AddressInfo;
  // Once it serves, nothing an app does may end the process and with it all sessions.
  const forgetStrays = logStrays(rest.log ?? pino());
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> =>
    new Promise((resolve, reject) => {
      runtime.close();
      forgetStrays();
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeIdleConnections();
      for (const socket of unused) socket.destroy();
    });
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    runtime,
    server,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function isDefinition(app: AppDefinition | Apps): app is AppDefinition {
  return typeof (app as AppDefinition).component === "function";
}

function mount({ prefix, dir, immutable = false }: StaticFiles & { immutable?: boolean }) {
  const files = sirv(dir, {
    etag: true,
    gzip: true,
    brotli: true,
    dotfiles: false,
    ...(immutable ? { maxAge: 31_536_000, immutable } : {}),
  });
  return { prefix, files };
}

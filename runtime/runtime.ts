import type { IncomingMessage, ServerResponse } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pino } from "pino";
import { DEFAULT_LIMITS, type Limits } from "./core/limits.ts";
import type { Logger } from "./core/log.ts";
import { Meter } from "./core/meter.ts";
import type { Exchange } from "./http/exchange.ts";
import { FetchExchange } from "./http/fetch.ts";
import { NodeExchange } from "./http/node.ts";
import { scriptUrl } from "./http/own-files.ts";
import { type Cipher, Seal } from "./http/seal.ts";
import { Uploads } from "./http/uploads.ts";
import type { Page } from "./page/page.ts";
import { onStray } from "./page/preact.ts";
import { Answerer } from "./session/answer.ts";
import { type Apps, readApps } from "./session/app.ts";
import { Callers } from "./session/callers.ts";
import { type Authorize, Guard } from "./session/guard.ts";
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
  /** Who has to show who they are, and how: for all, or by prefix. Default: nobody. */
  readonly authorize?: Authorize;
  /** Seals cookies in place of the server's own cipher; `secrets` are not used then. */
  readonly cipher?: Cipher;
  /** An existing directory for files that arrive. Default: the system's for temporary files; not one in memory. */
  readonly uploadDir?: string;
  /** Sources to add to the Content-Security-Policy. */
  readonly csp?: CspAdditions;
  /** URL of the browser's script, where another server than `serve` has it. Default: where `serve` has it. */
  readonly scriptUrl?: string;
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
  /**
   * The same for an exchange, as a service hands it on.
   *
   * @param admitted whether {@link Runtime.admit} has let it on already: credentials that count once are not asked for twice
   */
  answer(exchange: Exchange, admitted?: boolean): void;
  /** Whether there is an app at the address of an exchange. */
  has(exchange: Exchange): boolean;
  /** The same on `node:http`, without objects in between. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Lets on, or answers, a request for what is not an app's, a file for one, as `authorize` says. */
  admit(exchange: Exchange, on: () => void): void;
  readonly sessions: number;
  readonly pages: number;
  readonly streams: number;
  /** Elements of all pages. */
  readonly nodes: number;
  /** Events that browsers have sent. */
  readonly events: number;
  /** POSTs of the browser's script by the time from their last byte to their answer; `sum` in milliseconds. */
  readonly latency: { readonly buckets: readonly number[]; readonly sum: number };
  /** What is served. */
  readonly apps: readonly { readonly prefix: string; readonly title: string; readonly description: string }[];
  /** Files that pages have on disk, or that are being written, and bytes they take of it. */
  readonly uploads: { readonly size: number; readonly bytes: number };
  /**
   * Milliseconds by which the event loop came late since the start: how long a handler that spins kept all
   * others waiting. Which one it was, a log line says (`slowTurnMs`).
   */
  readonly eventLoopDelay: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Settles once no async handler is pending on any page, or after so many milliseconds. */
  settled(ms: number): Promise<void>;
  /** Ends every session: effects clean up, streams close. Settles once async clean-up has come to its end, within 10 s. */
  close(): Promise<void>;
}

/** What the mode says, or the environment where it is not given. */
export function isDevelopment(mode: RuntimeOptions["mode"]): boolean {
  return (mode ?? process.env.NODE_ENV) === "development";
}

const registries = new WeakMap<Runtime, Registry>();

/** All pages of a runtime: for tools that run beside it. */
export function* livePages(runtime: Runtime): Generator<Page> {
  for (const session of registries.get(runtime)?.all() ?? []) yield* session.pages;
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
  const cipher = options.cipher ?? new Seal(options.secrets);
  const registry = new Registry({ limits, mapper, log, cipher });
  const streams = new Streams(limits.heartbeatMs);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const forget = onStray((err) => log.error({ err }, "an effect outside any page failed"));
  const development = isDevelopment(options.mode);
  const csp = contentSecurityPolicy(options.csp ?? {});
  const uploads = new Uploads(limits, options.uploadDir);
  const callers = new Callers(mapper, registry);
  const meter = new Meter();
  const answerer = new Answerer({
    apps,
    mapper,
    registry,
    callers,
    guard: options.authorize ? new Guard(options.authorize, log) : null,
    streams,
    cipher,
    uploads,
    limits,
    log,
    meter,
    development,
    csp,
    script: options.scriptUrl ?? scriptUrl(),
    warned: new Set(),
  });
  const runtime: Runtime = {
    fetch(request, from) {
      const exchange = new FetchExchange(request, from);
      answerer.answer(exchange);
      return exchange.response;
    },
    answer: (exchange, admitted) => answerer.answer(exchange, admitted),
    admit: (exchange, on) => answerer.admit(exchange, on),
    has: (exchange) => answerer.has(exchange),
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
    get nodes() {
      let nodes = 0;
      for (const { pages } of registry.all()) for (const page of pages) nodes += page.document.$index.size;
      return nodes;
    },
    get events() {
      return meter.events;
    },
    latency: meter,
    apps: [...apps.values()].map(({ prefix, title, description }) => ({ prefix, title, description })),
    get uploads() {
      return { size: uploads.size, bytes: uploads.bytes };
    },
    get eventLoopDelay() {
      const ms = (nanoseconds: number) => nanoseconds / 1e6;
      return { p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), max: ms(delay.max) };
    },
    settled: (ms) => registry.settled(ms),
    async close() {
      delay.disable();
      streams.close();
      await registry.close();
      uploads.close();
      forget();
    },
  };
  registries.set(runtime, registry);
  return runtime;
}

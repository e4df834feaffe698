import type { Server } from "node:http";
import { pino } from "pino";
import type { ComponentType } from "preact";
import { SessileError } from "./core/errors.ts";
import { logStrays } from "./core/strays.ts";
import type { Exchange } from "./http/exchange.ts";
import { OWN_PREFIX, ownFiles } from "./http/own-files.ts";
import type { ServiceSettings } from "./http/service/declaration.ts";
import type { Looped } from "./http/service/methods.ts";
import { type StaticFiles, Statics } from "./http/statics.ts";
import { createRuntime, isDevelopment, type Runtime, type RuntimeOptions } from "./runtime.ts";
import { HttpService } from "./service.ts";
import type { AppDefinition, Apps } from "./session/app.ts";

/** Options of {@link serve}: the runtime's, and the properties of the service it is mounted on. */
export interface ServeOptions extends Omit<RuntimeOptions, "apps">, Omit<ServiceSettings, "log"> {
  readonly statics?: readonly StaticFiles[];
  /**
   * Sees requests before files and apps do, those for `/factory/` as well, and leaves to them what it does not answer.
   * For a factory path 403 and 404 deny, 303 stands for the built-in answer.
   */
  readonly loop?: (exchange: Exchange) => Looped;
}

/** A running server. */
export interface Service {
  /** `http://localhost:8080` */
  readonly url: string;
  readonly runtime: Runtime;
  /** What the runtime is mounted on. */
  readonly http: HttpService;
  readonly server: Server;
  /**
   * Stops listening, ends streams and sessions, and waits for what is being answered and cleaned up.
   *
   * @param drainMs milliseconds that async handlers are given to come to their end before; default: none
   */
  close(drainMs?: number): Promise<void>;
}

/** Options of the runtime: all others are the service's, which knows its own. */
const RUNTIME_OPTIONS: { readonly [name in Exclude<keyof RuntimeOptions, "apps">]-?: true } = {
  mode: true,
  log: true,
  limits: true,
  mapper: true,
  secrets: true,
  csp: true,
  authorize: true,
  cipher: true,
  uploadDir: true,
  scriptUrl: true,
};

/**
 * The service of one app, or several by prefix, before it is opened: for servers of your own, and for adapters.
 *
 * @throws SessileError SES_PROPERTY, SES_OPTION, SES_NO_APPS, SES_APP_PREFIX, SES_APP_COMPONENT
 */
export function mount(
  app: ComponentType | AppDefinition | Apps,
  { statics: directories = [], loop, ...given }: ServeOptions = {},
): { readonly http: HttpService; readonly runtime: Runtime } {
  const log = given.log ?? pino();
  const settings = Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(RUNTIME_OPTIONS, name)));
  const apps = typeof app === "function" || isDefinition(app) ? { "/": app } : app;
  const own = { prefix: OWN_PREFIX, dir: ownFiles(), immutable: true };
  const statics = new Statics([own, ...directories], isDevelopment(given.mode));
  const answer = (exchange: Exchange): Looped => {
    // The factory's names are reserved.
    if (http.factory && exchange.path.startsWith("/factory/")) return;
    if (statics.has(exchange)) {
      runtime.admit(exchange, () => statics.answer(exchange, () => runtime.answer(exchange, true), log));
      return "later";
    }
    // What is nobody's is left to the service, and to whoever is next in line behind it.
    if (!runtime.has(exchange)) return;
    runtime.answer(exchange);
    return "later";
  };
  const reserved = Object.keys(apps).find((prefix) => prefix.startsWith("/factory/"));
  if (reserved !== undefined && settings.factory !== false)
    throw new SessileError("SES_APP_PREFIX", `${reserved} is the factory's`);
  const http = new HttpService(
    {
      ...settings,
      log,
      loop: loop
        ? (exchange) => {
            const looped = loop(exchange);
            if (looped === undefined) return exchange.claimed ? undefined : answer(exchange);
            return looped === "later" ? looped : looped.then(() => (exchange.begun ? undefined : answer(exchange)));
          }
        : answer,
    },
    () => runtime,
  );
  const runtime = createRuntime({ ...given, log, apps });
  return { http, runtime };
}

/**
 * Serves one app, or several by prefix.
 *
 * @throws SessileError SES_PROPERTY for a port that is none, and the like; the server's own error where it cannot listen
 * @example
 * const service = await serve(Counter, { port: 8080 });
 * console.log(service.url);
 */
export async function serve(app: ComponentType | AppDefinition | Apps, options: ServeOptions = {}): Promise<Service> {
  const log = options.log ?? pino();
  const { http, runtime } = mount(app, { ...options, log });
  try {
    await http.open();
  } catch (error) {
    await runtime.close();
    throw error;
  }
  const { url, front } = http;
  if (!front) throw new SessileError("SES_SERVICE", "it was closed while it opened");
  // Once it serves, nothing an app does may end the process and with it all sessions.
  const forgetStrays = logStrays(log);
  let closed: Promise<void> | undefined;
  const close = async (drainMs: number): Promise<void> => {
    const answered = http.close();
    if (drainMs > 0) await runtime.settled(drainMs);
    const ended = runtime.close();
    await Promise.all([answered, ended]);
    forgetStrays();
  };
  return {
    url,
    runtime,
    http,
    server: front.server,
    close(drainMs = 0) {
      closed ??= close(drainMs);
      return closed;
    },
  };
}

function isDefinition(app: AppDefinition | Apps): app is AppDefinition {
  return typeof (app as AppDefinition).component === "function";
}

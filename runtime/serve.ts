import type { Server } from "node:http";
import { pino } from "pino";
import type { ComponentType } from "preact";
import { SessileError } from "./core/errors.ts";
import { logStrays } from "./core/strays.ts";
import { type Front, listen } from "./http/front.ts";
import { NodeExchange } from "./http/node.ts";
import { OWN_PREFIX, ownFiles } from "./http/own-files.ts";
import { type StaticFiles, Statics } from "./http/statics.ts";
import { createRuntime, isDevelopment, type Runtime, type RuntimeOptions } from "./runtime.ts";
import type { AppDefinition, Apps } from "./session/app.ts";
import { refuse, unreadable } from "./session/status.ts";

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
  /**
   * Stops listening, ends streams and sessions, and waits for what is being answered and cleaned up.
   *
   * @param drainMs milliseconds that async handlers are given to come to their end before; default: none
   */
  close(drainMs?: number): Promise<void>;
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
  const { port = 8080, host = "localhost", statics: directories = [], log = pino(), ...rest } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new SessileError("SES_OPTION", `port is ${port}, expected 0 to 65535`);
  const apps = typeof app === "function" || isDefinition(app) ? { "/": app } : app;
  const runtime = createRuntime({ ...rest, log, apps });
  const own = { prefix: OWN_PREFIX, dir: ownFiles(), immutable: true };
  const statics = new Statics([own, ...directories], isDevelopment(rest.mode));
  let front: Front;
  try {
    front = await listen({
      port,
      host,
      handle(request, response) {
        const files = statics.find(request.url ?? "/");
        if (!files) runtime.handle(request, response);
        else if (request.method === "GET" || request.method === "HEAD") {
          runtime.admit(request, response, () => files(request, response, () => runtime.handle(request, response)));
        } else refuse(new NodeExchange(request, response), 405, log, { headers: ["Allow", "GET, HEAD"] });
      },
      unreadable: (status, first) => unreadable(status, first ? log : null),
    });
  } catch (error) {
    await runtime.close();
    throw error;
  }
  // Once it serves, nothing an app does may end the process and with it all sessions.
  const forgetStrays = logStrays(log);
  let closed: Promise<void> | undefined;
  const close = async (drainMs: number): Promise<void> => {
    const answered = front.close();
    if (drainMs > 0) await runtime.settled(drainMs);
    const ended = runtime.close();
    await Promise.all([answered, ended]);
    forgetStrays();
  };
  return {
    url: front.url,
    runtime,
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

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { pino } from "pino";
import { SessileError } from "../../core/errors.ts";
import type { Logger } from "../../core/log.ts";
import type { Exchange } from "../exchange.ts";
import { answerUnreadable, type Front, listen } from "../front.ts";
import { isAmbiguous } from "../lean.ts";
import { refuse, statusOf, unreadable } from "../status.ts";
import { Admission } from "./admission.ts";
import { fromNode, fromRequest } from "./arrivals.ts";
import { Beat } from "./beat.ts";
import type { Connection } from "./connection.ts";
import { Connections } from "./connections.ts";
import { Consulted } from "./consulted.ts";
import { PROPERTIES, type ServiceState } from "./declaration.ts";
import type { Looped, ServiceMethods, ServiceOptions } from "./methods.ts";
import { withProperties } from "./property.ts";

/** What answers below `/factory/` where the loop leaves it to the service. */
export interface Intrinsics {
  answer(exchange: Exchange, service: BaseService): void | Promise<void>;
  close(): Promise<void>;
}

/** Connect's: the next in line answers. */
type Next = (error?: unknown) => void;

const METHODS = ["init", "loop", "beat", "error", "exit"] as const;
/** Milliseconds that answers under way are given to come to their end, by default. */
const DRAIN_MS = 30_000;

/** The service without what needs more than HTTP: `HttpService` adds the factory. */
export class BaseService extends withProperties(PROPERTIES) implements ServiceMethods {
  readonly #methods: Partial<ServiceMethods>;
  readonly #intrinsics: Intrinsics | null;
  readonly #connections: Connections;
  readonly #admission: Admission;
  #state: ServiceState = "NEW";
  #front: Front | null = null;
  #opened = 0;
  #ready = false;
  #requests = 0;
  #errors = 0;
  #begun: Promise<void> | null = null;
  #closed: Promise<void> | null = null;
  readonly #unreadable = (status: 400 | 408 | 431, first: boolean) => unreadable(status, first ? this.logger : null);
  readonly #beat = new Beat(
    () => this.beat(),
    (error) => this.#failed(error, null),
  );
  #usual: Logger | null = null;

  /** @throws SessileError SES_PROPERTY */
  constructor(options: ServiceOptions = {}, intrinsics: Intrinsics | null = null) {
    const methods = Object.fromEntries(METHODS.flatMap((name) => (options[name] ? [[name, options[name]]] : [])));
    const settings = Object.fromEntries(Object.entries(options).filter(([name]) => !(name in methods)));
    super(
      {
        state: () => this.#state,
        url: () => this.#front?.url ?? "",
        uptime: () => (this.#opened === 0 ? 0 : (performance.now() - this.#opened) / 1000),
        requests: () => this.#requests,
        refused: () => this.#admission.refused,
        errors: () => this.#errors,
        connections: () => this.#connections.counts,
      },
      settings,
    );
    this.#methods = methods;
    this.#intrinsics = intrinsics;
    this.#admission = new Admission(this, (error, exchange) => this.#failed(error, exchange));
    this.#connections = new Connections(this, (connection, way) => this.#tooSlow(connection, way));
  }

  protected override get fixed(): boolean {
    return this.#state !== "NEW";
  }

  protected override changed(name: string): void {
    this.#admission.changed(name);
    if (name === "maxConnections" && this.#front) this.#front.server.maxConnections = this.maxConnections;
    if (name === "headersTimeout" || name === "idleTimeout") this.#front?.setTimeouts(this);
    if (name === "beatInterval" && this.#beat.running) this.#beat.start(this.beatInterval);
  }

  init(): void | Promise<void> {
    return this.#methods.init?.call(this);
  }

  loop(exchange: Exchange): Looped {
    return this.#methods.loop?.call(this, exchange);
  }

  beat(): void | Promise<void> {
    return this.#methods.beat?.call(this);
  }

  error(error: unknown, exchange: Exchange | null): void {
    if (this.#methods.error) return this.#methods.error.call(this, error, exchange);
    const at = exchange ? { method: exchange.method, path: exchange.path } : {};
    this.logger.error({ err: error, ...at }, "an exception in a service's method");
  }

  exit(): void | Promise<void> {
    return this.#methods.exit?.call(this);
  }

  /** What `log` says, or pino. */
  get logger(): Logger {
    if (this.log) return this.log;
    this.#usual ??= pino();
    return this.#usual;
  }

  /** The server that listens, while it does. */
  get front(): Front | null {
    return this.#front;
  }

  /** Whether whoever sent a request may see the state of the service; if not, it is answered. */
  meetsInner(exchange: Exchange): boolean {
    return this.#admission.meetsInner(exchange);
  }

  /**
   * Calls `init`, and listens.
   *
   * @throws SessileError SES_SERVICE where it was opened before; what `init` throws; the server's own error where it
   * cannot listen
   */
  async open(): Promise<this> {
    if (this.#state !== "NEW") throw new SessileError("SES_SERVICE", `it is ${this.#state}`);
    this.#state = "OPEN";
    try {
      await this.begin();
      const { port, host, tls, maxConnections, headersTimeout, idleTimeout } = this;
      this.#front = await listen({
        ...{ port, host, tls, maxConnections, headersTimeout, idleTimeout },
        connected: (socket, session) => void this.#connections.of(socket, session),
        handle: (request, response, expecting) => this.#arrive(request, response, { expecting }),
        unreadable: this.#unreadable,
      });
    } catch (error) {
      this.#state = "CLOSED";
      throw error;
    }
    this.#opened = performance.now();
    this.#connections.watch();
    return this;
  }

  /** Calls `init`, once: whoever mounts the service on a server of their own need not open it. */
  begin(): Promise<void> {
    this.#begun ??= (async () => {
      await this.init();
      this.#ready = true;
      if (this.#opened === 0) this.#opened = performance.now();
      if (this.#methods.beat || this.beat !== BaseService.prototype.beat) this.#beat.start(this.beatInterval);
    })();
    return this.#begun;
  }

  /**
   * Stops listening, lets come to their end what is being answered, and calls `exit`. Calling it again waits for the same.
   *
   * @param drainMs milliseconds that answers are given; what is not done then is cut off
   */
  close(drainMs = DRAIN_MS): Promise<void> {
    this.#closed ??= this.#close(drainMs);
    return this.#closed;
  }

  async #close(drainMs: number): Promise<void> {
    this.#state = "CLOSING";
    this.#beat.stop();
    if (this.#front) await this.#connections.drain(this.#front.close(), drainMs);
    else await this.#connections.settled(drainMs);
    this.#front = null;
    await this.#intrinsics?.close();
    this.#state = "CLOSED";
    if (!this.#begun) return;
    try {
      await this.exit();
    } catch (error) {
      this.#failed(error, null);
    }
  }

  /**
   * Answers a request of a server of yours: `node:http`, HTTP/2, Connect, Express.
   *
   * @param next answers what the service has nothing for; without it that is 404
   */
  handle(
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
    next: Next | null = null,
  ): void {
    // The compatible parts of HTTP/2's are all that is used of them.
    const arrive = (): void => this.#arrive(request as IncomingMessage, response as ServerResponse, { next });
    if (this.#ready) return arrive();
    this.begin().then(arrive, (error) => {
      this.#failed(error, null);
      if (next) return next(error);
      response.statusCode = 500;
      response.end();
    });
  }

  /**
   * Answers a web Request.
   *
   * @param from the address it comes from: a Request does not say
   * @example
   * const response = await service.fetch(new Request("http://localhost/"), { address: "127.0.0.1" });
   */
  async fetch(request: Request, from: { readonly address?: string } = {}): Promise<Response> {
    await this.begin();
    this.#requests++;
    const { exchange, peer } = fromRequest(request, from.address ?? "", this.#admission);
    if (this.#admission.meets(exchange, peer)) this.#answer(exchange, null);
    return exchange.response;
  }

  #arrive(
    request: IncomingMessage,
    response: ServerResponse,
    { expecting = false, next = null }: { expecting?: boolean; next?: Next | null },
  ): void {
    this.#requests++;
    const connection = this.#connections.of(request.socket);
    const { exchange, peer } = fromNode(request, response, { connection, admission: this.#admission, expecting });
    if (!this.#admission.meets(exchange, peer)) return;
    if (request.httpVersionMajor === 1 && isAmbiguous(request.rawHeaders))
      return refuse(exchange, 400, this.logger, { headers: ["Connection", "close"] });
    if (request.method !== "GET" && request.httpVersionMajor === 1) this.#connections.arriving(connection, request);
    connection.enter(exchange, this.#admission.depth, () =>
      this.#answer(exchange, connection, next && exchange.passTo(next)),
    );
  }

  #answer(exchange: Exchange, connection: Connection | null, next: (() => void) | null = null): void {
    const intrinsics = this.factory && exchange.path.startsWith("/factory/") ? this.#intrinsics : null;
    const builtIn = next && !intrinsics ? next : (): void => this.#builtIn(exchange, intrinsics);
    const seen = intrinsics ? new Consulted(exchange, builtIn) : exchange;
    try {
      const looped = this.loop(seen);
      if (looped === undefined) {
        if (!seen.claimed) builtIn();
      } else if (looped !== "later") {
        const settled = looped.then(
          (later) => later === "later" || this.#settled(seen, builtIn),
          (error) => this.#failed(error, exchange),
        );
        if (connection) connection.running(settled);
      }
    } catch (error) {
      this.#failed(error, exchange);
    }
  }

  /** A loop that has read a body may leave the answer to the service as well. */
  #settled(exchange: Exchange, builtIn: () => void): void {
    if (exchange.begun) return;
    if (exchange.signal.aborted) exchange.cut();
    else builtIn();
  }

  #builtIn(exchange: Exchange, intrinsics: Intrinsics | null): void {
    if (intrinsics) {
      Promise.resolve(intrinsics.answer(exchange, this)).catch((error) => this.#failed(error, exchange));
      return;
    }
    const text = `${this.name} on port ${this.#front?.port ?? this.port} has nothing at this address.`;
    refuse(exchange, 404, this.logger, { text });
  }

  /** Something that a method threw: told, answered, and survived. */
  #failed(error: unknown, exchange: Exchange | null): void {
    if (exchange?.signal.aborted) return exchange.cut();
    this.#errors++;
    try {
      this.error(error, exchange);
    } catch (again) {
      this.logger.error({ err: again }, "a service's error method threw");
    }
    if (!exchange) return;
    refuse(exchange, statusOf(error), this.logger, { error });
    exchange.cut();
  }

  #tooSlow(connection: Connection, way: "body" | "reader"): void {
    this.logger.warn({ way }, "a connection was too slow");
    if (way === "reader" || connection.multiplexed) return connection.destroy();
    const error = { name: "", message: "", code: "ERR_HTTP_REQUEST_TIMEOUT" };
    answerUnreadable(error, connection.socket, { unreadable: this.#unreadable });
  }
}

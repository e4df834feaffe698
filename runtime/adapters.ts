import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { HttpService } from "./service.ts";

/** What of a service other servers need: one of your own, or the one that `mount` makes. */
export type Mountable = Pick<HttpService, "handle" | "fetch">;

type NodeRequest = IncomingMessage | Http2ServerRequest;
type NodeResponse = ServerResponse | Http2ServerResponse;

/**
 * A service as middleware for Connect and Express. What it has nothing for goes to the next in line. It stands before
 * whatever parses bodies.
 *
 * @example
 * const { http } = mount({ "/counter/": Counter });
 * express().use(forConnect(http)).listen(8080);
 */
export function forConnect(
  service: Mountable,
): (request: NodeRequest, response: NodeResponse, next: (error?: unknown) => void) => void {
  return (request, response, next) => service.handle(request, response, next);
}

/** As much of Fastify as it takes. */
export interface FastifyLike {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    parse: (request: never, payload: never, done: (error: Error | null, body?: unknown) => void) => void,
  ): unknown;
  all(
    path: string,
    handle: (request: { readonly raw: NodeRequest }, reply: { readonly raw: NodeResponse; hijack(): unknown }) => void,
  ): unknown;
}

/**
 * A service as a plugin for Fastify: all paths below the plugin's that no other route has.
 *
 * @example
 * const { http } = mount({ "/counter/": Counter });
 * await fastify().register(forFastify(http)).listen({ port: 8080 });
 */
export function forFastify(service: Mountable): (fastify: FastifyLike) => Promise<void> {
  return async (fastify) => {
    // Bodies arrive as they were sent: the service reads them with its own limits. Routes outside the plugin keep theirs.
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser("*", (_, payload, done) => done(null, payload));
    fastify.all("/*", (request, reply) => {
      reply.hijack();
      service.handle(request.raw, reply.raw);
    });
  };
}

/** As much of Hono's context as it takes. */
export interface HonoLike {
  readonly req: { readonly raw: Request };
  readonly env: unknown;
}

/**
 * A service as a handler for Hono. On `@hono/node-server` the address of the other end is known; elsewhere say it.
 *
 * @param addressOf tells where a request comes from: the service's domain asks
 * @example
 * const { http } = mount({ "/counter/": Counter });
 * const app = new Hono().all("/*", forHono(http));
 */
export function forHono<C extends HonoLike>(
  service: Mountable,
  addressOf: (context: C) => string | undefined = ({ env }) => nodeAddress(env),
): (context: C) => Promise<Response> {
  return (context) => {
    const address = addressOf(context);
    return service.fetch(context.req.raw, address === undefined ? {} : { address });
  };
}

function nodeAddress(env: unknown): string | undefined {
  const { incoming } = env as { readonly incoming?: IncomingMessage };
  return incoming?.socket?.remoteAddress;
}

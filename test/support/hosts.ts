/** The servers a service can stand on, each reached by the same requests. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request as requestHttp,
  type Server,
} from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server, createSecureServer } from "node:http2";
import { createServer as createHttpsServer, request as requestHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { serve as serveHono } from "@hono/node-server";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { forConnect, forFastify, forHono, type HttpService } from "sessile";
import { makeCertificate } from "./certificate.ts";

/** Sends a request to `http://localhost/…` to wherever the host is. */
export type Send = (request: Request) => Promise<Response>;

export interface Host {
  readonly send: Send;
  close(): Promise<unknown>;
}

type MakeHost = (service: HttpService) => Promise<Host>;

const tls = makeCertificate();

/** Any of node's servers. */
interface Listener {
  listen(port: number, host: string, done: () => void): unknown;
  address(): unknown;
  close(done: () => void): unknown;
  closeAllConnections?(): void;
}

const listening = async (server: Listener): Promise<number> => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", () => resolve()));
  return (server.address() as AddressInfo).port;
};
const closing = (server: Listener): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections?.();
  });

async function onServer(server: Server, send: (port: number) => Send): Promise<Host> {
  const port = await listening(server);
  return { send: send(port), close: () => closing(server) };
}

/** By HTTP/1.1 on a socket of its own. */
const byHttp =
  (port: number, secure = false): Send =>
  (request) =>
    new Promise((resolve, reject) => {
      const { pathname, search } = new URL(request.url);
      const options = { port, host: "127.0.0.1", method: request.method, path: pathname + search, agent: false };
      const headers = { host: "localhost", ...Object.fromEntries(request.headers) };
      const sent = secure
        ? requestHttps({ ...options, headers, rejectUnauthorized: false })
        : requestHttp({ ...options, headers });
      sent.on("error", reject);
      sent.on("response", (response: IncomingMessage) => {
        const list = new Headers();
        for (let i = 0; i < response.rawHeaders.length; i += 2)
          list.append(response.rawHeaders[i] as string, response.rawHeaders[i + 1] as string);
        resolve(answer(response, { status: response.statusCode ?? 0, headers: list, method: request.method }));
      });
      request.signal.addEventListener("abort", () => sent.destroy(new Error("given up")));
      if (request.body) Readable.fromWeb(request.body as WebStream).pipe(sent);
      else sent.end();
    });

/** By HTTP/2. */
const byHttp2 =
  (url: string): Send =>
  (request) =>
    new Promise((resolve, reject) => {
      const session = connectHttp2(url, { rejectUnauthorized: false });
      session.on("error", reject);
      const { pathname, search } = new URL(request.url);
      const { host: _, ...headers } = Object.fromEntries(request.headers);
      const stream = session.request(
        { ":method": request.method, ":path": pathname + search, ...headers },
        { endStream: !request.body },
      );
      stream.on("error", reject);
      stream.once("close", () => {
        session.close();
        reject(new Error("closed"));
      });
      stream.on("response", ({ ":status": status = 0, ...fields }) => {
        const list = new Headers();
        for (const [name, value] of Object.entries(fields))
          for (const each of [value ?? []].flat()) list.append(name, String(each));
        resolve(answer(stream, { status, headers: list, method: request.method }));
      });
      request.signal.addEventListener("abort", () => session.destroy());
      if (request.body) Readable.fromWeb(request.body as WebStream).pipe(stream);
    });

function answer(
  body: Readable,
  { status, headers, method }: { status: number; headers: Headers; method: string },
): Response {
  const empty = method === "HEAD" || status === 204 || status === 304;
  if (empty) body.resume();
  body.on("error", () => {});
  return new Response(empty ? null : (Readable.toWeb(body) as BodyInit), { status, headers });
}

const handler =
  (service: HttpService): RequestListener =>
  (request, response) =>
    service.handle(request, response);

export const HOSTS: { readonly [name: string]: MakeHost } = {
  "a socket of its own": async (service) => {
    const { port } = new URL((await service.open()).url);
    return { send: byHttp(Number(port)), close: () => service.close(0) };
  },
  "node:http": (service) => onServer(createServer(handler(service)), byHttp),
  "node:https": (service) => onServer(createHttpsServer(tls, handler(service)), (port) => byHttp(port, true)),
  "node:http2, with TLS": async (service) => {
    const server = createSecureServer(tls, (request, response) => service.handle(request, response));
    const port = await listening(server);
    return { send: byHttp2(`https://127.0.0.1:${port}`), close: () => closing(server) };
  },
  "node:http2, without": async (service) => {
    const server = createHttp2Server((request, response) => service.handle(request, response));
    const port = await listening(server);
    return { send: byHttp2(`http://127.0.0.1:${port}`), close: () => closing(server) };
  },
  "fetch(Request)": async (service) => ({
    send: (request) => service.fetch(request, { address: "127.0.0.1" }),
    close: async () => {},
  }),
  Express: (service) => onServer(createServer(express().use(forConnect(service))), byHttp),
  Fastify: async (service) => {
    const app = fastify({ forceCloseConnections: true });
    await app.register(forFastify(service));
    const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
    return { send: byHttp(Number(port)), close: () => app.close() };
  },
  Hono: async (service) => {
    const app = new Hono().all("/*", forHono(service));
    const { server, port } = await new Promise<{ server: Server; port: number }>((resolve) => {
      const made = serveHono({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, (info) =>
        resolve({ server: made as Server, port: info.port }),
      );
    });
    return { send: byHttp(port), close: () => closing(server) };
  },
};

import type { IncomingMessage, ServerResponse } from "node:http";
import { FetchExchange } from "../fetch.ts";
import { Http2Exchange } from "../http2.ts";
import { headerList } from "../lean.ts";
import { NodeExchange } from "../node.ts";
import type { Admission } from "./admission.ts";
import type { Connection } from "./connection.ts";
import type { Origin } from "./forwarded.ts";

/** A request as an exchange, and who is to be judged by the domain: the other end, or whom trusted proxies name. */
export interface Arrival<E> {
  readonly exchange: E;
  readonly peer: Origin;
}

/** What comes on a connection. */
export function fromNode(
  request: IncomingMessage,
  response: ServerResponse,
  { connection, admission, expecting }: { connection: Connection; admission: Admission; expecting: boolean },
): Arrival<NodeExchange> {
  const { rewrite, compression } = admission;
  const origin = admission.trusts(connection.address)
    ? admission.origin(connection, (name) => headerList(request.rawHeaders, name))
    : null;
  const multiplexed = request.httpVersionMajor === 2;
  if (multiplexed) connection.multiplexed = true;
  // Express leaves out what the service is mounted at: the apps' addresses hold it.
  const { originalUrl = request.url ?? "/" } = request as { readonly originalUrl?: string };
  const url = rewrite ? rewrite(originalUrl) : originalUrl;
  const Kind = multiplexed ? Http2 : NodeExchange;
  const exchange = new Kind(request, response, { connection, origin, expecting, compression, url });
  return { exchange, peer: origin ?? connection };
}

/** Constructed like the other one: node's compatible objects stand for HTTP/2's own. */
const Http2 = Http2Exchange as unknown as typeof NodeExchange;

/** @param address where it comes from: a Request does not say */
export function fromRequest(request: Request, address: string, admission: Admission): Arrival<FetchExchange> {
  const { rewrite, compression } = admission;
  const peer = { address, secure: new URL(request.url).protocol === "https:" };
  const origin = admission.origin(peer, (name) => request.headers.get(name) ?? "");
  const rewritten = rewrite ? new Request(new URL(rewrite(pathOf(request.url)), request.url), request) : request;
  const exchange = new FetchExchange(rewritten, origin ?? peer, { vouched: origin !== null, compression });
  return { exchange, peer: origin ?? peer };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse, OutgoingHttpHeaders } from "node:http2";
import { constants } from "node:http2";
import type { Writable } from "node:stream";
import { type NodeContext, NodeExchange } from "./node.ts";

/** What HTTP/2 says by other means. @see https://www.rfc-editor.org/rfc/rfc9113#section-8.2.2 */
const CONNECTION_HEADERS = new Set(["connection", "keep-alive", "transfer-encoding", "upgrade", "proxy-connection"]);

/** An exchange on a stream of an HTTP/2 connection. It ends by itself: others on the same connection go on. */
export class Http2Exchange extends NodeExchange {
  readonly #response: Http2ServerResponse;
  #answered = false;

  constructor(request: Http2ServerRequest, response: Http2ServerResponse, context: NodeContext) {
    // Node's own compatibility: what is not the same is overridden here.
    super(request as unknown as IncomingMessage, response as unknown as ServerResponse, context);
    this.#response = response;
    response.stream.once("close", () => {
      if (!this.#answered) this.abort();
      this.answered();
    });
  }

  get awaits(): "body" | "reader" | null {
    const { stream } = this.#response;
    if (stream.destroyed) return null;
    if (stream.writableLength > 0) return "reader";
    return stream.readableFlowing && !stream.readableEnded ? "body" : null;
  }

  override header(name: string): string | undefined {
    return super.header(name === "host" ? ":authority" : name) ?? (name === "host" ? super.header(name) : undefined);
  }

  /** What is answered has still to be read: until then its pace is looked at. */
  protected override answered(): void {
    this.#answered = true;
    if (this.#response.stream.destroyed) super.answered();
  }

  protected override get isGone(): boolean {
    return this.#response.stream.destroyed && !this.#answered;
  }

  protected override get isOver(): boolean {
    const { stream } = this.#response;
    return stream.destroyed || stream.headersSent;
  }

  protected override sendWhole(status: number, headers: readonly string[], body: string | Uint8Array): void {
    const { stream } = this.#response;
    const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
    const content = this.tellsLength(status, length) ? ["content-length", String(length)] : [];
    const empty = status === 204 || status === 304 || this.method === "HEAD";
    stream.respond(fields(status, [...headers, ...content]), { endStream: empty });
    if (!empty) stream.end(body);
  }

  protected override open(status: number, headers: readonly string[]): Writable {
    const { stream } = this.#response;
    stream.respond(fields(status, headers));
    return stream;
  }

  override cut(): void {
    const { stream } = this.#response;
    if (stream.headersSent && !stream.writableEnded) stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  }
}

/** A flat list as HTTP/2 has it: names in lower case, several values of one name as a list. */
function fields(status: number, headers: readonly string[]): OutgoingHttpHeaders {
  const all: { [name: string]: string[] } = {};
  for (let i = 0; i < headers.length; i += 2) {
    const name = (headers[i] as string).toLowerCase();
    if (CONNECTION_HEADERS.has(name)) continue;
    all[name] = [...(all[name] ?? []), headers[i + 1] as string];
  }
  const entries = Object.entries(all).map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
  return { ":status": status, ...Object.fromEntries(entries) };
}

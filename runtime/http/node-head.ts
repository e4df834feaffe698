import type { IncomingMessage, ServerResponse } from "node:http";
import { LeanRequest } from "./lean.ts";

/** Milliseconds in which a sender that has not finished is heard out: cut off at once it would not read the answer. */
const LINGER_MS = 2_000;

/** Answers that are whole, and wait for what still arrives. */
const LINGERING = new WeakSet<ServerResponse>();

/** Writes an answer's head, also where somebody has set headers before. */
export function writeHead(response: ServerResponse, status: number, headers: readonly string[]): void {
  // Node takes a list's names for different ones then: of two cookies one would be left.
  if (response.req instanceof LeanRequest || response.getHeaderNames().length === 0)
    return void response.writeHead(status, [...headers]);
  const set = new Set<string>();
  for (let i = 0; i < headers.length; i += 2) {
    const [name, value] = [headers[i] as string, headers[i + 1] as string];
    if (set.has(name.toLowerCase())) response.appendHeader(name, value);
    else response.setHeader(name, value);
    set.add(name.toLowerCase());
  }
  response.writeHead(status);
}

/** Answers while the body is still arriving: the rest is dropped, for a moment, and the connection closed. */
export function replyEarly(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: { status: number; headers: readonly string[]; body: string | Uint8Array },
): void {
  const others = headers.filter((_, i) => headers[i - (i % 2)]?.toLowerCase() !== "connection");
  const length = String(typeof body === "string" ? Buffer.byteLength(body) : body.length);
  writeHead(response, status, [...others, "Content-Length", length, "Connection", "close"]);
  response.write(body);
  LINGERING.add(response);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  request.on("error", end).once("end", end).once("close", end);
  request.on("data", () => {}).resume();
}

/** Ends an answer that only waits for the rest of its request. @returns whether it was one */
export function endLingering(response: ServerResponse): boolean {
  if (!LINGERING.has(response)) return false;
  response.end();
  return true;
}

import type { IncomingMessage } from "node:http";
import { SessileError } from "../core/errors.ts";
import { type BodyReader, LeanRequest } from "./lean.ts";

/** Reads a whole body on `node:http`. @param max bytes; a larger one is `SES_BODY_TOO_LARGE` */
export function readWhole(request: IncomingMessage, max: number, done: BodyReader): void {
  if (request instanceof LeanRequest && !request.streamed) return request.readWhole(max, done);
  let first: Buffer | null = null;
  let rest: Buffer[] | null = null;
  let size = 0;
  let over = false;
  const finish = (error: SessileError | null): void => {
    if (over) return;
    over = true;
    done(error, first === null ? Buffer.alloc(0) : rest === null ? first : Buffer.concat([first, ...rest]));
  };
  if (request.readableEnded) return finish(new SessileError("SES_BODY_READ"));
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > max) {
      // The answer is sent at once; what still arrives is read and dropped, up to node's own limits.
      finish(new SessileError("SES_BODY_TOO_LARGE", `limit ${max} bytes`));
      return;
    }
    if (first === null) first = chunk;
    else if (rest === null) rest = [chunk];
    else rest.push(chunk);
  });
  request.on("end", () => finish(null));
  request.on("error", (cause) => finish(new SessileError("SES_ABORTED", "", { cause })));
  request.on("close", () => {
    if (!request.complete) finish(new SessileError("SES_ABORTED"));
  });
}

/** Reads a body piece by piece; see `Exchange.receive`. */
export function receive(
  request: IncomingMessage,
  take: (chunk: Uint8Array) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let taking = Promise.resolve();
    let over = false;
    const finish = (error?: unknown): void => {
      if (over) return;
      over = true;
      request.off("data", onData).off("end", onEnd).off("error", onError).off("close", onClose);
      signal?.removeEventListener("abort", onAbort);
      request.pause();
      if (error === undefined) resolve();
      else reject(error);
    };
    const onData = (chunk: Buffer): void => {
      request.pause();
      taking = take(chunk);
      taking.then(() => over || request.resume(), finish);
    };
    // The end does not wait for a stream that is paused with its last piece.
    const onEnd = (): void => void taking.then(() => finish(), finish);
    const onError = (cause: unknown): void => finish(new SessileError("SES_ABORTED", "", { cause }));
    const onClose = (): void => {
      if (!request.complete) finish(new SessileError("SES_ABORTED"));
    };
    const onAbort = (): void => finish(signal?.reason);
    if (signal?.aborted) return reject(signal.reason);
    if (request.readableEnded) return reject(new SessileError("SES_BODY_READ"));
    signal?.addEventListener("abort", onAbort);
    request.on("end", onEnd).on("error", onError).on("close", onClose).on("data", onData);
  });
}

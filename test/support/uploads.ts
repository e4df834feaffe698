/** Forms with files, sent piece by piece: what a browser makes of them, and connections that break off. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const BOUNDARY = "----sessile";
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

/** A part's beginning. */
export function part(name: string, file?: { name: string; type?: string }): string {
  const filename = file ? `; filename="${file.name}"` : "";
  const type = file?.type ? `\r\nContent-Type: ${file.type}` : "";
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${filename}${type}\r\n\r\n`;
}

export const END = `--${BOUNDARY}--\r\n`;

/** A whole body of texts and files. */
export function multipart(...fields: readonly (readonly [name: string, value: string, file?: string])[]): string {
  const parts = fields.map(
    ([name, value, file]) => `${part(name, file === undefined ? undefined : { name: file })}${value}\r\n`,
  );
  return parts.join("") + END;
}

export const MB = 1024 * 1024;

/** Bytes that are the same each time and nowhere repeat soon, with their hash as they are made. */
export class Bytes {
  readonly #hash = createHash("sha256");
  readonly size: number;
  #state = 0x2545f491;
  hash = "";

  constructor(size: number) {
    this.size = size;
  }

  *[Symbol.iterator](): Generator<Buffer> {
    for (let left = this.size; left > 0; ) {
      const piece = Buffer.allocUnsafe(Math.min(left, 64 * 1024));
      for (let at = 0; at + 4 <= piece.length; at += 4) {
        this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) | 0;
        piece.writeInt32LE(this.#state, at);
      }
      piece.fill(7, piece.length - (piece.length % 4));
      this.#hash.update(piece);
      left -= piece.length;
      yield piece;
    }
    this.hash = this.#hash.digest("hex");
  }
}

/** The body of a form with one file of so many bytes. */
export function* bodyOf(
  fields: readonly (readonly [string, string])[],
  bytes: Bytes,
  name = "big.bin",
): Generator<Buffer> {
  const texts = fields.map(([field, value]) => `${part(field)}${value}\r\n`).join("");
  yield Buffer.from(texts + part("files", { name, type: "application/x-big" }));
  yield* bytes;
  yield Buffer.from(`\r\n${END}`);
}

/** A request on a socket, written as the test says. */
export class Sending {
  readonly request: ClientRequest;
  readonly response: Promise<IncomingMessage>;

  constructor(url: string, headers: { readonly [name: string]: string | number }) {
    this.request = request(url, { method: "POST", headers: { "content-type": MULTIPART, ...headers }, agent: false });
    this.response = new Promise((resolve, reject) => {
      this.request.on("response", resolve).on("error", reject);
    });
    this.response.catch(() => {});
  }

  /** Settles once there is room for more. */
  async write(chunk: string | Uint8Array): Promise<void> {
    if (!this.request.write(chunk)) await new Promise((done) => this.request.once("drain", done));
  }

  end(): void {
    this.request.end();
  }

  /** The connection is gone. */
  cut(): void {
    this.request.on("error", () => {}).destroy();
  }
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes that buffers hold once garbage is collected. */
export async function bufferBytes(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  // Freed buffers are swept by another thread: not all at the first look.
  for (let i = 0; i < 4; i++) {
    collect();
    await turnOfTheLoop();
    least = Math.min(least, process.memoryUsage().arrayBuffers);
  }
  return least;
}

/** Files of this process that are open in a folder. */
export function openIn(folder: string): string[] {
  if (!existsSync("/proc/self/fd")) return [];
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(folder) ? [path] : [];
    } catch {
      // Closed meanwhile: that of the listing itself, for one.
      return [];
    }
  });
}

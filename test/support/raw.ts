/** Bytes on a socket, as no browser would send them. */
import { connect, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { onTestFinished } from "vitest";

/** One answer, taken apart. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** A connection that a test writes to by hand. */
export class Raw {
  readonly socket: Socket;
  /** All that has come so far. */
  text = "";
  readonly closed: Promise<void>;
  readonly #waiting = new Set<() => void>();

  constructor(socket: Socket) {
    this.socket = socket;
    // A hang-up is one of the answers.
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      this.text += chunk.toString("latin1");
      for (const look of this.#waiting) look();
    });
    this.closed = new Promise((resolve) => {
      socket.once("close", () => {
        resolve();
        for (const look of this.#waiting) look();
      });
    });
    onTestFinished(() => void socket.destroy());
  }

  static to(url: string): Raw {
    const { hostname, port } = new URL(url);
    return new Raw(connect(Number(port), hostname.replace(/[[\]]/g, "")));
  }

  static secure(url: string, protocols: readonly string[]): Raw & { readonly socket: TLSSocket } {
    const { hostname, port } = new URL(url);
    const socket = connectTls({
      port: Number(port),
      host: hostname,
      rejectUnauthorized: false,
      ALPNProtocols: [...protocols],
    });
    return new Raw(socket) as Raw & { readonly socket: TLSSocket };
  }

  write(text: string | Buffer): this {
    this.socket.write(text, "latin1");
    return this;
  }

  end(text?: string | Buffer): this {
    if (text === undefined) this.socket.end();
    else this.socket.end(text, "latin1");
    return this;
  }

  /** Waits until what has come says so, or nothing more can come. */
  until(fits: (text: string) => boolean): Promise<string> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!fits(this.text) && !this.socket.closed) return;
        this.#waiting.delete(look);
        resolve(this.text);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Waits for so many whole answers, or the end. */
  async answers(count: number): Promise<readonly RawAnswer[]> {
    await this.until((text) => text.split("HTTP/1.").length > count && parse(text).length >= count);
    return parse(this.text);
  }

  /** All that came until the other end closed. */
  async all(): Promise<string> {
    await this.closed;
    return this.text;
  }
}

/** The whole answers in a text, by their length or by chunks; what comes by its end counts once that is there. */
export function parse(text: string): readonly RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = text;
  for (;;) {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) return answers;
    const head = rest.slice(0, end);
    const status = Number(/^HTTP\/1\.[01] (\d+)/.exec(head)?.[1] ?? Number.NaN);
    const after = rest.slice(end + 4);
    let length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
    let body = after.slice(0, length);
    if (/^transfer-encoding: chunked$/im.test(head)) {
      const chunked = unchunk(after);
      if (!chunked) return answers;
      ({ length, body } = chunked);
    }
    if (after.length < length) return answers;
    answers.push({ status, head, body });
    rest = after.slice(length);
  }
}

/** A whole body in chunks, and how long it was so. */
function unchunk(text: string): { length: number; body: string } | null {
  let body = "";
  for (let at = 0; ; ) {
    const end = text.indexOf("\r\n", at);
    if (end < 0) return null;
    const size = Number.parseInt(text.slice(at, end), 16);
    const next = end + 2 + size + 2;
    if (text.length < next) return null;
    if (size === 0) return { length: next, body };
    body += text.slice(end + 2, next - 2);
    at = next;
  }
}

/** A request of nothing but what must be. */
export const get = (path: string, more = ""): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
export const post = (path: string, body: string, more = ""): string =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`;

import type { Stream } from "../http/exchange.ts";

/** All open push streams: one timer sends the heartbeat that keeps proxies from closing them. */
export class Streams {
  readonly #open = new Set<Stream>();
  readonly #timer: NodeJS.Timeout;

  constructor(heartbeatMs: number) {
    this.#timer = setInterval(() => {
      for (const stream of this.#open) stream.write(":\n\n");
    }, heartbeatMs);
    this.#timer.unref();
  }

  get size(): number {
    return this.#open.size;
  }

  add(stream: Stream): void {
    this.#open.add(stream);
    stream.onClose(() => this.#open.delete(stream));
  }

  close(): void {
    clearInterval(this.#timer);
    for (const stream of [...this.#open]) stream.end();
  }
}

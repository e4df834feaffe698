/**
 * A network that does to HTTP what networks do, between browsers and a server on this machine. What it does follows
 * from a seed; what it did is counted, so that a run in which nothing went wrong cannot pass for a proof.
 *
 * It reads just enough of the requests to know where each ends: a request is what is lost, doubled or late.
 */
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { Random } from "./random.ts";

/** Everything that may happen to a request and its answer; at most one of them to each. */
export const FAULTS = [
  /** The connection goes before the server has heard anything. */
  "before",
  /** The connection goes within the request. */
  "during-request",
  /** The connection goes within the answer. */
  "during-answer",
  /** The server has answered; the browser hears nothing of it. */
  "after",
  /** The connection goes at once, and yet the request arrives: after it was sent again, and maybe after the next. */
  "late",
  /** The server gets the request twice, on two connections, one of them later. */
  "duplicate",
  /** Request and answer take their time. */
  "delay",
  /** Request or answer is overtaken by what another connection of the same tab carries. */
  "reorder",
  /** The way to the server is closed within the request, the way back stays open. */
  "half-request",
  /** The way to the browser is closed within the answer, as if that were all. */
  "half-answer",
  /** Both sides see a reset, within the request or the answer. */
  "reset",
] as const;

export type Fault = (typeof FAULTS)[number];
export type Rates = { readonly [fault in Fault]?: number };

export interface ChaosOptions {
  /** URL of the server. */
  readonly target: string;
  readonly seed: number;
  /** How often each fault happens to a request, or how often any does: then none is left out. Default: never. */
  readonly rates?: Rates | number;
  /** Milliseconds each way takes, at least and at most; default: none. */
  readonly latency?: readonly [min: number, max: number];
  /** The longest that a fault holds something back, in milliseconds; what is late takes up to four times that. */
  readonly holdMs?: number;
  /** Requests that are spared, by their head. */
  readonly spares?: (head: string) => boolean;
}

/** One way of a connection: what was sent first arrives first. */
class Lane {
  readonly #latency: () => number;
  readonly #queue: { readonly due: number; readonly act: () => void }[] = [];
  #blocks = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(latency: () => number) {
    this.#latency = latency;
  }

  send(act: () => void): void {
    this.#queue.push({ due: performance.now() + this.#latency(), act });
    this.#run();
  }

  /** Nothing passes until the function returned is called. */
  block(): () => void {
    this.#blocks++;
    return () => {
      this.#blocks--;
      this.#run();
    };
  }

  readonly #run = (): void => {
    clearTimeout(this.#timer);
    if (this.#blocks > 0) return;
    const now = performance.now();
    for (let first = this.#queue[0]; first; first = this.#queue[0]) {
      if (first.due > now) {
        this.#timer = setTimeout(this.#run, first.due - now);
        return;
      }
      this.#queue.shift();
      first.act();
      if (this.#blocks > 0) return;
    }
  };
}

/** A browser's connection, and the one to the server that goes with it. */
interface Link {
  readonly client: Socket;
  readonly server: Socket;
  readonly up: Lane;
  readonly down: Lane;
  /** The page and view its last request named. */
  tab: string;
  /** What is to become of the answer under way, once so many pieces of it have passed: streams live a while. */
  plan: { readonly fault: Fault; pieces: number } | null;
}

interface Waiter {
  readonly link: Link;
  readonly release: (overtaken: boolean) => void;
}

export class ChaosProxy {
  readonly counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as { [fault in Fault]: number };
  /** Requests that came by. */
  requests = 0;
  readonly #options: ChaosOptions;
  readonly #random: Random;
  readonly #front: Server;
  readonly #sockets = new Set<Socket>();
  readonly #waiters = new Set<Waiter>();
  #round: Fault[] = [];
  #calm = false;

  private constructor(options: ChaosOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#front = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
  }

  static async open(options: ChaosOptions): Promise<ChaosProxy> {
    const proxy = new ChaosProxy(options);
    await new Promise<void>((resolve) => proxy.#front.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#front.address() as AddressInfo).port}`;
  }

  get faults(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  /** Faults that have not happened. */
  get missing(): Fault[] {
    return FAULTS.filter((fault) => this.counts[fault] === 0);
  }

  /** From now on nothing goes wrong any more. */
  calm(): void {
    this.#calm = true;
  }

  /** What happened, in one line. */
  toString(): string {
    const each = FAULTS.map((fault) => `${fault} ${this.counts[fault]}`).join(", ");
    return `SEED=${this.#options.seed}: ${this.requests} requests, ${this.faults} faults: ${each}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#front.close(resolve));
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    // Broken connections are what this is about.
    socket.on("error", () => {});
    return socket.setNoDelay(true);
  }

  #connect(): Socket {
    const { hostname, port } = new URL(this.#options.target);
    return this.#keep(connect({ host: hostname, port: Number(port), allowHalfOpen: true }));
  }

  readonly #latency = (): number => {
    const [min, max] = this.#options.latency ?? [0, 0];
    return max > 0 ? min + this.#random.next() * (max - min) : 0;
  };

  #hold(): number {
    return this.#random.next() * (this.#options.holdMs ?? 50);
  }

  // ── requests ────────────────────────────────────────────────────────────────

  #accept(client: Socket): void {
    const server = this.#connect();
    const [up, down] = [new Lane(this.#latency), new Lane(this.#latency)];
    const link: Link = { client: this.#keep(client), server, up, down, tab: "", plan: null };
    let waiting: Buffer = Buffer.alloc(0);
    client.on("data", (piece: Buffer) => {
      waiting = waiting.length > 0 ? Buffer.concat([waiting, piece]) : piece;
      for (let end = requestEnd(waiting); end > 0; end = requestEnd(waiting)) {
        this.#request(link, waiting.subarray(0, end));
        waiting = waiting.subarray(end);
      }
    });
    client.on("end", () => up.send(() => server.end()));
    client.on("close", () => server.destroy());
    server.on("data", (piece: Buffer) => this.#answer(link, piece));
    server.on("end", () => down.send(() => client.end()));
    server.on("close", () => {
      // Of an answer that looks complete, the end is on its way.
      const ended = server.readableEnded || (link.plan?.fault === "half-answer" && link.plan.pieces < 0);
      if (!ended) client.destroy();
    });
  }

  #choose(head: string): Fault | null {
    const { rates = {}, spares } = this.#options;
    this.requests++;
    let chance = this.#random.next();
    if (this.#calm || spares?.(head)) return null;
    if (typeof rates === "number") {
      if (chance >= rates) return null;
      if (this.#round.length === 0) this.#round = this.#random.shuffled(FAULTS);
      return this.#round.pop() ?? null;
    }
    for (const fault of FAULTS) {
      chance -= rates[fault] ?? 0;
      if (chance < 0) return fault;
    }
    return null;
  }

  #request(link: Link, request: Buffer): void {
    const { client, server, up } = link;
    const text = request.toString("latin1");
    const fault = this.#choose(text);
    const part = request.subarray(0, 1 + this.#random.int(request.length - 1));
    link.tab = /[\w-]{21}\.\d+/.exec(text.slice(text.search(/^sessile-page:|\r\n\r\n/im)))?.[0] ?? "";
    link.plan = null;
    const pass = () => this.#pass(link, up, () => server.write(request));
    switch (fault) {
      case null:
        return pass();
      case "before":
        this.counts.before++;
        return void client.destroy();
      case "during-request":
        this.counts[fault]++;
        return up.send(() => server.write(part, () => client.destroy()));
      case "half-request":
        this.counts[fault]++;
        return up.send(() => server.end(part));
      case "late":
      case "duplicate": {
        this.counts[fault]++;
        // Drawn now: what a timer draws would depend on when.
        const kept = this.#hold();
        setTimeout(() => this.#again(request, kept), 4 * this.#hold());
        return fault === "late" ? void client.destroy() : pass();
      }
      case "delay":
        this.counts.delay++;
        setTimeout(up.block(), this.#hold());
        setTimeout(link.down.block(), 2 * this.#hold());
        return pass();
      case "reorder":
        this.#reorder(link);
        return pass();
      case "reset":
        if (this.#random.chance(0.5)) break;
        this.counts.reset++;
        return up.send(() => server.write(part, () => reset(link)));
    }
    link.plan = { fault, pieces: /^sessile-page:/im.test(text) ? this.#random.int(6) : 0 };
    pass();
  }

  /** The same request on a connection of its own; nobody reads its answer. */
  #again(request: Buffer, keptMs: number): void {
    const server = this.#connect();
    server.once("data", () => setTimeout(() => server.destroy(), keptMs));
    server.on("end", () => server.destroy());
    server.write(request);
  }

  #pass(link: Link, lane: Lane, write: () => void): void {
    lane.send(() => {
      write();
      for (const waiter of this.#waiters) {
        if (waiter.link !== link && waiter.link.tab === link.tab) waiter.release(true);
      }
    });
  }

  /** Holds one way back until something else of the same tab has passed; not for ever. */
  #reorder(link: Link): void {
    const open = (this.#random.chance(0.5) ? link.up : link.down).block();
    const release = (overtaken: boolean): void => {
      if (!this.#waiters.delete(waiter)) return;
      if (overtaken) this.counts.reorder++;
      open();
    };
    const waiter: Waiter = { link, release };
    this.#waiters.add(waiter);
    setTimeout(() => release(false), 4 * this.#hold());
  }

  // ── answers ─────────────────────────────────────────────────────────────────

  #answer(link: Link, piece: Buffer): void {
    const { client, server, down, plan } = link;
    if (!plan || this.#calm || plan.pieces-- > 0) {
      return this.#pass(link, down, () => void (client.writable && client.write(piece)));
    }
    // One piece is the first to be missing; what follows it does not arrive either.
    if (plan.pieces < -1) return;
    this.counts[plan.fault]++;
    const part = piece.subarray(0, this.#random.int(piece.length));
    down.send(() => {
      if (plan.fault === "after") client.destroy();
      else if (plan.fault === "half-answer") {
        client.end(part);
        server.destroy();
      } else client.write(part, () => (plan.fault === "reset" ? reset(link) : client.destroy()));
    });
  }
}

function reset({ client, server }: Link): void {
  client.resetAndDestroy();
  server.resetAndDestroy();
}

/** Where the first request ends, or 0: it is not complete. */
function requestEnd(bytes: Buffer): number {
  const head = bytes.indexOf("\r\n\r\n");
  if (head < 0) return 0;
  const text = bytes.toString("latin1", 0, head);
  if (/^transfer-encoding:/im.test(text)) throw new Error("the proxy knows no bodies without a length");
  const end = head + 4 + Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0);
  return end <= bytes.length ? end : 0;
}

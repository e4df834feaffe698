/**
 * What the browser's script does with events and entries, without a browser: `public/client/queue.ts` and `stream.ts`
 * again, step by step, on a copy of the document. Many fit into one process, and their times can be shortened.
 */
import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { ANSWER_END } from "../../runtime/core/wire.ts";
import { Copy } from "./copy.ts";
import { frames, type Visitor, type Wire } from "./visitor.ts";

/** What has happened to all tabs of a test. */
export interface Tally {
  events: number;
  posts: number;
  /** POSTs sent again. */
  resent: number;
  /** Push streams opened. */
  streams: number;
  entries: number;
  /** Entries that came before their turn. */
  early: number;
  /** Whole trees. */
  whole: number;
  /** What must never happen: an event refused, a patch without its target. */
  readonly errors: string[];
}

export function tally(): Tally {
  return { events: 0, posts: 0, resent: 0, streams: 0, entries: 0, early: 0, whole: 0, errors: [] };
}

export interface TabOptions {
  readonly visitor: Visitor;
  readonly path: string;
  readonly tally: Tally;
  /** How much shorter its waits are than a browser's: 0.05 makes half a second 25 ms. */
  readonly pace: number;
}

/** As in `queue.ts`. */
const EVENTS_MAX = 500;

/** Connections stay open between requests, as a browser's do. */
const agent = new Agent({ keepAlive: true, maxFreeSockets: 10_000 });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class Tab {
  readonly copy: Copy;
  readonly #options: TabOptions;
  readonly #held = new Map<number, string>();
  #queue: Wire[] = [];
  #sending = false;
  #scheduled = false;
  #next = 1;
  #open: ClientRequest | null = null;
  #wait: number;
  /** The stream was closed by us, to be opened again at once. */
  #wanted = false;
  #gap: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(copy: Copy, options: TabOptions) {
    this.copy = copy;
    this.#options = options;
    this.#wait = 500 * options.pace;
    void this.#connect();
  }

  /** Loads the document, again and again where the network will not have it. */
  static async open(options: TabOptions): Promise<Tab> {
    for (;;) {
      const visit = await options.visitor.visit(options.path).catch(() => null);
      if (visit?.status === 200) return new Tab(new Copy(visit.html, true), options);
      if (visit && visit.status !== 408) options.tally.errors.push(`GET ${options.path}: ${visit.status}`);
      await pause(500 * options.pace);
    }
  }

  /** Events sent so far. */
  get sent(): number {
    return this.#next - 1;
  }

  /** Nothing waits and nothing is under way. */
  get idle(): boolean {
    return this.#queue.length === 0 && !this.#sending;
  }

  enqueue(...events: Wire[]): void {
    this.#options.tally.events += events.length;
    this.#queue.push(...events);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      void this.#flush();
    });
  }

  /** The user closes the tab. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#open?.destroy();
    clearTimeout(this.#gap);
    const { token, version } = this.copy;
    await this.#post({ p: token, n: 0, v: Math.max(0, version), bye: true });
  }

  #post(message: unknown): Promise<IncomingMessage | null> {
    const body = JSON.stringify(message);
    const sent = this.#request("POST", {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    });
    sent.end(body);
    return answerTo(sent);
  }

  #request(method: string, more: { readonly [name: string]: string | number }): ClientRequest {
    const { visitor, path } = this.#options;
    const cookie = `sessile=${visitor.cookies.get("sessile")?.value}`;
    return request(new URL(path, visitor.origin), { method, agent, headers: { cookie, ...more } });
  }

  // ── queue.ts ────────────────────────────────────────────────────────────────

  async #flush(): Promise<void> {
    if (this.#sending || this.#queue.length === 0) return;
    this.#sending = true;
    const { tally, pace } = this.#options;
    const batch = this.#queue.splice(0, EVENTS_MAX);
    const first = this.#next;
    this.#next += batch.length;
    tally.posts++;
    for (let wait = 500 * pace; !this.#closed; wait = Math.min(wait * 2, 10_000 * pace), tally.resent++) {
      const response = await this.#post({ p: this.copy.token, n: first, v: this.copy.version, e: batch });
      if (response?.statusCode === 200) {
        const begun = new Promise<boolean>((done) => {
          this.#read(response, () => done(true))
            .then((rest) => {
              if (rest !== ANSWER_END) throw new Error("cut off");
            })
            .catch(() => {
              done(false);
              this.#reopen();
            });
        });
        if (await begun) break;
      } else if (response) {
        response.resume();
        if (response.statusCode !== 408) tally.errors.push(`POST ${first}: ${response.statusCode}`);
      }
      await pause(wait);
    }
    this.#sending = false;
    void this.#flush();
  }

  // ── stream.ts ───────────────────────────────────────────────────────────────

  async #read(response: IncomingMessage, alive: () => void): Promise<string> {
    let text = "";
    response.setEncoding("utf8");
    for await (const piece of response) {
      text += piece;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        this.#receive(text.slice(0, end));
        text = text.slice(end + 2);
      }
      alive();
    }
    alive();
    return text;
  }

  #receive(event: string): void {
    const { tally } = this.#options;
    const { copy } = this;
    for (const [version, patches, whole] of frames(event)) {
      if (version <= copy.version) return;
      tally.entries++;
      if (whole) {
        tally.whole++;
        copy.version = version - 1;
      } else if (version > copy.version + 1) tally.early++;
      this.#held.set(version, patches);
      for (let next = this.#held.get(copy.version + 1); next !== undefined; next = this.#held.get(copy.version + 1)) {
        copy.version++;
        this.#held.delete(copy.version);
        this.#apply(next);
      }
      for (const old of this.#held.keys()) if (old <= copy.version) this.#held.delete(old);
      clearTimeout(this.#gap);
      if (this.#held.size) this.#gap = setTimeout(() => this.#reopen(), 1000 * this.#options.pace);
    }
  }

  #apply(patches: string): void {
    try {
      this.copy.apply(patches);
    } catch (error) {
      this.#options.tally.errors.push(`entry ${this.copy.version}: ${error}`);
    }
  }

  #reopen(): void {
    this.#held.clear();
    this.#wanted = this.#open !== null;
    this.#open?.destroy();
  }

  async #connect(): Promise<void> {
    if (this.#open || this.#closed) return;
    const { tally, pace } = this.#options;
    const headers = { "sessile-page": this.copy.token, "last-event-id": String(this.copy.version) };
    const stream = this.#request("GET", headers);
    this.#open = stream;
    tally.streams++;
    let silence: NodeJS.Timeout | undefined;
    const alive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => this.#reopen(), 45_000 * pace);
      this.#wait = 500 * pace;
    };
    stream.end();
    const response = await answerTo(stream);
    // Dropped, or closed by us: either way the next one resumes where this one ended.
    if (response?.statusCode === 200) await this.#read(response, alive).catch(() => {});
    else if (response) {
      response.resume();
      if (response.statusCode !== 408) tally.errors.push(`stream: ${response.statusCode}`);
    }
    clearTimeout(silence);
    this.#open = null;
    setTimeout(() => void this.#connect(), this.#wanted ? 0 : this.#wait);
    this.#wanted = false;
    this.#wait = Math.min(this.#wait * 2, 10_000 * pace);
  }
}

/** The answer's head, or null: the network would not have it. */
function answerTo(sent: ClientRequest): Promise<IncomingMessage | null> {
  return new Promise((resolve) => {
    sent.on("response", resolve);
    sent.on("error", () => resolve(null));
  });
}

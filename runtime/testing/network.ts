import { SessileError } from "../core/errors.ts";
import { HEADER } from "../core/wire.ts";
import { pause, turnOfTheLoop } from "./waits.ts";

/** Who answers: a runtime. */
export interface Answering {
  fetch(request: Request): Promise<Response>;
}

/** A request as it went out. */
export interface Sent {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** What kind of request: a document, events or a form, the push stream. */
  readonly kind: "document" | "post" | "stream";
  /** What became of it: the answer's status, or that it was lost. */
  readonly outcome: number | "lost";
}

/**
 * The way between one user's browser and the server, for tests that make it slow or lossy. Documents always come
 * through, unless the user is offline: what may be lost are events and their answers.
 *
 * @example
 * page.network.drop("answer");
 * await page.getByRole("button", { name: "Pay" }).click();
 * expect(page.getByRole("status")).toHaveText("Paid 1 time");
 */
export class Network {
  /** Every request so far, in order. */
  readonly requests: readonly Sent[] = [];
  readonly #to: Answering;
  readonly #lost: ("request" | "answer")[] = [];
  readonly #open = new Set<() => void>();
  readonly #waiting = new Set<() => Promise<void>>();
  #repeats = 0;
  #delayMs = 0;
  #offline = false;
  #alter: ((text: string) => string) | null = null;

  constructor(to: Answering) {
    this.#to = to;
  }

  get isOffline(): boolean {
    return this.#offline;
  }

  /** Loses the next POST on its way, or the answer to it. The browser's script sends it again. */
  drop(what: "request" | "answer" = "request", times = 1): void {
    if (what !== "request" && what !== "answer")
      throw new SessileError("SES_TEST_ACTION", `${what} cannot be lost, expected request or answer`);
    for (let i = 0; i < times; i++) this.#lost.push(what);
  }

  /** The next POST arrives twice. */
  repeat(times = 1): void {
    this.#repeats += times;
  }

  /** Every POST takes so many milliseconds longer. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  /** Ends the push streams. The browser's script opens another and asks for what it lacks. */
  cut(): void {
    for (const end of [...this.#open]) end();
  }

  /** Nothing goes through any more; what the user does waits. */
  goOffline(): void {
    this.#offline = true;
    this.cut();
  }

  /** Everything goes through again; what waited is sent. */
  async goOnline(): Promise<void> {
    this.#offline = false;
    for (const catchUp of this.#waiting) await catchUp();
  }

  /** Changes what the server sends to the script before it arrives, as a faulty proxy would; null: no longer. */
  alter(change: ((text: string) => string) | null): void {
    this.#alter = change;
  }

  /** @internal What is to be done once the user is online again; the function returned takes it back. */
  onOnline(catchUp: () => Promise<void>): () => void {
    this.#waiting.add(catchUp);
    return () => this.#waiting.delete(catchUp);
  }

  /** @internal Sends one request, and does to it what was asked for. */
  async fetch(request: Request): Promise<Response> {
    const isStream = request.method === "GET" && request.headers.has(HEADER.page);
    const kind = request.method === "POST" ? "post" : isStream ? "stream" : "document";
    const { pathname, search } = new URL(request.url);
    const note = (outcome: Sent["outcome"]): void => {
      (this.requests as Sent[]).push({ method: request.method, path: pathname + search, kind, outcome });
    };
    const lost = (): TypeError => {
      note("lost");
      return new TypeError("the network lost a request");
    };
    if (kind === "post" && this.#delayMs > 0) await pause(this.#delayMs);
    if (this.#offline) throw lost();
    const fate = kind === "post" ? this.#lost.shift() : undefined;
    if (fate === "request") throw lost();
    const twin = kind === "post" && this.#repeats > 0 ? request.clone() : null;
    if (twin) this.#repeats--;
    const answers = [this.#to.fetch(request), ...(twin ? [this.#to.fetch(twin)] : [])];
    const response = (await Promise.all(answers)).at(-1) as Response;
    if (fate === "answer") {
      await response.body?.cancel();
      throw lost();
    }
    note(response.status);
    if (!response.headers.get("content-type")?.startsWith("text/event-stream") || !response.body) return response;
    return this.#passed(response, isStream);
  }

  /** Entries, piece by piece: altered where that was asked for, and ended by {@link Network.cut}. */
  #passed(response: Response, isStream: boolean): Response {
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const end = (): void => void reader.cancel().catch(() => {});
    if (isStream) this.#open.add(end);
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(this.#altered(value));
        this.#open.delete(end);
        // Whoever ends it from this side has closed it already.
        await turnOfTheLoop();
        try {
          controller.close();
        } catch {
          // It is closed.
        }
      },
      cancel: () => {
        this.#open.delete(end);
        return reader.cancel();
      },
    });
    return new Response(body, { status: response.status, headers: response.headers });
  }

  #altered(piece: Uint8Array): Uint8Array {
    if (!this.#alter) return piece;
    return new TextEncoder().encode(this.#alter(new TextDecoder().decode(piece)));
  }
}

/** A load generator that costs little beside what it measures: raw sockets, requests made before the clock starts. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** One request, and what its answer must contain. */
export interface Shot {
  readonly request: string;
  readonly expected: string;
}

const END_OF_HEAD = "\r\n\r\n";
const LENGTH = "content-length: ";

/** How long an answer is, head and body; 0 while its head is not complete. */
function answerLength(text: string): number {
  const end = text.indexOf(END_OF_HEAD);
  if (end < 0) return 0;
  const at = text.toLowerCase().indexOf(LENGTH);
  if (at < 0 || at > end) throw new Error(`an answer without a length: ${text}`);
  return end + END_OF_HEAD.length + Number.parseInt(text.slice(at + LENGTH.length), 10);
}

/**
 * Fires the shots in order, one at a time on each of so many kept connections, and checks every answer.
 *
 * @param ready called when all are connected, before the first request
 * @returns seconds from the first request to the last answer
 */
export async function fire(port: number, inFlight: number, shots: readonly Shot[], ready: () => Promise<void>) {
  const guns = await Promise.all(Array.from({ length: inFlight }, () => Gun.connect(port)));
  await ready();
  const start = process.hrtime.bigint();
  const left = shots.values();
  // Never sleeps: to wake a sleeper costs the one who answers it, and a slower server would pay more often.
  let over = false;
  const spin = (): void => void (over || setImmediate(spin));
  spin();
  try {
    await Promise.all(guns.map((gun) => gun.fire(left)));
    return Number(process.hrtime.bigint() - start) / 1e9;
  } finally {
    over = true;
    for (const gun of guns) gun.close();
  }
}

/** One connection. */
class Gun {
  readonly #socket: Socket;
  #onText: (text: string) => void = () => {};

  private constructor(port: number) {
    const callback = (length: number, buffer: Uint8Array): boolean => {
      this.#onText((buffer as Buffer).toString("latin1", 0, length));
      return true;
    };
    this.#socket = connect({ port, host: "127.0.0.1", onread: { buffer: Buffer.alloc(65_536), callback } });
    this.#socket.setNoDelay(true);
  }

  static async connect(port: number): Promise<Gun> {
    const gun = new Gun(port);
    await once(gun.#socket, "connect");
    // libuv accepts one connection in each turn of its loop: only an answer says that this one will be served in turn.
    await gun.fire([{ request: "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", expected: "" }].values());
    return gun;
  }

  /** Takes one shot after the other, until there are none. */
  fire(shots: Iterator<Shot>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.once("error", reject);
      this.#socket.once("close", () => reject(new Error("the server closed a connection")));
      const next = (): void => {
        const { done, value: shot } = shots.next();
        if (done) {
          resolve();
          return;
        }
        let answer = "";
        this.#onText = (text) => {
          answer = answer ? answer + text : text;
          const length = answerLength(answer);
          if (length === 0 || answer.length < length) return;
          if (answer.length === length && answer.includes(shot.expected)) next();
          else reject(new Error(`expected ${shot.expected} in ${answer}, answering ${shot.request}`));
        };
        this.#socket.write(shot.request, "latin1");
      };
      next();
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}

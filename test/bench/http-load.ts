/** A load generator that costs little beside what it measures: raw sockets, requests made before the clock starts. */
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

/** Fires the shots in order, one at a time on each of so many kept connections, and checks every answer. */
export class Load {
  readonly #sockets: Socket[] = [];
  readonly #onData: ((text: string) => void)[] = [];

  static async open(port: number, inFlight: number): Promise<Load> {
    const load = new Load();
    for (let i = 0; i < inFlight; i++) await load.#connect(port, i);
    return load;
  }

  #connect(port: number, i: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const callback = (length: number, buffer: Uint8Array): boolean => {
        this.#onData[i]?.((buffer as Buffer).toString("latin1", 0, length));
        return true;
      };
      const socket = connect({ port, host: "127.0.0.1", onread: { buffer: Buffer.alloc(65_536), callback } });
      socket.setNoDelay(true);
      socket.once("connect", resolve);
      socket.once("error", reject);
      this.#sockets.push(socket);
    });
  }

  /** @returns seconds from the first request to the last answer */
  run(shots: readonly Shot[]): Promise<number> {
    return new Promise((resolve, reject) => {
      const start = process.hrtime.bigint();
      let next = 0;
      let open = 0;
      const fire = (socket: Socket, i: number): void => {
        if (next >= shots.length) {
          if (open === 0) resolve(Number(process.hrtime.bigint() - start) / 1e9);
          return;
        }
        const { request, expected } = shots[next++] as Shot;
        let answer = "";
        open++;
        this.#onData[i] = (text) => {
          answer = answer ? answer + text : text;
          const length = answerLength(answer);
          if (length === 0 || answer.length < length) return;
          if (answer.length > length || !answer.includes(expected)) {
            reject(new Error(`expected ${expected} in ${answer}, answering ${request}`));
            return;
          }
          open--;
          fire(socket, i);
        };
        socket.write(request, "latin1");
      };
      this.#sockets.forEach(fire);
    });
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

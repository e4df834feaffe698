/** The servers under load, each with a process of its own, and the visitors who click. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Kind } from "./http-kinds.ts";
import { fire, type Shot } from "./http-load.ts";
import type { Question, Reply } from "./http-server.ts";
import { readDocument } from "./tab.ts";

const IN_FLIGHT = 64;
const EVENTS = 40_000;
/** Whether each process has a core of its own. */
export const pinned = availableParallelism() > 1 && process.platform === "linux";

/** What Chromium sends with the script's POST, besides what names the session. */
export const HEADERS = `Host: localhost:8080
Connection: keep-alive
sec-ch-ua-platform: "Linux"
User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36
sec-ch-ua: "Chromium";v="142", "Not_A Brand";v="99"
Content-Type: application/json
sec-ch-ua-mobile: ?0
Accept: */*
Origin: http://localhost:8080
Sec-Fetch-Site: same-origin
Sec-Fetch-Mode: cors
Sec-Fetch-Dest: empty
Referer: http://localhost:8080/
Accept-Encoding: gzip, deflate, br, zstd
Accept-Language: en-US,en;q=0.9
`.replaceAll("\n", "\r\n");
/** The least a POST can say: no header is there that could make both servers equally slow. */
export const LEAN = "Host: localhost\r\nContent-Type: application/json\r\n";

/** One session as the load generator knows it. */
export interface Visitor {
  readonly cookie: string;
  readonly token: string;
  readonly version: number;
  readonly button: number;
  clicks: number;
}

/** A server process. */
export class Server {
  readonly #process: ChildProcess;
  readonly port: number;
  /** Share of the core's time this server had in its latest round. */
  usage = 0;
  /** Events a second of the server's own processor time, in each round. */
  readonly perCpuSecond: number[] = [];

  private constructor(child: ChildProcess, port: number) {
    this.#process = child;
    this.port = port;
  }

  /** @param flags for node, for a profile of the server */
  static async start(kind: Kind, flags: readonly string[] = []): Promise<Server> {
    const path = fileURLToPath(new URL("http-server.js", import.meta.url));
    const node = { execPath: "taskset", execArgv: ["-c", "0", process.execPath, ...flags] };
    const child = fork(path, [kind], pinned ? node : { execArgv: [...flags] });
    const [reply] = (await once(child, "message")) as [Reply];
    if (!("port" in reply)) throw new Error("the server did not start");
    return new Server(child, reply.port);
  }

  tell(question: Question): void {
    this.#process.send(question);
  }

  async #cpu(): Promise<number> {
    this.tell("cpu");
    const [reply] = (await once(this.#process, "message")) as [Reply];
    return "cpu" in reply ? reply.cpu : 0;
  }

  /** @returns events a second */
  async run(shots: readonly Shot[]): Promise<number> {
    let before = 0;
    const seconds = await fire(this.port, IN_FLIGHT, shots, async () => {
      before = await this.#cpu();
    });
    const cpu = ((await this.#cpu()) - before) / 1e6;
    this.usage = cpu / seconds;
    this.perCpuSecond.push(shots.length / cpu);
    return shots.length / seconds;
  }

  stop(): void {
    this.#process.disconnect();
  }
}

/** Opens the page as a new browser does, and clicks once: a session of which nothing more is heard soon ends. */
export async function visit(port: number): Promise<Visitor> {
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { "user-agent": "Mozilla/5.0" } });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const { token, version, buttons } = readDocument(await response.text());
  const visitor = { cookie, token, version, button: buttons[0] as number, clicks: 0 };
  await (await click(port, visitor)).text();
  return visitor;
}

/** The JSON of a visitor's next click. */
function nextClick(visitor: Visitor): string {
  const { token, version, button } = visitor;
  const clicks = visitor.clicks++;
  const event = ["click", button, { p: [512, 252, 58, 19, 1] }];
  return JSON.stringify({ p: token, n: clicks + 1, v: version + clicks, e: [event] });
}

function click(port: number, visitor: Visitor): Promise<Response> {
  const headers = { cookie: visitor.cookie, "content-type": "application/json" };
  return fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers, body: nextClick(visitor) });
}

function shot(visitor: Visitor, headers: string, expected?: string): Shot {
  const body = nextClick(visitor);
  const head = `POST / HTTP/1.1\r\n${headers}Cookie: ${visitor.cookie}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return { request: head + body, expected: expected ?? `Count: ${visitor.clicks}<` };
}

/** As many clicks as a round has, the visitors in turn. */
export function shots(visitors: readonly Visitor[], headers: string, expected?: string): Shot[] {
  return Array.from({ length: EVENTS }, (_, i) => shot(visitors[i % visitors.length] as Visitor, headers, expected));
}

/** What a server answers, without what node:http adds by itself. */
export async function sample(port: number): Promise<{ headers: string[]; body: string }> {
  const visitor = await visit(port);
  let answer = { headers: [] as string[], body: "" };
  // As many digits as most answers of a run have.
  for (let i = 0; i < 100; i++) {
    const response = await click(port, visitor);
    const own = [...response.headers].filter(([name]) => !/^(date|connection|keep-alive|content-length)$/.test(name));
    answer = { headers: own.flat(), body: await response.text() };
  }
  return answer;
}

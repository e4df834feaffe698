/** What proves the rest is proved first: each fault does to a request and its answer what it says. */
import { Agent, createServer, request } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ChaosProxy, FAULTS, type Fault } from "../support/chaos-proxy.ts";

const BODY = "what was asked ".repeat(20);
const ANSWER = "what was answered ".repeat(20);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Outcome {
  /** Whole requests the server has got. */
  arrived: number;
  /** Requests that broke off, as the server saw it. */
  broken: number;
  status: number | null;
  /** What the client has of the answer's body. */
  text: string;
  failed: boolean;
}

async function send(fault: Fault, seed: number): Promise<{ outcome: Outcome; proxy: ChaosProxy }> {
  const outcome: Outcome = { arrived: 0, broken: 0, status: null, text: "", failed: false };
  const server = createServer((incoming, response) => {
    let body = "";
    incoming.on("data", (piece) => {
      body += piece;
    });
    incoming.on("end", () => {
      if (body === BODY) outcome.arrived++;
      response.end(ANSWER);
    });
    incoming.on("error", () => {});
  });
  server.on("clientError", (_, socket) => {
    outcome.broken++;
    socket.end("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const proxy = await ChaosProxy.open({ target: `http://127.0.0.1:${port}`, seed, rates: { [fault]: 1 }, holdMs: 10 });
  onTestFinished(async () => {
    await proxy.close();
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => {
    const headers = { "content-length": BODY.length };
    const sent = request(proxy.url, { method: "POST", headers, agent: new Agent() }, (response) => {
      outcome.status = response.statusCode ?? null;
      response.on("data", (piece) => {
        outcome.text += piece;
      });
      response.on("error", () => {
        outcome.failed = true;
      });
      response.on("close", resolve);
    });
    sent.on("error", () => {
      outcome.failed = true;
      resolve();
    });
    sent.end(BODY);
  });
  // What is late has its time.
  await pause(60);
  return { outcome, proxy };
}

const whole = { status: 200, text: ANSWER, failed: false };
const nothing = { status: null, text: "", failed: true };

test.each<[Fault, Partial<Outcome>]>([
  ["before", { ...nothing, arrived: 0, broken: 0 }],
  ["during-request", { ...nothing, arrived: 0 }],
  ["after", { ...nothing, arrived: 1 }],
  ["late", { ...nothing, arrived: 1 }],
  ["duplicate", { ...whole, arrived: 2 }],
  ["delay", { ...whole, arrived: 1 }],
  ["half-request", { status: 408, text: "", failed: false, arrived: 0, broken: 1 }],
])("%s", async (fault, expected) => {
  for (let seed = 1; seed <= 5; seed++) {
    const { outcome, proxy } = await send(fault, seed);
    expect(outcome).toMatchObject(expected);
    expect([proxy.requests, proxy.counts[fault], proxy.faults]).toEqual([1, 1, 1]);
  }
});

test.each(["during-answer", "half-answer"] as const)(
  "%s: the server has done it, a part of the answer comes",
  async (fault) => {
    const lengths = new Set<number>();
    for (let seed = 1; seed <= 8; seed++) {
      const { outcome, proxy } = await send(fault, seed);
      expect(outcome).toMatchObject({ arrived: 1, failed: true });
      expect(ANSWER.startsWith(outcome.text)).toBe(true);
      expect(outcome.text.length).toBeLessThan(ANSWER.length);
      expect(proxy.counts[fault]).toBe(1);
      lengths.add(outcome.text.length);
    }
    expect(lengths.size).toBeGreaterThan(3);
  },
);

test("reset: within the request, or within the answer", async () => {
  const arrived = new Set<number>();
  for (let seed = 1; seed <= 8; seed++) {
    const { outcome, proxy } = await send("reset", seed);
    expect(outcome.failed).toBe(true);
    expect(outcome.text.length).toBeLessThan(ANSWER.length);
    expect(proxy.counts.reset).toBe(1);
    arrived.add(outcome.arrived);
  }
  expect([...arrived].sort()).toEqual([0, 1]);
});

test("reorder: what another connection of the same tab sends comes first", async () => {
  const order: string[] = [];
  const server = createServer((incoming, response) => {
    order.push(incoming.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const spares = (head: string) => head.startsWith("GET /second");
  const options = { target: `http://127.0.0.1:${port}`, seed: 1, rates: { reorder: 1 }, holdMs: 500, spares };
  const proxy = await ChaosProxy.open(options);
  onTestFinished(async () => {
    await proxy.close();
    server.close();
  });
  const say = async (path: string) => {
    const socket = connect(Number(new URL(proxy.url).port), "127.0.0.1");
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nsessile-page: ${"a".repeat(21)}.1\r\n\r\n`);
    await pause(20);
    return socket;
  };
  for (let i = 0; i < 6; i++) for (const path of ["/first", "/second"]) (await say(path)).unref();
  await expect.poll(() => order.length).toBe(12);
  // Half of the time it is the request that waits, else the answer.
  expect(order.join(" ")).toContain("/second /first");
  expect(proxy.counts.reorder).toBe(6);
});

test("the same seed does the same to the same requests; a share of all requests leaves no fault out", async () => {
  const run = async (seed: number) => {
    const server = createServer((_, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const proxy = await ChaosProxy.open({ target: `http://127.0.0.1:${port}`, seed, rates: 0.5, holdMs: 1 });
    for (let i = 0; i < 80; i++) {
      await new Promise<void>((resolve) => {
        const sent = request(proxy.url, { agent: new Agent() }, (response) => {
          response.resume().on("error", () => {});
          response.on("close", resolve);
        });
        sent.on("error", () => resolve());
        sent.end();
      });
    }
    const { counts } = proxy;
    await proxy.close();
    server.closeAllConnections();
    server.close();
    return counts;
  };
  const [once, twice, other] = [await run(1), await run(1), await run(2)];
  expect(twice).toEqual(once);
  expect(other).not.toEqual(once);
  // Nothing else travels here that could overtake.
  expect(FAULTS.filter((fault) => once[fault] === 0)).toEqual(["reorder"]);
});

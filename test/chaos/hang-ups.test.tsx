/** Browsers that hang up at every byte of a request, and of an answer: the server serves on, and keeps nothing of them. */
import { connect, type Socket } from "node:net";
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { byRole, textByRole } from "../support/roles.ts";
import { type ServedStage, servedStage } from "../support/stage.tsx";
import { Visitor, type Wire } from "../support/visitor.ts";

const AGENT = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0";
/** Connections at a time. */
const CROWD = 40;
const EXPIRY_MS = 3000;

function App() {
  const [count, setCount] = useState(0);
  const [text, setText] = useState("");
  const later = async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    setCount((before) => before + 1);
  };
  return (
    <main>
      <p role="status">{count}</p>
      <button type="button" onClick={() => setCount((before) => before + 1)}>
        Increment
      </button>
      <button type="button" onClick={later}>
        Later
      </button>
      <label>
        Text <input name="text" value={text} onInput={(e) => setText(e.currentTarget.value)} />
      </label>
    </main>
  );
}

type HangUp = (socket: Socket) => void;
/** How a browser goes: it says so, it says so and waits for an answer, or it is cut off. */
const WAYS: readonly HangUp[] = [
  (socket) => void socket.destroy(),
  (socket) => void socket.end().resume(),
  (socket) => void socket.resetAndDestroy(),
];

/** Sends a request's first bytes, and goes once so many of the answer have come. */
function call(port: number, request: Buffer, { hear, hangUp }: { hear: number; hangUp: HangUp }): Promise<number> {
  return new Promise((resolve) => {
    let heard = 0;
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(request, () => {
        if (hear === 0) setTimeout(() => hangUp(socket), 1);
      });
    });
    // What is not read stays in the server's hands, or in the network's.
    socket.on("readable", () => {
      for (;;) {
        const wanted = socket.writableEnded ? socket.readableLength : hear - heard;
        const piece: Buffer | null =
          wanted > 0 ? (socket.read(Math.min(wanted, socket.readableLength)) as Buffer) : null;
        if (!piece) break;
        heard += piece.length;
      }
      if (hear > 0 && heard >= hear && !socket.writableEnded) hangUp(socket);
    });
    // Whoever only stopped speaking hears the server out.
    socket.on("end", () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
    setTimeout(() => socket.destroy(), 1000).unref();
  });
}

/** How long an answer is, head and all, as far as it comes by itself. */
function lengthOf(port: number, request: Buffer): Promise<number> {
  return new Promise((resolve) => {
    let heard = 0;
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.on("data", (piece) => {
      heard += piece.length;
    });
    setTimeout(() => {
      socket.destroy();
      resolve(heard);
    }, 300);
  });
}

/** Calls at every offset up to `end`, some at a time: in every way, or, where that takes long, in one after the other. */
async function atEvery(
  end: number,
  each: (offset: number, hangUp: HangUp) => Promise<unknown>,
  ways = WAYS.length,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let call = next++; call < end * ways; call = next++) {
      const offset = call % end;
      const way = (offset + Math.floor(call / end)) % WAYS.length;
      await each(offset, WAYS[way] as HangUp);
    }
  };
  await Promise.all(Array.from({ length: CROWD }, worker));
}

async function open() {
  const on = await servedStage(
    { "/": App },
    { limits: { provisionalMs: EXPIRY_MS, idleMs: EXPIRY_MS, eventsPerSecond: 1e9, eventsBurst: 1e9, sessions: 1e6 } },
  );
  const port = Number(new URL(on.url).port);
  const request = (lines: readonly string[], body = "") =>
    Buffer.from(`${lines.join("\r\n")}\r\nHost: 127.0.0.1:${port}\r\n${AGENT}\r\n\r\n${body}`);
  return { on, port, request };
}

/** Everything is as at the start, and a new visitor is served. */
async function expectNothingLeft(on: ServedStage): Promise<void> {
  await expect
    .poll(() => [on.runtime.streams, on.runtime.pages, on.runtime.sessions], { timeout: 10_000 })
    .toEqual([0, 0, 0]);
  const connections = () => new Promise((resolve) => on.service.server.getConnections((_, count) => resolve(count)));
  await expect.poll(connections, { timeout: 10_000 }).toBe(0);
  const visitor = new Visitor(on.url);
  const copy = await visitor.open("/");
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Increment"))]], 1);
  expect(textByRole(copy, "status")).toBe("1");
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
}

test("at every byte of a document's request", async () => {
  const { on, port, request } = await open();
  const whole = request(["GET / HTTP/1.1", "Accept: text/html", "Cookie: a=b"]);
  await atEvery(whole.length + 1, (bytes, hangUp) => call(port, whole.subarray(0, bytes), { hear: 0, hangUp }));
  await expectNothingLeft(on);
});

test("at every byte of a document", async () => {
  const { on, port, request } = await open();
  const whole = request(["GET / HTTP/1.1", "Accept: text/html"]);
  const length = await lengthOf(port, whole);
  let farthest = 0;
  const each = async (hear: number, hangUp: HangUp) => {
    farthest = Math.max(farthest, await call(port, whole, { hear, hangUp }));
  };
  await atEvery(length, each, 1);
  expect(length).toBeGreaterThan(1000);
  expect(farthest).toBeGreaterThanOrEqual(length - 1);
  await expectNothingLeft(on);
});

/** A page whose session is kept in use, and the requests its script makes. */
async function openPage() {
  const { on, port, request } = await open();
  const visitor = new Visitor(on.url);
  const copy = await visitor.open("/");
  const cookie = `Cookie: sessile=${visitor.cookies.get("sessile")?.value}`;
  const post = (message: unknown) => {
    const body = JSON.stringify(message);
    const type = "Content-Type: application/json";
    return request(["POST / HTTP/1.1", cookie, type, `Content-Length: ${Buffer.byteLength(body)}`], body);
  };
  const events: Wire[] = [
    ["", copy.address(byRole(copy, "textbox", "Text")), { v: "typed", r: 1 }],
    ["click", copy.address(byRole(copy, "button", "Increment"))],
  ];
  const later: Wire[] = [["click", copy.address(byRole(copy, "button", "Later"))]];
  return { on, port, visitor, copy, cookie, request, post, events, later };
}

test("at every byte of a POST: its events count once, and not before it is whole", async () => {
  const { on, port, visitor, copy, post, events } = await openPage();
  const whole = post({ p: copy.token, n: 1, v: 0, e: events });
  await atEvery(whole.length, (bytes, hangUp) => call(port, whole.subarray(0, bytes), { hear: 0, hangUp }));
  expect(on.documentOf(copy.token).body?.textContent).toMatch(/^0/);
  await visitor.act("/", copy, events, 1);
  expect(textByRole(copy, "status")).toBe("1");
  await expectNothingLeft(on);
});

test("at every byte of an answer: the same numbers again are answered again", async () => {
  const { on, port, visitor, copy, post, events } = await openPage();
  const message = { p: copy.token, n: 1, v: 0, e: events };
  const { html } = await visitor.post("/", message);
  await atEvery(await lengthOf(port, post(message)), (hear, hangUp) => call(port, post(message), { hear, hangUp }));
  const again = await visitor.post("/", message);
  expect([again.status, again.html]).toEqual([200, html]);
  await expectNothingLeft(on);
});

test("at every byte of a push stream, and of an answer that stays open", async () => {
  const { on, port, visitor, copy, cookie, request, post, later } = await openPage();
  const stream = request(["GET / HTTP/1.1", cookie, `sessile-page: ${copy.token}`, "last-event-id: 0"]);
  await visitor.post("/", { p: copy.token, n: 1, v: 0, e: later });
  await atEvery(await lengthOf(port, stream), (hear, hangUp) => call(port, stream, { hear, hangUp }));
  let number = 2;
  const next = () => post({ p: copy.token, n: number++, v: 0, e: later });
  // Longer with each, for the log grows: what comes first is the same.
  await atEvery(await lengthOf(port, next()), (hear, hangUp) => call(port, next(), { hear, hangUp }), 1);
  await expectNothingLeft(on);
});

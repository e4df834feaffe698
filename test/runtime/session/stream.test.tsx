/** What nobody waits for is pushed: in order, from where the browser stands, and never piled up without end. */
import { useEffect, useState } from "preact/hooks";
import { afterEach, expect, test, vi } from "vitest";
import type { Copy } from "../../support/copy.ts";
import { ofServer, print } from "../../support/outline.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { type ServedStage, type StageOptions, servedStage, stage } from "../../support/stage.tsx";
import { applyFrames, frames, Visitor } from "../../support/visitor.ts";

afterEach(() => void vi.useRealTimers());

let born = 0;
let set: (text: string) => void = () => {};

function App() {
  const [text, setText] = useState("");
  useState(() => born++);
  set = setText;
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return (
    <main>
      <p role="status">
        {text} {ready && "ready"}
      </p>
      <label>
        Note <input name="note" />
      </label>
      <button type="button" onClick={() => setText(`${text}.`)}>
        Dot
      </button>
    </main>
  );
}

/** Time for what was set to be rendered, sent and read; on a busy machine turns may be put off by a slice. */
async function tick(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2));
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Sets the text in turns of its own. */
async function say(...texts: string[]): Promise<void> {
  for (const text of texts) {
    set(text);
    await tick();
  }
}

async function opened(options: StageOptions = {}) {
  const on = stage({ "/": App }, options);
  const visitor = new Visitor(on.runtime);
  return { on, visitor, copy: await visitor.open("/") };
}

/** A stream being read; `text` is what has come so far. */
async function listen(visitor: Visitor, copy: Copy, version?: number | string) {
  const headers: { [name: string]: string } = { "sessile-page": copy.token };
  if (version !== undefined) headers["last-event-id"] = String(version);
  const response = await visitor.fetch("/", { headers });
  expect(response.status).toBe(200);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const heard = { text: "", closed: false, reader, headers: response.headers };
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      heard.text += new TextDecoder().decode(value);
    }
    heard.closed = true;
  };
  void read().catch(() => {
    heard.closed = true;
  });
  await tick();
  return heard;
}

const versions = (text: string) => frames(text).map(([version, , whole]) => (whole ? `whole ${version}` : version));

test("entries arrive as they arise, each with its version", async () => {
  const { on, visitor, copy } = await opened();
  const heard = await listen(visitor, copy, 0);
  expect(heard.text).toBe(":\n\n");
  await say("one", "two", "three");
  expect(versions(heard.text)).toEqual([1, 2, 3]);
  applyFrames(copy, heard.text);
  expect(print(copy.outline())).toBe(print(ofServer(on.documentOf(copy.token).documentElement)));
});

test("a stream goes on from the version the browser names", async () => {
  const { visitor, copy } = await opened();
  await say("one", "two", "three");
  expect(versions((await listen(visitor, copy, 0)).text)).toEqual([1, 2, 3]);
  expect(versions((await listen(visitor, copy, 2)).text)).toEqual([3]);
  expect((await listen(visitor, copy, 3)).text).toBe(":\n\n");
});

test("a resumed stream has lost nothing and repeats nothing", async () => {
  const { visitor, copy } = await opened();
  const heard = await listen(visitor, copy, 0);
  await say("one", "two");
  applyFrames(copy, heard.text);
  await heard.reader.cancel();
  await say("three");
  const resumed = await listen(visitor, copy, copy.version);
  await say("four");
  expect(versions(resumed.text)).toEqual([3, 4]);
  applyFrames(copy, resumed.text);
  expect(textByRole(copy, "status")).toBe("four ready");
});

test("what a POST's answer has brought is not pushed again", async () => {
  const { visitor, copy } = await opened();
  const heard = await listen(visitor, copy, 0);
  const dot = copy.address(byRole(copy, "button", "Dot"));
  const { html } = await visitor.post("/", { p: copy.token, n: 1, v: 0, e: [["click", dot]] });
  await say("next");
  expect([versions(html), versions(heard.text)]).toEqual([[1], [2]]);
});

test("where the log no longer reaches back the whole tree comes: no effect runs anew", async () => {
  const { on, visitor, copy } = await opened({ limits: { outboxBytes: 200 } });
  const mounts = born;
  for (let i = 0; i < 10; i++) await say(`entry ${i}`);
  const heard = await listen(visitor, copy, 0);
  expect(versions(heard.text)).toEqual(["whole 10"]);
  applyFrames(copy, heard.text);
  expect(textByRole(copy, "status")).toBe("entry 9 ready");
  expect(print(copy.outline())).toBe(print(ofServer(on.documentOf(copy.token).documentElement)));
  await say("after");
  expect(versions(heard.text)).toEqual(["whole 10", 11]);
  expect(born).toBe(mounts);
});

test("a browser that wants the whole tree gets it, and goes on from there", async () => {
  const { visitor, copy } = await opened();
  await say("one");
  const { html } = await visitor.post("/", { p: copy.token, n: 1, v: -1, e: [] });
  expect(versions(html)).toEqual(["whole 1"]);
  expect(versions((await listen(visitor, copy, 99)).text)).toEqual(["whole 1"]);
});

test.each(["", "x", "1.5", "-7"])("a version that is none (%j) does no harm", async (version) => {
  const { visitor, copy } = await opened();
  await say("one");
  const heard = await listen(visitor, copy, version);
  await say("two");
  expect(versions(heard.text).at(-1)).toBe(2);
});

test("a newer stream of the same document takes the older one's place", async () => {
  const { on, visitor, copy } = await opened();
  const old = await listen(visitor, copy, 0);
  const young = await listen(visitor, copy, 0);
  await say("one");
  expect([old.closed, versions(old.text), versions(young.text)]).toEqual([true, [], [1]]);
  expect(on.runtime.streams).toBe(1);
});

test("every view of a page hears the same", async () => {
  const { visitor, copy } = await opened();
  const [value = ""] = copy.token.split(".");
  visitor.cookies.set("sessile-page", { value, path: "/", expires: Number.POSITIVE_INFINITY });
  const other = await visitor.open("/");
  const heard = [await listen(visitor, copy, 0), await listen(visitor, other, 0)];
  const dot = other.address(byRole(other, "button", "Dot"));
  const { html } = await visitor.post("/", { p: other.token, n: 1, v: 0, e: [["click", dot]] });
  await tick();
  expect([versions(html), heard.map(({ text }) => versions(text))]).toEqual([[1], [[1], []]]);
});

test("a heartbeat keeps a quiet stream open", async () => {
  const { visitor, copy } = await opened({ limits: { heartbeatMs: 10 } });
  const heard = await listen(visitor, copy, 0);
  await new Promise((resolve) => setTimeout(resolve, 45));
  expect(heard.text).toMatch(/^(:\n\n){3,}$/);
});

test("a slow reader is cut off and comes back with its version", async () => {
  const { on, visitor, copy } = await opened({ limits: { streamBytes: 2000 } });
  const headers = { "sessile-page": copy.token, "last-event-id": "0" };
  // Nobody reads this one.
  const response = await visitor.fetch("/", { headers });
  for (let i = 0; i < 50; i++) await say(`entry ${i} ${"x".repeat(100)}`);
  expect(on.runtime.streams).toBe(0);
  const text = await response.text();
  expect(text.length).toBeLessThan(3000);
  applyFrames(copy, text);
  const resumed = await listen(visitor, copy, copy.version);
  applyFrames(copy, resumed.text);
  expect(textByRole(copy, "status")).toMatch(/^entry 49/);
});

// ── by node:http ──────────────────────────────────────────────────────────────

async function streaming(on: ServedStage) {
  const visitor = new Visitor(on.url);
  const copy = await visitor.open("/");
  const abort = new AbortController();
  const response = await visitor.fetch("/", {
    headers: { "sessile-page": copy.token, "last-event-id": "0" },
    signal: abort.signal,
  });
  return { copy, abort, response, visitor };
}

test("over a socket: entries at once, and a reader that goes away is forgotten", async () => {
  const on = await servedStage({ "/": App });
  const { response, abort, copy } = await streaming(on);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe(":\n\n");
  set("pushed");
  expect(versions(new TextDecoder().decode((await reader.read()).value))).toEqual([1]);
  expect([on.runtime.streams, copy.version]).toEqual([1, 0]);
  abort.abort();
  await expect.poll(() => on.runtime.streams).toBe(0);
});

test("over a socket: a reader that lets much pile up is cut off", async () => {
  const on = await servedStage({ "/": App }, { limits: { streamBytes: 100_000 } });
  const { response } = await streaming(on);
  expect(response.status).toBe(200);
  for (let i = 0; i < 200 && on.runtime.streams > 0; i++) await say(`${i} ${"x".repeat(100_000)}`);
  expect(on.runtime.streams).toBe(0);
  await response.body?.cancel().catch(() => {});
});

test("over a socket: closing the server ends the streams", async () => {
  const on = await servedStage({ "/": App });
  const { response } = await streaming(on);
  const text = response.text();
  await on.service.close();
  expect(await text).toBe(":\n\n");
});

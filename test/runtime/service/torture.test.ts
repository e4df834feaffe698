/** What a parser of requests is tormented with: a correct answer or a clean close, never two answers to one request. */
import type { Exchange } from "sessile";
import { describe, expect, test } from "vitest";
import { deferred, opened, TEXT } from "../../support/http-service.ts";
import { Random } from "../../support/random.ts";
import { parse, Raw } from "../../support/raw.ts";

/** The end of a row of requests: what comes behind it is not read. */
const LAST = "GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
/** What an attacker hides in a body: it must never be seen as a request. */
const HIDDEN = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

/** A service that reads bodies, or does not, and says what it has got. */
async function tormented(reads: boolean) {
  const seen: string[] = [];
  const on = await opened({
    async loop(exchange: Exchange) {
      seen.push(`${exchange.method} ${exchange.path}`);
      if (!reads) return exchange.reply(200, TEXT, exchange.path);
      let body = "";
      for await (const chunk of exchange.body()) body += chunk;
      exchange.reply(200, TEXT, `${exchange.path} ${body}`);
    },
  });
  return { ...on, seen };
}

const post = (headers: string, body: string, path = "/a"): string =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n${body}`;
const chunked = (body: string): string => post("Transfer-Encoding: chunked\r\n", body);

interface Case {
  readonly bytes: string;
  /** Statuses, in order. */
  readonly answers: readonly number[];
  /** Where bodies are not read it is known later, or never, what is wrong with them. */
  readonly unread?: readonly number[];
  /** Requests that were handed on, `/last` apart. */
  readonly seen?: readonly string[];
}

/** All that follows a request that cannot be read is not read. */
const REFUSED = [400];

/** The head was fine, so a handler has begun; whoever reads the body hears that it breaks off. Nothing after it is looked at. */
const broken = (body: string): Case => ({
  bytes: chunked(body),
  answers: [400],
  unread: [200],
  seen: ["POST /a"],
});
/** Not all of a body was read, so nobody knows where it ends: the connection goes with it. */
const whole = { answers: [200, 200], unread: [200], seen: ["POST /a"] };

const CASES: { readonly [name: string]: Case } = {
  "both lengths: Content-Length and Transfer-Encoding": {
    bytes: post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", `0\r\n\r\n${HIDDEN}`),
    answers: REFUSED,
  },
  "both lengths, the other way round": {
    bytes: post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", `0\r\n\r\n${HIDDEN}`),
    answers: REFUSED,
  },
  "two lengths that differ": {
    bytes: post("Content-Length: 0\r\nContent-Length: 37\r\n", HIDDEN),
    answers: REFUSED,
  },
  "two lengths that are the same": {
    bytes: post("Content-Length: 2\r\nContent-Length: 2\r\n", "ab"),
    answers: REFUSED,
  },
  "a list of lengths": { bytes: post("Content-Length: 2, 2\r\n", "ab"), answers: REFUSED },
  "a length with a sign": { bytes: post("Content-Length: +2\r\n", "ab"), answers: REFUSED },
  "a length below zero": { bytes: post("Content-Length: -1\r\n", ""), answers: REFUSED },
  "a length in hexadecimal": { bytes: post("Content-Length: 0x2\r\n", "ab"), answers: REFUSED },
  "a length of nothing": { bytes: post("Content-Length:\r\n", HIDDEN), answers: REFUSED },
  "a length past all numbers": { bytes: post(`Content-Length: ${"9".repeat(30)}\r\n`, "ab"), answers: REFUSED },
  "a space before the colon of a length": { bytes: post("Content-Length : 37\r\n", HIDDEN), answers: REFUSED },
  "a space before the colon of an encoding": {
    bytes: post("Transfer-Encoding : chunked\r\nContent-Length: 5\r\n", `0\r\n\r\n${HIDDEN}`),
    answers: REFUSED,
  },
  "an encoding nobody knows": { bytes: post("Transfer-Encoding: xchunked\r\n", HIDDEN), answers: REFUSED },
  "chunked, but not as the last encoding": {
    bytes: post("Transfer-Encoding: chunked, identity\r\n", `0\r\n\r\n${HIDDEN}`),
    answers: REFUSED,
  },
  "two encodings in two lines, the second unknown": {
    bytes: post("Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n", `0\r\n\r\n${HIDDEN}`),
    answers: REFUSED,
  },
  "an encoding behind a vertical tab": {
    bytes: post("Transfer-Encoding: \x0bchunked\r\nContent-Length: 5\r\n", `0\r\n\r\n${HIDDEN}`),
    answers: REFUSED,
  },
  "an encoding in a folded line": {
    bytes: post("X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "ab"),
    answers: REFUSED,
  },
  "an encoding in HTTP/1.0": {
    bytes: `POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${HIDDEN}`,
    answers: REFUSED,
  },
  chunks: { bytes: chunked("2\r\nab\r\n0\r\n\r\n"), ...whole },
  "chunks with extensions and trailers": {
    bytes: chunked('2;a=b;c="d"\r\nab\r\n0\r\nX-Trailer: yes\r\n\r\n'),
    ...whole,
  },
  "a chunk's size that is no number": broken(`zz\r\nab\r\n0\r\n\r\n${HIDDEN}`),
  "a chunk's size with a sign": broken("-2\r\nab\r\n0\r\n\r\n"),
  "a chunk's size with 0x": broken("0x2\r\nab\r\n0\r\n\r\n"),
  "a chunk's size past all numbers": broken(`${"f".repeat(17)}\r\nab\r\n0\r\n\r\n`),
  "a chunk longer than it says": broken(`2\r\nabc\r\n0\r\n\r\n${HIDDEN}`),
  "a chunk that ends in a bare LF": broken(`2\r\nab\n0\r\n\r\n${HIDDEN}`),
  "a chunk's size that ends in a bare LF": broken(`2\nab\r\n0\r\n\r\n${HIDDEN}`),
  "a chunk's extension with a bare LF in it": broken(`2;a\nb\r\nab\r\n0\r\n\r\n${HIDDEN}`),
  "a chunk's extension without end": broken(`2;${"a".repeat(100_000)}\r\nab\r\n0\r\n\r\n`),
  "a trailer that is a length": broken(`0\r\nContent-Length: 37\r\n\r\n${HIDDEN}`),
  "bare LF between header lines": { bytes: "GET /a HTTP/1.1\nHost: localhost\n\n", answers: REFUSED },
  "bare LF in a request line": { bytes: "GET /a HTTP/1.1\nHost: localhost\r\n\r\n", answers: REFUSED },
  "bare LF at the end of a header": { bytes: "GET /a HTTP/1.1\r\nHost: localhost\nX-A: b\r\n\r\n", answers: REFUSED },
  "bare CR in a header": { bytes: "GET /a HTTP/1.1\r\nHost: localhost\r\nX-A: b\rc\r\n\r\n", answers: REFUSED },
  "empty lines before a request": {
    bytes: "\r\n\r\nGET /a HTTP/1.1\r\nHost: localhost\r\n\r\n",
    answers: [200, 200],
    seen: ["GET /a"],
  },
  "NUL in a path": { bytes: "GET /a\0b HTTP/1.1\r\nHost: localhost\r\n\r\n", answers: REFUSED },
  "NUL in a header's name": { bytes: "GET /a HTTP/1.1\r\nHost: localhost\r\nX\0A: b\r\n\r\n", answers: REFUSED },
  "NUL in a header's value": { bytes: "GET /a HTTP/1.1\r\nHost: localhost\r\nX-A: b\0c\r\n\r\n", answers: REFUSED },
  "NULs alone": { bytes: "\0".repeat(1000), answers: REFUSED },
  "a folded header": { bytes: "GET /a HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n c\r\n\r\n", answers: REFUSED },
  "a first header that is folded": {
    bytes: "GET /a HTTP/1.1\r\n Host: localhost\r\nHost: localhost\r\n\r\n",
    answers: REFUSED,
  },
  "a header without a name": { bytes: "GET /a HTTP/1.1\r\nHost: localhost\r\n: b\r\n\r\n", answers: REFUSED },
  "a header without a colon": { bytes: "GET /a HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n", answers: REFUSED },
  "a path without end": { bytes: `GET /${"a".repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, answers: [431] },
  "a header without end": {
    bytes: `GET /a HTTP/1.1\r\nHost: localhost\r\nX-A: ${"b".repeat(100_000)}\r\n\r\n`,
    answers: [431],
  },
  "headers without number": {
    bytes: `GET /a HTTP/1.1\r\nHost: localhost\r\n${"X-A: b\r\n".repeat(20_000)}\r\n`,
    answers: [431],
  },
  "a method without end": { bytes: `${"A".repeat(100_000)} /a HTTP/1.1\r\nHost: localhost\r\n\r\n`, answers: REFUSED },
  "the whole URL": {
    bytes: "GET http://x/a?b HTTP/1.1\r\nHost: localhost\r\n\r\n",
    answers: [200, 200],
    seen: ["GET /a"],
  },
  "the whole URL without a path": {
    bytes: "GET http://x HTTP/1.1\r\nHost: localhost\r\n\r\n",
    answers: [200, 200],
    seen: ["GET /"],
  },
  "an asterisk": { bytes: "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", answers: [200, 200], seen: ["OPTIONS *"] },
  "a path that is none": { bytes: "GET a HTTP/1.1\r\nHost: localhost\r\n\r\n", answers: REFUSED },
  "a tunnel nobody offers": { bytes: "CONNECT x:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", answers: [] },
  "no host": { bytes: "GET /a HTTP/1.1\r\n\r\n", answers: REFUSED },
  "two hosts": { bytes: "GET /a HTTP/1.1\r\nHost: localhost\r\nHost: y\r\n\r\n", answers: REFUSED },
  "HTTP/1.0": { bytes: "GET /a HTTP/1.0\r\n\r\n", answers: [200], seen: ["GET /a"] },
  "HTTP/0.9": { bytes: "GET /a\r\n", answers: REFUSED },
  "HTTP/2 without being asked": { bytes: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", answers: REFUSED },
  "HTTP of a version that is none": { bytes: "GET /a HTTP/1.10\r\nHost: localhost\r\n\r\n", answers: REFUSED },
  // Said in one way only, if oddly. @see https://www.rfc-editor.org/rfc/rfc9112#section-3
  "two spaces in a request line": {
    bytes: "GET  /a HTTP/1.1\r\nHost: localhost\r\n\r\n",
    answers: [200, 200],
    seen: ["GET /a"],
  },
  "TLS where there is none": { bytes: "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03", answers: REFUSED },
  "no HTTP at all": { bytes: "EHLO x\r\n", answers: REFUSED },
  "a body that nobody announced": {
    bytes: "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\nnonsense\r\n\r\n",
    answers: [200, 400],
    seen: ["GET /a"],
  },
  "what waits to be told to go on": {
    bytes: post("Content-Length: 2\r\nExpect: 100-continue\r\n", "ab"),
    answers: [100, 200, 200],
    // It was not told to: what it has sent all the same is not looked at.
    unread: [200],
    seen: ["POST /a"],
  },
  "what expects something else": { bytes: post("Content-Length: 2\r\nExpect: tea\r\n", "ab"), answers: [417, 200] },
};

describe.each([
  ["read", true],
  ["not read", false],
])("bodies are %s", (_, reads) => {
  test.each(Object.entries(CASES))("%s", async (_name, { bytes, answers, unread = answers, seen = [] }) => {
    const on = await tormented(reads);
    const raw = Raw.to(on.url).write(bytes + LAST);
    await raw.all();
    expect({
      answers: statuses(raw.text),
      seen: on.seen.filter((each) => each !== "GET /last"),
    }).toEqual({ answers: reads ? answers : unread, seen });
    // It serves on.
    expect((await fetch(`${on.url}/after`)).status).toBe(200);
    expect(on.service.errors).toBe(0);
  });
});

const statuses = (text: string): number[] => parse(text).map(({ status }) => status);

describe("what cannot be read comes behind what can", () => {
  test("S1: the request before it, still at work, gets its own answer first", async () => {
    const gate = deferred<Exchange>();
    const { url } = await opened({
      loop(exchange) {
        gate.resolve(exchange);
        return "later";
      },
    });
    const raw = Raw.to(url).write(`GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n\0\0\0`);
    const slow = await gate.promise;
    raw.write("\0\0\0");
    // Time for whatever would be said too early.
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(raw.text).toBe("");
    slow.reply(200, TEXT, "at last");
    await raw.all();
    expect(parse(raw.text).map(({ status, body }) => [status, status === 200 ? body : ""])).toEqual([
      [200, "at last"],
      [400, ""],
    ]);
  });

  test("S1: a body that breaks off behind it is answered in its turn", async () => {
    const gate = deferred<Exchange>();
    const failures: unknown[] = [];
    const { url, service } = await opened({
      async loop(exchange) {
        if (exchange.path === "/slow") {
          gate.resolve(exchange);
          return "later";
        }
        for await (const _ of exchange.body());
      },
      error: (error) => void failures.push(error),
    });
    const raw = Raw.to(url).write(`GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n${chunked("2\r\nab\r\nzz\r\n")}`);
    (await gate.promise).reply(200, TEXT, "at last");
    await raw.all();
    expect(statuses(raw.text)).toEqual([200, 400]);
    await expect.poll(() => service.connections).toEqual({ OPEN: 0, CLOSED: 0, DEAD: 1 });
    expect(failures).toEqual([]);
  });
});

describe("early close", () => {
  test.each<[name: string, bytes: string, seen: number]>([
    ["nothing", "", 0],
    ["half a request line", "GET /a HT", 0],
    ["half a head", "GET /a HTTP/1.1\r\nHost: localhost\r\nX-A", 0],
    ["a head without its end", "GET /a HTTP/1.1\r\nHost: localhost\r\n", 0],
    ["half a body", post("Content-Length: 10\r\n", "half"), 1],
    ["half a chunk", chunked("a\r\nhalf"), 1],
    ["half a chunk's size", chunked("a"), 1],
    ["all chunks but the last", chunked("2\r\nab\r\n"), 1],
    ["a whole request", "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 1],
  ])("after %s", async (_, bytes, seen) => {
    for (const how of ["end", "destroy"] as const) {
      const on = await tormented(true);
      const raw = Raw.to(on.url);
      await new Promise((resolve) => raw.socket.once("connect", resolve));
      // The other end hears of the hang-up once it has heard the rest.
      if (how === "end") raw.end(bytes);
      else raw.socket.write(bytes, "latin1", () => raw.socket.destroy());
      await raw.closed;
      await expect.poll(() => on.service.connections.DEAD).toBe(1);
      expect([how, parse(raw.text).length <= 1, on.service.errors]).toEqual([how, true, 0]);
      if (how === "end") expect(on.seen).toHaveLength(seen);
      expect((await fetch(`${on.url}/after`)).status).toBe(200);
    }
  });
});

test("whatever is changed in a row of requests: no request has two answers, none has another's, and it serves on", async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  const random = new Random(seed);
  let count = 0;
  const { url, service } = await opened({
    async loop(exchange) {
      const id = ++count;
      if (id % 2) for await (const _ of exchange.body());
      exchange.reply(200, TEXT, `#${id};`);
    },
  });
  const sound = [
    "GET /a?b HTTP/1.1\r\nHost: localhost\r\n\r\n",
    post("Content-Length: 5\r\n", "abcde"),
    chunked("3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n"),
    post("Content-Length: 2\r\nExpect: 100-continue\r\n", "ab"),
    "HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n",
  ];
  const bits = [
    "\0",
    "\n",
    "\r",
    "\r\n",
    " ",
    ":",
    "0",
    "9",
    "-",
    "\xff",
    "Transfer-Encoding: chunked\r\n",
    "Content-Length: 3\r\n",
  ];
  for (let round = 0; round < 100; round++) {
    let bytes = Array.from({ length: random.int(5) + 1 }, () => random.pick(sound)).join("");
    for (let change = random.int(4); change >= 0; change--) {
      const at = random.int(bytes.length);
      bytes = bytes.slice(0, at) + (random.int(3) ? random.pick(bits) : "") + bytes.slice(at + random.int(3));
    }
    const before = count;
    const raw = Raw.to(url).end(bytes);
    const text = await raw.all();
    const ids = [...text.matchAll(/#(\d+);/g)].map(([, id]) => Number(id));
    const others = [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)]
      .map(([, status]) => status)
      .filter((s) => !["200", "100", "417", "421"].includes(s ?? ""));
    const told = { seed, bytes, text };
    expect({ ...told, twice: ids.length - new Set(ids).size, others: others.length <= 1 }).toEqual({
      ...told,
      twice: 0,
      others: true,
    });
    expect({ ...told, ids: ids.every((id, i) => id > before && (i === 0 || id > (ids[i - 1] as number))) }).toEqual({
      ...told,
      ids: true,
    });
  }
  expect((await fetch(url)).status).toBe(200);
  expect(service.errors).toBe(0);
});

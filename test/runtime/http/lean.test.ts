/** What spares node:http work must not show. */
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { LeanRequest } from "../../../runtime/http/lean.ts";
import { NodeExchange } from "../../../runtime/http/node.ts";

/** Serves on lean requests, and returns what sends bytes as they are. */
async function serving(listener: RequestListener<typeof LeanRequest>): Promise<(text: string) => Promise<string>> {
  const server = createServer({ IncomingMessage: LeanRequest }, (request, response) => {
    request.handed = true;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (text) =>
    new Promise((resolve, reject) => {
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(text));
      let answer = "";
      socket.setEncoding("utf8").on("data", (chunk) => (answer += chunk));
      socket.on("end", () => resolve(answer));
      socket.on("error", reject);
    });
}

const answering = (body: string) =>
  serving((request, response) => new NodeExchange(request, response).reply(200, ["Content-Type", "text/plain"], body));

test("a handler finds every header, the ones node looked at first too", async () => {
  let headers: IncomingHttpHeaders = {};
  const send = await serving((request, response) => {
    headers = request.headers;
    response.end();
  });
  await send("GET / HTTP/1.1\r\nHost: a\r\nACCEPT: b\r\nX-One: 1\r\nx-one: 2\r\nConnection: close\r\n\r\n");
  expect(headers).toEqual({ host: "a", accept: "b", "x-one": "1, 2", connection: "close" });
});

test("a request without a host is refused, as node does it", async () => {
  const send = await answering("");
  expect(await send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
});

test("a request that waits to be told to go on is told so", async () => {
  const send = await answering("hello");
  const head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  expect(await send(head)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
});

test.each([
  ["nothing", ""],
  ["ASCII", "id:1\n\n"],
  ["more than ASCII", "Größe: 1 €"],
  ["much", "x".repeat(100_000)],
])("a body of %s arrives whole, with its length in bytes", async (_, body) => {
  const send = await answering(body);
  const [head, got] = (await send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).split("\r\n\r\n");
  expect([head, got]).toEqual([expect.stringContaining(`Content-Length: ${Buffer.byteLength(body)}\r\n`), body]);
});

test("HEAD is told the length and nothing else", async () => {
  const send = await answering("hello");
  expect(await send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).toMatch(
    /Content-Length: 5\r\n.*\r\n\r\n$/s,
  );
});

test("requests one behind the other on a connection are answered in order", async () => {
  const send = await serving((request, response) =>
    new NodeExchange(request, response).reply(200, [], `${request.url};`),
  );
  const [one, two] = ["GET /1 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"];
  expect((await send(one + two)).match(/\/\d;/g)).toEqual(["/1;", "/2;"]);
});

describe("a body", () => {
  const head = (length: number) =>
    `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`;
  const reading = (max: number) =>
    serving((request, response) => {
      const exchange = new NodeExchange(request, response);
      exchange.readBody(max, (error, body) => exchange.reply(error ? 413 : 200, [], error?.code ?? String(body)));
    });

  test.each([0, 1, 20_000, 3_000_000])("of %i bytes is handed over whole", async (length) => {
    const text = "0123456789".repeat(length / 10).padEnd(length, "x");
    const send = await reading(5_000_000);
    expect((await send(head(length) + text)).split("\r\n\r\n")[1]).toBe(text);
  });

  test("in chunks is put together", async () => {
    const send = await reading(100);
    const chunked = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect(await send(`${chunked}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`)).toMatch(/\r\n\r\nabcde$/);
  });

  test("too large is refused while it still comes", async () => {
    const send = await reading(10);
    expect(await send(head(2_000_000) + "x".repeat(2_000_000))).toMatch(/^HTTP\/1\.1 413 .*SES_BODY_TOO_LARGE$/s);
  });

  test("that breaks off is said to have", async () => {
    const ends: (string | undefined)[] = [];
    const server = createServer({ IncomingMessage: LeanRequest }, (request, response) => {
      new NodeExchange(request, response).readBody(100, (error) => ends.push(error?.code));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(`${head(10)}abc`));
    server.once("request", () => socket.destroy());
    await expect.poll(() => ends).toEqual(["SES_ABORTED"]);
  });

  test("of each of several requests on one connection reaches its own handler", async () => {
    const send = await reading(100);
    const post = (body: string) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const answer = await send(`${post("<one>")}${post("<two>")}${head(7)}<three>`);
    expect(answer.match(/<\w+>/g)).toEqual(["<one>", "<two>", "<three>"]);
  });
});

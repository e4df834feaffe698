/** Files of a directory: whole, in part, and not again where they are there already. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type ServeOptions, serve } from "sessile";
import { describe, expect, onTestFinished, test } from "vitest";
import { Counter } from "../../support/apps/counter.tsx";

const TEXT = "0123456789abcdefghij";
const CHANGED = new Date("2026-01-02T03:04:05.678Z");
const DATE = "Fri, 02 Jan 2026 03:04:05 GMT";
const EARLIER = "Fri, 02 Jan 2026 03:04:04 GMT";

async function served(options: ServeOptions = {}) {
  const dir = mkdtempSync(join(tmpdir(), "sessile-files-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const write = (name: string, bytes: string | Buffer): void => {
    writeFileSync(join(dir, name), bytes);
    utimesSync(join(dir, name), CHANGED, CHANGED);
  };
  write("a.txt", TEXT);
  write("empty.txt", "");
  write("b.txt", "b".repeat(1000));
  write("b.txt.gz", gzipSync("b".repeat(1000)));
  const statics = [{ prefix: "/files/", dir }];
  const log = { info() {}, warn() {}, error() {} };
  const service = await serve({ "/": Counter }, { port: 0, host: "127.0.0.1", log, statics, ...options });
  onTestFinished(() => service.close());
  return { service, dir };
}

describe.each(["a socket", "fetch(Request)"])("by %s", (front) => {
  async function files(options: ServeOptions = {}) {
    const { service } = await served(options);
    return (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> =>
      front === "a socket"
        ? fetch(`${service.url}${path}`, { headers: { "accept-encoding": "identity", ...headers }, method })
        : service.http.fetch(new Request(`http://localhost${path}`, { headers, method }), { address: "127.0.0.1" });
  }

  test.each<[range: string, status: number, body: string, contentRange: string | null]>([
    ["bytes=0-4", 206, "01234", "bytes 0-4/20"],
    ["bytes=5-", 206, TEXT.slice(5), "bytes 5-19/20"],
    ["bytes=0-0", 200, TEXT, null],
    ["bytes=1-1", 206, "1", "bytes 1-1/20"],
    ["bytes=-5", 206, "fghij", "bytes 15-19/20"],
    ["bytes=-100", 206, TEXT, "bytes 0-19/20"],
    ["bytes=10-100", 206, TEXT.slice(10), "bytes 10-19/20"],
    ["bytes=20-", 416, "", "bytes */20"],
    ["bytes=100-200", 416, "", "bytes */20"],
    ["bytes=-0", 416, "", "bytes */20"],
    ["bytes=5-2", 200, TEXT, null],
    ["bytes=a-b", 200, TEXT, null],
    ["bytes=1x-3", 200, TEXT, null],
    ["bytes=-", 200, TEXT, null],
    ["items=5-6", 200, TEXT, null],
    ["bytes=0-1,4-5", 200, TEXT, null],
    ["nonsense", 200, TEXT, null],
  ])("Range: %s is %i", async (range, status, body, contentRange) => {
    const response = await (await files())("/files/a.txt", { range });
    expect([response.status, await response.text(), response.headers.get("content-range")]).toEqual([
      status,
      body,
      contentRange,
    ]);
  });

  test("a file without bytes has no ranges", async () => {
    const response = await (await files())("/files/empty.txt", { range: "bytes=0-4" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  test("HEAD has no ranges, and says what GET would", async () => {
    const response = await (await files())("/files/a.txt", { range: "bytes=0-4" }, "HEAD");
    expect([response.status, response.headers.get("content-length"), await response.text()]).toEqual([200, "20", ""]);
    expect(response.headers.get("accept-ranges")).toBe("bytes");
  });

  test("If-Range: a part only of the version that is there; of another, all", async () => {
    const ask = await files();
    const etag = (await ask("/files/a.txt")).headers.get("etag") ?? "";
    const status = async (value: string) =>
      (await ask("/files/a.txt", { range: "bytes=0-4", "if-range": value })).status;
    expect(await status(DATE)).toBe(206);
    expect(await status(EARLIER)).toBe(200);
    expect(await status('"other"')).toBe(200);
    expect(await status("nonsense")).toBe(200);
    // It is a weak one: two versions may have it.
    expect(await status(etag)).toBe(200);
  });

  test("what is there already is not sent again: If-None-Match, as a list too, and If-Modified-Since", async () => {
    const ask = await files({ mode: "production" });
    const etag = (await ask("/files/a.txt")).headers.get("etag") ?? "";
    const status = async (headers: Record<string, string>) => (await ask("/files/a.txt", headers)).status;
    for (const value of [etag, `"x", ${etag}`, `${etag},"y"`, etag.replace("W/", ""), "*"])
      expect([value, await status({ "if-none-match": value })]).toEqual([value, 304]);
    for (const value of ['"x"', 'W/"x", "y"', etag.replaceAll('"', "")])
      expect([value, await status({ "if-none-match": value })]).toEqual([value, 200]);
    expect(await status({ "if-modified-since": DATE })).toBe(304);
    expect(await status({ "if-modified-since": EARLIER })).toBe(200);
    expect(await status({ "if-modified-since": "nonsense" })).toBe(200);
    // The tag tells more than the date.
    expect(await status({ "if-none-match": '"x"', "if-modified-since": DATE })).toBe(200);
    expect(await status({ "if-none-match": etag, range: "bytes=0-4" })).toBe(304);
    const again = await ask("/files/a.txt", { "if-none-match": etag });
    expect([again.headers.get("etag"), again.headers.get("vary"), await again.text()]).toEqual([
      etag,
      "Accept-Encoding",
      "",
    ]);
  });

  test("a version that was meant and is not there: 412", async () => {
    const ask = await files();
    const status = async (headers: Record<string, string>) => (await ask("/files/a.txt", headers)).status;
    expect(await status({ "if-match": "*" })).toBe(200);
    expect(await status({ "if-match": '"x"' })).toBe(412);
    expect(await status({ "if-unmodified-since": DATE })).toBe(200);
    expect(await status({ "if-unmodified-since": EARLIER })).toBe(412);
  });

  test("every answer says that types are not to be guessed, and how much of the address goes to others", async () => {
    const ask = await files();
    const etag = (await ask("/files/a.txt")).headers.get("etag") ?? "";
    for (const headers of [{}, { range: "bytes=0-1" }, { range: "bytes=99-" }, { "if-none-match": etag }]) {
      const response = await ask("/files/a.txt", headers as Record<string, string>);
      expect([response.headers.get("x-content-type-options"), response.headers.get("referrer-policy")]).toEqual([
        "nosniff",
        "same-origin",
      ]);
      await response.text();
    }
  });

  test("a packed form is sent to who takes it, and is another version", async () => {
    const ask = await files();
    const packed = await ask("/files/b.txt", { "accept-encoding": "gzip" });
    expect([packed.status, packed.headers.get("content-encoding")]).toEqual([200, "gzip"]);
    const etag = packed.headers.get("etag") ?? "";
    expect((await ask("/files/b.txt", { "accept-encoding": "gzip", "if-none-match": etag })).status).toBe(304);
    expect((await ask("/files/b.txt", { "if-none-match": etag })).status).toBe(200);
    expect((await ask("/files/nothing.txt")).status).toBe(404);
  });

  test("one that was changed a moment ago cannot be gone on with by its date: it may have changed since", async () => {
    const { service, dir } = await served({ mode: "development" });
    const now = new Date();
    utimesSync(join(dir, "a.txt"), now, now);
    const response = await fetch(`${service.url}/files/a.txt`, {
      headers: { range: "bytes=0-4", "if-range": now.toUTCString() },
    });
    expect(response.status).toBe(200);
  });
});

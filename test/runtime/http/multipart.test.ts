/** Multipart bodies: the same fields however the network cuts them, and a clear no to what is none. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_LIMITS } from "sessile";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SessileError } from "../../../runtime/core/errors.ts";
import { receiveMultipart } from "../../../runtime/http/multipart.ts";
import { Uploads } from "../../../runtime/http/uploads.ts";
import { Random, seeds } from "../../support/random.ts";

let uploads: Uploads;
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sessile-test-"));
  uploads = new Uploads({ diskBytes: 2 ** 30, diskFiles: 100_000, diskShare: 1 }, folder);
});
afterAll(() => {
  uploads.close();
  rmSync(folder, { recursive: true, force: true });
});

async function receive(pieces: readonly Uint8Array[], contentType = "multipart/form-data; boundary=x9") {
  const exchange = {
    header: () => contentType,
    async receive(take: (chunk: Uint8Array) => Promise<void>) {
      for (const piece of pieces) await take(piece);
    },
  };
  const { fields, stored } = await receiveMultipart(exchange, { limits: DEFAULT_LIMITS, uploads });
  const read = await Promise.all(
    fields.map(async ([name, value]) =>
      typeof value === "string"
        ? [name, value]
        : [name, value.name, value.type, Buffer.from(await value.arrayBuffer()).toString("latin1")],
    ),
  );
  await Promise.all(stored.map((each) => each.discard()));
  return read;
}

const ofText = (text: string) => [Buffer.from(text, "latin1")];
const utf8 = (text: string) => [Buffer.from(text)];

/** Text that is nearly a boundary as often as chance will have it. */
function content(random: Random): string {
  const near = ["\r", "\n", "\r\n", "-", "--", "\r\n-", "\r\n--", "x", "\r\n--x", "x", "a", "\0", "ÿ", "b".repeat(200)];
  return Array.from({ length: random.int(30) }, () => random.pick(near)).join("");
}

test.each(seeds(200))("seed %i: however it is cut, the same names, values and bytes come, in order", async (seed) => {
  const random = new Random(seed);
  const parts = Array.from({ length: random.int(6) }, (_, i) => {
    const value = content(random);
    return random.chance(0.5) ? [`f${i}`, `n${i}.bin`, "application/x-a", value] : [`t${i}`, value.replace("ÿ", "y")];
  }).map((part) => part.map((each) => (part.length === 2 ? each.replaceAll("ÿ", "y") : each)));
  const text = parts
    .map(([name, ...rest]) =>
      rest.length === 1
        ? `--x9\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${rest[0]}\r\n`
        : `--x9\r\nContent-Disposition: form-data; name="${name}"; filename="${rest[0]}"\r\ncontent-type: ${rest[1]}\r\n\r\n${rest[2]}\r\n`,
    )
    .join("");
  const body = Buffer.from(
    `${random.chance(0.2) ? "preamble\r\n" : ""}${text}--x9--${random.pick(["", "\r\n", "\r\nmore"])}`,
    "latin1",
  );
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < body.length; ) {
    const size = 1 + random.int(random.pick([2, 20, 1000]));
    pieces.push(body.subarray(at, at + size));
    at += size;
  }
  expect(await receive(pieces)).toEqual(parts);
});

const head = (disposition: string) => `--x9\r\nContent-Disposition: ${disposition}\r\n\r\nvalue\r\n--x9--\r\n`;

test.each([
  ["form-data; name=a", ["a", "value"]],
  [`Form-Data ;name = "a"`, ["a", "value"]],
  [`form-data; name="a;b=\\"c\\""`, [`a;b="c"`, "value"]],
  [`form-data; name="a%22%0D%0a%41"`, [`a"\r\n%41`, "value"]],
  [`form-data; name="é日本"`, ["é日本", "value"]],
  [`form-data; name="a"; filename=""`, ["a", "", "text/plain", "value"]],
  [`form-data; name="a"; filename="C:\\dir\\日本語 100%.txt"`, ["a", "日本語 100%.txt", "text/plain", "value"]],
  [`form-data; name="a"; filename="../../etc/passwd"`, ["a", "passwd", "text/plain", "value"]],
  [`form-data; name="a"; filename*=UTF-8''na%C3%AFve.txt`, ["a", "naïve.txt", "text/plain", "value"]],
])("%s is read", async (disposition, expected) => {
  expect(await receive(utf8(head(disposition)))).toEqual([expected]);
});

const fine = `--x9\r\nContent-Disposition: form-data; name="fine"\r\n\r\nvalue\r\n`;

test.each([
  ["a part without Content-Disposition", "--x9\r\nContent-Type: text/plain\r\n\r\nvalue\r\n--x9--\r\n"],
  [
    "one with two",
    `--x9\r\nContent-Disposition: form-data; name="a"\r\nContent-Disposition: form-data; name="b"\r\n\r\nv\r\n--x9--`,
  ],
  ["one that is no form's", head(`attachment; name="a"`)],
  ["one without name", head("form-data")],
  ["a name without end", head(`form-data; name="a`)],
  ["what is no parameter", head(`form-data; name="a"; "b"`)],
  ["a filename that is no UTF-8", head(`form-data; name="a"; filename*=UTF-8''%ff`)],
  ["a head of 100 KB", head(`form-data; name="a"; filename="${"a".repeat(100_000)}"`)],
  ["a head of 20 KB", head(`form-data; name="a"; filename="${"a".repeat(20_000)}"`)],
  [
    "a header field of 100 KB",
    `--x9\r\nX: ${"a".repeat(100_000)}\r\nContent-Disposition: form-data; name="a"\r\n\r\nv\r\n--x9--`,
  ],
  [
    "3000 header fields",
    `--x9\r\n${"X: a\r\n".repeat(3000)}Content-Disposition: form-data; name="a"\r\n\r\nv\r\n--x9--`,
  ],
  ["a part without a head", "--x9\r\n\r\nvalue\r\n--x9--\r\n"],
  ["a head without end", `--x9\r\nContent-Disposition: form-data; name="a"\r\n--x9--\r\n`],
  ["a head without end, and another part", `--x9\r\nContent-Disposition: form-data; name="a"\r\n${fine}--x9--\r\n`],
  ["a part without end", `--x9\r\nContent-Disposition: form-data; name="a"\r\n\r\nvalue`],
  ["no boundary", "value"],
  ["nothing", ""],
])("%s is malformed, after another part, too", async (_what, body) => {
  const refused = (pieces: Uint8Array[]) =>
    receive(pieces).then(
      (fields) => fields,
      (error: SessileError) => error.code,
    );
  expect(await refused(ofText(body))).toBe("SES_BODY_MALFORMED");
  if (body.startsWith("--x9")) expect(await refused(ofText(fine + body))).toBe("SES_BODY_MALFORMED");
  expect(uploads.size).toBe(0);
});

test.each(["multipart/form-data", "multipart/form-data; boundary=", `multipart/form-data; boundary=${"x".repeat(71)}`])(
  "%s has no boundary",
  async (type) => {
    await expect(receive(ofText(fine), type)).rejects.toThrow("SES_BODY_MALFORMED");
  },
);

test("one with quotes is read", async () => {
  expect(await receive(ofText(`${fine}--x9--`), `multipart/form-data; charset=utf-8; boundary="x9"`)).toEqual([
    ["fine", "value"],
  ]);
});

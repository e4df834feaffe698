/** Uploads: to disk as they arrive, bounded, and gone with whatever they were for. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { textOf } from "../../../runtime/testing/tree.ts";
import { given, hashOf, Uploading } from "../../support/apps/uploading.tsx";
import { attr, type Copy } from "../../support/copy.ts";
import { until } from "../../support/drivers/user.ts";
import { allByRole, byLabel, byRole, clean } from "../../support/roles.ts";
import { type ServedStage, type Stage, type StageOptions, servedStage, stage } from "../../support/stage.tsx";
import { Bytes, bodyOf, bufferBytes, MB, MULTIPART, multipart, openIn, part, Sending } from "../../support/uploads.ts";
import { pageField, Visitor } from "../../support/visitor.ts";

let folder = "";
beforeEach(() => {
  given.length = 0;
  folder = mkdtempSync(join(tmpdir(), "sessile-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const rows = (copy: Copy) => allByRole(copy, "listitem").map((item) => clean(textOf(item)));
/** Files in the folder for uploads. */
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

interface Opened {
  readonly on: Stage;
  readonly visitor: Visitor;
  readonly copy: Copy;
  /** What a browser without script sends before the files. */
  readonly fields: readonly (readonly [string, string])[];
  readonly headers: { readonly [name: string]: string };
}

async function opened(options: StageOptions & { on?: Stage; to?: string } = {}): Promise<Opened> {
  const { on = stage({ "/": Uploading }, { uploadDir: folder, ...options }), to } = options;
  const visitor = new Visitor(to ?? on.runtime);
  const copy = await visitor.open("/", { script: false });
  const send = byRole(copy, "button", "Send");
  const fields = [
    ["_p", pageField(copy)],
    [attr(send, "name") ?? "", attr(send, "value") ?? ""],
  ] as const;
  const cookie = `sessile=${visitor.cookies.get("sessile")?.value}`;
  return { on, visitor, copy, fields, headers: { cookie } };
}

/** Nothing is left of any upload. */
async function expectNothingLeft(on: Stage): Promise<void> {
  await until(
    () => [on.runtime.uploads.size, ...files(), ...openIn(folder)],
    (left) => left.length === 1 && left[0] === 0,
    "left",
  );
  expect(on.runtime.uploads.bytes).toBe(0);
}

type Pieces = Iterator<Uint8Array>;
type Look = (piece: Uint8Array) => Promise<void>;

/** Sends as fast as the server takes it. @returns the status */
async function bySocket({ on, headers }: Opened, pieces: Pieces, look: Look): Promise<number | undefined> {
  const sending = new Sending(`${(on as ServedStage).url}/`, headers);
  for (let next = pieces.next(); !next.done; next = pieces.next()) {
    await look(next.value);
    await sending.write(next.value);
  }
  sending.end();
  return (await sending.response).statusCode;
}

async function byStream({ visitor }: Opened, pieces: Pieces, look: Look): Promise<number> {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = pieces.next();
      if (done) return controller.close();
      await look(value);
      controller.enqueue(value);
    },
  });
  const init = { method: "POST", body, duplex: "half", headers: { "content-type": MULTIPART } } as RequestInit;
  return (await visitor.visit("/", init)).status;
}

const post = (visitor: Visitor, body: BodyInit, headers: HeadersInit = {}) =>
  visitor.visit("/", { method: "POST", body, headers: { "content-type": MULTIPART, ...headers } });

describe.each(["serve()", "runtime.fetch(Request)"])("by %s", (front) => {
  const open = async (options: StageOptions = {}): Promise<Opened> => {
    if (front !== "serve()") return opened(options);
    const on = await servedStage({ "/": Uploading }, { uploadDir: folder, ...options });
    return opened({ on, to: on.url });
  };

  test("D7: an upload gives value and filename; its bytes are the same to the last", async () => {
    const { on, visitor, fields } = await open();
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31 + (i >> 8)) & 255));
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    form.append("files", new File([bytes], "bilan é.bin", { type: "application/x-thing" }));
    form.append("files", new File(["--\r\n------sessile--\r\n"], "odd\r\n.txt", { type: "text/plain" }));
    form.append("files", new File([], "empty.txt", { type: "text/plain" }));
    expect((await visitor.visit("/", { method: "POST", body: form })).status).toBe(303);
    const shown = rows(await visitor.open("/", { script: false }));
    const [first = "", second = "", third = ""] = shown;
    expect(first).toBe(`bilan é.bin 300000 application/x-thing ${await hashOf(new Blob([bytes]))}`);
    expect(second).toMatch(/\.txt 21 text\/plain /);
    expect(third).toMatch(/^empty\.txt 0 text\/plain e3b0c442/);
    expect(given.every((file) => file instanceof File)).toBe(true);
    expect(await given[1]?.text()).toBe("--\r\n------sessile--\r\n");
    expect(Buffer.from((await given[0]?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes)).toBe(true);
    expect(
      Buffer.from((await given[0]?.slice(10, 20).arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes.subarray(10, 20)),
    ).toBe(true);
    expect(await new Response(given[1]).text()).toBe("--\r\n------sessile--\r\n");
    // Empty ones need no disk.
    expect(files()).toHaveLength(2);
    on.runtime.close();
    await until(
      () => readdirSync(folder),
      (left) => left.length === 0,
      "the folder stands",
    );
    await expect(given[1]?.text()).rejects.toThrow("The file is gone");
  });

  test("S2, D7: memory stays flat while 64 MiB go to disk", { timeout: 60_000 }, async () => {
    const limits = { fileBytes: 100 * MB, uploadBytes: 100 * MB };
    const opening = await open({ limits });
    const { visitor } = opening;
    const bytes = new Bytes(64 * MB);
    const before = await bufferBytes();
    let most = 0;
    let sent = 0;
    const look = async (piece: Uint8Array) => {
      sent += piece.length;
      if (sent % (8 * MB) < piece.length) most = Math.max(most, (await bufferBytes()) - before);
    };
    expect(await (front === "serve()" ? bySocket : byStream)(opening, bodyOf(opening.fields, bytes), look)).toBe(303);
    expect(rows(await visitor.open("/", { script: false }))).toEqual([
      `big.bin ${64 * MB} application/x-big ${bytes.hash}`,
    ]);
    expect(most).toBeLessThan(8 * MB);
  });

  test("a file, a form and a number of files over their limit: 413, and nothing stays", async () => {
    const limits = { fileBytes: MB, uploadBytes: 2 * MB, files: 3 };
    const { on, visitor, fields } = await open({ limits });
    const big = "x".repeat(MB);
    const bodies = [
      multipart(...fields, ["files", `${big}y`, "a"]),
      multipart(...fields, ["files", big, "a"], ["files", big, "b"]),
      multipart(...fields, ...["a", "b", "c", "d"].map((name) => ["files", "x", name] as const)),
    ];
    for (const body of bodies) expect((await post(visitor, body)).status).toBe(413);
    expect(given).toEqual([]);
    await expectNothingLeft(on);
    expect((await post(visitor, multipart(...fields, ["files", big, "a"]))).status).toBe(303);
  });

  test("who has no session may send no more than a small form", async () => {
    const { on, fields } = await open({ limits: { bodyBytes: 1000 } });
    const stranger = new Visitor(front === "serve()" ? ((on as { url?: string }).url ?? "") : on.runtime);
    expect((await post(stranger, multipart(...fields, ["files", "x".repeat(2000), "a"]))).status).toBe(413);
    expect((await post(stranger, multipart(...fields, ["files", "x".repeat(200), "a"]))).status).toBe(303);
  });

  test("an upload the disk has no room for is refused, and makes room again", async () => {
    const { on, visitor, fields } = await open({ limits: { diskBytes: 10_000, diskShare: 1 } });
    expect((await post(visitor, multipart(...fields, ["files", "x".repeat(20_000), "a"]))).status).toBe(507);
    await expectNothingLeft(on);
    expect((await post(visitor, multipart(...fields, ["files", "x".repeat(5000), "a"]))).status).toBe(303);
  });

  test("a file takes a block of the disk however small it is, and there are only so many", async () => {
    const small = ["a", "b", "c"].map((name) => ["files", "x", name] as const);
    const { on, visitor, fields } = await open({ limits: { diskBytes: 10_000, diskShare: 1 } });
    expect((await post(visitor, multipart(...fields, ...small))).status).toBe(507);
    await expectNothingLeft(on);
    expect((await post(visitor, multipart(...fields, ...small.slice(0, 2)))).status).toBe(303);
    expect(on.runtime.uploads.bytes).toBe(2 * 4096);
    const few = await open({ limits: { diskFiles: 2, diskShare: 1 } });
    expect((await post(few.visitor, multipart(...few.fields, ...small))).status).toBe(507);
    expect((await post(few.visitor, multipart(...few.fields, ...small.slice(0, 2)))).status).toBe(303);
  });

  test("nobody has all of the disk: a session has a quarter, its address half, and others go on", async () => {
    const { on, visitor, fields } = await open({ limits: { diskBytes: 16 * 4096 } });
    const files = (count: number) => Array.from({ length: count }, (_, i) => ["files", "x", `${i}`] as const);
    const to = front === "serve()" ? (on as ServedStage).url : undefined;
    const refused = await post(visitor, multipart(...fields, ...files(5)));
    expect(refused.status).toBe(507);
    expect(refused.html).toContain("You have as many files here as you may.");
    expect((await post(visitor, multipart(...fields, ...files(4)))).status).toBe(303);
    expect((await post(visitor, multipart(...fields, ...files(1)))).status).toBe(507);
    const other = await opened({ on, ...(to ? { to } : {}) });
    expect((await post(other.visitor, multipart(...other.fields, ...files(4)))).status).toBe(303);
    const third = await opened({ on, ...(to ? { to } : {}) });
    const third4 = await post(third.visitor, multipart(...third.fields, ...files(4)));
    // A Request alone does not say where it comes from.
    expect(third4.status).toBe(front === "serve()" ? 507 : 303);
    const stranger = new Visitor(to ?? on.runtime);
    expect((await post(stranger, multipart(...fields, ...files(1)))).status).toBe(front === "serve()" ? 507 : 303);
  });

  test("S4: an answer before all has come corrupts nothing: others are answered, and so is the next", async () => {
    const { visitor, fields } = await open({ limits: { fileBytes: 1000 } });
    for (let i = 0; i < 3; i++) {
      const body = multipart(...fields, ["files", "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100_000), "a"]);
      expect((await post(visitor, body)).status).toBe(413);
      expect((await visitor.visit("/")).status).toBe(200);
    }
  });
});

test("D7: posts are an ordered sequence of names and values; what repeats is there as often", async () => {
  const { receiveMultipart } = await import("../../../runtime/http/multipart.ts");
  const { FetchExchange } = await import("../../../runtime/http/fetch.ts");
  const { Uploads } = await import("../../../runtime/http/uploads.ts");
  const { DEFAULT_LIMITS } = await import("sessile");
  const uploads = new Uploads({ diskBytes: MB, diskFiles: 10, diskShare: 1 }, folder);
  const body = multipart(
    ["b", "1"],
    ["a", "2"],
    ["f", "x", "x.txt"],
    ["b", "3"],
    ["", "4"],
    ["f", "", ""],
    ["__proto__", "5"],
  );
  const request = new Request("http://localhost/", { method: "POST", body, headers: { "content-type": MULTIPART } });
  const { fields, stored } = await receiveMultipart(new FetchExchange(request), { limits: DEFAULT_LIMITS, uploads });
  expect(
    fields.map(([name, value]) => [name, typeof value === "string" ? value : `${value.name}:${value.size}`]),
  ).toEqual([
    ["b", "1"],
    ["a", "2"],
    ["f", "x.txt:1"],
    ["b", "3"],
    ["", "4"],
    ["f", ":0"],
    ["__proto__", "5"],
  ]);
  await Promise.all(stored.map((each) => each.discard()));
  expect([uploads.size, files()]).toEqual([0, []]);
  uploads.close();
});

test("50 uploads at once, of which half are cut: no file, handle or session is left behind", {
  timeout: 60_000,
}, async () => {
  const on = await servedStage({ "/": Uploading }, { uploadDir: folder });
  const people = await Promise.all(Array.from({ length: 50 }, () => opened({ on, to: on.url })));
  expect(on.runtime.sessions).toBe(50);
  const half = "x".repeat(300_000);
  const sendings = await Promise.all(
    people.map(async ({ fields, headers }) => {
      const sending = new Sending(`${on.url}/`, headers);
      await sending.write(
        multipart(...fields).replace(/--[^\n]*--\r\n$/, "") + part("files", { name: "a.bin" }) + half,
      );
      return sending;
    }),
  );
  await until(
    () => files().length,
    (count) => count === 50,
    "not all have begun",
  );
  await Promise.all(
    sendings.map(async (sending, i) => {
      if (i % 2) return sending.cut();
      await sending.write(`${half}\r\n${multipart()}`);
      sending.end();
      expect((await sending.response).statusCode).toBe(303);
    }),
  );
  await until(
    () => files().length,
    (count) => count === 25,
    "cut ones stand",
  );
  expect(given).toHaveLength(25);
  expect(given.every((file) => file.size === 600_000)).toBe(true);
  await until(
    () => openIn(folder),
    (open) => open.length === 0,
    "open",
  );
  expect(on.runtime.sessions).toBe(50);
  // The others' files go with their pages.
  for (const { copy, visitor } of people) await visitor.post("/", { p: copy.token, n: 1, v: 0, e: [], bye: true });
  on.runtime.close();
  expect(on.runtime.sessions).toBe(0);
  await expectNothingLeft(on);
});

test("a session that ends takes its files along, and what is still arriving", async () => {
  const on = await servedStage({ "/": Uploading }, { uploadDir: folder });
  const { visitor, fields, headers } = await opened({ on, to: on.url });
  expect((await post(visitor, multipart(...fields, ["files", "x".repeat(100), "a"]))).status).toBe(303);
  const sending = new Sending(`${on.url}/`, headers);
  await sending.write(
    multipart(...fields).replace(/--[^\n]*--\r\n$/, "") + part("files", { name: "b" }) + "y".repeat(100_000),
  );
  await until(
    () => files().length,
    (count) => count === 2,
    "it has not begun",
  );
  const other = await visitor.open("/", { script: false });
  await visitor.form("/", [
    ["_p", pageField(other)],
    ["_e", attr(byRole(other, "button", "End"), "value") ?? ""],
  ]);
  expect(on.runtime.sessions).toBe(0);
  await expectNothingLeft(on);
  expect((await sending.response).statusCode).toBe(400);
});

test("a resent upload counts once, with script and without; its second copy goes", async () => {
  const { on, visitor, fields } = await opened();
  const body = multipart(...fields, ["files", "once", "a.txt"]);
  expect((await post(visitor, body)).status).toBe(303);
  expect((await post(visitor, body)).status).toBe(303);
  expect(given).toHaveLength(1);
  await until(files, (left) => left.length === 1, "not one file");
  expect(on.runtime.uploads.size).toBe(1);
  const scripted = await visitor.open("/");
  const field = scripted.address(byLabel(scripted, "Files"));
  const events = [
    ["change", field, { r: 1, u: "k" }],
    ["submit", scripted.address(formOf(scripted))],
  ];
  const message = { p: scripted.token, n: 1, v: scripted.version, e: events };
  const ahead = () => post(visitor, multipart(["f", "twice", "b.txt"]), { "sessile-upload": `${scripted.token} k` });
  for (let i = 0; i < 2; i++) expect((await ahead()).status).toBe(200);
  for (let i = 0; i < 2; i++) expect((await visitor.post("/", message)).status).toBe(200);
  expect(given.map(({ name }) => name)).toEqual(["a.txt", "b.txt"]);
  await until(files, (left) => left.length === 2, "not two files");
});

function formOf(copy: Copy) {
  const form = [...copy.elements].find((element) => element.tagName === "form");
  if (!form) throw new Error("no form");
  return form;
}

/** Uploads on their way: their page sees how far they are, can end them, and has their files with the event they belong to. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { sweeping, Uploads } from "../../../runtime/http/uploads.ts";
import { textOf } from "../../../runtime/testing/tree.ts";
import { given, Uploading } from "../../support/apps/uploading.tsx";
import { attr, type Copy } from "../../support/copy.ts";
import { until } from "../../support/drivers/user.ts";
import { allByRole, byLabel, byRole, clean } from "../../support/roles.ts";
import { type ServedStage, servedStage, stage } from "../../support/stage.tsx";
import { END, multipart, part, Sending } from "../../support/uploads.ts";
import { applyFrames, frames, pageField, Visitor } from "../../support/visitor.ts";

let folder = "";
beforeEach(() => {
  given.length = 0;
  folder = mkdtempSync(join(tmpdir(), "sessile-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const noFiles = () => until(files, (left) => left.length === 0, "files are left");

interface Visit {
  readonly on: ServedStage;
  readonly visitor: Visitor;
  readonly copy: Copy;
  readonly headers: { readonly [name: string]: string };
  /** The page as it is now, sent whole. */
  look(): Promise<string[]>;
}

async function opened(): Promise<Visit> {
  const on = await servedStage({ "/": Uploading }, { uploadDir: folder });
  const visitor = new Visitor(on.url);
  const copy = await visitor.open("/");
  const look = async () => {
    const { html } = await visitor.post("/", { p: copy.token, n: 1, v: copy.version, e: [] });
    applyFrames(copy, html);
    return allByRole(copy, "note").map((note) => clean(textOf(note)));
  };
  return { on, visitor, copy, headers: { cookie: `sessile=${visitor.cookies.get("sessile")?.value}` }, look };
}

/** An upload that goes ahead of its event, begun. */
async function begun({ on, headers, copy }: Visit, key = "k1"): Promise<Sending> {
  const field = copy.address(byLabel(copy, "Files"));
  const sending = new Sending(`${on.url}/`, {
    ...headers,
    "sessile-upload": `${copy.token} ${key}`,
    "content-length": 400_000,
  });
  await sending.write(part(`_${field}`, { name: "a.bin" }) + "x".repeat(200_000));
  await until(
    () => files().length,
    (count) => count === 1,
    "it has not begun",
  );
  return sending;
}

const rest = () => {
  const tail = `\r\n${END}`;
  return "x".repeat(400_000 - 200_000 - part("_00", { name: "a.bin" }).length - tail.length) + tail;
};

const submit = (copy: Copy) => {
  const form = [...copy.elements].find((element) => element.tagName === "form");
  return ["submit", form ? copy.address(form) : -1];
};

test("its page shows how far an upload is, while other events go on", async () => {
  const visit = await opened();
  const { copy, visitor } = visit;
  const sending = await begun(visit);
  await until(
    visit.look,
    ([note = ""]) => /^a\.bin 200\d\d\d of 400000Cancel$/.test(note.replace(" Cancel", "Cancel")),
    "not shown",
  );
  const field = copy.address(byLabel(copy, "Files"));
  await sending.write(rest().padEnd(400_000 - 200_000 - part(`_${field}`, { name: "a.bin" }).length));
  sending.end();
  expect((await sending.response).statusCode).toBe(200);
  expect(await visit.look()).toEqual([]);
  expect(given).toEqual([]);
  const message = { p: copy.token, n: 1, v: copy.version, e: [["change", field, { r: 1, u: "k1" }], submit(copy)] };
  expect((await visitor.post("/", message)).status).toBe(200);
  expect((await visitor.post("/", message)).status).toBe(200);
  expect(given.map(({ name }) => name)).toEqual(["a.bin"]);
  expect(await given[0]?.slice(0, 3).text()).toBe("xxx");
});

test("Cancel ends it: the part that has come goes, the script is told, and no handler hears of it", async () => {
  const visit = await opened();
  const { copy, visitor } = visit;
  const sending = await begun(visit);
  await until(visit.look, (notes) => notes.length === 1, "not shown");
  const button = copy.address(byRole(copy, "button", "Cancel"));
  const { html } = await visitor.act("/", copy, [["click", button]], 1);
  expect(
    frames(html)
      .map(([, patches]) => patches)
      .join(),
  ).toContain(`["cancel","k1",false]`);
  expect((await sending.response).statusCode).toBe(400);
  await noFiles();
  expect(await visit.look()).toEqual([]);
  const field = copy.address(byLabel(copy, "Files"));
  const event = { p: copy.token, n: 2, v: copy.version, e: [["change", field, { r: 1, u: "k1" }], submit(copy)] };
  expect((await visitor.post("/", event)).status).toBe(400);
  expect(given).toEqual([]);
});

test("a connection that is cut, and a tab that is closed, leave nothing", async () => {
  const visit = await opened();
  const { copy, visitor, on } = visit;
  (await begun(visit)).cut();
  await noFiles();
  await until(visit.look, (notes) => notes.length === 0, "it is still shown");
  const sending = await begun(visit, "k2");
  await visitor.post("/", { p: copy.token, n: 1, v: 0, e: [], bye: true });
  on.runtime.close();
  await noFiles();
  expect((await sending.response).statusCode).toBe(400);
});

test("one that came twice under the same name is there once; of those nobody asks for the oldest give way", async () => {
  const on = stage({ "/": Uploading }, { uploadDir: folder });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/");
  const field = copy.address(byLabel(copy, "Files"));
  const send = (key: string) =>
    visitor.visit("/", {
      method: "POST",
      body: multipart([`_${field}`, key, "a.txt"]),
      headers: {
        "content-type": "multipart/form-data; boundary=----sessile",
        "sessile-upload": `${copy.token} ${key}`,
      },
    });
  for (let i = 0; i < 3; i++) expect((await send("same")).status).toBe(200);
  await until(files, (left) => left.length === 1, "more than one");
  for (let i = 0; i < 30; i++) await send(`k${i}`);
  await until(files, (left) => left.length === 20, "not 20");
  on.runtime.close();
  await noFiles();
});

test("a page that is gone is not sent a gigabyte", async () => {
  const { on, headers, copy } = await opened();
  for (const [token, cookie] of [
    [copy.token, ""],
    ["nobody.1", headers.cookie ?? ""],
    ["", headers.cookie ?? ""],
  ] as const) {
    const sending = new Sending(`${on.url}/`, { cookie, "sessile-upload": `${token} k`, "content-length": 2 ** 30 });
    sending.request.flushHeaders();
    expect((await sending.response).statusCode).toBe(410);
    sending.cut();
  }
  expect(files()).toEqual([]);
});

test("what is too large by its own account is refused before any of it has come", async () => {
  const { on, headers, copy } = await opened();
  for (const [more, status] of [
    [{}, 413],
    [{ "sessile-upload": `${copy.token} k` }, 413],
    [{ "content-type": "application/json" }, 413],
    [{ "content-type": "application/x-www-form-urlencoded" }, 413],
  ] as const) {
    const sending = new Sending(`${on.url}/`, { ...headers, "content-length": 2 ** 40, ...more });
    sending.request.flushHeaders();
    expect((await sending.response).statusCode).toBe(status);
    sending.cut();
  }
  expect(files()).toEqual([]);
});

test("without script a second window shows the upload, and can end it: the first is where it was", async () => {
  const { on, visitor, headers } = await opened();
  const plain = await visitor.open("/", { script: false });
  // A first press, so that the page is known to have no script.
  await visitor.form("/", [
    ["_p", pageField(plain)],
    ["_e", "apply"],
  ]);
  const first = await visitor.open("/", { script: false });
  const body = multipart(["_p", pageField(first)]).replace(END, "") + part("files", { name: "a.bin" });
  const sending = new Sending(`${on.url}/`, headers);
  await sending.write(body + "x".repeat(100_000));
  await until(
    () => files().length,
    (count) => count === 1,
    "it has not begun",
  );
  const second = await visitor.open("/", { script: false });
  expect(allByRole(second, "note").map((note) => clean(textOf(note)))[0]).toMatch(/^a\.bin \d+ of /);
  const cancel = attr(byRole(second, "button", "Cancel"), "value") ?? "";
  await visitor.form("/", [
    ["_p", pageField(second)],
    ["_e", cancel],
  ]);
  const response = await sending.response;
  expect([response.statusCode, response.headers.refresh]).toEqual([400, "1; url=/"]);
  await noFiles();
  expect(given).toEqual([]);
});

test("what a process that was killed has left is removed at the next start, and nothing else", async () => {
  const prefix = `sessile-uploads-${hostname().replace(/[^\w.]/g, "")}-`;
  // No process has this number: it is above the largest there can be.
  const dead = `${prefix}99999999-abc`;
  const kept = [`${prefix}${process.ppid}-abc`, "sessile-uploads-elsewhere-99999999-abc", `${prefix}x-abc`, "other"];
  for (const name of [dead, ...kept]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "0"), "left");
  }
  writeFileSync(join(folder, `${prefix}99999998-file`), "no folder");
  const uploads = new Uploads({ diskBytes: 1000, diskFiles: 10, diskShare: 1 }, folder);
  await sweeping(folder);
  expect(readdirSync(folder).sort()).toEqual([...kept, `${prefix}99999998-file`].sort());
  uploads.close();
});

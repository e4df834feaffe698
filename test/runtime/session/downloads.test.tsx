/** Files that pages offer: addresses of the session's own, for a browser with script and without. */
import { once } from "node:events";
import { connect } from "node:net";
import { useState } from "preact/hooks";
import { serve } from "sessile";
import { testServer, visit } from "sessile/testing";
import { type DownloadBody, useDownload, useSession } from "sessile/ui";
import { describe, expect, onTestFinished, test } from "vitest";
import { disposition } from "../../../runtime/session/downloads.ts";
import { stage } from "../../support/stage.tsx";
import { Visitor } from "../../support/visitor.ts";

function Offer({ name = "list.txt", open }: { name?: string; open?: () => DownloadBody | Promise<DownloadBody> }) {
  const [count, setCount] = useState(0);
  const [on, setOn] = useState(true);
  const session = useSession();
  return (
    <main>
      <button onClick={() => setCount(count + 1)}>Add</button>
      <button onClick={() => setOn(false)}>Withdraw</button>
      <button onClick={() => session.login("Ada")}>Log in</button>
      {on && <Link name={name} open={open ?? (() => `${count} of them`)} />}
    </main>
  );
}

const App = () => <Offer />;

function Link({ name, open }: { name: string; open: () => DownloadBody | Promise<DownloadBody> }) {
  return <a {...useDownload(name, open)}>Get</a>;
}

const href = async (on: Awaited<ReturnType<typeof visit>>) => on.getByRole("link").attribute("href") ?? "";

describe.each([true, false])("with script: %s", (script) => {
  test("a link gets what the component knows at the time, by its name", async () => {
    const page = await visit(App, { script });
    const link = page.getByRole("link", { name: "Get" });
    const first = await link.download();
    expect([first.name, first.type, await first.text()]).toEqual(["list.txt", "text/plain;charset=utf-8", "0 of them"]);
    await page.getByRole("button", { name: "Add" }).click();
    expect(await (await link.download()).text()).toBe("1 of them");
    expect(link.attribute("download")).toBe("list.txt");
    await expect(link.click()).rejects.toThrow("SES_TEST_ACTION");
  });
});

test("pieces, bytes and blobs arrive as they are", async () => {
  async function* slowly() {
    yield "eins, ";
    await null;
    yield new TextEncoder().encode("zwei, drei – ✓");
  }
  const bodies: DownloadBody[] = [slowly(), ["a", "b"], Uint8Array.of(104, 105), new Blob(["blob"])];
  const texts = ["eins, zwei, drei – ✓", "ab", "hi", "blob"];
  for (const [i, body] of bodies.entries()) {
    const page = await visit(() => <Offer open={async () => body} />);
    expect(await (await page.getByRole("link").download()).text()).toBe(texts[i]);
  }
});

test("it is an attachment that nobody keeps, and that runs nothing", async () => {
  const page = await visit(() => <Offer name={'../r é"s.html'} />);
  const { headers } = await page.user.visitor.fetch(await href(page), { method: "HEAD" });
  expect(Object.fromEntries(headers)).toEqual({
    "cache-control": "no-store",
    "content-disposition": `attachment; filename=".._r __s.html"; filename*=UTF-8''.._r%20%C3%A9%22s.html`,
    "content-security-policy": "sandbox; default-src 'none'",
    "content-type": "text/plain; charset=utf-8",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
  expect((await page.getByRole("link").download()).name).toBe('.._r é"s.html');
});

test("another session, a component that went and an address that never was get 410", async () => {
  const server = testServer({ "/a/": App, "/b/": App });
  const page = await server.visit("/a/");
  const at = await href(page);
  expect(at).toMatch(/^\/a\/_file\/[\w-]{21}\/list\.txt$/);
  const other = await server.newUser().visit("/a/");
  const status = async (path: string, who = page) => (await who.user.visitor.fetch(path)).status;
  expect(await status(at)).toBe(200);
  expect(await status(at, other)).toBe(410);
  expect(await status(at.replace("/a/", "/b/"))).toBe(410);
  expect(await status("/a/_file/nobody/list.txt")).toBe(410);
  expect(await status("/c/_file/nobody/list.txt")).toBe(404);
  expect((await new Visitor(server.backend.runtime).fetch(at)).status).toBe(410);
  await page.getByRole("button", { name: "Withdraw" }).click();
  expect(await status(at)).toBe(410);
});

test.each(["path", "query"] as const)(
  "where the key stands in the URL (%s), it stands in the file's too",
  async (session) => {
    const server = testServer({ "/a/": App }, { mapper: { session } });
    const page = await server.visit("/a/");
    const before = await href(page);
    expect(before).toMatch(session === "path" ? /^\/~[\w-]{21}\/a\/_file\// : /\?sid=[\w-]{21}$/);
    expect(await (await page.getByRole("link").download()).text()).toBe("0 of them");
    // A login changes the key, and the address with it.
    await page.getByRole("button", { name: "Log in" }).click();
    expect(await href(page)).not.toBe(before);
    expect(await (await page.getByRole("link").download()).text()).toBe("0 of them");
  },
);

test("what fails is logged with its session, and answered with 500", async () => {
  const open = () => {
    throw new Error("no data");
  };
  const on = stage({ "/": () => <Offer open={open} /> });
  const visitor = new Visitor(on.runtime);
  const { html } = await visitor.visit("/");
  const answer = await visitor.fetch(/href="([^"]*_file[^"]*)"/.exec(html)?.[1] ?? "");
  expect(answer.status).toBe(500);
  expect(on.lines.filter(({ level }) => level === "error").map(({ message }) => message)).toContain(
    "a download failed",
  );
});

test("on a socket: pieces are made as they are taken, and no more once the browser has gone", async () => {
  let made = 0;
  let done: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    done = resolve;
  });
  function* endless() {
    try {
      for (;;) {
        made++;
        yield "x".repeat(65_536);
      }
    } finally {
      done();
    }
  }
  const service = await serve(() => <Offer open={endless} />, { host: "127.0.0.1", port: 0, mode: "production" });
  onTestFinished(() => service.close());
  const first = await fetch(service.url, { headers: { "user-agent": "Mozilla/5.0 Firefox/140.0" } });
  const cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const path = /href="([^"]*_file[^"]*)"/.exec(await first.text())?.[1];
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\n\r\n`);
  const [head] = await once(socket, "data");
  socket.pause();
  expect(String(head)).toContain("Transfer-Encoding: chunked");
  socket.destroy();
  await ended;
  // What a socket's buffers hold at most: far from endless.
  expect(made).toBeLessThan(1_000);
});

test("without a socket, too: who cancels ends what makes the pieces", async () => {
  let ended = false;
  function* endless() {
    try {
      for (;;) yield "piece";
    } finally {
      ended = true;
    }
  }
  const page = await visit(() => <Offer open={endless} />);
  const { body } = await page.user.visitor.fetch(await href(page));
  const reader = body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("piece");
  await reader?.cancel();
  expect(ended).toBe(true);
});

test.each([
  ["plain.csv", 'attachment; filename="plain.csv"'],
  ["50%.csv", `attachment; filename="50_.csv"; filename*=UTF-8''50%25.csv`],
  ["Ä (1)'*.csv", `attachment; filename="_ (1)'_.csv"; filename*=UTF-8''%C3%84%20%281%29%27%2A.csv`],
])("the name %s travels as RFC 6266 has it", (name, header) => {
  expect(disposition(name)).toBe(header);
});

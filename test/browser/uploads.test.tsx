/** Files on their way from Chromium: a bar while they are, what waits for them and what does not, and what ends them. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useState } from "preact/hooks";
import { prevent, useUploads } from "sessile/ui";
import { expect, onTestFinished, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { type Network, tap } from "../support/drivers/network.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { PATIENCE_MS, sees } from "../support/drivers/user.ts";
import { type StageOptions, servedStage } from "../support/stage.tsx";

function App() {
  const [count, setCount] = useState(0);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sent, setSent] = useState<readonly string[]>([]);
  const uploads = useUploads();
  return (
    <main>
      <button type="button" onClick={() => setCount(count + 1)}>
        Count
      </button>
      <p role="status">{count}</p>
      <form
        onSubmit={prevent(() =>
          setSent((all) => [...all, files.map(({ name, size }) => `${name} ${size}`).join() || "none"]),
        )}
      >
        <label>
          Files <input type="file" multiple onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])} />
        </label>
        <button type="submit">Send</button>
        <button type="reset">Reset</button>
        {uploads.map(({ id, cancel }) => (
          <button key={id} type="button" onClick={cancel}>
            Cancel
          </button>
        ))}
      </form>
      <p role="note">{sent.join("; ")}</p>
    </main>
  );
}

const MB = 1024 * 1024;

async function open(script = true, options: StageOptions = {}) {
  const [folder = "", sources = ""] = ["uploads", "sources"].map((name) => {
    const path = mkdtempSync(join(tmpdir(), `sessile-test-${name}-`));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    return path;
  });
  const on = await servedStage({ "/": App }, { uploadDir: folder, ...options });
  let network!: Network;
  const asked: string[] = [];
  const user = await ChromiumUser.open(on, "/", script, async (tab) => {
    if (script) network = await tap(tab);
    tab.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  });
  const { tab } = user;
  const devtools = await tab.context().newCDPSession(tab);
  /** From now on the way to the server takes so many bytes a second. */
  const slow = (uploadThroughput: number) =>
    devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  const choose = (name: string, size: number) => {
    // By its path: what goes through Playwright itself takes seconds.
    const path = join(sources, name);
    writeFileSync(path, Buffer.alloc(size, "x"));
    return tab.locator("input[type=file]").setInputFiles(path);
  };
  const left = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  const bar = tab.locator("#sessile-uploads progress");
  return { on, user, tab, network, asked, slow, choose, left, bar };
}

test("a bar moves while files are sent; the press on their form waits for them, everything else goes on", async () => {
  const { user, tab, slow, choose, bar, asked } = await open();
  await user.click("button", "Count");
  await sees(user, "status", "1");
  expect(asked.filter((each) => each.includes("uploads.js"))).toEqual([]);
  await slow(MB);
  await choose("big.txt", 2 * MB);
  await user.click("button", "Send");
  await bar.waitFor();
  expect(await bar.getAttribute("aria-label")).toBe("Sending big.txt");
  const seen = new Set<number>();
  await expect
    .poll(async () => seen.add(await bar.evaluate((element: HTMLProgressElement) => element.position)).size)
    .toBeGreaterThan(2);
  await user.click("button", "Count");
  await sees(user, "status", "2");
  expect(await user.texts("note")).toEqual([""]);
  await sees(user, "note", `big.txt ${2 * MB}`);
  expect(await tab.locator("#sessile-uploads").count()).toBe(0);
  await expectSame(user);
  expect(asked.filter((each) => each.includes("uploads.js"))).toHaveLength(1);
});

test("where the answer is lost the files go again, and count once", async () => {
  const { on, user, network, choose, left } = await open();
  let lost = 0;
  network.onPost = async (route) => {
    if (!route.request().headers()["sessile-upload"] || lost++) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  };
  await choose("small.txt", 100);
  await user.click("button", "Send");
  await sees(user, "note", "small.txt 100");
  expect(lost).toBe(2);
  await expect.poll(() => [left().length, on.runtime.uploads.size]).toEqual([1, 1]);
  await expectSame(user);
});

test("Cancel ends it: the choice is taken back, the press dropped, and nothing of the file stays", async () => {
  const { user, tab, slow, choose, left } = await open();
  await slow(MB);
  await choose("big.txt", 9 * MB);
  await user.click("button", "Send");
  await user.click("button", "Cancel");
  await expect.poll(left).toEqual([]);
  await expect.poll(() => tab.locator("input[type=file]").inputValue()).toBe("");
  await user.click("button", "Send");
  await sees(user, "note", "none");
  expect(await tab.locator("#sessile-uploads").count()).toBe(0);
});

test("so do another choice, and Reset", async () => {
  const { user, slow, choose, left } = await open();
  await slow(MB);
  await choose("big.txt", 9 * MB);
  await user.click("button", "Send");
  await expect.poll(() => left().length).toBe(1);
  await choose("small.txt", 10);
  await user.click("button", "Send");
  await sees(user, "note", "small.txt 10");
  await choose("big.txt", 9 * MB);
  await expect.poll(() => left().length).toBe(2);
  await user.click("button", "Reset");
  await expect.poll(() => left().length).toBe(1);
  await user.click("button", "Count");
  await sees(user, "status", "1");
  expect(await user.texts("note")).toEqual(["small.txt 10"]);
});

test("one that is too large is refused in words, and the page goes on", async () => {
  const { user, tab, choose, left } = await open(true, { limits: { fileBytes: 1000 } });
  await choose("big.txt", 9 * MB);
  await tab.waitForSelector("#sessile-status[data-state=refused]");
  await expect.poll(left).toEqual([]);
  expect(await tab.locator("input[type=file]").inputValue()).toBe("");
  await choose("small.txt", 100);
  await user.click("button", "Send");
  await sees(user, "note", "small.txt 100");
});

test("without script a frame in the page shows how far it is, and ends it", async () => {
  const { on, user, tab, slow, choose, left, asked } = await open(false);
  await slow(MB);
  await choose("big.txt", 20 * MB);
  await tab.getByRole("button", { name: "Send" }).click({ noWaitAfter: true });
  await expect.poll(() => left().length, { timeout: PATIENCE_MS }).toBe(1);
  const loads = () => asked.filter((each) => each === "GET /_uploads").length;
  const before = loads();
  // The frame loads itself anew while its page waits for the form's answer.
  await expect.poll(loads, { timeout: PATIENCE_MS }).toBeGreaterThan(before + 1);
  // Playwright does not reach into a page that waits; the frame's document is the same in a tab.
  const other = await tab.context().newPage();
  await other.goto(`${on.url}/_uploads`);
  const figure = async () => /(\d+) % big\.txt/.exec(await other.locator("body").innerText())?.[1];
  const first = await figure();
  expect(first).toBeDefined();
  await expect.poll(figure, { timeout: PATIENCE_MS }).not.toBe(first);
  const loaded = tab.waitForEvent("load");
  await other.getByRole("button", { name: "Cancel" }).click();
  await loaded;
  await expect.poll(left).toEqual([]);
  await slow(-1);
  await choose("small.txt", 10);
  await user.click("button", "Send");
  await sees(user, "note", "small.txt 10");
});

test("without script one that is too large gets an answer in words, though the browser is still sending", async () => {
  const { tab, slow, choose, left } = await open(false, { limits: { uploadBytes: MB } });
  await slow(4 * MB);
  await choose("big.txt", 30 * MB);
  await tab.getByRole("button", { name: "Send" }).click();
  await tab.getByRole("heading", { name: "413 Too large" }).waitFor();
  expect(left()).toEqual([]);
});

/** Fields in Chromium: what takes a layout, a focus, or a file that is dropped. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Calendar, FileUpload, SuggestBox } from "sessile/widgets";
import { expect, onTestFinished, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { root } from "../support/sources.ts";
import { servedStage } from "../support/stage.tsx";

const styles = ["/assets/theme.css"];
const statics = [{ prefix: "/assets/", dir: join(root, "public"), only: /\.css$/ }];

async function open(component: () => preact.JSX.Element) {
  const user = await ChromiumUser.open(await servedStage({ "/": { component, styles } }, { statics }), "/", true);
  return { user, tab: user.tab };
}

test("SuggestBox: by keys alone; the list is gone as soon as the focus is elsewhere, and nobody is asked", async () => {
  const { user, tab } = await open(() => (
    <>
      <SuggestBox label="Port" source={["Porto", "Oporto", "Oslo"]} debounce={50} />
      <button type="button">After</button>
    </>
  ));
  const box = tab.getByLabel("Port");
  await box.pressSequentially("po");
  await tab.getByRole("option", { name: "Oporto" }).waitFor();
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await expect.poll(() => box.inputValue()).toBe("Oporto");
  await box.pressSequentially("x");
  await tab.keyboard.press("Backspace");
  await tab.getByRole("option").waitFor();
  await tab.keyboard.press("Tab");
  expect(await tab.getByRole("button", { name: "After" }).evaluate((e) => e === document.activeElement)).toBe(true);
  expect(await tab.getByRole("option").isVisible()).toBe(false);
  expect(await tab.getByRole("button", { name: "Suggest" }).isVisible()).toBe(false);
  await expectSame(user);
});

test("Calendar: the focus goes with the keys, from month to month, and nothing moves", async () => {
  const { user, tab } = await open(() => <Calendar label="Arrival" locale="en" defaultValue="2026-05-30" />);
  const before = await tab.getByLabel("Go to").boundingBox();
  const focused = () => tab.evaluate(() => document.activeElement?.textContent);
  await tab.getByRole("button", { name: /May 30, 2026/ }).focus();
  for (const [key, day] of [
    ["ArrowDown", "6"],
    ["ArrowLeft", "5"],
    ["PageDown", "5"],
    ["End", "5"],
  ] as const) {
    await tab.keyboard.press(key);
    await expect.poll(focused).toBe(day);
  }
  await tab.getByRole("grid", { name: "July 2026" }).waitFor();
  expect(await tab.getByLabel("Go to").boundingBox()).toEqual(before);
  await tab.keyboard.press("Enter");
  await expect.poll(() => tab.getByLabel("Go to").inputValue()).toBe("2026-07-05");
  await expectSame(user);
});

test("FileUpload: takes what is dropped anywhere on it, shows how far it is, and ends it", async () => {
  const { user, tab } = await open(() => <FileUpload label="Papers" />);
  const folder = mkdtempSync(join(tmpdir(), "sessile-test-drop-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const drop = async (name: string, size: number) => {
    const path = join(folder, name);
    writeFileSync(path, Buffer.alloc(size, "x"));
    const box = await tab.locator(".drop-zone").boundingBox();
    const at = { x: (box?.x ?? 0) + 12, y: (box?.y ?? 0) + 12 };
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await devtools.send("Input.dispatchDragEvent", { type, ...at, data });
  };
  const devtools = await tab.context().newCDPSession(tab);
  await drop("small.txt", 2000);
  await tab.getByText("2.0 kB").waitFor();
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 1024 * 1024,
  });
  await drop("big.txt", 8 * 1024 * 1024);
  const bar = tab.getByRole("progressbar", { name: "big.txt", exact: true });
  await bar.waitFor();
  await tab.locator(".file-upload").getByRole("button", { name: "Cancel" }).click();
  await bar.waitFor({ state: "detached" });
  expect(await tab.getByText("big.txt", { exact: true }).count()).toBe(0);
  await expectSame(user);
});

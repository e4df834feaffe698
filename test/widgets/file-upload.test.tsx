/** FileUpload: chosen, shown, taken back; with script and without. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, FileUpload } from "sessile/widgets";
import { expect, test } from "vitest";

function Papers() {
  const [names, setNames] = useState("");
  const ref = useRef<HTMLInputElement>(null);
  return (
    <>
      <FileUpload
        ref={ref}
        label="Papers"
        name="papers"
        multiple
        accept=".txt"
        class="own"
        onChange={async (files) => setNames((await Promise.all(files.map((file) => file.text()))).join())}
      />
      <Button onClick={() => ref.current?.focus()}>Focus</Button>
      <p role="status">{names}</p>
    </>
  );
}

test.each([true, false])("several files, read and listed (script: %s)", async (script) => {
  const page = await visit(Papers, { script });
  const box = page.getByLabel("Papers");
  expect(box).toHaveAttribute("accept", ".txt");
  await box.upload({ name: "a.txt", content: "one" }, { name: "b.txt", content: "two".repeat(500) });
  if (!script) await page.getByRole("button", { name: "Apply" }).click();
  await page.settled();
  expect(page.getByRole("status")).toContainText("one,two");
  expect(page.getByRole("listitem").texts).toEqual([
    expect.stringMatching(/^a\.txt\s*3 bytes$/),
    expect.stringMatching(/^b\.txt\s*1\.5 kB$/),
  ]);
  await page.getByRole("button", { name: "Remove all" }).click();
  await page.settled();
  expect(page.getByRole("status")).toHaveText("");
  expect(page.getByRole("listitem").count).toBe(0);
});

test("says what is wrong, can be disabled, has its own words, and gives its element", async () => {
  const page = await visit(() => (
    <>
      <Papers />
      <FileUpload label="Off" disabled error="Too late." words={{ choose: "Pick" }} />
    </>
  ));
  const off = page.getByLabel("Off");
  expect(off).toBeDisabled();
  expect(off).toHaveAttribute("aria-invalid", "true");
  expect(page.html).toContain("Pick");
  await page.getByRole("button", { name: "Focus" }).click();
  expect(page.getByLabel("Papers")).toBeFocused();
});

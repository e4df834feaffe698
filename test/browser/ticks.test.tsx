/** Boxes and radio buttons tick before their click is heard, and back where the server takes it back. */
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame, quietly } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { servedStage } from "../support/stage.tsx";

function Choices() {
  const [seen, setSeen] = useState("");
  const [on, setOn] = useState(false);
  return (
    <main>
      <p role="status">{seen}</p>
      <label>
        <input
          type="checkbox"
          onClick={(e) => {
            setSeen(`never ${e.currentTarget.checked}`);
            e.preventDefault();
          }}
        />{" "}
        Never
      </label>
      <label>
        <input type="checkbox" checked={on} onClick={() => setOn(!on)} /> Controlled
      </label>
      <label>
        <input type="radio" name="size" value="s" defaultChecked /> Small
      </label>
      <label>
        <input type="radio" name="size" value="l" onClick={(e) => e.preventDefault()} /> Large
      </label>
    </main>
  );
}

test("what a handler in the server prevents is taken back in the browser", { timeout: 60_000 }, async () => {
  const user = await ChromiumUser.open(await servedStage({ "/": Choices }), "/", true);
  const ticks = (label: string, on: boolean) =>
    quietly(async () => expect([label, await user.tab.getByLabel(label).isChecked()]).toEqual([label, on]));
  for (const seen of ["never true", "never true"]) {
    await user.tab.getByLabel("Never").click();
    await sees(user, "status", seen);
    await ticks("Never", false);
  }
  await user.tab.getByLabel("Large").click();
  await ticks("Large", false);
  await ticks("Small", true);
  for (const on of [true, false]) {
    await user.tab.getByLabel("Controlled").click();
    await ticks("Controlled", on);
  }
  await expectSame(user);
  await user.close();
});

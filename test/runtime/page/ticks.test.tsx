/** Boxes and radio buttons tick before their click is heard, and back where it is prevented. */
import { useState } from "preact/hooks";
import { prevent } from "sessile/ui";
import { expect, test } from "vitest";
import { MemoryUser } from "../../support/drivers/memory.ts";
import { expectSame } from "../../support/drivers/scenario.ts";
import { byLabel } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";

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
        <input type="checkbox" onClick={prevent((e) => setSeen(`marked ${e.currentTarget.checked}`))} /> Marked
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

test("a prevented tick is taken back, on both sides", async () => {
  const user = await MemoryUser.open(stage({ "/": Choices }), "/");
  const ticked = (label: string) => user.copy.checked(byLabel(user.copy, label));
  await user.check("Never");
  expect([await user.texts("status"), ticked("Never")]).toEqual([["never true"], false]);
  await user.check("Marked");
  expect([await user.texts("status"), ticked("Marked")]).toEqual([["marked true"], false]);
  await user.check("Large");
  expect([ticked("Small"), ticked("Large")]).toEqual([true, false]);
  await user.check("Controlled");
  expect(ticked("Controlled")).toBe(true);
  await user.check("Controlled", false);
  expect(ticked("Controlled")).toBe(false);
  await expectSame(user);
});

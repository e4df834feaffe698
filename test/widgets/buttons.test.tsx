/** Button and ToggleButton, CheckBox, RadioButton. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, CheckBox, RadioButton, RadioGroup, ToggleButton } from "sessile/widgets";
import { expect, test } from "vitest";

const both = test.each([true, false]);

both("Button: pressed, not while disabled, its kind a class (script: %s)", async (script) => {
  const page = await visit(
    () => {
      const [count, setCount] = useState(0);
      return (
        <>
          <Button kind="primary" class="own" aria-describedby="count" onClick={() => setCount(count + 1)}>
            Add
          </Button>
          <Button disabled onClick={() => setCount(99)}>
            Cheat
          </Button>
          <p id="count" role="status">
            {count}
          </p>
        </>
      );
    },
    { script },
  );
  const add = page.getByRole("button", { name: "Add" });
  expect(add).toHaveAttribute("class", "primary own");
  expect(add).toHaveAttribute("aria-describedby", "count");
  await add.click();
  expect(page.getByRole("status")).toHaveText("1");
  expect(page.getByRole("button", { name: "Cheat" })).toBeDisabled();
});

test("Button submits only where its type says so", async () => {
  const page = await visit(() => {
    const [sent, setSent] = useState(0);
    return (
      <form onSubmit={() => setSent(sent + 1)}>
        <Button>Look</Button>
        <Button type="submit">Send</Button>
        <p role="status">{sent}</p>
      </form>
    );
  });
  await page.getByRole("button", { name: "Look" }).click();
  expect(page.getByRole("status")).toHaveText("0");
  await page.getByRole("button", { name: "Send" }).click();
  expect(page.getByRole("status")).toHaveText("1");
});

both("ToggleButton: down and up again, by itself or as its parent says (script: %s)", async (script) => {
  const page = await visit(
    () => {
      const [told, setTold] = useState<boolean[]>([]);
      return (
        <>
          <ToggleButton onChange={(on) => setTold([...told, on])}>Mute</ToggleButton>
          <ToggleButton value={false} onChange={() => {}}>
            Held
          </ToggleButton>
          <p role="status">{told.join()}</p>
        </>
      );
    },
    { script },
  );
  const mute = page.getByRole("button", { name: "Mute" });
  expect(mute).toHaveAttribute("aria-pressed", "false");
  await mute.click();
  expect(mute).toHaveAttribute("aria-pressed", "true");
  await mute.click();
  expect(page.getByRole("status")).toHaveText("true,false");
  await page.getByRole("button", { name: "Held" }).click();
  expect(page.getByRole("button", { name: "Held" })).toHaveAttribute("aria-pressed", "false");
});

test("CheckBox: ticked by itself, held by its parent, disabled", async () => {
  const page = await visit(() => {
    const [on, setOn] = useState(true);
    const [told, setTold] = useState("");
    const ref = useRef<HTMLInputElement>(null);
    return (
      <>
        <CheckBox ref={ref} name="own" class="wide" title="Yours" onChange={(next) => setTold(String(next))}>
          Own
        </CheckBox>
        <CheckBox value={on} onChange={setOn}>
          Parent's
        </CheckBox>
        <CheckBox value={false}>Refused</CheckBox>
        <CheckBox disabled defaultValue>
          Fixed
        </CheckBox>
        <Button onClick={() => ref.current?.focus()}>Focus</Button>
        <p role="status">{`${told} ${on}`}</p>
      </>
    );
  });
  const own = page.getByLabel("Own");
  expect(own).not.toBeChecked();
  expect(own).toHaveAttribute("title", "Yours");
  await own.check();
  expect(own).toBeChecked();
  await page.getByLabel("Parent's").uncheck();
  expect(page.getByRole("status")).toHaveText("true false");
  await page.getByLabel("Refused").click();
  expect(page.getByLabel("Refused")).not.toBeChecked();
  expect(page.getByLabel("Fixed")).toBeDisabled();
  expect(page.getByLabel("Fixed")).toBeChecked();
  await page.getByRole("button", { name: "Focus" }).click();
  expect(own).toBeFocused();
});

both("RadioButton: one of a group, which holds the choice (script: %s)", async (script) => {
  const page = await visit(
    () => {
      const [mooring, setMooring] = useState("bow");
      return (
        <>
          <RadioGroup label="Mooring" value={mooring} onChange={setMooring}>
            <RadioButton value="bow">Bow</RadioButton>
            <RadioButton value="stern">Stern</RadioButton>
          </RadioGroup>
          <RadioGroup label="Held" value="a" disabled>
            <RadioButton value="a">A</RadioButton>
            <RadioButton value="b">B</RadioButton>
          </RadioGroup>
          <Button onClick={() => {}}>Apply it</Button>
          <p role="status">{mooring}</p>
        </>
      );
    },
    { script },
  );
  const group = page.getByRole("radiogroup", { name: "Mooring" });
  expect(group.getByRole("radio", { name: "Bow" })).toBeChecked();
  await group.getByRole("radio", { name: "Stern" }).check();
  await page.getByRole("button", { name: "Apply it" }).click();
  expect(page.getByRole("status")).toHaveText("stern");
  expect(group.getByRole("radio", { name: "Bow" })).not.toBeChecked();
  expect(page.getByRole("radio", { name: "B" })).toBeDisabled();
});

test("RadioButton outside a group: those of one name exclude each other", async () => {
  const page = await visit(() => {
    const [told, setTold] = useState("");
    return (
      <>
        <RadioButton name="size" value="s" defaultChecked onChange={setTold}>
          Small
        </RadioButton>
        <RadioButton name="size" value="l" onChange={setTold}>
          Large
        </RadioButton>
        <p role="status">{told}</p>
      </>
    );
  });
  await page.getByLabel("Large").check();
  expect(page.getByLabel("Small")).not.toBeChecked();
  expect(page.getByRole("status")).toHaveText("l");
  await page.getByLabel("Small").check();
  expect(page.getByLabel("Large")).not.toBeChecked();
  expect(page.getByRole("status")).toHaveText("s");
});

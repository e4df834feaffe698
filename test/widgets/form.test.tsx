/** Form: what is wrong holds the action back, with script and without, and is said at its field. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, CheckBox, Form, type FormHandle, NumberBox, RadioButton, RadioGroup, TextBox } from "sessile/widgets";
import { expect, test } from "vitest";
import { type Checkable, problemOf } from "../../widgets/fields/validity.ts";

const both = test.each([true, false]);

function Booking() {
  const [done, setDone] = useState<string[]>([]);
  return (
    <Form
      class="own"
      validate={(data) => (data.get("crew") === "1" && data.get("berth") === "A1" ? { crew: "A1 is for two." } : {})}
      onSubmit={(data) => {
        if (data.get("berth") === "C3") return { berth: "Just taken." };
        setDone([...done, `${data.get("berth")} ${data.get("crew")}`]);
      }}
    >
      <TextBox label="Berth" name="berth" validate={(berth) => (berth === "B2" ? "B2 is taken." : null)} />
      <NumberBox label="Crew" name="crew" defaultValue={2} />
      <Button type="submit">Book</Button>
      <p role="status">{done.join()}</p>
    </Form>
  );
}

both("a field's own check holds the action back until it is right (script: %s)", async (script) => {
  const page = await visit(Booking, { script });
  const book = page.getByRole("button", { name: "Book" });
  const berth = page.getByLabel("Berth");
  await berth.fill("B2");
  await book.click();
  expect(page.getByRole("status")).toHaveText("");
  expect(berth).toHaveAttribute("aria-invalid", "true");
  const described = berth.attribute("aria-describedby") ?? "";
  expect(page.html).toContain(`id="${described}"`);
  const list = page.getByRole("alert");
  expect(list).toContainText("One field needs another look");
  expect(list.getByRole("link", { name: "B2 is taken." })).toHaveAttribute("href", `#${berth.attribute("id")}`);
  await berth.fill("B3");
  await book.click();
  expect(page.getByRole("status")).toHaveText("B3 2");
  expect(page.getByRole("alert").count).toBe(0);
  expect(berth.attribute("aria-invalid")).toBeNull();
});

both("the form's check, and what the action finds, are said at their fields (script: %s)", async (script) => {
  const page = await visit(Booking, { script });
  const book = page.getByRole("button", { name: "Book" });
  await page.getByLabel("Berth").fill("A1");
  await page.getByLabel("Crew").fill("1");
  await book.click();
  expect(page.getByLabel("Crew")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Berth").fill("C3");
  await book.click();
  expect(page.getByLabel("Berth")).toHaveAttribute("aria-invalid", "true");
  expect(page.getByRole("status")).toHaveText("");
});

test("the first that is wrong has the focus; one that is changed is looked at again as it is left", async () => {
  const page = await visit(Booking);
  await page.getByLabel("Berth").fill("B2");
  await page.getByRole("button", { name: "Book" }).click();
  const berth = page.getByLabel("Berth");
  expect(berth).toBeFocused();
  await berth.fill("B4");
  await berth.blur();
  expect(berth.attribute("aria-invalid")).toBeNull();
  expect(page.getByRole("status")).toHaveText("");
});

test("what HTML says of a field is checked on the server, whoever sends it", async () => {
  const page = await visit(() => {
    const [sent, setSent] = useState(0);
    return (
      <Form noValidate onSubmit={() => setSent(sent + 1)} messages={{ required: () => "Fill this in." }}>
        <TextBox label="Name" name="name" required />
        <TextBox label="Mail" name="mail" type="email" defaultValue="nobody" />
        <CheckBox name="insured" required>
          Insured
        </CheckBox>
        <RadioGroup label="Mooring" name="mooring">
          <RadioButton value="bow" required>
            Bow
          </RadioButton>
        </RadioGroup>
        <Button type="submit">Send</Button>
        <p role="status">{sent}</p>
      </Form>
    );
  });
  await page.getByRole("button", { name: "Send" }).click();
  expect(page.getByRole("status")).toHaveText("0");
  expect(page.getByRole("alert").getByRole("listitem").texts).toEqual([
    "Fill this in.",
    "This is no e-mail address.",
    "Fill this in.",
    "Fill this in.",
  ]);
});

test("an action at work is not run again, and a ref submits, resets and says what is wrong", async () => {
  let end = () => {};
  let runs = 0;
  const page = await visit(() => {
    const ref = useRef<FormHandle>(null);
    return (
      <>
        <Form
          ref={ref}
          onSubmit={() => {
            runs++;
            return new Promise<void>((resolve) => {
              end = resolve;
            });
          }}
        >
          <TextBox label="Name" name="name" defaultValue="first" onChange={() => {}} />
        </Form>
        <Button onClick={() => ref.current?.submit()}>Submit</Button>
        <Button onClick={() => ref.current?.reset()}>Again</Button>
        <Button onClick={() => ref.current?.setErrors({ name: "Is known." })}>Wrong</Button>
      </>
    );
  });
  const press = (name: string) => page.getByRole("button", { name }).click();
  await press("Submit");
  await press("Submit");
  expect(runs).toBe(1);
  end();
  await page.settled();
  await press("Submit");
  expect(runs).toBe(2);
  end();
  await page.getByLabel("Name").fill("second");
  await press("Wrong");
  expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await press("Again");
  expect(page.getByLabel("Name")).toHaveValue("first");
  expect(page.getByLabel("Name").attribute("aria-invalid")).toBeNull();
});

test.each<[object, string | undefined]>([
  [{ required: "", value: "" }, "This is needed."],
  [{ required: "", value: "", disabled: "" }, undefined],
  [{ required: "", value: "x" }, undefined],
  [{ required: "", type: "checkbox", value: "on", checked: false }, "This is needed."],
  [{ minlength: "3", value: "ab" }, "At least 3 characters."],
  [{ minlength: "3", value: "" }, undefined],
  [{ type: "email", value: "a@b.example" }, undefined],
  [{ type: "email", multiple: "", value: "a@b.example, c" }, "This is no e-mail address."],
  [{ type: "url", value: "example.org" }, "This is no web address."],
  [{ pattern: "[a-z]{2}", value: "ab" }, undefined],
  [{ pattern: "[a-z]{2}", value: "abc", title: "Two letters." }, "Two letters."],
  [{ pattern: "(", value: "abc" }, undefined],
  [{ type: "number", min: "5", value: "10" }, undefined],
  [{ type: "number", min: "5", value: "4" }, "5 at least."],
  [{ type: "number", max: "5", value: "10" }, "5 at most."],
  [{ type: "number", step: "0.1", value: "0.3" }, undefined],
  [{ type: "number", value: "0.5" }, "In steps of 1."],
  [{ type: "number", step: "any", value: "0.5" }, undefined],
  [{ type: "date", min: "2026-04-01", value: "2026-03-31" }, "2026-04-01 at least."],
  [{ type: "hidden", required: "", value: "" }, undefined],
])("%j: %s", (given, said) => {
  const attributes = given as Record<string, string>;
  const control = {
    localName: "input",
    type: "text",
    name: "x",
    id: "x",
    form: null,
    getAttribute: (name: string) => attributes[name] ?? null,
    hasAttribute: (name: string) => name in attributes,
    ...given,
  } as unknown as Checkable;
  expect(problemOf(control)).toBe(said);
});

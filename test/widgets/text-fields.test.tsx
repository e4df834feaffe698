/** TextBox, PasswordBox, TextArea, and the field around them. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, Field, PasswordBox, TextArea, TextBox } from "sessile/widgets";
import { expect, test } from "vitest";

const both = test.each([true, false]);

both("TextBox tells what is typed, and shows what its parent makes of it (script: %s)", async (script) => {
  const page = await visit(
    () => {
      const [name, setName] = useState("ada");
      return (
        <>
          <TextBox label="Skipper" value={name} onChange={(text) => setName(text.toUpperCase())} />
          <Button onClick={() => {}}>Go on</Button>
          <p role="status">{name}</p>
        </>
      );
    },
    { script },
  );
  const box = page.getByLabel("Skipper");
  expect(box).toHaveValue("ada");
  await box.fill("bob");
  await page.getByRole("button", { name: "Go on" }).click();
  expect(box).toHaveValue("BOB");
  expect(page.getByRole("status")).toHaveText("BOB");
});

test("TextBox: what the parent does not take over does not stay", async () => {
  const page = await visit(() => <TextBox label="Fixed" value="stays" onChange={() => {}} />);
  await page.getByLabel("Fixed").fill("goes");
  expect(page.getByLabel("Fixed")).toHaveValue("stays");
});

test("TextBox nobody listens to sends nothing, and tells when it is asked", async () => {
  const page = await visit(() => {
    const ref = useRef<HTMLInputElement>(null);
    const [read, setRead] = useState("");
    return (
      <>
        <TextBox ref={ref} label="Berth" defaultValue="B" maxLength={4} class="own" data-testid="box" />
        <Button onClick={() => setRead(ref.current?.value ?? "")}>Read</Button>
        <Button onClick={() => ref.current?.focus()}>Focus</Button>
        <p role="status">{read}</p>
      </>
    );
  });
  const box = page.getByTestId("box");
  expect(box).toHaveAttribute("class", "own");
  expect(box).toHaveAttribute("maxlength", "4");
  const before = page.network.requests.length;
  await box.type("12");
  expect(page.network.requests.length).toBe(before);
  await page.getByRole("button", { name: "Read" }).click();
  expect(page.getByRole("status")).toHaveText("B12");
  await page.getByRole("button", { name: "Focus" }).click();
  expect(box).toBeFocused();
});

test("TextBox that tells on change waits until it is left", async () => {
  const page = await visit(() => {
    const [name, setName] = useState("");
    return (
      <>
        <TextBox label="Skipper" tellOn="change" onChange={setName} />
        <p role="status">{name}</p>
      </>
    );
  });
  await page.getByLabel("Skipper").type("Ada");
  expect(page.getByRole("status")).toHaveText("");
  await page.getByLabel("Skipper").blur();
  expect(page.getByRole("status")).toHaveText("Ada");
});

test("label, hint and error belong to the control", async () => {
  const page = await visit(() => (
    <>
      <p id="more">More</p>
      <TextBox label="Flag" hint="Two letters." error="There is no such flag." aria-describedby="more" id="flag" />
      <TextBox aria-label="Bare" disabled />
      <Field label="Own" hint="Of your own.">
        {(control) => <input {...control} name="own" />}
      </Field>
    </>
  ));
  const flag = page.getByLabel("Flag");
  expect(flag).toHaveAttribute("aria-invalid", "true");
  expect(flag).toHaveAttribute("aria-describedby", "more flag-hint flag-error");
  expect(page.getByText("There is no such flag.")).toHaveAttribute("id", "flag-error");
  expect(page.getByLabel("Bare")).toBeDisabled();
  expect(page.getByLabel("Bare").attribute("aria-invalid")).toBeNull();
  expect(page.getByLabel("Own")).toHaveAttribute("name", "own");
});

test("PasswordBox: its value stands in no source, and is there when the form is", async () => {
  const page = await visit(() => {
    const [length, setLength] = useState(0);
    const ref = useRef<HTMLInputElement>(null);
    return (
      <>
        <PasswordBox ref={ref} label="Password" defaultValue="first" />
        <PasswordBox label="New" autocomplete="new-password" />
        <Button onClick={() => setLength(ref.current?.value.length ?? 0)}>Count</Button>
        <p role="status">{length}</p>
      </>
    );
  });
  expect(page.html).not.toContain("first");
  const box = page.getByLabel("Password");
  expect(box).toHaveAttribute("type", "password");
  expect(box).toHaveAttribute("autocomplete", "current-password");
  await box.fill("correct horse");
  await page.getByRole("button", { name: "Count" }).click();
  expect(page.getByRole("status")).toHaveText("13");
  expect(page.getByLabel("New")).toHaveAttribute("autocomplete", "new-password");
});

both("TextArea keeps lines, and tells what is typed (script: %s)", async (script) => {
  const page = await visit(
    () => {
      const [log, setLog] = useState("");
      return (
        <>
          <TextArea label="Log" grows class="own" rows={5} onChange={setLog} />
          <TextArea label="Held" value="as it is" onChange={() => {}} />
          <Button onClick={() => {}}>Go on</Button>
          <pre role="status">{log}</pre>
        </>
      );
    },
    { script },
  );
  expect(page.getByLabel("Log")).toHaveAttribute("class", "grows own");
  expect(page.getByLabel("Log")).toHaveAttribute("rows", "5");
  expect(page.getByLabel("Held")).toHaveValue("as it is");
  await page.getByLabel("Log").fill("one\ntwo");
  await page.getByRole("button", { name: "Go on" }).click();
  expect(page.getByRole("status")).toHaveText(/one\s+two/);
});

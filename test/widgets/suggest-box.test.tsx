/** SuggestBox: from a list and from whoever is asked, by keys and by pointer, in time and too late. */
import type { Ref } from "preact";
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { FileUpload, Form, SuggestBox } from "sessile/widgets";
import { expect, test } from "vitest";

const PORTS = ["Porto", "Oporto", "Oslo", "Bergen"];

function Ports() {
  const [told, setTold] = useState("");
  return (
    <>
      <SuggestBox label="Port" name="port" source={PORTS} onSelect={setTold} class="own" empty="None." />
      <p role="status">{told}</p>
    </>
  );
}

test("suggests what contains the text, what begins with it first", async () => {
  const page = await visit(Ports);
  const box = page.getByRole("combobox", { name: "Port" });
  expect(box).toHaveAttribute("aria-expanded", "false");
  await box.fill("por");
  expect(page.getByRole("option").texts).toEqual(["Porto", "Oporto"]);
  expect(box).toHaveAttribute("aria-expanded", "true");
  expect(page.getByRole("listbox")).toHaveAttribute("id", box.attribute("aria-controls") ?? "");
  await box.fill("x");
  expect(page.getByRole("option").count).toBe(0);
  expect(page.getByText("None.").count).toBe(1);
  expect(box).toHaveAttribute("aria-expanded", "false");
  await box.fill("");
  expect(page.getByText("None.").count).toBe(0);
});

test("Down and Up go through it and past its ends, Enter takes one, Escape shuts it", async () => {
  const page = await visit(Ports);
  const box = page.getByRole("combobox", { name: "Port" });
  const active = () =>
    page.getByRole("option").texts[
      page
        .getByRole("option")
        .all()
        .findIndex((option) => option.attribute("id") === box.attribute("aria-activedescendant"))
    ];
  await box.fill("o");
  expect(page.getByRole("option").texts).toEqual(["Oporto", "Oslo", "Porto"]);
  expect(active()).toBeUndefined();
  await box.press("ArrowDown");
  expect(active()).toBe("Oporto");
  expect(page.getByRole("option", { name: "Oporto" })).toHaveAttribute("aria-selected", "true");
  await box.press("ArrowUp");
  expect(active()).toBeUndefined();
  await box.press("ArrowUp");
  expect(active()).toBe("Porto");
  await box.press("Enter");
  expect(box).toHaveValue("Porto");
  expect(page.getByRole("status")).toHaveText("Porto");
  expect(page.getByRole("option").count).toBe(0);
  await box.press("ArrowDown");
  expect(page.getByRole("option").texts).toEqual(["Porto", "Oporto"]);
  await box.press("Escape");
  expect(page.getByRole("option").count).toBe(0);
  expect(box).toHaveValue("Porto");
});

test("Enter is the form's where nothing is chosen", async () => {
  const page = await visit(() => {
    const [sent, setSent] = useState("");
    return (
      <Form onSubmit={(data) => setSent(String(data.get("port")))}>
        <SuggestBox label="Port" name="port" source={PORTS} />
        <p role="status">{sent}</p>
      </Form>
    );
  });
  const box = page.getByRole("combobox", { name: "Port" });
  await box.fill("os");
  await box.press("Enter");
  expect(page.getByRole("status")).toHaveText("os");
  await box.fill("os");
  await box.press("ArrowDown");
  await box.press("Enter");
  expect(page.getByRole("status")).toHaveText("os");
  await box.press("Enter");
  expect(page.getByRole("status")).toHaveText("Oslo");
});

test("a press takes one, and the text field has the focus again", async () => {
  const page = await visit(Ports);
  const box = page.getByRole("combobox", { name: "Port" });
  await box.fill("ber");
  await page.getByRole("option", { name: "Bergen" }).click();
  expect(box).toHaveValue("Bergen");
  expect(box).toBeFocused();
});

test("without script a button asks, and each suggestion is one", async () => {
  const page = await visit(Ports, { script: false });
  await page.getByLabel("Port").fill("os");
  await page.getByRole("button", { name: "Suggest" }).click();
  await page.getByRole("button", { name: "Oslo" }).click();
  expect(page.getByLabel("Port")).toHaveValue("Oslo");
  expect(page.getByRole("status")).toHaveText("Oslo");
});

test("an answer that comes too late is dropped, and who was asked is told", async () => {
  const asked: { text: string; signal: AbortSignal; answer: (found: string[]) => void }[] = [];
  const source = (text: string, { signal }: { signal: AbortSignal }) =>
    new Promise<string[]>((answer) => asked.push({ text, signal, answer }));
  const page = await visit(() => <SuggestBox label="Port" source={source} limit={2} />);
  const box = page.getByRole("combobox", { name: "Port" });
  await box.fill("a");
  expect(box).toHaveAttribute("aria-busy", "true");
  await box.fill("ab");
  expect(asked.map(({ text }) => text)).toEqual(["a", "ab"]);
  expect(asked[0]?.signal.aborted).toBe(true);
  asked[0]?.answer(["old"]);
  asked[1]?.answer(["abc", "abc", "abd", "abe"]);
  await page.waitFor(() => expect(page.getByRole("option").texts).toEqual(["abc", "abd"]));
  expect(box.attribute("aria-busy")).toBeNull();
});

test("held by its parent, and disabled", async () => {
  const page = await visit(() => (
    <>
      <SuggestBox label="Held" source={PORTS} value="stays" onChange={() => {}} />
      <SuggestBox label="Off" source={PORTS} disabled />
    </>
  ));
  await page.getByLabel("Held").fill("os");
  expect(page.getByLabel("Held")).toHaveValue("stays");
  expect(page.getByLabel("Off")).toBeDisabled();
});

test("what onChange rejects with as one is taken is known as a handler's failure", async () => {
  const fail = async (text: string) => {
    if (text === "Oslo") throw new Error("The disk is full.");
  };
  const page = await visit(() => <SuggestBox label="Port" source={PORTS} onChange={fail} />);
  await page.getByRole("combobox").fill("os");
  const press = page.getByRole("option", { name: "Oslo" }).click();
  await expect(press.then(() => page.settled())).rejects.toThrow("The disk is full.");
});

test("its list is gone as the field is left, also where it was on its way; a press on one of it is no leaving", async () => {
  let answer: (found: readonly string[]) => void = () => {};
  const page = await visit(() => (
    <>
      <Ports />
      <SuggestBox
        label="Slow"
        source={() =>
          new Promise((resolve) => {
            answer = resolve;
          })
        }
      />
      <button type="button">Next</button>
    </>
  ));
  const box = page.getByRole("combobox", { name: "Port" });
  await box.fill("os");
  await page.getByRole("option", { name: "Oslo" }).click();
  expect(box).toHaveValue("Oslo");
  expect(box).toBeFocused();
  await box.fill("por");
  expect(page.getByRole("option")).toHaveCount(2);
  await page.getByRole("combobox", { name: "Slow" }).fill("x");
  expect(page.getByRole("option")).toHaveCount(0);
  await page.getByRole("button", { name: "Next" }).focus();
  answer(["xylophone"]);
  await page.settled();
  expect(page.getByRole("option")).toHaveCount(0);
});

test.each([
  ["SuggestBox", (ref: Ref<HTMLInputElement>) => <SuggestBox label="It" source={PORTS} ref={ref} />],
  ["FileUpload", (ref: Ref<HTMLInputElement>) => <FileUpload label="It" ref={ref} />],
])("a ref of %s that is a function is given the field", async (_, field) => {
  const page = await visit(() => {
    const it = useRef<HTMLInputElement | null>(null);
    return (
      <>
        {field((element) => {
          it.current = element;
        })}
        <button type="button" onClick={() => it.current?.focus()}>
          Focus
        </button>
      </>
    );
  });
  await page.getByRole("button", { name: "Focus" }).click();
  expect(page.getByLabel("It")).toBeFocused();
});

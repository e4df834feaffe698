/** What a person does, and which events and defaults a browser makes of it. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import { keys, prevent } from "sessile/ui";
import { describe, expect, test } from "vitest";
import "sessile/testing/vitest";

const both = test.each([true, false]);

function Order() {
  const [sent, setSent] = useState("nothing");
  const [note, setNote] = useState("");
  const [file, setFile] = useState("none");
  const submit = prevent((event: Event) => {
    const form = event.currentTarget as HTMLFormElement;
    const value = (name: string) => (form.querySelector(`[name="${name}"]`) as HTMLInputElement).value;
    const gift = (form.querySelector('[name="gift"]') as HTMLInputElement).checked;
    setSent(`${value("who")} ${value("size")} ${gift}`);
  });
  return (
    <main>
      <form onSubmit={submit}>
        <label>
          Who <input name="who" maxLength={8} />
        </label>
        <label>
          Size{" "}
          <select name="size">
            <option value="s">Small</option>
            <option value="l">Large</option>
            <option value="x" disabled>
              Huge
            </option>
          </select>
        </label>
        <label>
          <input type="checkbox" name="gift" /> Gift
        </label>
        <button>Order</button>
        <button disabled>Order later</button>
      </form>
      <label>
        Note <textarea value={note} onInput={(e) => setNote(e.currentTarget.value)} />
      </label>
      <label>
        Plan <input type="file" onChange={async (e) => setFile((await e.currentTarget.files?.[0]?.text()) ?? "none")} />
      </label>
      <p role="status">{sent}</p>
      <p role="note">{note.toUpperCase()}</p>
      <p role="term">{file}</p>
    </main>
  );
}

both("fill, select, check, submit (script: %s)", async (script) => {
  const page = await visit(Order, { script });
  await page.getByLabel("Who").fill("Ada");
  await page.getByLabel("Size").select("Large");
  await page.getByLabel("Gift").check();
  await page.getByRole("button", { name: "Order" }).click();
  expect(page.getByRole("status")).toHaveText("Ada l true");
  expect(page.getByLabel("Size")).toHaveValue(["Large"]);
  expect(page.getByLabel("Size")).toHaveValue("l");
  expect(page.getByLabel("Gift")).toBeChecked();
  await page.getByLabel("Gift").uncheck();
  await page.getByRole("button", { name: "Order" }).click();
  expect(page.getByRole("status")).toHaveText("Ada l false");
});

both("Enter submits (script: %s)", async (script) => {
  const page = await visit(Order, { script });
  await page.getByLabel("Who").type("Grace");
  await page.getByLabel("Who").press("Enter");
  expect(page.getByRole("status")).toHaveText("Grace s false");
});

both("files (script: %s)", async (script) => {
  const page = await visit(Order, { script });
  await page.getByLabel("Plan").upload({ name: "plan.txt", content: "a boat" });
  if (!script) await page.getByRole("button", { name: "Apply" }).click();
  await page.settled();
  expect(page.getByRole("term")).toHaveText("a boat");
});

test("what is typed stays within its length, and goes key by key", async () => {
  const page = await visit(Order);
  await page.getByLabel("Who").type("Alexandrina");
  expect(page.getByLabel("Who")).toHaveValue("Alexandr");
  await page.getByLabel("Who").press("Backspace");
  expect(page.getByLabel("Who")).toHaveValue("Alexand");
  const before = page.network.requests.length;
  await page.getByLabel("Note").type("ab\nc");
  expect(page.getByRole("note")).toHaveText("AB C");
  expect(page.getByLabel("Note")).toHaveValue("ab\nc");
  expect(page.network.requests.length).toBeGreaterThan(before);
  await page.getByLabel("Note").clear();
  expect(page.getByRole("note")).toHaveText("");
});

describe("what a person could not do", () => {
  test.each<[string, (page: Awaited<ReturnType<typeof visit>>) => Promise<void>, RegExp]>([
    ["press what is disabled", (page) => page.getByRole("button", { name: "Order later" }).click(), /is disabled/],
    [
      "choose what is not offered",
      (page) => page.getByLabel("Size").select("Tiny"),
      /no option "Tiny"; expected one of "Small" \| "Large" \| "Huge"/,
    ],
    ["choose what is disabled", (page) => page.getByLabel("Size").select("Huge"), /disabled/],
    ["choose two of a list for one", (page) => page.getByLabel("Size").select("Small", "Large"), /exactly one/],
    ["fill a list", (page) => page.getByLabel("Size").fill("x"), /is <select>, expected a text field/],
    ["check a text field", (page) => page.getByLabel("Who").check(), /expected a checkbox/],
    ["upload to a text field", (page) => page.getByLabel("Who").upload(), /expected a file field/],
  ])("%s", async (_name, act, message) => {
    await expect(act(await visit(Order))).rejects.toThrow(message);
  });
});

test("keys: a list followed by arrows, what a handler cancels, modifiers", async () => {
  function Menu() {
    const [at, setAt] = useState(0);
    const [last, setLast] = useState("");
    const move = keys(
      "ArrowDown ArrowUp",
      prevent((e: KeyboardEvent) => setAt((i) => i + (e.key === "ArrowDown" ? 1 : -1))),
    );
    return (
      <main>
        <input aria-label="Menu" onKeyDown={move} />
        <button onKeyDown={(e) => setLast(`${e.ctrlKey ? "Control " : ""}${e.key} ${e.code}`)}>Keys</button>
        <p role="status">
          {at} {last}
        </p>
      </main>
    );
  }
  const page = await visit(Menu);
  const menu = page.getByLabel("Menu");
  await menu.press("ArrowDown");
  await menu.press("ArrowDown");
  await menu.press("ArrowUp");
  await menu.press("x");
  expect(page.getByRole("status")).toHaveText("1");
  expect(menu).toBeFocused();
  await page.press("Tab");
  expect(page.getByRole("button")).toBeFocused();
  await page.press("Control+k");
  expect(page.getByRole("status")).toHaveText("1 Control k KeyK");
  await page.press("Shift+Tab");
  expect(menu).toBeFocused();
});

test("Space and Enter press; arrows choose", async () => {
  function Choices() {
    const [presses, setPresses] = useState(0);
    const [size, setSize] = useState("s");
    return (
      <main>
        <button onClick={() => setPresses(presses + 1)}>Press</button>
        {["s", "m", "l"].map((each) => (
          <label key={each}>
            <input type="radio" name="size" value={each} checked={size === each} onChange={() => setSize(each)} />{" "}
            {each}
          </label>
        ))}
        <p role="status">
          {presses} {size}
        </p>
      </main>
    );
  }
  const page = await visit(Choices);
  await page.getByRole("button").press("Enter");
  await page.press("Space");
  await page.press("Tab");
  expect(page.getByLabel("s")).toBeFocused();
  await page.press("ArrowDown");
  await page.press("ArrowDown");
  expect(page.getByRole("status")).toHaveText("2 l");
  expect(page.getByLabel("l")).toBeChecked();
  expect(page.getByLabel("s")).not.toBeChecked();
  await page.press("ArrowDown");
  expect(page.getByRole("status")).toHaveText("2 s");
});

test("pointer, focus and change, in a browser's order", async () => {
  function Heard() {
    const [heard, setHeard] = useState<string[]>([]);
    const on = (e: Event) => setHeard((before) => [...before, `${e.type} ${(e.target as Element).id}`]);
    return (
      <main>
        <input id="a" aria-label="A" onFocus={on} onBlur={on} onKeyDown={on} onInput={on} onKeyUp={on} onChange={on} />
        <button
          id="b"
          onMouseEnter={on}
          onPointerDown={on}
          onMouseDown={on}
          onFocus={on}
          onMouseUp={on}
          onClick={on}
          onDblClick={on}
        >
          B
        </button>
        <p role="status">{heard.join(", ")}</p>
      </main>
    );
  }
  const page = await visit(Heard);
  await page.getByLabel("A").type("x");
  await page.getByRole("button").hover();
  await page.getByRole("button").dblclick();
  expect(page.getByRole("status")).toHaveText(
    [
      [
        "focus a",
        "keydown a",
        "input a",
        "keyup a",
        "mouseenter b",
        "pointerdown b",
        "mousedown b",
        "change a",
        "blur a",
      ],
      ["focus b", "mouseup b", "click b", "pointerdown b", "mousedown b", "mouseup b", "click b", "dblclick b"],
    ]
      .flat()
      .join(", "),
  );
});

test("labels, details and links", async () => {
  function Page() {
    const [ticks, setTicks] = useState(0);
    return (
      <main>
        <label>
          <input type="checkbox" onChange={() => setTicks(ticks + 1)} /> <b>Agree</b>
        </label>
        <details>
          <summary>More</summary>
          <p>Folded</p>
        </details>
        <p role="status">{ticks}</p>
        <a href="/other/?q=1">Other</a>
      </main>
    );
  }
  const Other = () => <h1>Other</h1>;
  const page = await visit({ "/": Page, "/other/": Other });
  await page.getByText("Agree").click();
  expect(page.getByRole("status")).toHaveText("1");
  expect(page.getByRole("checkbox")).toBeChecked();
  expect(page.getByText("Folded")).not.toBeVisible();
  await page.getByText("More").click();
  expect(page.getByText("Folded")).toBeVisible();
  await page.getByText("Agree").click();
  expect(page.getByRole("status")).toHaveText("2");
  await page.getByRole("link").click();
  expect(page.getByRole("heading")).toHaveText("Other");
  expect(page).toHaveURL("/other/?q=1");
  await page.back();
  expect(page.getByRole("status")).toHaveText("2");
  await page.forward();
  expect(page.getByRole("heading")).toHaveText("Other");
});

test("a form that a browser would not send is not sent", async () => {
  function Required() {
    const [sent, setSent] = useState(0);
    return (
      <form onSubmit={prevent(() => setSent(sent + 1))}>
        <label>
          Mail <input type="email" required />
        </label>
        <button>Send</button>
        <button formNoValidate>Save</button>
        <p role="status">{sent}</p>
      </form>
    );
  }
  const page = await visit(Required);
  const send = page.getByRole("button", { name: "Send" });
  await send.click();
  await page.getByLabel("Mail").fill("nobody");
  await send.click();
  expect(page.getByRole("status")).toHaveText("0");
  expect(page.getByLabel("Mail")).toBeFocused();
  await page.getByRole("button", { name: "Save" }).click();
  expect(page.getByRole("status")).toHaveText("1");
  await page.getByLabel("Mail").fill("ada@example.org");
  await send.click();
  expect(page.getByRole("status")).toHaveText("2");
});

test("the focus goes where the server says, with the events that brings", async () => {
  const page = await visit(() => {
    const second = useRef<HTMLInputElement>(null);
    const [heard, setHeard] = useState<string[]>([]);
    const hear = (what: string) => () => setHeard((all) => [...all, what]);
    return (
      <>
        <input aria-label="first" onFocus={() => second.current?.focus()} onBlur={hear("first left")} />
        <input aria-label="second" ref={second} onFocus={hear("second entered")} />
        <button type="button" onClick={() => second.current?.blur()}>
          Leave
        </button>
        <p role="status">{heard.join()}</p>
      </>
    );
  });
  await page.getByLabel("first").focus();
  expect(page.getByLabel("second")).toBeFocused();
  expect(page.getByRole("status")).toHaveText("first left,second entered");
  // The press has taken the focus already: to leave what has it not changes nothing.
  await page.getByRole("button", { name: "Leave" }).click();
  expect(page.getByRole("button", { name: "Leave" })).toBeFocused();
});

/** Popovers, dialogs, the pointer and what it drags, as a browser has them. */
import { useState } from "preact/hooks";
import { visit } from "sessile/testing";
import { prevent } from "sessile/ui";
import "sessile/testing/vitest";
import { expect, test } from "vitest";

function Menus() {
  const [heard, setHeard] = useState<string[]>([]);
  const hear = (name: string) => (event: { readonly newState: string }) =>
    setHeard([...heard, `${name} ${event.newState}`]);
  return (
    <main>
      <button type="button" popovertarget="a">
        First
      </button>
      <button type="button" popovertarget="b">
        Second
      </button>
      <button type="button" popovertarget="b" popovertargetaction="hide">
        Away
      </button>
      <div id="a" popover="auto" role="menu" aria-label="A" onToggle={hear("a")} />
      <div id="b" popover="manual" role="menu" aria-label="B" onToggle={hear("b")} />
      <p role="status">{heard.join(", ")}</p>
    </main>
  );
}

test("a popover is not there until its button shows it; one that hides by itself does so on a press elsewhere and on Escape", async () => {
  const page = await visit(Menus);
  expect(page.getByRole("menu")).toHaveCount(0);
  await page.getByRole("button", { name: "First" }).click();
  expect(page.getByRole("menu")).toHaveAccessibleName("A");
  await page.getByRole("button", { name: "Second" }).click();
  expect(page.getByRole("menu")).toHaveAccessibleName("B");
  await page.getByRole("status").click();
  await page.press("Escape");
  expect(page.getByRole("menu")).toHaveCount(1);
  await page.getByRole("button", { name: "First" }).click();
  await page.press("Escape");
  await page.getByRole("button", { name: "Away" }).click();
  expect(page.getByRole("menu")).toHaveCount(0);
  expect(page.getByRole("status")).toHaveText("a open, a closed, b open, a open, a closed, b closed");
});

const openAtOnce = (dialog: HTMLDialogElement | null) => dialog?.showModal();

test("Escape asks a dialog first, which may refuse", async () => {
  function App({ stays = false }: { stays?: boolean }) {
    const [heard, setHeard] = useState("");
    return (
      <main>
        <button type="button" commandfor="d" command="show-modal">
          Open
        </button>
        <dialog
          id="d"
          ref={openAtOnce}
          onCancel={stays ? prevent(() => setHeard("stays")) : undefined}
          onClose={() => setHeard("closed")}
        />
        <p role="status">{heard}</p>
      </main>
    );
  }
  const page = await visit(() => <App />);
  await page.press("Escape");
  expect(page.getByRole("dialog")).toHaveCount(0);
  expect(page.getByRole("status")).toHaveText("closed");
  await page.getByRole("button", { name: "Open" }).click();
  expect(page.getByRole("dialog")).toHaveCount(1);
  const other = await visit(() => <App stays />);
  await other.press("Escape");
  expect(other.getByRole("dialog")).toHaveCount(1);
  expect(other.getByRole("status")).toHaveText("stays");
});

test("a pointer enters all that is around what it is over, and leaves it once", async () => {
  const heard: string[] = [];
  const page = await visit(() => (
    <main>
      <section onMouseEnter={() => heard.push("in")} onMouseLeave={() => heard.push("out")}>
        <b>One</b>
        <i>Two</i>
      </section>
      <u>Three</u>
    </main>
  ));
  for (const text of ["One", "Two", "Three"]) await page.getByText(text).hover();
  expect(heard).toEqual(["in", "out"]);
});

test("what is dropped where nobody takes it, is not", async () => {
  const heard: string[] = [];
  const page = await visit(() => (
    <main>
      <p draggable onDragStart={() => heard.push("start")} onDragEnd={() => heard.push("end")}>
        Plum
      </p>
      <section onDrop={() => heard.push("wrong")}>Floor</section>
      <section onDragOver={prevent(() => {})} onDrop={prevent(() => heard.push("drop"))}>
        Basket
      </section>
    </main>
  ));
  await page.drag(page.getByText("Plum"), page.getByText("Floor"));
  await page.drag(page.getByText("Plum"), page.getByText("Basket"));
  expect(heard).toEqual(["start", "end", "start", "drop", "end"]);
  await expect(page.drag(page.getByText("Floor"), page.getByText("Basket"))).rejects.toThrow(
    /nothing around .* draggable/,
  );
  const plain = await visit(() => <p draggable>Plum</p>, { script: false });
  await expect(plain.drag(plain.getByText("Plum"), plain.getByText("Plum"))).rejects.toThrow(/without script/);
});

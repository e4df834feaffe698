/** Dialogs as they travel: what makes one modal, and what gives the focus back. */
import { h } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { expect, test } from "vitest";

function Box({ modal = true }: { modal?: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (modal) dialog.current?.showModal();
    else dialog.current?.show();
  }, []);
  return (
    <dialog ref={dialog} aria-label="Box">
      <button type="button">Inside</button>
    </dialog>
  );
}

/** A page with a button that brings a dialog and takes it away, and what the server sends. */
async function watched(App: () => preact.JSX.Element) {
  const page = await visit(App);
  const sent: string[] = [];
  page.network.alter((text) => {
    sent.push(text);
    return text;
  });
  const press = async (name: string) => {
    sent.length = 0;
    await page.getByRole("button", { name }).click();
    return sent.join("");
  };
  return { page, press };
}

function Toggling({ modal = true }: { modal?: boolean }) {
  const [shown, setShown] = useState(false);
  return (
    <main>
      <div inert={shown}>
        <button type="button" onClick={() => setShown(!shown)}>
          Show
        </button>
      </div>
      <section>{shown && <Box modal={modal} />}</section>
      <button type="button" onClick={() => setShown(false)}>
        Hide
      </button>
    </main>
  );
}

test("one that comes open is closed first, or no browser would make it modal", async () => {
  const { page, press } = await watched(() => <Toggling />);
  const sent = await press("Show");
  expect(sent.indexOf('["removeAttribute","open"]')).toBeGreaterThan(sent.indexOf("<dialog"));
  expect(sent.indexOf('["showModal"]')).toBeGreaterThan(sent.indexOf('["removeAttribute","open"]'));
  expect(page.getByRole("dialog")).toHaveAttribute("s-modal", "");
  expect(page.getByRole("button", { name: "Inside" })).toBeFocused();
});

test("one that leaves open is closed before, once what it barred takes the focus again", async () => {
  const { page, press } = await watched(() => <Toggling />);
  await press("Show");
  const sent = await press("Hide");
  const places = ['{"inert":null}', '["close"]', 'hx-swap="delete"'].map((text) => sent.indexOf(text));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(sent.split("inert")).toHaveLength(2);
  expect(page.getByRole("dialog")).toHaveCount(0);
});

test("of one that is not modal nothing of the kind is sent", async () => {
  const { page, press } = await watched(() => <Toggling modal={false} />);
  await press("Show");
  expect(page.getByRole("dialog")).not.toHaveAttribute("s-modal");
  expect(await press("Hide")).not.toContain('["close"]');
});

test("a document says that an open dialog is modal; one opened again otherwise no more", async () => {
  function App() {
    const dialog = useRef<HTMLDialogElement>(null);
    return (
      <main>
        <dialog ref={dialog} aria-label="Box" />
        <button type="button" onClick={() => dialog.current?.showModal()}>
          Modal
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
        <button type="button" onClick={() => dialog.current?.show()}>
          Beside
        </button>
      </main>
    );
  }
  const page = await visit(App, { script: false });
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Modal" }).click();
  expect(dialog).toHaveAttribute("s-modal", "");
  await page.getByRole("button", { name: "Modal" }).click();
  await page.getByRole("button", { name: "Close" }).click();
  expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Beside" }).click();
  expect(dialog).not.toHaveAttribute("s-modal");
});

test("a button with a command is the browser's, unless it listens: then it posts where there is no script", async () => {
  const heard: string[] = [];
  const page = await visit(
    () => (
      <div onClick={() => heard.push("around")}>
        <button type="button" popovertarget="menu">
          Own
        </button>
        {h(
          "button",
          { type: "button", commandfor: "menu", command: "toggle-popover", onClick: () => heard.push("on") },
          "Told",
        )}
        <div id="menu" popover="auto" />
      </div>
    ),
    { script: false },
  );
  expect(page.html).toMatch(/<button [^>]*form=""[^>]*>\s*Own/);
  await page.getByRole("button", { name: "Told" }).click();
  expect(heard).toEqual(["on", "around"]);
});

/** What a component tells its elements to do from afar is done, and what a user has done to the page stays. */
import { useRef, useState } from "preact/hooks";
import { expect, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { servedStage } from "../support/stage.tsx";

async function open(App: () => preact.JSX.Element) {
  const user = await ChromiumUser.open(await servedStage({ "/": App }), "/", true);
  return { user, tab: user.tab, press: (name: string) => user.click("button", name) };
}

const focused = (tab: ChromiumUser["tab"]) =>
  tab.evaluate(() => {
    const { id, localName } = document.activeElement as HTMLElement;
    return /^_\d+$/.test(id) ? localName : id;
  });

test("focus, select, a range of a text", async () => {
  function App() {
    const field = useRef<HTMLInputElement>(null);
    const late = useRef<HTMLInputElement>(null);
    const [shown, setShown] = useState(false);
    return (
      <main>
        <input ref={field} id="field" defaultValue="some words" />
        {shown && <input ref={late} id="late" />}
        <button type="button" onClick={() => field.current?.focus()}>
          Focus
        </button>
        <button type="button" onClick={() => field.current?.select()}>
          Select
        </button>
        <button type="button" onClick={() => field.current?.setSelectionRange(5, 10)}>
          Range
        </button>
        <button
          type="button"
          onClick={() => {
            setShown(true);
            // Not there yet: once it is rendered.
            queueMicrotask(() => late.current?.focus());
          }}
        >
          Late
        </button>
      </main>
    );
  }
  const { tab, press } = await open(App);
  const selection = () =>
    tab.locator("#field").evaluate((element) => {
      const { selectionStart, selectionEnd } = element as HTMLInputElement;
      return [selectionStart, selectionEnd];
    });
  await press("Focus");
  await expect.poll(() => focused(tab)).toBe("field");
  await press("Select");
  await expect.poll(selection).toEqual([0, 10]);
  await press("Range");
  await expect.poll(selection).toEqual([5, 10]);
  await press("Late");
  await expect.poll(() => focused(tab)).toBe("late");
});

test("a dialog: modal, closed by the server or by the user, and both know it", async () => {
  function App() {
    const dialog = useRef<HTMLDialogElement>(null);
    const [said, setSaid] = useState("");
    return (
      <main>
        <button type="button" onClick={() => dialog.current?.showModal()}>
          Ask
        </button>
        <p role="status">{said}</p>
        <dialog ref={dialog} onClose={() => setSaid(`${said}closed `)}>
          <button type="button" onClick={() => dialog.current?.close()}>
            No
          </button>
        </dialog>
      </main>
    );
  }
  const { user, tab, press } = await open(App);
  const modal = () => tab.locator("dialog").evaluate((element) => element.matches(":modal"));
  await press("Ask");
  await expect.poll(modal).toBe(true);
  await press("No");
  await expect.poll(modal).toBe(false);
  await sees(user, "status", "closed");
  await press("Ask");
  await expect.poll(modal).toBe(true);
  await tab.keyboard.press("Escape");
  await sees(user, "status", "closed closed");
  await expectSame(user);
  await press("Ask");
  await expect.poll(modal).toBe(true);
});

test("scrolling to an element", async () => {
  function App() {
    const end = useRef<HTMLParagraphElement>(null);
    return (
      <main>
        <button type="button" style="position:fixed;top:0" onClick={() => end.current?.scrollIntoView()}>
          Down
        </button>
        <div style="height:4000px" />
        <p ref={end}>The end</p>
        <div style="height:4000px" />
      </main>
    );
  }
  const { tab, press } = await open(App);
  await press("Down");
  await expect.poll(() => tab.evaluate(() => scrollY)).toBeGreaterThan(3500);
});

test("a command on an element that is gone by then does no harm", async () => {
  function App() {
    const field = useRef<HTMLInputElement>(null);
    const [shown, setShown] = useState(true);
    const [n, setN] = useState(0);
    return (
      <main>
        {shown && <input ref={field} />}
        <p role="status">{n}</p>
        <button
          type="button"
          onClick={() => {
            field.current?.focus();
            setShown(false);
            setN(n + 1);
          }}
        >
          Go
        </button>
      </main>
    );
  }
  const { user, press } = await open(App);
  await press("Go");
  await press("Go");
  await sees(user, "status", "2");
  await expectSame(user);
});

test("what a user opened, scrolled, selected and played stays through patches and moves around it", async () => {
  function App() {
    const [names, setNames] = useState(["a", "b", "c"]);
    const [n, setN] = useState(0);
    return (
      <main>
        <p role="status">{n}</p>
        <ul>
          {names.map((name) => (
            <li key={name}>
              <input aria-label={name} />
              <details id={`details-${name}`}>
                <summary>{name}</summary>
                {n}
              </details>
              <div id={`box-${name}`} style="height:30px;overflow:auto">
                <div style="height:300px">{n}</div>
              </div>
            </li>
          ))}
        </ul>
        <button
          type="button"
          onClick={() => {
            setNames([...names].reverse());
            setN(n + 1);
          }}
        >
          Turn
        </button>
      </main>
    );
  }
  const { user, tab } = await open(App);
  await tab.getByText("c", { exact: true }).click();
  await tab.locator("#box-c").evaluate((element) => element.scrollTo(0, 100));
  await user.fill("a", "half a word");
  await tab
    .getByLabel("a", { exact: true })
    .evaluate((element) => (element as HTMLInputElement).setSelectionRange(2, 5));
  // Pressed by the page itself: a mouse would take the focus.
  await tab.evaluate(() => document.querySelector("button")?.click());
  await sees(user, "status", "1");
  const state = await tab.evaluate(() => {
    const { ariaLabel, selectionStart, selectionEnd, value } = document.activeElement as HTMLInputElement;
    return [ariaLabel, value, selectionStart, selectionEnd];
  });
  expect(state).toEqual(["a", "half a word", 2, 5]);
  expect(await tab.locator("#details-c").evaluate((element) => (element as HTMLDetailsElement).open)).toBe(true);
  expect(await tab.locator("#box-c").evaluate((element) => element.scrollTop)).toBe(100);
  expect(await user.texts("listitem")).toEqual(["c11", "b11", "a11"]);
});

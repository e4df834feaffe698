/** What a handler hears and reads is what a browser says; what must be decided before the round trip is decided there. */
import { useState } from "preact/hooks";
import { debounce, island, keys, once, prevent } from "sessile/ui";
import { expect, test } from "vitest";
import { openListening } from "../support/listening.tsx";

test("the mouse: button, modifiers, place, click count", async () => {
  const { tab, heard } = await openListening(({ hear }) => {
    const tell = (e: MouseEvent) => {
      const held = [e.shiftKey && "shift", e.ctrlKey && "ctrl", e.altKey && "alt", e.metaKey && "meta"];
      hear(
        `${e.type} ${e.button} ${held.filter(Boolean)} ${e.clientX},${e.clientY} ${e.offsetX},${e.offsetY} ${e.detail}`,
      );
    };
    return (
      <div
        style="position:fixed;left:100px;top:50px;width:80px;height:40px"
        onClick={tell}
        onDblClick={tell}
        onContextMenu={prevent(tell)}
        onMouseDown={(e) => e.button === 1 && tell(e)}
      >
        here
      </div>
    );
  });
  const box = tab.getByText("here");
  await box.click({ position: { x: 7, y: 9 }, modifiers: ["Shift", "Alt"] });
  await box.click({ position: { x: 1, y: 2 }, button: "right" });
  await box.click({ position: { x: 3, y: 4 }, button: "middle" });
  await box.dblclick({ position: { x: 5, y: 6 } });
  expect(await heard(6)).toEqual([
    "click 0 shift,alt 107,59 7,9 1",
    "contextmenu 2 101,52 1,2 0",
    "mousedown 1 103,54 3,4 1",
    "click 0 105,56 5,6 1",
    "click 0 105,56 5,6 2",
    "dblclick 0 105,56 5,6 2",
  ]);
});

test("the keyboard: key, code, repeat, modifiers", async () => {
  const { tab, heard } = await openListening(({ hear }) => {
    const tell = (e: KeyboardEvent) =>
      hear(`${e.type} ${e.key} ${e.code} ${e.repeat} ${e.ctrlKey} ${e.shiftKey} ${e.getModifierState("Shift")}`);
    return <input aria-label="Field" onKeyDown={tell} onKeyUp={tell} />;
  });
  await tab.getByLabel("Field").focus();
  await tab.keyboard.down("Shift");
  await tab.keyboard.down("A");
  await tab.keyboard.down("A");
  await tab.keyboard.up("A");
  await tab.keyboard.up("Shift");
  await tab.keyboard.press("Control+Enter");
  expect((await heard(9)).filter((line) => !/ (Shift|Control) /.test(line))).toEqual([
    "keydown A KeyA false false true true",
    "keydown A KeyA true false true true",
    "keyup A KeyA false false true true",
    "keydown Enter Enter false true false false",
    "keyup Enter Enter false true false false",
  ]);
});

test("the wheel, the pointer, scrolling", async () => {
  const { tab, heard } = await openListening(({ hear }) => (
    <div
      style="position:fixed;left:0;top:0;width:200px;height:100px;overflow:auto"
      onWheel={once((e) => hear(`wheel ${e.deltaX} ${e.deltaY}`))}
      onPointerDown={(e) => hear(`${e.type} ${e.pointerType} ${e.buttons}`)}
      onScroll={debounce(50, (e: Event) => {
        const { scrollTop } = e as unknown as { scrollTop: number };
        hear(`scroll ${Math.round(scrollTop)} ${e.bubbles}`);
      })}
    >
      <p style="height:1000px">tall</p>
    </div>
  ));
  await tab.mouse.move(50, 50);
  await tab.mouse.down();
  await tab.mouse.up();
  await tab.mouse.wheel(0, 120);
  expect(await heard(3)).toEqual(["pointerdown mouse 1", "wheel 0 120", "scroll 120 false"]);
});

test("events that do not bubble reach their own element, and capturing ancestors", async () => {
  const { tab, user, heard } = await openListening(({ hear }) => {
    const tell = (name: string) => (e: Event) => hear(`${name} ${e.type} ${e.eventPhase}`);
    const [shown, setShown] = useState(false);
    return (
      <section
        onFocusCapture={tell("outer")}
        onFocus={tell("never")}
        onMouseEnter={tell("outer")}
        onToggle={tell("never")}
      >
        <input aria-label="Field" onFocus={tell("field")} onBlur={tell("field")} />
        <button type="button" onMouseEnter={tell("button")} onMouseLeave={tell("button")}>
          Over
        </button>
        <details onToggle={(e) => hear(`toggle ${e.currentTarget.open} ${(e as unknown as ToggleEvent).newState}`)}>
          <summary>More</summary>
          <p>inside</p>
        </details>
        {shown && <img alt="none" src="/nothing.png" onError={tell("image")} />}
        <button type="button" onClick={() => setShown(true)}>
          Show
        </button>
      </section>
    );
  });
  await user.click("button", "Show");
  expect(await heard(3)).toContain("image error 2");
  await tab.mouse.move(700, 500);
  await tab.getByLabel("Field").focus();
  await tab.getByLabel("Field").blur();
  await tab.getByRole("button", { name: "Over" }).hover();
  await tab.mouse.move(700, 500);
  await tab.getByText("More").click();
  const lines = await heard(10);
  expect(lines.filter((line) => !/^image|^outer mouseenter/.test(line))).toEqual([
    "outer focus 1",
    "outer focus 1",
    "field focus 2",
    "field blur 2",
    "button mouseenter 2",
    "button mouseleave 2",
    "outer focus 1",
    "toggle true open",
  ]);
  expect(lines).toContain("outer mouseenter 2");
});

test("capture comes first, bubbling goes up, stopPropagation ends it", async () => {
  const { user, heard } = await openListening(({ hear }) => {
    const tell = (name: string) => () => hear(name);
    return (
      <section onClick={tell("section")} onClickCapture={tell("section, capturing")}>
        <p onClick={tell("paragraph")}>
          <button type="button" onClick={tell("button")}>
            Free
          </button>
          <button
            type="button"
            onClick={(e) => {
              hear("stopping");
              e.stopPropagation();
            }}
          >
            Stop
          </button>
        </p>
      </section>
    );
  });
  await user.click("button", "Free");
  await heard(4);
  await user.click("button", "Stop");
  expect(await heard(6)).toEqual([
    "section, capturing",
    "button",
    "paragraph",
    "section",
    "section, capturing",
    "stopping",
  ]);
});

test("prevent: the browser does not do what it would", async () => {
  const { tab, user, heard } = await openListening(({ hear }) => (
    <>
      <a href="/elsewhere/" onClick={prevent(() => hear("link"))}>
        Stay
      </a>
      <label>
        <input type="checkbox" onClick={prevent((e) => hear(`box ${e.currentTarget.checked}`))} /> Never
      </label>
      <form action="/elsewhere/" onSubmit={prevent((e) => hear(`submit ${e.type}`))}>
        <button>Submit</button>
      </form>
    </>
  ));
  await tab.getByRole("link").click();
  await tab.getByRole("checkbox").click();
  await user.click("button", "Submit");
  expect(await heard(3)).toEqual(["link", expect.stringMatching(/^box /), "submit submit"]);
  expect(new URL(tab.url()).pathname).toBe("/");
  expect(await tab.getByRole("checkbox").isChecked()).toBe(false);
});

test("keys: only those are sent, with or without what the browser makes of them", async () => {
  const { tab, user, heard, sent } = await openListening(({ hear }) => (
    <input
      aria-label="Field"
      onKeyDown={keys(
        "ArrowUp Enter Space",
        prevent((e) => hear(`key ${JSON.stringify(e.key)}`)),
      )}
    />
  ));
  await tab.getByLabel("Field").focus();
  for (const key of ["a", " ", "b", "ArrowUp", "Tab"]) await tab.keyboard.press(key);
  expect(await heard(2)).toEqual(['key " "', 'key "ArrowUp"']);
  expect(await user.value("Field")).toBe("ab");
  expect(sent().filter(([type]) => type === "keydown")).toHaveLength(2);
});

test("once: sent and handled once, also by the one that comes anew", async () => {
  const { user, heard, sent } = await openListening(({ hear }) => {
    const [round, setRound] = useState(1);
    return (
      <>
        <button key={round} type="button" onClick={once(() => hear(`round ${round}`))}>
          Once
        </button>
        <button type="button" onClick={() => setRound(2)}>
          Anew
        </button>
      </>
    );
  });
  for (let i = 0; i < 3; i++) await user.click("button", "Once");
  await heard(1);
  await user.click("button", "Anew");
  await expect.poll(() => sent().length).toBe(2);
  await user.click("button", "Once");
  expect(await heard(2)).toEqual(["round 1", "round 2"]);
  expect(sent()).toHaveLength(3);
});

test("a disabled button and what stands in it do nothing", async () => {
  const { tab, user, heard } = await openListening(({ hear }) => (
    <div onClick={() => hear("around")}>
      <button type="button" disabled onClick={() => hear("disabled")}>
        Off <b>inside</b>
      </button>
      <button type="button" onClick={() => hear("on")}>
        On
      </button>
    </div>
  ));
  await tab.getByText("inside").click({ force: true });
  await tab.getByText("Off").click({ force: true });
  await user.click("button", "On");
  expect(await heard(2)).toEqual(["on", "around"]);
});

test("an island's own events arrive with their detail, and its inside stays its own", async () => {
  const { tab, user, heard } = await openListening(({ hear }) => {
    const [n, setN] = useState(0);
    return (
      <>
        {/* @ts-expect-error: custom elements are typed by those who bring them */}
        <x-map {...island} zoom={n} onPick={(e: CustomEvent) => hear(`picked ${JSON.stringify(e.detail)}`)}>
          loading
          {/* @ts-expect-error: the same */}
        </x-map>
        <button type="button" onClick={() => setN(n + 1)}>
          Zoom
        </button>
      </>
    );
  });
  const map = tab.locator("x-map");
  await map.evaluate((element) => {
    element.innerHTML = "<i>tiles</i>";
    element.firstElementChild?.dispatchEvent(
      new CustomEvent("pick", { bubbles: true, detail: { lat: 48.2, names: ["a", "b"] } }),
    );
  });
  await heard(1);
  await user.click("button", "Zoom");
  await expect.poll(() => map.getAttribute("zoom")).toBe("1");
  expect(await map.innerHTML()).toBe("<i>tiles</i>");
  expect(await heard(1)).toEqual(['picked {"lat":48.2,"names":["a","b"]}']);
});

test("paste and drop bring their text", async () => {
  const { tab, heard } = await openListening(({ hear }) => (
    <input aria-label="Field" onPaste={(e) => hear(`paste ${e.clipboardData?.getData("text")}`)} />
  ));
  await tab.getByLabel("Field").evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", "from elsewhere");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  });
  expect(await heard(1)).toEqual(["paste from elsewhere"]);
});

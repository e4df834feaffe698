/** What a handler hears and reads is what a browser says; what must be decided before the round trip is decided there. */
import { type ComponentChildren, createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { debounce, island, keys, once, prevent, throttle } from "sessile/ui";
import { expect, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { eventsOf, type Network, pause, tap } from "../support/drivers/network.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees, until } from "../support/drivers/user.ts";
import { servedStage } from "../support/stage.tsx";

/** What was heard, a line each. */
type Heard = (line: string) => void;
const Told = createContext<Heard>(() => {});

function Log({ children }: { children: ComponentChildren }) {
  const [lines, setLines] = useState<readonly string[]>([]);
  const [hear] = useState(() => (line: string) => setLines((now) => [...now, line]));
  return (
    <Told.Provider value={hear}>
      <main>
        {children}
        <ol>
          {lines.map((line, i) => (
            <li key={i}>{line}</li>
          ))}
        </ol>
      </main>
    </Told.Provider>
  );
}

async function open(Part: (props: { hear: Heard }) => preact.JSX.Element) {
  function Listening() {
    return <Part hear={useContext(Told)} />;
  }
  const on = await servedStage({
    "/": () => (
      <Log>
        <Listening />
      </Log>
    ),
  });
  let network!: Network;
  const user = await ChromiumUser.open(on, "/", true, async (tab) => {
    network = await tap(tab);
  });
  /** All that was heard, once it is so many lines and no more. */
  const heard = async (count: number): Promise<string[]> => {
    await until(
      () => user.texts("listitem"),
      (lines) => lines.length >= count,
      `fewer than ${count} lines`,
    );
    await pause(50);
    const lines = await user.texts("listitem");
    await expectSame(user);
    return lines;
  };
  const sent = () => network.posts.flatMap(eventsOf);
  return { on, user, tab: user.tab, network, heard, sent };
}

test("the mouse: button, modifiers, place, click count", async () => {
  const { tab, heard } = await open(({ hear }) => {
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
  const { tab, heard } = await open(({ hear }) => {
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
  const { tab, heard } = await open(({ hear }) => (
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
  const { tab, user, heard } = await open(({ hear }) => {
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
  const { user, heard } = await open(({ hear }) => {
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
  const { tab, user, heard } = await open(({ hear }) => (
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
  const { tab, user, heard, sent } = await open(({ hear }) => (
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
  const { user, heard, sent } = await open(({ hear }) => {
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

test("debounce: one event after the last key; throttle: the first, and never without the last", async () => {
  const { tab, heard, sent } = await open(({ hear }) => (
    <>
      <input aria-label="Search" onInput={debounce(150, (e) => hear(`search ${e.currentTarget.value}`))} />
      <input aria-label="Slide" onInput={throttle(200, (e) => hear(`slide ${e.currentTarget.value}`))} />
    </>
  ));
  /** Types within the page: however busy the machine is, the time between two keys is short. */
  const type = (label: string, text: string, ms: number) =>
    tab.getByLabel(label).evaluate(
      async (element, [letters, delay]) => {
        for (const letter of letters) {
          (element as HTMLInputElement).value += letter;
          element.dispatchEvent(new InputEvent("input", { bubbles: true, data: letter }));
          await new Promise((resolve) => setTimeout(resolve, delay));
        }
      },
      [text, ms] as const,
    );
  await type("Search", "abcd", 10);
  expect(await heard(1)).toEqual(["search abcd"]);
  expect(sent()).toHaveLength(1);
  await type("Slide", "12345678", 60);
  await pause(450);
  const lines = (await heard(3)).slice(1);
  expect([lines[0], lines.at(-1)]).toEqual(["slide 1", "slide 12345678"]);
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.length).toBeLessThan(6);
});

test("a debounced event is flushed before any other: no handler runs on a stale field", async () => {
  const { user, heard } = await open(({ hear }) => {
    const [text, setText] = useState("");
    return (
      <>
        <input aria-label="Search" value={text} onInput={debounce(5000, (e) => setText(e.currentTarget.value))} />
        <input aria-label="Free" id="free" />
        <button
          type="button"
          onClick={(e) => {
            const free = e.currentTarget.ownerDocument.getElementById("free") as HTMLInputElement;
            hear(`${free.value}, ${text}`);
          }}
        >
          Go
        </button>
      </>
    );
  });
  await user.fill("Search", "whales");
  await user.fill("Free", "not listened to");
  await user.click("button", "Go");
  expect(await heard(1)).toEqual(["not listened to, whales"]);
  expect(await user.value("Search")).toBe("whales");
});

test("throttled likewise, several at once, in the order in which they came; what flows by itself hurries nobody", async () => {
  const { tab, user, heard, sent } = await open(({ hear }) => {
    const [texts, setTexts] = useState({ a: "", b: "" });
    return (
      <main onMouseMove={() => {}}>
        <input
          aria-label="A"
          value={texts.a}
          onInput={throttle(60_000, (e) => {
            hear(`a ${e.currentTarget.value}`);
            setTexts((now) => ({ ...now, a: e.currentTarget.value }));
          })}
        />
        <input
          aria-label="B"
          value={texts.b}
          onInput={debounce(60_000, (e) => {
            hear(`b ${e.currentTarget.value}`);
            setTexts((now) => ({ ...now, b: e.currentTarget.value }));
          })}
        />
        <button type="button" onClick={() => hear(`go ${texts.a} ${texts.b}`)}>
          Go
        </button>
      </main>
    );
  });
  await tab.getByLabel("A").pressSequentially("whales");
  await tab.getByLabel("B").pressSequentially("and sharks");
  await sees(user, "listitem", "a w");
  await tab.mouse.move(5, 5);
  await tab.mouse.move(9, 9);
  await expect.poll(() => sent().at(-1)?.[0]).toBe("mousemove");
  expect([await user.value("A"), await user.value("B")]).toEqual(["whales", "and sharks"]);
  await tab.getByRole("button", { name: "Go" }).dispatchEvent("click");
  expect(await heard(4)).toEqual(["a w", "a whales", "b and sharks", "go whales and sharks"]);
  expect([await user.value("A"), await user.value("B")]).toEqual(["whales", "and sharks"]);
});

test("a disabled button and what stands in it do nothing", async () => {
  const { tab, user, heard } = await open(({ hear }) => (
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
  const { tab, user, heard } = await open(({ hear }) => {
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
  const { tab, heard } = await open(({ hear }) => (
    <input aria-label="Field" onPaste={(e) => hear(`paste ${e.clipboardData?.getData("text")}`)} />
  ));
  await tab.getByLabel("Field").evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", "from elsewhere");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  });
  expect(await heard(1)).toEqual(["paste from elsewhere"]);
});

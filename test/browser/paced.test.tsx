/** Debounced and throttled events: what the server is spared, and that nothing typed is lost by it. */
import { useState } from "preact/hooks";
import { debounce, throttle } from "sessile/ui";
import { expect, test } from "vitest";
import { pause } from "../support/drivers/network.ts";
import { sees } from "../support/drivers/user.ts";
import { openListening } from "../support/listening.tsx";

test("debounce: one event after the last key; throttle: the first, and never without the last", async () => {
  const { tab, heard, sent } = await openListening(({ hear }) => (
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
  const { user, heard } = await openListening(({ hear }) => {
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
  const { tab, user, heard, sent } = await openListening(({ hear }) => {
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

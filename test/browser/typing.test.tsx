/** The typing contract: no character is lost, the caret stays, nobody acts on a stale field; however slow the network. */
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { delayed, type Network, pause, tap } from "../support/drivers/network.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { servedStage } from "../support/stage.tsx";

function Typing() {
  const [shout, setShout] = useState("");
  const [digits, setDigits] = useState("");
  const [saved, setSaved] = useState("");
  return (
    <main>
      <label>
        Shout <input value={shout} onInput={(e) => setShout(e.currentTarget.value.toUpperCase())} />
      </label>
      <label>
        Digits <input value={digits} onInput={(e) => setDigits(e.currentTarget.value.replace(/\D/g, ""))} />
      </label>
      <label>
        Text <textarea value={shout} onInput={(e) => setShout(e.currentTarget.value.toUpperCase())} />
      </label>
      <p role="status">{shout}</p>
      <p role="note">{saved}</p>
      <button type="button" onClick={() => setSaved(`${shout}/${digits}`)}>
        Save
      </button>
      <button type="button" onClick={() => setShout("")}>
        Clear
      </button>
    </main>
  );
}

/** Numbers from 0 to 1 that are the same in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function open(ms: () => number) {
  const on = await servedStage({ "/": Typing });
  let network!: Network;
  const user = await ChromiumUser.open(on, "/", true, async (tab) => {
    network = await tap(tab);
    network.onPost = delayed(ms);
  });
  const field = (label: string) => user.tab.getByLabel(label);
  const caret = (label: string) =>
    field(label).evaluate((element) => {
      const { value, selectionStart, selectionEnd } = element as HTMLInputElement;
      return [value, selectionStart, selectionEnd];
    });
  /** Ten keys a second; whatever the field shows meanwhile, no letter may be missing. */
  const type = async (label: string, text: string): Promise<void> => {
    for (const letter of text) {
      const due = pause(100);
      const [before] = (await caret(label)) as [string];
      await user.tab.keyboard.press(letter === " " ? "Space" : letter);
      const [after] = (await caret(label)) as [string];
      expect(after.length, `after ${letter}`).toBe(before.length + 1);
      await due;
    }
  };
  return { on, user, network, field, caret, type };
}

// 300 ms, 200 more or less: an answer may be overtaken by what is typed after its question, and mostly is.
const slow = (seed: number) => {
  const next = random(seed);
  return () => 100 + 400 * next();
};

test("ten keys a second into an upper-casing field, at 300 ± 200 ms", async () => {
  const { user, field, caret, type } = await open(slow(1));
  await field("Shout").focus();
  const text = "the quick brown fox jumps over the lazy dog";
  await type("Shout", text);
  await sees(user, "status", text.toUpperCase());
  await expect.poll(() => caret("Shout")).toEqual([text.toUpperCase(), text.length, text.length]);
  await expectSame(user);
});

test("typing in the middle: the caret stays where it is", async () => {
  const { user, field, caret, type } = await open(slow(2));
  await field("Shout").fill("startend");
  await sees(user, "status", "STARTEND");
  await field("Shout").press("Home");
  for (let i = 0; i < 5; i++) await user.tab.keyboard.press("ArrowRight");
  await type("Shout", "middle");
  await sees(user, "status", "STARTMIDDLEEND");
  await expect.poll(() => caret("Shout")).toEqual(["STARTMIDDLEEND", 11, 11]);
  await type("Shout", "x");
  await sees(user, "status", "STARTMIDDLEXEND");
  await expect.poll(() => caret("Shout")).toEqual(["STARTMIDDLEXEND", 12, 12]);
});

test("what the server takes out of a field goes, once the typing has paused", async () => {
  const { user, field, caret } = await open(slow(3));
  await field("Digits").focus();
  for (const key of "1a2b3") await user.tab.keyboard.press(key, { delay: 20 });
  await expect.poll(() => caret("Digits"), { timeout: 3000 }).toEqual(["123", 3, 3]);
  await expectSame(user);
});

test("a button pressed right after the last key acts on all that was typed", async () => {
  const { user, field } = await open(slow(4));
  await field("Shout").focus();
  await user.tab.keyboard.type("no wait");
  await field("Digits").focus();
  await user.tab.keyboard.type("4x2");
  await user.click("button", "Save");
  await sees(user, "note", "NO WAIT/42");
  await expectSame(user);
});

test("one field's text shown in another follows; the one being typed into is left alone", async () => {
  const { user, field, type } = await open(slow(5));
  await field("Text").focus();
  await type("Text", "two fields");
  await sees(user, "status", "TWO FIELDS");
  await expect.poll(() => user.value("Shout")).toBe("TWO FIELDS");
  await expectSame(user);
});

test("a field that is cleared while it is typed into ends as both sides say", async () => {
  const { user, field, network, caret } = await open(() => 200);
  await field("Shout").fill("old text");
  await sees(user, "status", "OLD TEXT");
  await user.click("button", "Clear");
  await field("Shout").focus();
  await user.tab.keyboard.press("End");
  await user.tab.keyboard.type("new", { delay: 30 });
  await expect.poll(() => network.posts.length).toBeGreaterThan(2);
  await expectSame(user);
  const [value] = (await caret("Shout")) as [string];
  expect(await user.texts("status")).toEqual([value]);
  expect(value).toMatch(/NEW$/);
});

test("an input method's composition is sent when it is done, and not disturbed before", async () => {
  const { user, field, network } = await open(() => 50);
  await field("Shout").focus();
  const session = await user.tab.context().newCDPSession(user.tab);
  await session.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
  await pause(200);
  expect(network.posts).toHaveLength(0);
  expect(await user.value("Shout")).toBe("にほ");
  await session.send("Input.insertText", { text: "日本" });
  await sees(user, "status", "日本");
  await expectSame(user);
});

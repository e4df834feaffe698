/** What the kit must catch: patches that are wrong, ids that stand twice, handlers that throw. */
import { useState } from "preact/hooks";
import { visit } from "sessile/testing";
import { describe, expect, test } from "vitest";
import "sessile/testing/vitest";
import { Counter } from "../../support/apps/counter.tsx";

const increment = { name: "Increment" };

describe("a broken patch is caught", () => {
  test.each<[string, (patches: string) => string, RegExp]>([
    [
      "another text",
      (text) => text.replace("Count: 1", "Count: 7"),
      /SES_TEST_DIFFERS.*^- .*"Count: 1"$.*^\+ .*"Count: 7"$/ms,
    ],
    ["a target that is not there", (text) => text.replace(/#_\d+/, "#_999"), /SES_TEST_PATCH: there is no #_999/],
    ["a swap of another kind", (text) => text.replace('hx-swap="text"', 'hx-swap="blink"'), /SES_TEST_PATCH.*blink/],
    ["another target", (text) => text.replace(/#_\d+/, "#_0"), /SES_TEST_DIFFERS/],
    ["no patch", (text) => text.replace(/<hx-partial.*<\/hx-partial>/, ""), /SES_TEST_DIFFERS/],
    ["something that is no patch", (text) => text.replaceAll("hx-partial", "b"), /SES_TEST_PATCH: no partial/],
    ["an entry lost", () => "", /SES_TEST_TIMEOUT.*the browser is at version 0, the server at 1/],
  ])("%s", { timeout: 10_000 }, async (_name, change, message) => {
    const page = await visit(Counter);
    page.network.alter(change);
    await expect(page.getByRole("button", increment).click()).rejects.toThrow(message);
  });

  test("and one that arrives by push", async () => {
    let tell = (_text: string) => {};
    function Board() {
      const [text, setText] = useState("nothing");
      tell = setText;
      return <p role="status">{text}</p>;
    }
    const page = await visit(Board);
    page.network.alter((text) => text.replace("something", "anything"));
    tell("something");
    await expect(page.waitFor(() => {})).rejects.toThrow("SES_TEST_DIFFERS");
  });
});

function Twins({ id }: { id: string }) {
  const [both, setBoth] = useState(id === "always");
  return (
    <main>
      <button onClick={() => setBoth(true)}>Add</button>
      <p id="same">one</p>
      {both && <p id="same">two</p>}
    </main>
  );
}

test("an id that stands twice from the start", async () => {
  await expect(visit(() => <Twins id="always" />)).rejects.toThrow("SES_TEST_ID_TWICE: id same");
  await expect(visit(() => <Twins id="always" />, { script: false })).rejects.toThrow("SES_TEST_ID_TWICE: id same");
});

test("an id that comes a second time", async () => {
  const page = await visit(() => <Twins id="later" />);
  await expect(page.getByRole("button").click()).rejects.toThrow("SES_TEST_ID_TWICE: id same");
});

test("markup that a parser repairs", async () => {
  const Nested = () => (
    <main>
      <p>
        <div>inside</div>
      </p>
    </main>
  );
  await expect(visit(Nested)).rejects.toThrow("SES_TEST_DIFFERS");
});

describe("a handler that throws", () => {
  function Faulty() {
    const fail = () => {
      throw new Error("the boiler is cold");
    };
    return (
      <main>
        <button onClick={fail}>Heat</button>
        <button onClick={async () => fail()}>Heat later</button>
      </main>
    );
  }

  test.each(["Heat", "Heat later"])("fails the step (%s)", async (name) => {
    const page = await visit(Faulty);
    const step = async () => {
      await page.getByRole("button", { name }).click();
      await page.settled();
    };
    await expect(step()).rejects.toThrow("the boiler is cold");
  });

  test("unless the test is about that", async () => {
    const page = await visit(Faulty, { failOnErrors: false });
    await page.getByRole("button", { name: "Heat" }).click();
    expect(page.getByRole("alert")).toBeVisible();
    expect(page.server.log.map(({ level }) => level)).toContain("error");
  });
});

test("a step that leads to an answer of another status", async () => {
  const page = await visit(Counter, { limits: { bodyBytes: 60 }, failOnErrors: false });
  await expect(page.getByRole("button", increment).click()).rejects.toThrow(/SES_TEST_RESPONSE: POST \/: 413/);
});

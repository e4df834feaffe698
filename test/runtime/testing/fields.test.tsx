/** What fields make of texts, and what a test cannot do. */
import { useState } from "preact/hooks";
import { visit } from "sessile/testing";
import { Flow, prevent } from "sessile/ui";
import { describe, expect, test } from "vitest";
import "sessile/testing/vitest";

const both = test.each([true, false]);

function Who() {
  return (
    <form onSubmit={prevent(() => {})}>
      <input aria-label="Who" />
      <button>Order</button>
    </form>
  );
}

describe("a field makes of a text what a browser does", () => {
  function Fields() {
    const [told, setTold] = useState("");
    const [sent, setSent] = useState("no");
    const field = (name: string, props: object) => (
      <label>
        {name} <input {...props} onInput={(e) => setTold(`${name} ${JSON.stringify(e.currentTarget.value)}`)} />
      </label>
    );
    return (
      <form onSubmit={prevent(() => setSent("yes"))}>
        {field("Number", { type: "number", step: "any" })}
        {field("Date", { type: "date" })}
        {field("Line", {})}
        {field("Mail", { type: "email" })}
        {field("Short", { maxLength: 3 })}
        <label>
          Lines <textarea onInput={(e) => setTold(`Lines ${JSON.stringify(e.currentTarget.value)}`)} />
        </label>
        <button>Send</button>
        <p role="status">{told}</p>
        <p role="note">{sent}</p>
      </form>
    );
  }

  test.each([
    ["Number", "abc", ""],
    ["Number", "1,5", ""],
    ["Number", " 7 ", ""],
    ["Number", "-1.5e3", "-1.5e3"],
    ["Date", "31.12.2026", ""],
    ["Date", "2026-12-31", "2026-12-31"],
    ["Line", "a\nb", "ab"],
    ["Mail", " ada@example.org ", "ada@example.org"],
    ["Short", "abcdef", "abc"],
    ["Lines", "a\r\nb", "a\nb"],
  ])("%s: %j", async (label, text, value) => {
    const page = await visit(Fields);
    await page.getByLabel(label).fill(text);
    expect(page.getByRole("status")).toHaveText(`${label} ${JSON.stringify(value)}`);
    expect(page.getByLabel(label)).toHaveValue(value);
    const plain = await visit(Fields, { script: false });
    await plain.getByLabel(label).fill(text);
    expect(plain.getByLabel(label)).toHaveValue(value);
  });

  test("key by key: what makes no number yet may become one", async () => {
    const page = await visit(Fields);
    await page.getByLabel("Number").type("-2e");
    expect(page.getByLabel("Number")).toHaveValue("");
    await page.getByRole("button", { name: "Send" }).click();
    expect(page.getByRole("note")).toHaveText("no");
    await page.getByLabel("Number").type("1");
    expect(page.getByLabel("Number")).toHaveValue("-2e1");
    await page.getByRole("button", { name: "Send" }).click();
    expect(page.getByRole("note")).toHaveText("yes");
  });

  both("a flow says that it asked for a number (script: %s)", async (script) => {
    const page = await visit(() => <Flow run={async ({ ask }) => <p>{await ask("Age", { type: "number" })}</p>} />, {
      script,
    });
    await page.getByLabel("Age").fill("old");
    await page.getByRole("button", { name: "Continue" }).click();
    expect(page.getByRole("alert")).toHaveText("A number, please.");
  });
});

describe("what cannot be done is told of", () => {
  both("in a tab that was closed (script: %s)", async (script) => {
    const page = await visit(Who, { script });
    const button = page.getByRole("button", { name: "Order" });
    await page.close();
    await page.close();
    await expect(button.click()).rejects.toThrow(/SES_TEST_CLOSED: the page at \//);
    for (const act of [page.reload(), page.goto("/"), page.press("Tab"), page.back()])
      await expect(act).rejects.toThrow("SES_TEST_CLOSED");
  });

  both("to go to another server (script: %s)", async (script) => {
    const App = () => (
      <main>
        <a href="https://example.com/away">Away</a> <p role="status">here</p>
      </main>
    );
    const page = await visit(App, { script });
    const says =
      /SES_TEST_ACTION: https:\/\/example\.com\/(away)? is not of this server, expected an address below http/;
    await expect(page.goto("https://example.com/")).rejects.toThrow(says);
    await expect(page.getByRole("link").click()).rejects.toThrow(says);
    await expect(page.newTab("https://example.com/")).rejects.toThrow(says);
    // It is still there.
    await page.reload();
    expect(page.getByRole("status")).toHaveText("here");
  });

  test("in plain JavaScript too", async () => {
    const page = await visit(Who);
    const loose = (value: unknown) => value as never;
    await expect(page.getByLabel("Who").fill(loose(5))).rejects.toThrow(/filled with 5, expected a text/);
    await expect(page.getByLabel("Who").fill(loose(undefined))).rejects.toThrow(/filled with undefined/);
    await expect(page.press("Nonsense")).rejects.toThrow(/there is no key "Nonsense"/);
    expect(() => page.network.drop(loose("everything"))).toThrow(
      /everything cannot be lost, expected request or answer/,
    );
    await expect(visit(loose(undefined))).rejects.toThrow(
      /SES_APP_COMPONENT: expected a component itself, not undefined/,
    );
    await expect(visit(loose(<Who />))).rejects.toThrow(/SES_APP_COMPONENT: expected a component itself, not object/);
  });

  both("to load anything while offline (script: %s)", async (script) => {
    const page = await visit(Who, { script });
    page.network.goOffline();
    await expect(page.reload()).rejects.toThrow(/SES_TEST_ACTION: nothing can be loaded while the user is offline/);
    await page.network.goOnline();
    await page.reload();
    expect(page.getByLabel("Who")).toBeVisible();
  });
});

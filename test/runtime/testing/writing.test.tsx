/** What is written into a field, and what the field makes of it. */
import { useState } from "preact/hooks";
import { visit } from "sessile/testing";
import { Flow, prevent } from "sessile/ui";
import { describe, expect, test } from "vitest";
import "sessile/testing/vitest";

const both = test.each([true, false]);

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

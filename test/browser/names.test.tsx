/** A form's controls hide the form's own members of the same name: fields come from data, and may be called anything. */
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees, until } from "../support/drivers/user.ts";
import { servedStage } from "../support/stage.tsx";

/** What a script may ask of a form. Methods every script calls are left out: htmx, and the test's own driver, would fail first. */
const NAMES = (
  "id name title method action target elements length submit reset children firstElementChild " +
  "tagName isConnected className dataset innerHTML toString constructor __proto__"
).split(" ");

function Form() {
  const [sent, setSent] = useState("nothing");
  const [typed, setTyped] = useState("");
  const [title, setTitle] = useState("first");
  const [rows, setRows] = useState<readonly number[]>([]);
  return (
    <main>
      <p role="status">
        {sent} {typed} {title}
      </p>
      <form
        title={title}
        onSubmit={(event) => {
          setSent(`sent ${event.currentTarget.querySelectorAll("input").length}`);
          setTitle("second");
          setRows([...rows, rows.length]);
        }}
        onReset={() => setSent("reset")}
      >
        {NAMES.map((name) => (
          <label key={name}>
            {name} field <input name={name} onInput={(event) => setTyped(`${name}=${event.currentTarget.value}`)} />
          </label>
        ))}
        <button>Send</button>
        <button type="reset">Reset</button>
        <button type="button" onClick={() => setSent("pressed")}>
          Press
        </button>
        {rows.map((row) => (
          <output key={row}>row {row}</output>
        ))}
      </form>
    </main>
  );
}

test.each([true, false])("such a form works like any other (script: %j)", async (script) => {
  const on = await servedStage({ "/": Form });
  const errors: string[] = [];
  const user = await ChromiumUser.open(on, "/", script, (tab) =>
    tab.on("pageerror", (error) => errors.push(String(error))),
  );
  await user.fill("id field", "7");
  await user.fill("tagName field", "x");
  if (script) await sees(user, "status", "nothing tagName=x first");
  await user.click("button", "Send");
  await sees(user, "status", new RegExp(`^sent ${NAMES.length} tagName=x second$`));
  await user.click("button", "Press");
  await sees(user, "status", /^pressed /);
  expect(await user.value("id field")).toBe("7");
  if (script) {
    await user.click("button", "Reset");
    await sees(user, "status", /^reset /);
    // What the reset has emptied is told with the next event.
    await user.click("button", "Press");
    expect(await user.tab.locator("form").getAttribute("title")).toBe("second");
    expect(await user.tab.getByText("row 0").count()).toBe(1);
    await expectSame(user);
  }
  expect(errors).toEqual([]);
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
});

// What climbs from element to element by a name that leads back down never ends; the test's driver does so itself.
test("a control named parentElement hangs nothing", async () => {
  const on = await servedStage({
    "/": () => {
      const [sent, setSent] = useState(0);
      return (
        <main>
          <p>sent {sent}</p>
          <form onSubmit={() => setSent(sent + 1)}>
            <input name="parentElement" />
            <input name="parentNode" />
            <button>Send</button>
          </form>
        </main>
      );
    },
  });
  const user = await ChromiumUser.open(on, "/", true);
  const { tab } = user;
  await tab.evaluate(() => document.querySelector("button")?.click());
  await until(
    () => tab.evaluate(() => document.querySelector("p")?.textContent),
    (text) => text === "sent 1",
    "not sent",
  );
});

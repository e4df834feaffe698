/** Whatever text an app shows stays a text in a real browser: nothing runs, nothing leaves its place. */
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { everywhere, PAYLOADS } from "../support/apps/everywhere.tsx";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees, until } from "../support/drivers/user.ts";
import { servedStage } from "../support/stage.tsx";

// Nothing but a NUL comes out of a browser's parser as another character: that one is left to the tests in memory.
const TEXTS = PAYLOADS.filter((text) => !text.includes("\0"));

/** Opens an app; whatever runs in it that should not is told. */
async function open(App: () => preact.JSX.Element, script = true) {
  const on = await servedStage({ "/": App });
  const hacked: string[] = [];
  const user = await ChromiumUser.open(on, "/", script, async (tab) => {
    await tab.exposeFunction("hacked", () => void hacked.push(tab.url()));
    tab.on("dialog", (dialog) => void hacked.push(dialog.message()));
    tab.on("pageerror", (error) => void hacked.push(String(error)));
  });
  return { on, user, tab: user.tab, hacked };
}

/** Elements and attributes that only an attack could have made. */
const foreign = () =>
  [...document.querySelectorAll("*")].flatMap((element) => [
    ...(/^(b|img|hx-.*)$/.test(element.localName) || (element.localName === "script" && !element.getAttribute("src"))
      ? [element.outerHTML]
      : []),
    ...[...element.attributes].filter(({ name }) => /^on/.test(name)).map(({ name }) => name),
  ]);

test.each([true, false])("in the document (script: %j)", async (script) => {
  const { user, tab, hacked } = await open(everywhere(TEXTS, []), script);
  if (script) await expectSame(user);
  const statuses = await tab.locator("p[role=status]").evaluateAll((list) => list.map((each) => each.textContent));
  expect(statuses).toEqual(TEXTS);
  if (script) expect(await tab.evaluate(foreign)).toEqual([]);
  expect(hacked).toEqual([]);
});

test("in patches: changed, added, in the head, in a call; and when the whole tree is sent", async () => {
  const { user, tab, hacked } = await open(
    everywhere(
      TEXTS.map(() => "safe"),
      TEXTS,
    ),
  );
  for (const name of ["Change", "Add", "Title", "Call"]) {
    await user.click("button", name);
    if (name === "Title")
      await until(
        () => user.title(),
        (title) => title !== "safe",
        "no other title",
      );
    await expectSame(user);
    expect(await tab.evaluate(foreign)).toEqual([]);
  }
  const called = () => tab.getByLabel("Called").evaluate((field) => (field as HTMLInputElement).validationMessage);
  expect(await until(called, (text) => text !== "", "not called")).toContain("hacked()");
  // Something else takes an element away: the browser asks for the whole tree.
  await tab.evaluate(() => document.querySelector("main section p")?.remove());
  await user.click("button", "Change");
  await expectSame(user);
  expect(await tab.evaluate(foreign)).toEqual([]);
  expect(hacked).toEqual([]);
});

test("trusted markup with what htmx takes for its own, in something new", async () => {
  const markup = `<em title="<hx-x onerror=hacked() src=x>">one</em><em title='</hx-partial><hx-then>'>two</em></template><em>three</em>`;
  const { user, tab, hacked } = await open(() => {
    const [shown, show] = useState(0);
    return (
      <main>
        {shown > 0 && (
          <section key={shown}>
            <div dangerouslySetInnerHTML={{ __html: markup }} />
          </section>
        )}
        <p>after</p>
        <button type="button" onClick={() => show(shown + 1)}>
          Show
        </button>
      </main>
    );
  });
  for (let i = 0; i < 2; i++) {
    await user.click("button", "Show");
    const texts = () => tab.locator("section em").allTextContents();
    await until(texts, (list) => list.join() === "one,two,three", "not all of it");
    expect(await tab.locator("section em").first().getAttribute("title")).toBe("<hx-x onerror=hacked() src=x>");
    expect(await tab.locator("main > *").evaluateAll((list) => list.map((e) => e.localName))).toEqual([
      "section",
      "p",
      "button",
    ]);
  }
  expect(await tab.evaluate(foreign)).toEqual([]);
  expect(hacked).toEqual([]);
});

test("a javascript: link runs nothing", async () => {
  const { tab, hacked } = await open(() => {
    const url = "javascript:hacked()";
    return (
      <main>
        <a href={url}>Link</a>
        <form action={url}>
          <button>Send</button>
        </form>
        <iframe title="frame" src={url} />
      </main>
    );
  });
  await tab.getByRole("link", { name: "Link" }).click();
  await tab.getByRole("button", { name: "Send" }).click();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(hacked).toEqual([]);
});

test("what is opened in raw markup is heard around it", async () => {
  const { user, tab } = await open(() => {
    const [clicks, setClicks] = useState(0);
    return (
      <main>
        <p role="status">{clicks} clicks</p>
        <div
          onClick={() => setClicks((now) => now + 1)}
          dangerouslySetInnerHTML={{ __html: "<details id=more><summary>More</summary>text</details>" }}
        />
      </main>
    );
  });
  await tab.getByText("More").click();
  await sees(user, "status", "1 clicks");
  await tab.locator("#more").dispatchEvent("click");
  await sees(user, "status", "2 clicks");
});

/** What the page says to browsers without script must not move what the app lays out, nor take what is not its own. */
import { expect, test } from "vitest";
import { newPage } from "../support/chromium.ts";
import { servedStage } from "../support/stage.tsx";

function App() {
  return (
    <main>
      <form style={{ display: "flex", gap: 40 }} onSubmit={() => {}}>
        <input aria-label="Flex" />
      </form>
      <form style={{ display: "grid", gap: 40 }} onSubmit={() => {}}>
        <input aria-label="Grid" />
        <button type="submit">Send</button>
      </form>
    </main>
  );
}

test("a form laid out by flex or grid stands as it does with script", async () => {
  const { url } = await servedStage({ "/": App });
  const places = async (javaScriptEnabled: boolean) => {
    const page = await newPage({ javaScriptEnabled });
    await page.goto(url);
    const boxes = [await page.getByLabel("Flex").boundingBox(), await page.getByLabel("Grid").boundingBox()];
    await page.close();
    return boxes.map((box) => [box?.x, box?.y]);
  };
  expect(await places(false)).toEqual(await places(true));
});

test("forms in trusted markup, and buttons that only open something, stay their own", async () => {
  const { url } = await servedStage({
    "/": () => (
      <main>
        <div
          dangerouslySetInnerHTML={{ __html: '<form id="search" action="/search"><input aria-label="Find"></form>' }}
        />
        <button popovertarget="menu">Menu</button>
        <div popover="auto" id="menu">
          Opened
        </div>
        <button onClick={() => {}}>Act</button>
      </main>
    ),
  });
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(url);
  const owner = (element: Element) => (element as HTMLInputElement).form?.id ?? null;
  expect(await page.getByLabel("Find").evaluate(owner)).toBe("search");
  expect(await page.getByText("Act").evaluate(owner)).toBe("_f");
  expect(await page.getByText("Menu").evaluate(owner)).toBe(null);
  await page.getByText("Menu").click();
  await page.getByText("Opened").waitFor();
  expect(await page.locator("main").evaluate((main) => main.parentElement?.localName)).toBe("body");
});

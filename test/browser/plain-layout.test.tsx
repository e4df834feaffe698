/** What the page says to browsers without script must not move what the app lays out. */
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

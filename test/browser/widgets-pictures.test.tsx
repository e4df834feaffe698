/** Pictures that are there, that are late, and that are not there: in a browser that loads them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { useState } from "preact/hooks";
import { Button, Image, ImageMap } from "sessile/widgets";
import { expect, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { root } from "../support/sources.ts";
import { servedStage } from "../support/stage.tsx";

const HOUSE = readFileSync(join(root, "apps/showcase/house.svg"));
const THEME = readFileSync(join(root, "public/theme.css"));

function Pictures({ first }: { first: string }) {
  const [src, setSrc] = useState(first);
  const [news, setNews] = useState<string[]>([]);
  const tell = (what: string) => () => setNews((before) => [...before, what]);
  return (
    <main>
      <Image
        src={src}
        alt="House"
        width={40}
        height={24}
        fallback="None"
        onLoad={tell("load")}
        onError={tell("error")}
      />
      <Button onClick={() => setSrc("/house.svg")}>Good</Button>
      <Button onClick={() => setSrc("/missing.svg")}>Bad</Button>
      <p role="status">{news.join(" ")}</p>
    </main>
  );
}

/** @param scriptAfter what the script's own file waits for: pictures are there before it */
async function open(App: () => preact.JSX.Element, scriptAfter?: (tab: ChromiumUser["tab"]) => Promise<unknown>) {
  const stage = await servedStage({ "/": { component: App, styles: ["/theme.css"] } });
  return ChromiumUser.open(stage, "/", true, async (tab) => {
    await tab.route("**/theme.css", (route) => route.fulfill({ contentType: "text/css", body: THEME }));
    await tab.route("**/house.svg", (route) => route.fulfill({ contentType: "image/svg+xml", body: HOUSE }));
    await tab.route("**/missing.svg", (route) => route.fulfill({ status: 404, body: "" }));
    if (scriptAfter)
      await tab.route("**/sessile*.js*", async (route) => {
        await scriptAfter(tab);
        await route.continue();
      });
  });
}

test("Image: the app is told, and what stands in its place gives way to another try", async () => {
  const user = await open(() => <Pictures first="/house.svg" />);
  await sees(user, "status", "load");
  await user.click("button", "Bad");
  await sees(user, "status", "load error");
  expect(await user.tab.getByRole("img", { name: "House" }).textContent()).toBe("None");
  await user.click("button", "Good");
  await sees(user, "status", "load error load");
  await expectSame(user);
});

test.each([
  ["/house.svg", "load"],
  ["/missing.svg", "error"],
])("Image: %s that was through before the script ran is told of: %s", async (first, news) => {
  const through = (tab: ChromiumUser["tab"]) => tab.waitForFunction(() => document.images[0]?.complete);
  const user = await open(() => <Pictures first={first} />, through);
  await sees(user, "status", news);
});

test("ImageMap: its parts stand where the picture shows them, in any size", async () => {
  const user = await open(() => {
    const [pressed, setPressed] = useState("");
    return (
      <main>
        <ImageMap
          src="/house.svg"
          alt="House"
          width={400}
          height={240}
          areas={[
            { shape: "circle", x: 340, y: 50, radius: 28, label: "Sun", onClick: () => setPressed("sun") },
            {
              shape: "polygon",
              label: "Roof",
              onClick: () => setPressed("roof"),
              points: [
                [90, 112],
                [190, 40],
                [290, 112],
              ],
            },
          ]}
        />
        <p role="status">{pressed}</p>
      </main>
    );
  });
  const { tab } = user;
  for (const width of [1000, 320]) {
    await tab.setViewportSize({ width, height: 700 });
    const box = (await tab.getByRole("img").boundingBox()) as { x: number; y: number; width: number };
    const press = (x: number, y: number) =>
      tab.mouse.click(box.x + (x * box.width) / 400, box.y + (y * box.width) / 400);
    await press(340, 60);
    await sees(user, "status", "sun");
    await press(190, 90);
    await sees(user, "status", "roof");
    // Within the roof's box, but beside the roof.
    await press(340, 40);
    await sees(user, "status", "sun");
    await press(100, 50);
    await press(340, 40);
    await sees(user, "status", "sun");
  }
});

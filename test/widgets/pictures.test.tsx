/** Image, ImageMap, Frame, ProgressBar, Meter. */
import { useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { type Area, Button, Frame, Image, ImageMap, Meter, ProgressBar } from "sessile/widgets";
import { expect, test } from "vitest";

const both = test.each([true, false]);

test("Image: its name and size; nothing is heard unless somebody listens", async () => {
  const page = await visit(() => (
    <Image src="/a.svg" alt="A house" width={40} height={30} class="own" loading="lazy" />
  ));
  const image = page.getByRole("img", { name: "A house" });
  expect(image).toHaveAttribute("class", "image own");
  expect(image).toHaveAttribute("width", "40");
  expect(image).toHaveAttribute("loading", "lazy");
  expect(image).not.toHaveAttribute("s-on");
  expect(page.getByAltText("A house")).toHaveCount(1);
});

const AREAS = (press: (what: string) => void): Area[] => [
  { shape: "rect", left: 50, top: 20, width: 100, height: 40, label: "Door", onClick: () => press("door") },
  { shape: "circle", x: 300, y: 50, radius: 20, label: "Sun", href: "/sun" },
  {
    shape: "polygon",
    label: "Roof",
    disabled: true,
    points: [
      [0, 100],
      [100, 50],
      [200, 100],
    ],
  },
];

both("ImageMap: its parts are buttons and links over the picture, in any size (script: %s)", async (script) => {
  const page = await visit(
    () => {
      const [pressed, setPressed] = useState("");
      return (
        <>
          <ImageMap src="/a.svg" alt="A house" width={400} height={200} areas={AREAS(setPressed)} />
          <p role="status">{pressed}</p>
        </>
      );
    },
    { script },
  );
  expect(page.getByRole("img", { name: "A house" })).toHaveCount(1);
  const door = page.getByRole("button", { name: "Door" });
  expect(door).toHaveAttribute("style", "left:12.5%;top:10%;width:25%;height:20%;");
  const sun = page.getByRole("link", { name: "Sun" });
  expect(sun).toHaveAttribute("href", "/sun");
  expect(sun).toHaveAttribute("style", "left:70%;top:15%;width:10%;height:20%;border-radius:50%;");
  const roof = page.getByRole("button", { name: "Roof" });
  expect(roof).toBeDisabled();
  expect(roof).toHaveAttribute(
    "style",
    "left:0%;top:25%;width:50%;height:25%;clip-path:polygon(0% 100%, 50% 0%, 100% 100%);",
  );
  await door.click();
  expect(page.getByRole("status")).toHaveText("door");
});

test("Frame: named, and shut in unless said otherwise", async () => {
  const page = await visit(() => (
    <>
      <Frame title="Terms" src="/terms" height={200} />
      <Frame title="App" src="/app/" sandbox="allow-scripts allow-forms" />
    </>
  ));
  expect(page.getByTitle("Terms")).toHaveAttribute("sandbox", "");
  expect(page.getByTitle("Terms")).toHaveAttribute("height", "200");
  expect(page.getByTitle("App")).toHaveAttribute("sandbox", "allow-scripts allow-forms");
});

both("ProgressBar: how far it is, in numbers and words (script: %s)", async (script) => {
  const page = await visit(
    () => {
      const [done, setDone] = useState(3);
      return (
        <>
          <ProgressBar label="Copying" value={done} max={12} />
          <ProgressBar label="Waiting" />
          <Button onClick={() => setDone(done + 3)}>More</Button>
        </>
      );
    },
    { script },
  );
  const bar = page.getByRole("progressbar", { name: "Copying" });
  expect(bar).toHaveAttribute("value", "3");
  expect(page.text).toContain("25 %");
  await page.getByRole("button").click();
  expect(bar).toHaveAttribute("value", "6");
  expect(bar).toHaveAttribute("aria-valuetext", "50 %");
  expect(page.getByRole("progressbar", { name: "Waiting" })).not.toHaveAttribute("value");
});

test("Meter: a value in its range, and what it means", async () => {
  const page = await visit(() => (
    <>
      <Meter label="Disk" value={91} high={80} optimum={20} text="nearly full" id="disk" />
      <Meter label="Warmth" min={-20} max={40} value={0} />
    </>
  ));
  const disk = page.getByRole("meter", { name: "Disk" });
  for (const [name, value] of Object.entries({ min: "0", max: "100", high: "80", optimum: "20", value: "91" }))
    expect(disk).toHaveAttribute(name, value);
  expect(disk).not.toHaveAttribute("low");
  expect(disk).toHaveAttribute("aria-valuetext", "nearly full");
  expect(page.getByRole("meter", { name: "Warmth" })).toHaveAttribute("value", "0");
  expect(page.getByRole("meter", { name: "Warmth" })).toHaveAttribute("min", "-20");
});

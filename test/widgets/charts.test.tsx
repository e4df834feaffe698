/** Charts: axes, legend, table, and what travels when a value changes. */
import { useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { BarChart, Button, LineChart, Sparkline } from "sessile/widgets";
import { describe, expect, test } from "vitest";
import { scaleOf } from "../../widgets/pictures/chart/scale.ts";

describe("an axis", () => {
  test.each([
    [
      [0, 100],
      [0, 20, 40, 60, 80, 100],
    ],
    [
      [3, 97],
      [0, 20, 40, 60, 80, 100],
    ],
    [
      [0.1, 0.32],
      [0.1, 0.15, 0.2, 0.25, 0.3, 0.35],
    ],
    [
      [-3, 4],
      [-4, -2, 0, 2, 4],
    ],
    [
      [1_000_000, 1_300_000],
      [1_000_000, 1_100_000, 1_200_000, 1_300_000],
    ],
    [[5], [2, 3, 4, 5, 6, 7, 8]],
    [
      [0, 0],
      [0, 0.2, 0.4, 0.6, 0.8, 1],
    ],
    [
      [-4, -4],
      [-6, -5, -4, -3, -2],
    ],
    [[], [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [
      [null, Number.NaN, Number.POSITIVE_INFINITY],
      [0, 0.2, 0.4, 0.6, 0.8, 1],
    ],
  ])("of %j has round values: %j", (values, ticks) => {
    expect(scaleOf(values).ticks).toEqual(ticks);
  });

  test("reaches to what is said, and to zero where bars stand on it", () => {
    expect(scaleOf([20, 30], { min: 0, max: 50 }).ticks).toEqual([0, 10, 20, 30, 40, 50]);
    expect(scaleOf([20, 30], { zero: true }).ticks[0]).toBe(0);
  });

  test("is read from above", () => {
    const { at } = scaleOf([0, 100]);
    expect([at(100), at(25), at(0)]).toEqual([0, 75, 100]);
  });
});

const rain = { title: "Rain", labels: ["Jan", "Feb", "Mar"], labelTitle: "Month", valueTitle: "mm" };

test("LineChart: title, axes, legend, points that tell what they are, and a table", async () => {
  const page = await visit(() => (
    <LineChart
      {...rain}
      class="own"
      format={(mm) => `${mm} mm`}
      series={[
        { name: "Vienna", values: [40, null, 100] },
        { name: "Graz", values: [0, 20, 60] },
      ]}
    />
  ));
  const figure = page.getByRole("figure");
  expect(figure).toHaveAttribute("class", "chart line-chart own");
  expect(page.getByRole("img", { name: "Rain" })).toHaveCount(1);
  expect(page.getByRole("listitem").texts).toEqual(["Vienna", "Graz"]);
  expect(page.html).toContain("Vienna, Mar: 100 mm");
  // Where there is no value there is no line.
  expect(page.html).toContain('d="M0 60M100 0"');
  expect(page.html).toContain('d="M0 100L50 80L100 40"');
  await page.getByText("Data").click();
  expect(page.getByRole("table")).toHaveAccessibleName("Rain");
  expect(page.getByRole("columnheader").texts).toEqual(["Month", "Vienna", "Graz"]);
  expect(page.getByRole("row", { name: "Feb – 20 mm" })).toHaveCount(1);
});

test("BarChart: bars rise and fall from zero, side by side", async () => {
  const page = await visit(() => (
    <BarChart
      {...rain}
      labels={["Jan", "Feb"]}
      series={[
        { name: "In", values: [10, 5] },
        { name: "Out", values: [-10, null] },
      ]}
    />
  ));
  const bars = [...page.html.matchAll(/<rect [^>]*>/g)].map(([bar]) =>
    ["x", "y", "width", "height"].map((name) => bar.match(new RegExp(` ${name}="([^"]*)"`))?.[1]).join(" "),
  );
  expect(bars).toEqual(["7.5% 0% 17.5% 50%", "57.5% 25% 17.5% 25%", "25% 50% 17.5% 50%"]);
});

test("a changed value changes its mark and its cell, and nothing else travels", async () => {
  const page = await visit(() => {
    const [value, setValue] = useState(20);
    return (
      <>
        <BarChart {...rain} max={100} series={[{ name: "Vienna", values: [value, 50, 100] }]} />
        <Button onClick={() => setValue(40)}>More</Button>
      </>
    );
  });
  const sent: string[] = [];
  page.network.alter((text) => {
    sent.push(text);
    return text;
  });
  await page.getByRole("button", { name: "More" }).click();
  expect(sent.join("").match(/<hx-partial/g)).toHaveLength(3);
  expect(sent.join("")).toContain('{"y":"60%","height":"40%"}');
});

test("values that go to the end of the axis give it new ends", async () => {
  const page = await visit(() => {
    const [value, setValue] = useState(20);
    return (
      <>
        <LineChart {...rain} series={[{ name: "Vienna", values: [value, 50, 100] }]} />
        <Button onClick={() => setValue(350)}>More</Button>
      </>
    );
  });
  expect(page.getByRole("listitem")).toHaveCount(0);
  await page.getByRole("button", { name: "More" }).click();
  expect(page.getByText("400")).toHaveCount(1);
});

test("a chart of nothing is an empty one", async () => {
  const page = await visit(() => (
    <>
      <LineChart {...rain} labels={[]} series={[]} />
      <BarChart {...rain} labels={[]} series={[{ name: "None", values: [] }]} />
      <Sparkline label="Nothing" values={[]} />
    </>
  ));
  expect(page.getByRole("figure")).toHaveCount(2);
  expect(page.html).not.toContain("NaN");
});

test("long labels' rows are thinned out, none of the table's", async () => {
  const labels = Array.from({ length: 30 }, (_, i) => `L${i}`);
  const page = await visit(() => (
    <LineChart {...rain} labels={labels} series={[{ name: "Vienna", values: labels.map((_, i) => i) }]} />
  ));
  expect([...page.html.matchAll(/<text [^>]*>L\d+/g)]).toHaveLength(10);
  await page.getByText("Data").click();
  expect(page.getByRole("row")).toHaveCount(31);
});

test("Sparkline: its name says the values", async () => {
  const page = await visit(() => <Sparkline label="Load" values={[1, null, 3]} format={(v) => `${v} %`} class="own" />);
  const line = page.getByRole("img", { name: "Load: 1 %, –, 3 %" });
  expect(line).toHaveAttribute("class", "sparkline own");
  expect(page.html).toContain('cx="100%"');
});

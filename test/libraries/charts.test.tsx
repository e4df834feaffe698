import { BarRounded, LinePath } from "@visx/shape";
import { useState } from "react";
import { expect, test } from "vitest";
import { attr, type Element } from "../support/copy.ts";
import { MemoryUser } from "../support/drivers/memory.ts";
import { sees } from "../support/drivers/user.ts";
import { stage } from "../support/stage.tsx";
import { bothWays, patchesOf } from "./users.ts";

function Chart() {
  const [values, setValues] = useState([3, 5, 2]);
  return (
    <main>
      <svg width={300} height={100} role="img" aria-label="Catches">
        <BarRounded x={0} y={0} width={300} height={100} radius={4} all fill="none" stroke="black" />
        <LinePath data={values} x={(_, i) => i * 100} y={(value) => 100 - value * 10} stroke="teal" strokeWidth={2} />
      </svg>
      <p role="status">{values.join(" ")}</p>
      <button onClick={() => setValues((now) => [...now, 9])}>Add</button>
    </main>
  );
}

bothWays("@visx/shape: the chart follows its data", Chart, async (user) => {
  await user.click("button", "Add");
  await sees(user, "status", "3 5 2 9");
});

test("@visx/shape: SVG has its own attribute names, and of a new value one attribute travels", async () => {
  const user = await MemoryUser.open(stage({ "/": Chart }), "/");
  const paths = () => [...user.copy.elements].filter((e) => e.tagName === "path");
  expect(paths().map((e) => attr(e, "stroke-width"))).toEqual([undefined, "2"]);
  expect(attr(paths()[1] as Element, "d")).toBe("M0,70L100,50L200,80");
  const [patch = "", ...more] = await patchesOf(user, () => user.click("button", "Add"));
  expect(
    patch
      .replaceAll(/#_\d+/g, "#_")
      .split(/(?<=<\/hx-partial>)/)
      .sort(),
  ).toEqual([
    '<hx-partial hx-target="#_" hx-swap="attr">{"d":"M0,70L100,50L200,80L300,10"}</hx-partial>',
    '<hx-partial hx-target="#_" hx-swap="text">3 5 2 9</hx-partial>',
  ]);
  expect(more).toEqual([]);
});

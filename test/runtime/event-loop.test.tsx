/** How long everybody waited: the event loop's delay, as a server tells it. */
import { useEffect, useState } from "preact/hooks";
import { expect, test } from "vitest";
import { textOf } from "../support/copy.ts";
import { byRole } from "../support/roles.ts";
import { stage } from "../support/stage.tsx";
import { Visitor } from "../support/visitor.ts";

function Spinner() {
  const spin = () => {
    for (const end = performance.now() + 300; performance.now() < end; );
  };
  return (
    <button type="button" onClick={spin}>
      Spin
    </button>
  );
}

test("an effect that feeds itself by a promise keeps nobody waiting, and a line names it", async () => {
  const answer = async () => [1, 2];
  function Restless() {
    const [data, setData] = useState<readonly number[]>([]);
    useEffect(() => {
      // The dependency list was forgotten.
      void (async () => setData(await answer()))();
    });
    return <p role="status">{data.length}</p>;
  }
  const { runtime, lines } = stage({ "/": Spinner, "/restless/": Restless });
  await new Visitor(runtime).open("/restless/");
  const copy = await new Visitor(runtime).open("/");
  expect(textOf(byRole(copy, "button", "Spin"))).toBe("Spin");
  const told = () => lines.filter(({ message }) => message.startsWith("a page does not come to rest"));
  await expect.poll(() => told().map(({ data }) => data)).toMatchObject([{ app: "/restless/", component: "Restless" }]);
});

test("a handler that spins shows in the event loop's delay, and in a line that names it", async () => {
  const { runtime, lines } = stage({ "/": Spinner });
  const visitor = new Visitor(runtime);
  const copy = await visitor.open("/");
  const before = runtime.eventLoopDelay.max;
  const button = copy.address(byRole(copy, "button", "Spin"));
  // The delay is measured by a timer: it must have had its turn before and after.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await visitor.post("/", { p: copy.token, n: 1, v: copy.version, e: [["click", button]] });
  await expect.poll(() => runtime.eventLoopDelay.max).toBeGreaterThan(Math.max(before, 250));
  const [line] = lines.filter(({ message }) => message === "a turn was slow");
  expect(line?.data).toMatchObject({ app: "/", component: "Spinner", event: "click" });
});

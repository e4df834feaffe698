/** Tree: APG's tree view; what is loaded the browser opens by itself. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, Tree, type TreeHandle, type TreeNode, type TreeProps } from "sessile/widgets";
import { expect, test } from "vitest";

const both = test.each([true, false]);
type Page = Awaited<ReturnType<typeof visit>>;
const node = (page: Page, name: string) => page.getByRole("treeitem", { name });
const names = (page: Page) => page.getByRole("treeitem").texts;
const status = (page: Page) => page.getByRole("status");

const NODES: TreeNode[] = [
  {
    value: "snails",
    label: "Snails",
    children: [
      { value: "limpets", label: "Limpets" },
      { value: "whelks", label: "Whelks", children: [{ value: "dog", label: "Dog whelk" }] },
    ],
  },
  { value: "locked", label: "Locked", disabled: true },
  { value: "charts", label: "Charts" },
];

function Museum(props: Partial<TreeProps>) {
  const [heard, setHeard] = useState<string[]>([]);
  const tree = useRef<TreeHandle>(null);
  const hear = (text: string) => setHeard((before) => [...before, text]);
  return (
    <main>
      <Tree
        label="Museum"
        nodes={NODES}
        class="own"
        id="tree"
        ref={tree}
        onChange={(value) => hear(`=${value}`)}
        onToggle={(value, isOpen) => hear(`${isOpen ? "+" : "-"}${value}`)}
        {...props}
      />
      <Button onClick={() => tree.current?.focus("charts")}>Focus</Button>
      <Button onClick={() => tree.current?.open("snails")}>Open it</Button>
      <Button onClick={() => tree.current?.close("snails")}>Close it</Button>
      <Button onClick={() => tree.current?.reload("snails")}>Reload</Button>
      <p role="status">{heard.join(" ")}</p>
    </main>
  );
}

const keyed = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.press(key);
};

test("roles, levels and states; what is passed on", async () => {
  const page = await visit(() => <Museum defaultOpen={["snails"]} defaultValue="limpets" />);
  expect(page.getByRole("tree")).toHaveAccessibleName("Museum");
  expect(page.getByRole("tree")).toHaveAttribute("class", "tree own");
  expect(names(page)).toEqual(["Snails", "Limpets", "Whelks", "Locked", "Charts"]);
  expect(node(page, "Snails")).toHaveAttribute("aria-expanded", "true");
  expect(node(page, "Snails")).toHaveAttribute("aria-level", "1");
  expect(node(page, "Whelks")).toHaveAttribute("aria-expanded", "false");
  expect(node(page, "Whelks")).toHaveAttribute("aria-level", "2");
  expect(node(page, "Limpets")).toHaveAttribute("aria-selected", "true");
  expect(node(page, "Limpets")).not.toHaveAttribute("aria-expanded");
  expect(node(page, "Locked")).toHaveAttribute("aria-disabled", "true");
});

both("a press selects; what is disabled is not (script: %s)", async (script) => {
  const page = await visit(() => <Museum />, { script });
  await node(page, "Charts").click();
  expect(node(page, "Charts")).toHaveAttribute("aria-selected", "true");
  await node(page, "Locked").click();
  expect(status(page)).toHaveText("=charts");
});

test("the parent holds the value: what it does not take over does not change", async () => {
  const page = await visit(() => <Museum value={null} open={[]} />);
  await node(page, "Charts").click();
  expect(node(page, "Charts")).toHaveAttribute("aria-selected", "false");
  await page.press("Home");
  await page.press("ArrowRight");
  expect(names(page)).toEqual(["Snails", "Locked", "Charts"]);
  expect(status(page)).toHaveText("=charts +snails");
});

test("keys go through what is in sight, in and out", async () => {
  const page = await visit(() => <Museum />);
  const at = (name: string) => expect(node(page, name)).toBeFocused();
  await page.press("Tab");
  at("Snails");
  await keyed(page, "ArrowRight");
  at("Snails");
  expect(status(page)).toHaveText("+snails");
  await keyed(page, "ArrowRight");
  at("Limpets");
  await keyed(page, "ArrowDown", "ArrowRight", "ArrowDown");
  at("Dog whelk");
  await keyed(page, "ArrowLeft");
  at("Whelks");
  await keyed(page, "ArrowLeft");
  expect(node(page, "Dog whelk")).toHaveCount(0);
  await keyed(page, "ArrowUp", "ArrowUp", "ArrowUp");
  at("Snails");
  await keyed(page, "End", "ArrowDown");
  at("Charts");
  await keyed(page, "Enter");
  expect(status(page)).toHaveText("+snails +whelks -whelks =charts");
  // From the first arrow key on the tab key stops at one of them.
  await page.press("Tab");
  expect(page.getByRole("button", { name: "Focus" })).toBeFocused();
  await page.press("Shift+Tab");
  at("Charts");
});

test("from right to left sideways is the other way round", async () => {
  const page = await visit(() => <Museum dir="rtl" />);
  await keyed(page, "Tab", "ArrowLeft", "ArrowLeft");
  expect(node(page, "Limpets")).toBeFocused();
  await keyed(page, "ArrowRight", "ArrowRight");
  expect(names(page)).toEqual(["Snails", "Locked", "Charts"]);
});

/** A list that comes when the test says so. */
function later() {
  let asked = 0;
  let come: (list: TreeNode[]) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const children = (): Promise<TreeNode[]> => {
    asked++;
    return new Promise((resolve, reject) => {
      come = resolve;
      fail = reject;
    });
  };
  return {
    nodes: [{ value: "snails", label: "Snails", children }],
    asked: () => asked,
    come: (list: TreeNode[]) => come(list),
    fail: (error: Error) => fail(error),
  };
}

both("what is below comes when it is opened, and once (script: %s)", async (script) => {
  const list = later();
  const App = () => <Museum nodes={list.nodes} />;
  const page = await visit(App, { script });
  expect(list.asked()).toBe(0);
  const open = async () => {
    if (script) await page.press("ArrowRight");
    else await page.getByRole("button", { name: "Open Snails" }).click();
  };
  if (script) await page.press("Tab");
  const opened = open();
  if (!script) setTimeout(() => list.come([{ value: "a", label: "Auger" }]), 5);
  await opened;
  if (script) {
    expect(node(page, "Snails")).toHaveAttribute("aria-busy", "true");
    expect(page.text).toContain("Loading…");
    list.come([{ value: "a", label: "Auger" }]);
  }
  await page.waitFor(() => expect(names(page)).toEqual(["Snails", "Auger"]));
  expect(node(page, "Snails")).not.toHaveAttribute("aria-busy");
  if (script) await keyed(page, "ArrowLeft", "ArrowRight");
  else {
    await page.getByRole("button", { name: "Close Snails" }).click();
    expect(names(page)).toEqual(["Snails"]);
    await open();
  }
  expect(names(page)).toEqual(["Snails", "Auger"]);
  expect(list.asked()).toBe(1);
});

test("one that is open from the start is asked at once; it can be asked anew", async () => {
  let asked = 0;
  const nodes = [{ value: "snails", label: "Snails", children: () => [{ value: "a", label: `Auger ${++asked}` }] }];
  const page = await visit(() => <Museum nodes={nodes} defaultOpen={["snails"]} />);
  expect(names(page)).toEqual(["Snails", "Auger 1"]);
  await page.getByRole("button", { name: "Reload" }).click();
  expect(names(page)).toEqual(["Snails", "Auger 2"]);
});

test("a list that fails leaves the node closed, to be asked once more; the failure is told", async () => {
  const list = later();
  const page = await visit(() => <Museum nodes={list.nodes} />);
  await keyed(page, "Tab", "ArrowRight");
  list.fail(new Error("the archive is closed"));
  await expect(page.settled()).rejects.toThrow("the archive is closed");
  expect(list.asked()).toBe(1);
});

test("its ref opens, closes and sets the focus", async () => {
  const page = await visit(() => <Museum />);
  await page.getByRole("button", { name: "Open it" }).click();
  expect(node(page, "Limpets")).toBeVisible();
  await page.getByRole("button", { name: "Close it" }).click();
  expect(node(page, "Limpets")).toHaveCount(0);
  await page.getByRole("button", { name: "Focus" }).click();
  expect(node(page, "Charts")).toBeFocused();
});

test("a thousand nodes: the diff is little more than their HTML, and a selection among them is small", async () => {
  const many = Array.from({ length: 1000 }, (_, n) => ({ value: `n${n}`, label: `Node ${n}` }));
  const nodes = [{ value: "all", label: "All", children: () => many }];
  const page = await visit(() => <Museum nodes={nodes} />);
  const sent: string[] = [];
  page.network.alter((text) => {
    sent.push(text);
    return text;
  });
  await keyed(page, "Tab", "ArrowRight");
  const [diff = ""] = sent.filter((text) => text.includes("Node 999"));
  const html = /<ul[^>]*role="?group.*<\/ul>/s.exec(diff)?.[0] ?? "";
  expect(html).toContain("Node 999");
  expect(diff.length - html.length).toBeLessThan(700);
  expect(diff.length / 1000).toBeLessThan(170);
  sent.length = 0;
  await node(page, "Node 500").click();
  expect(sent.join("").length).toBeLessThan(600);
});

/** Panels that arrange, scroll, split, and take the focus. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { keys } from "sessile/ui";
import {
  AbsolutePanel,
  Button,
  CaptionPanel,
  DeckPanel,
  DockPanel,
  FlowPanel,
  FocusPanel,
  type FocusPanelHandle,
  HorizontalPanel,
  Placed,
  ScrollPanel,
  type ScrollPanelHandle,
  SimplePanel,
  SplitPanel,
  VerticalPanel,
} from "sessile/widgets";
import { describe, expect, test } from "vitest";

const both = test.each([true, false]);

test.each([
  ["vertical-panel", VerticalPanel],
  ["horizontal-panel", HorizontalPanel],
  ["flow-panel", FlowPanel],
])("%s: its class, what is passed on, and how its children stand", async (name, Panel) => {
  const page = await visit(() => (
    <Panel data-testid="it" class="own" gap={8} align="center" justify="space-between" style={{ color: "red" }}>
      <p>One</p>
      <p>Two</p>
    </Panel>
  ));
  const panel = page.getByTestId("it");
  expect(panel).toHaveAttribute("class", `${name} own`);
  expect(panel).toHaveAttribute("style", "gap:8px;align-items:center;justify-content:space-between;color:red;");
  expect(panel).toContainText("OneTwo");
});

test("AbsolutePanel puts each child at its place; from right to left it is counted from the right", async () => {
  const page = await visit(() => (
    <AbsolutePanel data-testid="it" width="50%" height={100}>
      <Placed data-testid="placed" left={10} top="2rem">
        Here
      </Placed>
    </AbsolutePanel>
  ));
  expect(page.getByTestId("it")).toHaveAttribute("style", "inline-size:50%;block-size:100px;");
  expect(page.getByTestId("placed")).toHaveAttribute("style", "inset-inline-start:10px;inset-block-start:2rem;");
});

test("DockPanel is read in the order north, west, middle, east, south; an edge without anything is not there", async () => {
  const page = await visit(() => {
    const [east, setEast] = useState(false);
    return (
      <DockPanel data-testid="it" south="S" west="W" north={<p>N</p>} east={east && "E"}>
        <Button onClick={() => setEast(true)}>M</Button>
      </DockPanel>
    );
  });
  expect(page.getByTestId("it")).toHaveText("NWMS");
  await page.getByRole("button").click();
  expect(page.getByTestId("it")).toHaveText("NWMES");
});

test("SimplePanel holds one thing", async () => {
  const page = await visit(() => <SimplePanel class="own">Text</SimplePanel>);
  expect(page.getByText("Text")).toHaveAttribute("class", "simple-panel own");
});

both("CaptionPanel names its group, and disables what is in it (script: %s)", async (script) => {
  const page = await visit(
    () => {
      const [off, setOff] = useState(false);
      return (
        <>
          <CaptionPanel caption="Delivery" disabled={off}>
            <Button>Wrap</Button>
          </CaptionPanel>
          <Button onClick={() => setOff(true)}>Lock</Button>
        </>
      );
    },
    { script },
  );
  const group = page.getByRole("group", { name: "Delivery" });
  expect(group.getByRole("button", { name: "Wrap" })).toBeEnabled();
  await page.getByRole("button", { name: "Lock" }).click();
  expect(group.getByRole("button", { name: "Wrap" })).toBeDisabled();
});

describe("DeckPanel", () => {
  function Deck({ lazy }: { lazy?: boolean }) {
    const [shown, setShown] = useState(0);
    return (
      <main>
        <DeckPanel shown={shown} lazy={lazy}>
          <input aria-label="Name" />
          <p role="note">Second</p>
        </DeckPanel>
        <Button onClick={() => setShown(1 - shown)}>Turn</Button>
      </main>
    );
  }

  both("shows one card, and keeps what the others hold (script: %s)", async (script) => {
    const page = await visit(() => <Deck />, { script });
    expect(page.html).not.toContain("Second");
    await page.getByLabel("Name").fill("Ada");
    await page.getByRole("button").click();
    expect(page.getByRole("note")).toHaveText("Second");
    expect(page.getByRole("textbox")).toHaveCount(0);
    await page.getByRole("button").click();
    expect(page.getByLabel("Name")).toHaveValue("Ada");
    expect(page.getByRole("note")).toHaveCount(0);
  });

  test("makes all cards at once where that is asked for", async () => {
    const page = await visit(() => <Deck lazy={false} />);
    expect(page.html).toContain("Second");
    expect(page.getByRole("note")).toHaveCount(0);
  });
});

test("ScrollPanel is a named region that keys can scroll; its ref scrolls it", async () => {
  const page = await visit(() => {
    const panel = useRef<ScrollPanelHandle>(null);
    const last = useRef<HTMLParagraphElement>(null);
    return (
      <>
        <ScrollPanel label="Lines" height={100} ref={panel} onScroll={() => {}}>
          <p ref={last}>Last line</p>
        </ScrollPanel>
        <Button onClick={() => panel.current?.ensureVisible(last)}>See</Button>
        <Button onClick={() => panel.current?.scrollTo(40)}>To</Button>
        <Button onClick={() => panel.current?.focus()}>Focus</Button>
      </>
    );
  });
  const region = page.getByRole("region", { name: "Lines" });
  expect(region).toHaveAttribute("tabindex", "0");
  expect(region).toHaveAttribute("style", "max-block-size:100px;");
  expect(region).toHaveAttribute("s-on", "scroll,,,100");
  await page.getByRole("button", { name: "See" }).click();
  await page.getByRole("button", { name: "To" }).click();
  await page.getByRole("button", { name: "Focus" }).click();
  expect(region).toBeFocused();
});

describe("SplitPanel", () => {
  both("its handle is a slider; the first part's share follows it (script: %s)", async (script) => {
    const told: number[] = [];
    const page = await visit(
      () => (
        <SplitPanel
          label="Width"
          defaultValue={30}
          height={200}
          data-testid="it"
          onChange={(share) => told.push(share)}
        >
          <p>One</p>
          <p>Two</p>
        </SplitPanel>
      ),
      { script },
    );
    const handle = page.getByRole("slider", { name: "Width" });
    expect(handle).toHaveValue("30");
    expect(page.getByTestId("it").attribute("style")).toMatch(/^--split:30;--min:10;--max:90;block-size:200px;/);
    await handle.fill("45");
    if (!script) await page.getByRole("button", { name: "Apply" }).click();
    expect(page.getByTestId("it").attribute("style")).toMatch(/^--split:45;/);
    expect(told).toEqual([45]);
  });

  test("the share keeps within its bounds", async () => {
    const page = await visit(() => (
      <SplitPanel label="Width" value={99} max={80} orientation="vertical" data-testid="it">
        <p>One</p>
        <p>Two</p>
      </SplitPanel>
    ));
    expect(page.getByRole("slider")).toHaveValue("80");
    expect(page.getByRole("slider")).toHaveAttribute("aria-orientation", "vertical");
    expect(page.getByTestId("it")).toHaveAttribute("class", "split-panel vertical");
  });
});

describe("FocusPanel", () => {
  both("is pressed as a whole, by a button over it (script: %s)", async (script) => {
    const page = await visit(
      () => {
        const [count, setCount] = useState(0);
        return (
          <>
            <FocusPanel label="Open the report" class="own" onClick={() => setCount(count + 1)}>
              <h3>Report</h3>
            </FocusPanel>
            <FocusPanel label="Nothing" disabled onClick={() => setCount(99)} />
            <p role="status">{count}</p>
          </>
        );
      },
      { script },
    );
    await page.getByRole("button", { name: "Open the report" }).click();
    expect(page.getByRole("status")).toHaveText("1");
    expect(page.getByRole("button", { name: "Nothing" })).toBeDisabled();
  });

  test("without onClick it is a named group in the way of the tab key, and hears keys", async () => {
    const page = await visit(() => {
      const panel = useRef<FocusPanelHandle>(null);
      const [heard, setHeard] = useState("");
      return (
        <>
          <FocusPanel label="Warmth" ref={panel} onKeyDown={keys("ArrowUp", (e: KeyboardEvent) => setHeard(e.key))}>
            Warm
          </FocusPanel>
          <Button onClick={() => panel.current?.focus()}>Go</Button>
          <p role="status">{heard}</p>
        </>
      );
    });
    const group = page.getByRole("group", { name: "Warmth" });
    await page.press("Tab");
    expect(group).toBeFocused();
    await page.press("ArrowUp");
    expect(page.getByRole("status")).toHaveText("ArrowUp");
    await page.getByRole("button", { name: "Go" }).click();
    expect(group).toBeFocused();
  });
});

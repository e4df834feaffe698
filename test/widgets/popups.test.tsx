/** PopupPanel, Tooltip and Toast. */
import { useRef, useState } from "preact/hooks";
import { stopClock, visit } from "sessile/testing";
import "sessile/testing/vitest";
import {
  Button,
  PopupPanel,
  type PopupPanelHandle,
  type PopupPanelProps,
  TextBox,
  Toasts,
  Tooltip,
  useToast,
} from "sessile/widgets";
import { afterEach, describe, expect, test } from "vitest";

const both = test.each([true, false]);

describe("PopupPanel", () => {
  test("opens by itself, beside its button, and nothing travels", async () => {
    const page = await visit(() => (
      <PopupPanel button="Filter" label="Filter letters" class="own" data-kind="x" style={{ color: "red" }}>
        <p>Unread</p>
      </PopupPanel>
    ));
    expect(page.getByRole("dialog")).toHaveCount(0);
    const { length } = page.network.requests;
    await page.getByRole("button", { name: "Filter" }).click();
    const panel = page.getByRole("dialog");
    expect(panel).toHaveAccessibleName("Filter letters");
    expect(panel).toHaveAttribute("class", "popup-panel own");
    expect(panel).toHaveAttribute("data-kind", "x");
    const anchor = /anchor-name:\s*(--[\w-]+)/.exec(page.html)?.[1];
    expect(panel.attribute("style")).toContain(`position-anchor:${anchor}`);
    expect(panel.attribute("style")).toContain("color:red");
    await page.press("Escape");
    expect(page.getByRole("dialog")).toHaveCount(0);
    expect(page.network.requests).toHaveLength(length);
  });

  function Heard(props: Partial<PopupPanelProps>) {
    const [heard, setHeard] = useState<boolean[]>([]);
    const panel = useRef<PopupPanelHandle>(null);
    return (
      <main>
        <PopupPanel button="Filter" label="Filter" ref={panel} onChange={(now) => setHeard([...heard, now])} {...props}>
          <Button onClick={() => panel.current?.close()}>Done</Button>
        </PopupPanel>
        <Button onClick={() => panel.current?.open()}>Show</Button>
        <p role="status">{heard.join(" ")}</p>
      </main>
    );
  }

  test("the app hears of it where it wants to, of a press elsewhere too", async () => {
    const page = await visit(Heard);
    await page.getByRole("button", { name: "Filter" }).click();
    expect(page.getByRole("status")).toHaveText("true");
    await page.getByRole("status").click();
    expect(page.getByRole("dialog")).toHaveCount(0);
    expect(page.getByRole("status")).toHaveText("true false");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("button", { name: "Filter" }).click();
    expect(page.getByRole("dialog")).toHaveCount(0);
    expect(page.getByRole("status")).toHaveText("true false true false");
  });

  test("one that does not hide by itself stays", async () => {
    const page = await visit(() => <Heard autoHide={false} />);
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("status").click();
    await page.press("Escape");
    expect(page.getByRole("dialog")).toBeVisible();
    await page.getByRole("button", { name: "Done" }).click();
    expect(page.getByRole("dialog")).toHaveCount(0);
  });

  test("is opened and closed by its ref", async () => {
    const page = await visit(Heard);
    await page.getByRole("button", { name: "Show" }).click();
    expect(page.getByRole("dialog")).toBeVisible();
    await page.getByRole("button", { name: "Done" }).click();
    expect(page.getByRole("dialog")).toHaveCount(0);
    expect(page.getByRole("status")).toHaveText("true false");
  });

  test("goes back where its parent does not take the change over", async () => {
    const page = await visit(() => <Heard value={false} />);
    await page.getByRole("button", { name: "Filter" }).click();
    expect(page.getByRole("dialog")).toHaveCount(0);
    await page.getByRole("button", { name: "Filter" }).click();
    expect(page.getByRole("dialog")).toHaveCount(0);
  });

  test("without script the server opens and closes the one it hears of, and the other is the browser's", async () => {
    const page = await visit(
      () => (
        <>
          <Heard />
          <PopupPanel button="Plain" label="Plain" />
        </>
      ),
      { script: false },
    );
    expect(page.html).toMatch(/<button [^>]*popovertarget[^>]*form="">Plain/);
    await page.getByRole("button", { name: "Filter" }).click();
    expect(page.getByRole("dialog", { name: "Filter" })).toHaveAttribute("class", "popup-panel open");
    await page.getByRole("button", { name: "Done" }).click();
    expect(page.getByRole("dialog", { name: "Filter" })).toHaveAttribute("class", "popup-panel");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByRole("button", { name: "Filter" }).click();
    expect(page.getByRole("status")).toHaveText("true false true false");
  });

  both("a modal one is a dialog with a button that closes it (script: %s)", async (script) => {
    const page = await visit(() => <Heard modal closeLabel="Enough" />, { script });
    await page.getByRole("button", { name: "Filter" }).click();
    expect(page.getByRole("dialog", { name: "Filter" })).toHaveAttribute("closedby", "any");
    await page.getByRole("button", { name: "Enough" }).click();
    expect(page.getByRole("dialog")).toHaveCount(0);
    expect(page.getByRole("status")).toHaveText("true false");
  });
});

describe("Tooltip", () => {
  test("describes what it is about, besides what does so already", async () => {
    const page = await visit(() => (
      <main>
        <p id="more">More</p>
        <Tooltip text="Nobody sees it" class="own" data-kind="x">
          <Button aria-describedby="more">Save</Button>
        </Tooltip>
      </main>
    ));
    const tip = page.getByRole("tooltip");
    expect(tip).toHaveText("Nobody sees it");
    expect(page.getByRole("button")).toHaveAttribute("aria-describedby", `more ${tip.attribute("id")}`);
    expect(page.html).toMatch(/<span [^>]*class="tooltip own"/);
  });

  test("Escape takes it away until the focus has left; nothing else travels", async () => {
    const page = await visit(() => (
      <Tooltip text="Nobody sees it" data-testid="tip">
        <TextBox aria-label="Name" />
      </Tooltip>
    ));
    const tip = page.getByTestId("tip");
    const { length } = page.network.requests;
    await page.getByLabel("Name").hover();
    await page.getByLabel("Name").focus();
    expect(page.network.requests).toHaveLength(length);
    await page.press("Escape");
    expect(tip).toHaveAttribute("class", "tooltip dismissed");
    await page.getByLabel("Name").blur();
    expect(tip).toHaveAttribute("class", "tooltip");
  });

  test("about anything but one element is an error that says so", async () => {
    // @ts-expect-error: plain JavaScript may do it
    await expect(visit(() => <Tooltip text="x">text</Tooltip>)).rejects.toThrow(/about one element/);
  });
});

describe("Toast", () => {
  let clock: ReturnType<typeof stopClock> | undefined;
  afterEach(() => {
    clock?.release();
    clock = undefined;
  });

  function App() {
    const toast = useToast();
    const [undone, setUndone] = useState(0);
    const take = useRef(() => {});
    return (
      <main>
        <Button
          onClick={() => {
            take.current = toast("Saved.", { action: { label: "Undo", onClick: () => setUndone(undone + 1) } });
          }}
        >
          Save
        </Button>
        <Button onClick={() => toast("No signal.", { kind: "danger", seconds: 0 })}>Send</Button>
        <Button onClick={() => take.current()}>Take back</Button>
        <p data-testid="undone">{undone}</p>
      </main>
    );
  }
  const Around = () => (
    <Toasts>
      <App />
    </Toasts>
  );

  both("is told where readers listen already, and goes by its button (script: %s)", async (script) => {
    const page = await visit(Around, { script });
    expect(page.getByRole("status")).toHaveText("");
    await page.getByRole("button", { name: "Save" }).click();
    expect(page.getByRole("status")).toContainText("Saved.");
    await page.getByRole("button", { name: "Send" }).click();
    expect(page.getByRole("alert")).toContainText("No signal.");
    await page.getByRole("alert").getByRole("button", { name: "Dismiss" }).click();
    expect(page.getByRole("alert")).toHaveText("");
    await page.getByRole("button", { name: "Undo" }).click();
    expect(page.getByTestId("undone")).toHaveText("1");
    expect(page.getByRole("status")).toHaveText("");
  });

  test("goes by itself after its time, unless the pointer or the keyboard is in it", async () => {
    clock = stopClock();
    const page = await visit(Around);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await clock.advance(5_000);
    expect(page.getByRole("status")).toContainText("Saved.");
    await page.getByRole("button", { name: "Undo" }).hover();
    await clock.advance(60_000);
    expect(page.getByRole("status")).toContainText("Saved.");
    await page.getByTestId("undone").hover();
    await clock.advance(6_000);
    expect(page.getByRole("status")).toHaveText("");
    expect(page.getByRole("alert")).toContainText("No signal.");
  });

  test("is taken back by what showed it", async () => {
    const page = await visit(Around);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Take back" }).click();
    expect(page.getByRole("status")).toHaveText("");
  });

  test("useToast elsewhere is an error that says so", async () => {
    await expect(visit(App)).rejects.toThrow(/outside any <Toasts>/);
  });
});

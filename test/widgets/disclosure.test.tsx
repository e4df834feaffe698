/** DisclosurePanel and StackPanel: what the browser opens by itself, and what the server hears of it. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, DisclosurePanel, type DisclosurePanelHandle, Stack, StackPanel } from "sessile/widgets";
import { describe, expect, test } from "vitest";

describe("DisclosurePanel", () => {
  test("opens by itself, and nothing travels", async () => {
    const page = await visit(() => (
      <DisclosurePanel header="More" class="own" data-kind="x">
        <p>Three kilograms</p>
      </DisclosurePanel>
    ));
    const details = page.getByRole("group");
    expect(details).toHaveAttribute("class", "disclosure-panel own");
    expect(details).toHaveAttribute("data-kind", "x");
    const { length } = page.network.requests;
    await page.getByText("More").click();
    expect(page.getByText("Three kilograms")).toBeVisible();
    expect(page.network.requests).toHaveLength(length);
  });

  test("is open at first where that is asked for", async () => {
    const page = await visit(() => (
      <DisclosurePanel header="More" defaultValue>
        <p>Three kilograms</p>
      </DisclosurePanel>
    ));
    expect(page.getByText("Three kilograms")).toBeVisible();
  });

  function Lazy() {
    const [heard, setHeard] = useState<boolean[]>([]);
    return (
      <main>
        <DisclosurePanel header="More" lazy onChange={(open) => setHeard([...heard, open])}>
          <p role="note">Three kilograms</p>
        </DisclosurePanel>
        <p role="status">{heard.join(" ")}</p>
      </main>
    );
  }

  test("what is lazy is made once it is opened, and the app is told", async () => {
    const page = await visit(Lazy);
    expect(page.html).not.toContain("Three kilograms");
    await page.getByText("More").click();
    expect(page.getByRole("note")).toHaveText("Three kilograms");
    expect(page.getByRole("status")).toHaveText("true");
    await page.getByText("More").click();
    expect(page.getByRole("status")).toHaveText("true false");
  });

  test("the same without script, by a button in the summary", async () => {
    const page = await visit(Lazy, { script: false });
    await page.getByRole("button", { name: "Open" }).click();
    expect(page.getByRole("note")).toHaveText("Three kilograms");
    expect(page.getByRole("status")).toHaveText("true");
    await page.getByRole("button", { name: "Close" }).click();
    expect(page.getByRole("status")).toHaveText("true false");
  });

  test("nobody is shown that button where the server does not listen", async () => {
    const page = await visit(() => <DisclosurePanel header="More">Text</DisclosurePanel>, { script: false });
    expect(page.getByRole("button", { name: "Open" })).toHaveCount(0);
  });

  test("in a form, what was typed there comes with it", async () => {
    const page = await visit(
      () => (
        <form onSubmit={() => {}}>
          <label>
            Name <input name="name" />
          </label>
          <DisclosurePanel header="More" lazy>
            <p role="note">Text</p>
          </DisclosurePanel>
        </form>
      ),
      { script: false },
    );
    await page.getByLabel("Name").fill("Ada");
    await page.getByRole("button", { name: "Open" }).click();
    expect(page.getByRole("note")).toHaveText("Text");
    expect(page.getByLabel("Name")).toHaveValue("Ada");
  });

  test("goes back where its parent does not take the change over", async () => {
    const page = await visit(() => (
      <DisclosurePanel header="More" value={false}>
        <p role="note">Text</p>
      </DisclosurePanel>
    ));
    await page.getByText("More").click();
    expect(page.getByRole("note")).toHaveCount(0);
    await page.getByText("More").click();
    expect(page.getByRole("note")).toHaveCount(0);
  });

  test("is opened and closed by its ref, whatever its user did", async () => {
    const page = await visit(() => {
      const panel = useRef<DisclosurePanelHandle>(null);
      return (
        <main>
          <DisclosurePanel header="More" ref={panel}>
            <p role="note">Text</p>
          </DisclosurePanel>
          <Button onClick={() => panel.current?.open()}>Show</Button>
          <Button onClick={() => panel.current?.close()}>Hide</Button>
          <Button onClick={() => panel.current?.focus()}>Go</Button>
        </main>
      );
    });
    await page.getByRole("button", { name: "Show" }).click();
    expect(page.getByRole("note")).toHaveCount(1);
    await page.getByText("More").click();
    expect(page.getByRole("note")).toHaveCount(0);
    await page.getByRole("button", { name: "Show" }).click();
    expect(page.getByRole("note")).toHaveCount(1);
    await page.getByRole("button", { name: "Hide" }).click();
    expect(page.getByRole("note")).toHaveCount(0);
    await page.getByRole("button", { name: "Go" }).click();
    expect(page.getByText("More")).toBeFocused();
  });
});

describe("StackPanel", () => {
  function Stacks({ held = false }: { held?: boolean }) {
    const [open, setOpen] = useState<string | null>("mail");
    const [heard, setHeard] = useState<(string | null)[]>([]);
    const given = held ? { value: open } : { defaultValue: "mail" };
    const told = (value: string | null) => {
      setOpen(value);
      setHeard([...heard, value]);
    };
    return (
      <main>
        <StackPanel {...given} onChange={told} id="stack">
          <Stack value="mail" header="Mail">
            <p role="note">Letters</p>
          </Stack>
          <Stack value="tasks" header="Tasks">
            <p role="note">Basil</p>
          </Stack>
        </StackPanel>
        <p role="status">{heard.map(String).join(" ")}</p>
        <Button onClick={() => setOpen("tasks")}>Show tasks</Button>
      </main>
    );
  }

  test.each([true, false])("one is open (held by the parent: %s)", async (held) => {
    const page = await visit(() => <Stacks held={held} />);
    expect(page.getByRole("note").texts).toEqual(["Letters"]);
    await page.getByText("Tasks").click();
    expect(page.getByRole("note").texts).toEqual(["Basil"]);
    // Of the one that closed with it nothing was told.
    expect(page.getByRole("status")).toHaveText("tasks");
    await page.getByText("Tasks").click();
    expect(page.getByRole("note")).toHaveCount(0);
    expect(page.getByRole("status")).toHaveText("tasks null");
  });

  test("the parent opens another", async () => {
    const page = await visit(() => <Stacks held />);
    await page.getByRole("button", { name: "Show tasks" }).click();
    expect(page.getByRole("note").texts).toEqual(["Basil"]);
  });

  test("without script one is open as well", async () => {
    const page = await visit(() => <Stacks held />, { script: false });
    await page.getByRole("button", { name: "Open" }).click();
    expect(page.getByRole("note").texts).toEqual(["Basil"]);
    await page.getByRole("button", { name: "Close" }).click();
    expect(page.getByRole("note")).toHaveCount(0);
  });

  test("where nobody listens nothing travels, and one is open", async () => {
    const page = await visit(() => (
      <StackPanel defaultValue="a">
        <Stack value="a" header="First">
          <p role="note">1</p>
        </Stack>
        <Stack value="b" header="Second">
          <p role="note">2</p>
        </Stack>
      </StackPanel>
    ));
    const { length } = page.network.requests;
    await page.getByText("Second").click();
    expect(page.getByRole("note").texts).toEqual(["2"]);
    expect(page.network.requests).toHaveLength(length);
  });

  test("a Stack elsewhere is an error that says so", async () => {
    await expect(visit(() => <Stack value="a" header="First" />)).rejects.toThrow(/outside any StackPanel/);
  });
});

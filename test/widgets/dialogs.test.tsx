/** DialogBox, and dialogs that are awaited. */
import { useRef, useState } from "preact/hooks";
import { testServer, visit } from "sessile/testing";
import { isBack } from "sessile/ui";
import "sessile/testing/vitest";
import {
  Button,
  DialogBox,
  type DialogBoxHandle,
  type DialogBoxProps,
  type DialogFunctions,
  Dialogs,
  useDialogs,
} from "sessile/widgets";
import { describe, expect, test } from "vitest";

const both = test.each([true, false]);

describe("DialogBox", () => {
  function Boxes(props: Partial<DialogBoxProps>) {
    const [open, setOpen] = useState(false);
    const [heard, setHeard] = useState<boolean[]>([]);
    return (
      <main>
        <Button onClick={() => setOpen(true)}>About</Button>
        <DialogBox
          caption="About limpets"
          value={open}
          onChange={(now) => {
            setOpen(now);
            setHeard([...heard, now]);
          }}
          {...props}
        >
          <label>
            Name <input />
          </label>
        </DialogBox>
        <p role="status">{heard.join(" ")}</p>
      </main>
    );
  }

  both("opens and closes; its caption is its name (script: %s)", async (script) => {
    const page = await visit(() => <Boxes class="own" data-kind="x" />, { script });
    expect(page.getByRole("dialog")).toHaveCount(0);
    expect(page.html).not.toContain("About limpets");
    await page.getByRole("button", { name: "About" }).click();
    const dialog = page.getByRole("dialog");
    expect(dialog).toHaveAccessibleName("About limpets");
    expect(dialog).toHaveAttribute("class", "dialog-box modal own");
    expect(dialog).toHaveAttribute("data-kind", "x");
    await page.getByLabel("Name").fill("Ada");
    await dialog.getByRole("button", { name: "Close" }).click();
    expect(page.getByRole("dialog")).toHaveCount(0);
    expect(page.getByRole("status")).toHaveText("false");
  });

  test("Escape closes it, and the app is told; it opens again", async () => {
    const page = await visit(Boxes);
    await page.getByRole("button", { name: "About" }).click();
    await page.press("Escape");
    expect(page.getByRole("dialog")).toHaveCount(0);
    expect(page.getByRole("status")).toHaveText("false");
    await page.getByRole("button", { name: "About" }).click();
    expect(page.getByRole("dialog")).toBeVisible();
  });

  test("one whose parent does not take over that it was closed opens again", async () => {
    const page = await visit(() => <Boxes value />);
    await page.press("Escape");
    expect(page.getByRole("dialog")).toBeVisible();
    expect(page.getByRole("status")).toHaveText("false");
  });

  both("one that is open at first is modal in the document too (script: %s)", async (script) => {
    const page = await visit(() => <DialogBox caption="Hello" defaultValue />, { script });
    expect(page.getByRole("dialog")).toHaveAttribute("s-modal", "");
    await page.getByRole("button", { name: "Close" }).click();
    expect(page.getByRole("dialog")).toHaveCount(0);
  });

  test("one that is not modal says nothing of the kind, and one that is not closable has no button", async () => {
    const page = await visit(() => <DialogBox caption="Tide" defaultValue modal={false} closable={false} />);
    expect(page.getByRole("dialog")).not.toHaveAttribute("s-modal");
    expect(page.getByRole("dialog")).toHaveAttribute("closedby", "none");
    expect(page.getByRole("button")).toHaveCount(0);
  });

  both("its own button opens it: by itself, or by the server where there is no script (script: %s)", async (script) => {
    const page = await visit(() => <DialogBox caption="About limpets" button="About" id="about" />, { script });
    await page.getByRole("button", { name: "About" }).click();
    expect(page.getByRole("dialog")).toHaveAttribute("id", "about");
    await page.getByRole("button", { name: "Close" }).click();
    expect(page.getByRole("dialog")).toHaveCount(0);
  });

  test("its ref opens and closes it", async () => {
    const page = await visit(() => {
      const dialog = useRef<DialogBoxHandle>(null);
      return (
        <main>
          <DialogBox caption="Tide" modal={false} ref={dialog} />
          <Button onClick={() => dialog.current?.open()}>Show</Button>
          <Button onClick={() => dialog.current?.close()}>Hide</Button>
        </main>
      );
    });
    await page.getByRole("button", { name: "Show" }).click();
    expect(page.getByRole("dialog")).toHaveCount(1);
    await page.getByRole("button", { name: "Hide" }).click();
    expect(page.getByRole("dialog")).toHaveCount(0);
  });
});

describe("Dialogs", () => {
  /** An app whose one button does this, and says what came of it. */
  function asks(play: (dialogs: DialogFunctions, say: (text: string) => void) => Promise<unknown>) {
    function App() {
      const dialogs = useDialogs();
      const [said, setSaid] = useState<readonly string[]>([]);
      const say = (text: string) => setSaid((before) => [...before, text]);
      return (
        <main>
          <Button onClick={async () => say(JSON.stringify((await play(dialogs, say)) ?? null))}>Go</Button>
          <p role="status">{said.join(" | ")}</p>
        </main>
      );
    }
    return () => (
      <Dialogs>
        <App />
      </Dialogs>
    );
  }
  const status = (page: Awaited<ReturnType<typeof visit>>) => page.getByRole("status");

  describe.each([true, false])("script: %s", (script) => {
    test("confirm is answered by its buttons", async () => {
      const page = await visit(
        asks(({ confirm }) => confirm("Delete it?", { details: "For good.", ok: "Delete" })),
        { script },
      );
      await page.getByRole("button", { name: "Go" }).click();
      const dialog = page.getByRole("alertdialog", { name: "Delete it?" });
      expect(dialog.getByText("For good.")).toBeVisible();
      await dialog.getByRole("button", { name: "Delete" }).click();
      await page.settled();
      expect(status(page)).toHaveText("true");
      expect(page.getByRole("alertdialog")).toHaveCount(0);
      await page.getByRole("button", { name: "Go" }).click();
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.settled();
      expect(status(page)).toHaveText("true | false");
    });

    test("alert waits until it was seen", async () => {
      const page = await visit(
        asks(async ({ alert }, say) => {
          await alert("Out of paper");
          say("seen");
        }),
        { script },
      );
      await page.getByRole("button", { name: "Go" }).click();
      expect(status(page)).toHaveText("");
      await page.getByRole("button", { name: "OK" }).click();
      await page.settled();
      expect(status(page)).toHaveText("seen | null");
    });

    test("prompt gives what was typed once its check is content, or null", async () => {
      const page = await visit(
        asks(({ prompt }) => prompt("Name", { initial: "A", check: (text) => text.length < 2 && "Too short." })),
        { script },
      );
      await page.getByRole("button", { name: "Go" }).click();
      expect(page.getByLabel("Name")).toHaveValue("A");
      await page.getByRole("button", { name: "OK" }).click();
      expect(page.getByRole("dialog")).toContainText("Too short.");
      await page.getByLabel("Name").fill("Ada");
      await page.getByLabel("Name").press("Enter");
      await page.settled();
      expect(status(page)).toHaveText('"Ada"');
      await page.getByRole("button", { name: "Go" }).click();
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.settled();
      expect(status(page)).toHaveText('"Ada" | null');
    });

    test("one after the other, and one from within another: that one waits beneath", async () => {
      function Outer() {
        const { confirm } = useDialogs();
        const [open, setOpen] = useState(false);
        const [said, setSaid] = useState("");
        const remove = async () => {
          const sure = (await confirm("Sure?")) && (await confirm("Quite sure?"));
          setSaid(sure ? "gone" : "kept");
          setOpen(false);
        };
        return (
          <main>
            <Button onClick={() => setOpen(true)}>Edit</Button>
            <DialogBox caption="Edit" value={open} onChange={setOpen}>
              <Button onClick={remove}>Remove</Button>
            </DialogBox>
            <p role="status">{said}</p>
          </main>
        );
      }
      const page = await visit(
        () => (
          <Dialogs>
            <Outer />
          </Dialogs>
        ),
        { script },
      );
      await page.getByRole("button", { name: "Edit" }).click();
      await page.getByRole("button", { name: "Remove" }).click();
      expect(page.getByRole("dialog", { name: "Edit" })).toBeVisible();
      await page.getByRole("alertdialog", { name: "Sure?" }).getByRole("button", { name: "OK" }).click();
      await page.getByRole("alertdialog", { name: "Quite sure?" }).getByRole("button", { name: "OK" }).click();
      await page.settled();
      expect(status(page)).toHaveText("gone");
      expect(page.getByRole("dialog")).toHaveCount(0);
    });

    test("what is beneath takes no press", async () => {
      const page = await visit(
        asks(({ confirm }) => confirm("Sure?")),
        { script },
      );
      await page.getByRole("button", { name: "Go" }).click();
      await expect(page.getByRole("button", { name: "Go" }).click()).rejects.toThrow(/disabled/);
    });
  });

  test("Escape is no, and nothing", async () => {
    const page = await visit(
      asks(async ({ alert, confirm, prompt }) => [(await alert("A")) ?? "seen", await confirm("B"), await prompt("C")]),
    );
    await page.getByRole("button", { name: "Go" }).click();
    for (const name of ["A", "B", "C"]) {
      expect(page.getByText(name, { exact: true })).toBeVisible();
      await page.press("Escape");
    }
    await page.settled();
    expect(status(page)).toHaveText('["seen",false,null]');
  });

  test("the focus goes to the first answer, or to no where yes is dangerous, and back", async () => {
    const page = await visit(asks(async ({ confirm }) => [await confirm("A"), await confirm("B", { danger: true })]));
    await page.getByRole("button", { name: "Go" }).click();
    expect(page.getByRole("button", { name: "OK" })).toBeFocused();
    await page.press("Enter");
    expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.press("Enter");
    await page.settled();
    expect(page.getByRole("button", { name: "Go" })).toBeFocused();
    expect(status(page)).toHaveText("[true,false]");
  });

  test("an answer that comes twice, or late, counts once", async () => {
    const page = await visit(asks(({ confirm }) => confirm("Sure?")));
    await page.getByRole("button", { name: "Go" }).click();
    page.network.repeat();
    await page.getByRole("button", { name: "OK" }).dblclick();
    await page.settled();
    expect(status(page)).toHaveText("true");
  });

  test("a signal takes the dialog away, and tells why", async () => {
    const controller = new AbortController();
    const page = await visit(
      asks(({ confirm }) => confirm("Sure?", { signal: controller.signal }).catch((error) => String(error))),
    );
    await page.getByRole("button", { name: "Go" }).click();
    controller.abort("too late");
    await page.settled();
    expect(status(page)).toHaveText('"too late"');
    expect(page.getByRole("alertdialog")).toHaveCount(0);
  });

  test("when the page goes, who waits is told, and cleans up", async () => {
    const ends: string[] = [];
    const server = testServer({
      "/": asks(({ confirm }) =>
        confirm("Sure?").catch((error) => {
          ends.push(error.code, String(isBack(error)));
          throw error;
        }),
      ),
    });
    const page = await server.visit("/");
    await page.getByRole("button", { name: "Go" }).click();
    await server.close();
    await expect.poll(() => ends).toEqual(["SES_FLOW_ENDED", "false"]);
    expect(server.log.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("each tab is asked by itself", async () => {
    const page = await visit(asks(({ confirm }) => confirm("Sure?")));
    await page.getByRole("button", { name: "Go" }).click();
    const second = await page.newTab();
    expect(second.getByRole("alertdialog")).toHaveCount(0);
    await second.getByRole("button", { name: "Go" }).click();
    await second.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "OK" }).click();
    await page.settled();
    expect([status(page).text, status(second).text]).toEqual(["true", "false"]);
  });

  test("a reload finds the question again", async () => {
    const page = await visit(asks(({ confirm }) => confirm("Sure?")));
    await page.getByRole("button", { name: "Go" }).click();
    await page.reload();
    expect(page.getByRole("alertdialog")).toHaveAttribute("s-modal", "");
    await page.getByRole("button", { name: "OK" }).click();
    await page.settled();
    expect(status(page)).toHaveText("true");
  });

  test("useDialogs elsewhere is an error that says so", async () => {
    const Lost = () => {
      useDialogs();
      return null;
    };
    await expect(visit(Lost)).rejects.toThrow(/outside any <Dialogs>/);
  });
});

/** A restart or an expired session: a fresh page at the same address, what was typed is there, and a word about it. */
import { useState } from "preact/hooks";
import type { Runtime } from "sessile";
import { expect, test } from "vitest";
import { attr } from "../../support/copy.ts";
import { FormsUser } from "../../support/drivers/forms.ts";
import { MemoryUser } from "../../support/drivers/memory.ts";
import { sees, type User } from "../../support/drivers/user.ts";
import { byRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { pageField, Visitor } from "../../support/visitor.ts";

const COLOURS = ["Red", "Green", "Blue"];

function Draft() {
  const [note, setNote] = useState("");
  const [colours, setColours] = useState<readonly string[]>([]);
  const [sent, setSent] = useState(0);
  return (
    <main>
      <form onSubmit={() => setSent(sent + 1)}>
        <label>
          Note <input name="note" value={note} onInput={(e) => setNote(e.currentTarget.value)} />
        </label>
        <label>
          Free <textarea name="free" />
        </label>
        <label>
          Colours{" "}
          <select
            name="colours"
            multiple
            onChange={(e) => setColours(Array.from(e.currentTarget.selectedOptions, (o) => o.value))}
          >
            {COLOURS.map((colour) => (
              <option key={colour} selected={colours.includes(colour)}>
                {colour}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input name="agree" type="checkbox" /> Agree
        </label>
        <label>
          <input name="size" type="radio" value="s" defaultChecked /> Small
        </label>
        <label>
          <input name="size" type="radio" value="l" /> Large
        </label>
        <label>
          Password <input name="password" type="password" />
        </label>
        <button>Send</button>
      </form>
      <p role="note">
        {note.length} characters, {colours.join(" and ") || "no colour"}, sent {sent} times
      </p>
    </main>
  );
}

/** Somebody else comes, and stays: with room for one session, the other ends. */
async function crowdOut(runtime: Runtime): Promise<void> {
  const other = new Visitor(runtime);
  await other.open("/");
  await other.open("/");
}

async function type(user: User): Promise<void> {
  await user.fill("Note", "half a thought");
  await user.fill("Free", "two\nlines");
  await user.select("Colours", "Green", "Blue");
  await user.check("Agree");
  await user.check("Large");
  await user.fill("Password", "hidden");
}

test.each(["memory", "forms"])("what was typed survives the end of the session (%s)", async (driver) => {
  const on = stage({ "/": Draft }, { limits: { sessions: 1 } });
  const user = await (driver === "memory" ? MemoryUser : FormsUser).open(on, "/");
  // Back once: from now on this is no passer-by, whose page may be dropped and made anew unseen.
  await user.reload();
  await type(user);
  await crowdOut(on.runtime);
  await user.click("button", "Send");
  await sees(user, "status", /^The page you had open was no longer on the server.* Close$/);
  // Filled in by name, handlers told, nothing pressed.
  await sees(user, "note", "14 characters, Green and Blue, sent 0 times");
  expect(await user.value("Note")).toBe("half a thought");
  expect(await user.value("Free")).toBe("two\nlines");
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
  await user.click("button", "Send");
  await sees(user, "note", "14 characters, Green and Blue, sent 1 times");
  await user.click("button", "Close");
  await sees(user, "note", /sent 1 times/);
  expect(await user.texts("status")).toEqual([]);
  const state = (label: string) =>
    user.copy.checked(byRole(user.copy, label === "Agree" ? "checkbox" : "radio", label));
  expect([state("Agree"), state("Small"), state("Large")]).toEqual([true, false, true]);
});

test("a script's POST and stream to a page that is gone are told so", async () => {
  const { runtime, lines } = stage({ "/": Draft }, { limits: { sessions: 1 } });
  const visitor = new Visitor(runtime);
  await visitor.open("/");
  const { token } = await visitor.open("/");
  await crowdOut(runtime);
  lines.length = 0;
  expect((await visitor.post("/", { p: token, n: 1, v: 0, e: [] })).status).toBe(410);
  expect((await visitor.visit("/", { headers: { "sessile-page": token } })).status).toBe(410);
  expect(lines.map(({ level, data }) => [level, data.status, data.path])).toEqual([
    ["warn", 410, "/"],
    ["warn", 410, "/"],
  ]);
});

test("a form of a page that is gone: another session, another page, and the way back to it", async () => {
  const { runtime } = stage({ "/": Draft });
  const visitor = new Visitor(runtime);
  const { status, headers } = await visitor.form("/?q=1", [
    ["_p", "gone.1 7"],
    ["note", "draft"],
  ]);
  expect([status, headers.get("location")]).toEqual([303, "/?q=1"]);
  const copy = await visitor.open("/?q=1", { script: false });
  expect(attr(byRole(copy, "textbox", "Note"), "value")).toBe("draft");
  expect(pageField(copy)).not.toContain("gone");
  expect([runtime.sessions, runtime.pages]).toEqual([1, 1]);
});

test("fields nobody has any more are let go", async () => {
  const { runtime, lines } = stage({ "/": Draft });
  const visitor = new Visitor(runtime);
  const fields: [string, string][] = [
    ["_p", "gone.1 7"],
    ["note", "a"],
    ["note", "b"],
    ["nothing", "x"],
    ["colours", "Pink"],
    ["agree", "no"],
    ["_e", "click.12"],
    ["__proto__", "x"],
  ];
  await visitor.form("/", fields);
  const copy = await visitor.open("/", { script: false });
  expect(copy.value(byRole(copy, "textbox", "Note"))).toBe("a");
  expect(copy.checked(byRole(copy, "checkbox", "Agree"))).toBe(false);
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
});

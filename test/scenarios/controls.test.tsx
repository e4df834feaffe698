/** Controls where forms are not: outside any, tied to one from afar, and buttons of every make. */
import { useState } from "preact/hooks";
import { prevent } from "sessile/ui";
import { scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

function Outside() {
  const [heard, setHeard] = useState<{ readonly [name: string]: string }>({});
  const tell = (name: string, value: string) => setHeard((now) => ({ ...now, [name]: value }));
  return (
    <main>
      <label>
        Text <input onInput={(e) => tell("text", e.currentTarget.value)} />
      </label>
      <label>
        Lazy <input onChange={(e) => tell("lazy", e.currentTarget.value)} />
      </label>
      <label>
        Lines <textarea onInput={(e) => tell("lines", JSON.stringify(e.currentTarget.value))} />
      </label>
      <label>
        <input type="checkbox" onChange={(e) => tell("tick", String(e.currentTarget.checked))} /> Tick
      </label>
      {["Small", "Large"].map((size) => (
        <label key={size}>
          <input type="radio" name="size" value={size} onChange={(e) => tell("size", e.currentTarget.value)} /> {size}
        </label>
      ))}
      <select aria-label="One" onChange={(e) => tell("one", e.currentTarget.value)}>
        <option value="1">First</option>
        <option value="2">Second</option>
      </select>
      <select
        aria-label="Many"
        multiple
        onChange={(e) => tell("many", Array.from(e.currentTarget.selectedOptions, (o) => o.value).join("+"))}
      >
        <option>A</option>
        <option>B</option>
        <option>C</option>
      </select>
      <label>
        Upload{" "}
        <input
          type="file"
          onChange={async (e) => {
            const [file] = Array.from(e.currentTarget.files ?? []);
            tell("file", file ? `${file.name}: ${await file.text()}` : "none");
          }}
        />
      </label>
      <form
        id="apart"
        onSubmit={prevent((e) => {
          const { submitter } = e as unknown as SubmitEvent;
          tell("submitted by", (submitter as HTMLButtonElement | null)?.textContent || "nobody");
        })}
      >
        <label>
          Apart <input name="apart" onInput={(e) => tell("apart", e.currentTarget.value)} />
        </label>
        <button type="button" onClick={() => tell("plain button", "pressed")}>
          Plain
        </button>
        <button>Send</button>
        <button onClick={() => tell("other", "pressed")}>Send otherwise</button>
      </form>
      <label>
        Afar <input form="apart" onInput={(e) => tell("afar", e.currentTarget.value)} />
      </label>
      <button form="apart">Send from afar</button>
      <input type="button" value="Input button" onClick={(e) => tell("input button", e.currentTarget.value)} />
      <button type="button" onClick={() => tell("button", "pressed")}>
        <b>Bold</b> button
      </button>
      <ul>
        {Object.entries(heard)
          .sort()
          .map(([name, value]) => (
            <li key={name}>
              {name}: {value}
            </li>
          ))}
      </ul>
    </main>
  );
}

const apps = { "/": Outside };

scenario({
  name: "controls-outside-forms",
  apps,
  async play(user) {
    await user.fill("Text", "typed");
    await user.fill("Lazy", "typed and left");
    await user.fill("Lines", "one\ntwo\n");
    await user.check("Tick");
    await user.check("Large");
    await user.select("One", "Second");
    await user.select("Many", "A", "C");
    await user.upload("Upload", { name: "note.txt", text: "uploaded" });
    await user.apply();
    await sees(user, "listitem", "file: note.txt: uploaded");
    await sees(user, "listitem", "many: A+C");
    await sees(user, "listitem", "lazy: typed and left");
    await user.click("button", "Bold button");
    await sees(user, "listitem", "button: pressed");
    await user.click("button", "Input button");
    await sees(user, "listitem", "input button: Input button");
    // What was not touched again is as it was.
    await user.check("Tick", false);
    await user.apply();
    await sees(user, "listitem", "tick: false");
    await sees(user, "listitem", "many: A+C");
  },
});

scenario({
  name: "controls-of-a-form-elsewhere",
  apps,
  async play(user) {
    await user.fill("Apart", "inside");
    await user.fill("Afar", "outside");
    await user.click("button", "Send");
    await sees(user, "listitem", "submitted by: Send");
    await sees(user, "listitem", "afar: outside");
    await sees(user, "listitem", "apart: inside");
    await user.click("button", "Send from afar");
    await sees(user, "listitem", "submitted by: Send from afar");
    await user.click("button", "Plain");
    await sees(user, "listitem", "plain button: pressed");
    await user.click("button", "Send otherwise");
    await sees(user, "listitem", "other: pressed");
    await sees(user, "listitem", "submitted by: Send otherwise");
    // Enter presses the form's first submit button, and none that is not one.
    await user.fill("Apart", "entered");
    await user.press("Apart", "Enter");
    await sees(user, "listitem", "apart: entered");
    await sees(user, "listitem", "submitted by: Send");
  },
});

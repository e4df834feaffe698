/** A text browser of 1995 and the same apps: w3m itself, on a terminal of its own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useState } from "preact/hooks";
import { prevent, useTitle } from "sessile/ui";
import { expect, onTestFinished, test } from "vitest";
import AddTwo from "../../apps/addtwo/app.tsx";
import Counter from "../../apps/counter/app.tsx";
import LogPStar from "../../apps/logpstar/app.tsx";
import Todo from "../../apps/todo/app.tsx";
import Upload from "../../apps/upload/app.tsx";
import { treeOf } from "../support/outline.ts";
import { servedStage } from "../support/stage.tsx";
import { w3m, withoutW3m } from "../support/terminal.ts";

test.skipIf(withoutW3m)("w3m counts", async () => {
  const on = await servedStage({ "/counter/": Counter });
  const { says, types } = w3m(`${on.url}/counter/`);
  // Each page is named in the last line, by its title.
  await says("Viewing <Count: 0>");
  for (let count = 1; count <= 3; count++) {
    // Searching moves the cursor, Enter presses what is under it.
    types("/Increment\n\n");
    await says(`Viewing <Count: ${count}>`);
  }
  types("/Decrement\n\n");
  await says("Viewing <Count: 2>");
  expect(on.documents).toHaveLength(1);
  expect(treeOf(on.documents[0] as NonNullable<(typeof on.documents)[0]>)).toContain('"Count: 2"');
});

test.skipIf(withoutW3m)("w3m fills in a field", async () => {
  const on = await servedStage({ "/todo/": () => <Todo /> });
  const { says, types } = w3m(`${on.url}/todo/`);
  await says("2 left");
  // Tab goes to the next link or field; Enter asks for the field's text, and Enter again is done with it.
  types("\t\n");
  await says("TEXT:");
  types("Mend the net\n");
  types("\t\n");
  await says("[ ]Mend the net");
  expect(treeOf(on.documents[0] as NonNullable<(typeof on.documents)[0]>)).toContain('"Mend the net"');
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
});

/** Boxes before and behind a form. w3m does not know the attribute `form`: it posts the one and not the other. */
function Boxes() {
  const [before, setBefore] = useState(true);
  const [behind, setBehind] = useState(true);
  const [sent, setSent] = useState("nothing");
  useTitle(`${before} ${behind} ${sent}`);
  return (
    <main>
      <input type="checkbox" checked={before} onChange={(e) => setBefore(e.currentTarget.checked)} />
      <button onClick={() => setSent("first")}>Before</button>
      <form onSubmit={prevent(() => setSent("form"))}>
        <button type="submit">Inside</button>
      </form>
      <input type="checkbox" checked={behind} onChange={(e) => setBehind(e.currentTarget.checked)} />
      <button onClick={() => setSent("last")}>Behind</button>
    </main>
  );
}

test.skipIf(withoutW3m)("w3m leaves boxes alone that were not in its form", async () => {
  const on = await servedStage({ "/": Boxes });
  const { says, types } = w3m(on.url);
  await says("Viewing <true true nothing>");
  types("/Before\n\n");
  await says("Viewing <true true first>");
  types("/Inside\n\n");
  await says("Viewing <true true form>");
  // The box behind stands on the line of its button, three places before it.
  types("/Behind\n\x1b[D\x1b[D\n/Behind\n\n");
  await says("Viewing <true false last>");
});

test.skipIf(withoutW3m)("w3m answers a flow; what it presses on a page of before is dropped", async () => {
  const on = await servedStage({ "/addtwo/": AddTwo });
  const { says, types } = w3m(`${on.url}/addtwo/`);
  await says("First number");
  types("\t\n");
  await says("TEXT:");
  types("40\n/Continue\n\n");
  await says("Second number");
  types("\t\n");
  await says("TEXT:");
  types("2\n/Continue\n\n");
  await says("40 + 2 = 42");
  // B shows the page before out of memory, as it was.
  types("B");
  await says("Second number");
  types("/Continue\n\n");
  await says("40 + 2 = 42");
  expect(on.documents).toHaveLength(1);
});

test.skipIf(withoutW3m)("w3m calculates a log P", async () => {
  const on = await servedStage({ "/logpstar/": () => <LogPStar /> });
  const { says, types } = w3m(`${on.url}/logpstar/`);
  await says("choose an example.");
  types("/Caffeine\n\n");
  // Of the picture it would show the letters.
  await says("C8H10N4O2");
  const [document] = on.documents;
  expect(document && treeOf(document)).toContain('"194.19"');
  expect(document && treeOf(document)).not.toContain("<svg");
  types("/Download\n\n");
  await says("Viewing <logp.csv>");
});

test.skipIf(withoutW3m)("w3m uploads a file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "w3m-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "notes.txt");
  writeFileSync(path, "salt & <vinegar>");
  const on = await servedStage({ "/upload/": Upload });
  const { says, types } = w3m(`${on.url}/upload/`);
  await says("No files yet.");
  // To the field beside the label; Enter asks for a name.
  types("/Files\n\t\n");
  await says("Filename:");
  types(`${path}\n`);
  // The field has room for the beginning of its name.
  await says("Files[/");
  types("\t\n");
  await says("5da44f67fc66b0eb");
  const [document] = on.documents;
  expect(document && treeOf(document)).toContain('"16 bytes"');
});

/** Apps that keep books, walked through in browsers that show text alone: read, turn the page, edit, save. */
import { expect, test } from "vitest";
import EmployeeAdmin from "../../apps/employeeadmin/app.tsx";
import Mail from "../../apps/mail/app.tsx";
import { servedStage } from "../support/stage.tsx";
import { lynx, w3m, withoutLynx, withoutW3m } from "../support/terminal.ts";

/** Takes what stands in a field away. */
const CLEAR = "\x15";

for (const [open, isMissing] of [
  [w3m, withoutW3m],
  [lynx, withoutLynx],
] as const) {
  // w3m goes to any text, and past those before the one meant; lynx to links alone. There Enter in a field sends its form.
  const isW3m = open === w3m;
  const done = isW3m ? "\n" : "\t";

  test.skipIf(isMissing)(`${open.name}: employees are read, paged, edited and saved`, async () => {
    const on = await servedStage({ "/staff/": { component: () => <EmployeeAdmin />, routes: true } });
    const { says, types } = open(`${on.url}/staff/`);
    await says("Page 1 of 3");
    types("/Next\n\n");
    await says("Page 2 of 3");
    types("/Narrows\n\n");
    await says("Save");
    // The heading says it, and the field behind it.
    types(`/max@\n\n${CLEAR}max@straits.example${done}`);
    types("/Save\n\n");
    await says("Narrows, Max is saved.");
    types(isW3m ? "/Narrows, Max\nn\n" : "/Narrows, Max\n\n");
    await says("max@straits.example");
    expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  test.skipIf(isMissing)(`${open.name}: letters are read, paged, edited and saved`, async () => {
    const on = await servedStage({ "/mail/": { component: () => <Mail />, routes: true } });
    const { says, types } = open(`${on.url}/mail/`);
    await says("1–10 of 37");
    types(isW3m ? "/Older\nn\n" : "/Older\n\n");
    await says("11–20 of 37");
    types("/Re: Lost\n\n");
    await says("Last seen adrift");
    types("/Drafts\n\n");
    await says("1–1 of 1");
    types("/Re: Berth\n\n");
    await says("Send");
    types(`/Re: Berth\n\n${CLEAR}There is room${done}`);
    // lynx shows a button's value, and its text beside it: it stands at the first link of the line that has the text.
    types(isW3m ? "/Save draft\n\n" : "/Save draft\n\t\n");
    await says("Saved in Drafts.");
    await says("There is room");
    expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
  });
}

/** Apps that keep books, walked through in browsers that show text alone: read, turn the page, edit, save. */
import { expect, test } from "vitest";
import EmployeeAdmin from "../../apps/employeeadmin/app.tsx";
import { servedStage } from "../support/stage.tsx";
import { lynx, w3m, withoutLynx, withoutW3m } from "../support/terminal.ts";

/** Takes what stands in a field away. */
const CLEAR = "\x15";

for (const [open, isMissing] of [
  [w3m, withoutW3m],
  [lynx, withoutLynx],
] as const) {
  test.skipIf(isMissing)(`${open.name}: employees are read, paged, edited and saved`, async () => {
    const on = await servedStage({ "/staff/": { component: () => <EmployeeAdmin />, routes: true } });
    const { says, types } = open(`${on.url}/staff/`);
    await says("Page 1 of 3");
    types("/Next\n\n");
    await says("Page 2 of 3");
    types("/Narrows\n\n");
    await says("Save");
    // The heading says it, and the field behind it.
    types(`/max@\n\n${CLEAR}max@straits.example\n`);
    types("/Save\n\n");
    await says("Narrows, Max is saved.");
    types("/Narrows, Max\nn\n");
    await says("max@straits.example");
    expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
  });
}

import { expect } from "vitest";
import Todo from "../../apps/todo/app.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees, type User, until } from "../support/drivers/user.ts";

const apps = { "/todo/": () => <Todo /> };
const path = "/todo/";

/** Waits for these rows, told by their own texts without their buttons. */
async function seesRows(user: User, ...rows: string[]): Promise<void> {
  const ask = async () => (await user.texts("listitem")).map((text) => text.replace(/ ?Edit .*/, ""));
  await until(ask, (texts) => texts.join("|") === rows.join("|"), `the rows are not ${rows}`);
}

scenario({
  name: "todo-add",
  apps,
  path,
  async play(user) {
    await user.fill("New item", "Mend the net");
    await user.click("button", "Add");
    await sees(user, "status", "3 left");
    await user.fill("New item", "  Paint <the> hull & deck  ");
    await user.press("New item", "Enter");
    await sees(user, "status", "4 left");
    expect(await user.value("New item")).toBe("");
    await user.click("button", "Add");
    await sees(user, "status", "4 left");
    await seesRows(user, "Buy milk", "Water the plants", "Call Ada", "Mend the net", "Paint <the> hull & deck");
  },
});

scenario({
  name: "todo-tick",
  apps,
  path,
  async play(user) {
    await user.check("Buy milk");
    await user.check("Water the plants", false);
    await user.check("Call Ada");
    await user.apply();
    await sees(user, "status", "1 left");
    await user.click("button", "Done");
    await sees(user, "listitem", /^Call Ada/);
    await seesRows(user, "Buy milk", "Call Ada");
    await user.click("button", "Clear done");
    await user.click("button", "All");
    await sees(user, "listitem", /^Water/);
    await seesRows(user, "Water the plants");
  },
});

scenario({
  name: "todo-edit",
  apps,
  path,
  async play(user) {
    await user.click("button", "Edit Buy milk");
    await user.fill("Text of Buy milk", "Buy bread");
    await user.click("button", "Save Buy milk");
    await sees(user, "listitem", /^Buy bread/);
    await user.click("button", "Edit Call Ada");
    await user.fill("Text of Call Ada", "Call nobody");
    await user.click("button", "Cancel editing Call Ada");
    await sees(user, "listitem", /^Call Ada/);
    await user.click("button", "Edit Water the plants");
    await user.fill("Text of Water the plants", "Water the herbs");
    await user.press("Text of Water the plants", "Enter");
    await sees(user, "listitem", /^Water the herbs/);
    await seesRows(user, "Buy bread", "Water the herbs", "Call Ada");
  },
});

scenario({
  name: "todo-reorder",
  apps,
  path,
  async play(user) {
    // A row that is being edited keeps its state while others move around it.
    await user.click("button", "Edit Call Ada");
    await user.click("button", "Move Buy milk down");
    await user.click("button", "Move Buy milk down");
    await user.click("button", "Delete Water the plants");
    await user.fill("Text of Call Ada", "Call Ada back");
    await user.click("button", "Save Call Ada");
    await sees(user, "listitem", /^Call Ada back/);
    await seesRows(user, "Call Ada back", "Buy milk");
    await user.click("button", "Move Buy milk up");
    await sees(user, "status", "2 left");
  },
});

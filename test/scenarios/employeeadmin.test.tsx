import { expect } from "vitest";
import EmployeeAdmin from "../../apps/employeeadmin/app.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

const apps = { "/employees/": { component: () => <EmployeeAdmin />, routes: true } };
const path = "/employees/";

scenario({
  name: "employeeadmin-create",
  apps,
  path,
  async play(user) {
    await user.click("link", "New employee");
    await sees(user, "heading", "New employee");
    await user.fill("Login", "ana");
    await user.fill("First name", "Zoë");
    await user.fill("Last name", "Abyss");
    await user.fill("E-mail", "zoe@example.com");
    await user.select("Department", "Ships");
    await user.fill("Password", "a long one");
    await user.fill("Password again", "a long one");
    await user.check("Crew");
    await user.click("button", "Save");
    await sees(user, "alert", /ana is taken/);
    await user.fill("Login", "zoe");
    await user.fill("Password", "a long one");
    await user.fill("Password again", "another one");
    await user.click("button", "Save");
    await sees(user, "alert", /not the same/);
    await user.fill("Password", "a long one");
    await user.fill("Password again", "a long one");
    await user.click("button", "Save");
    await sees(user, "status", "Abyss, Zoë is saved.");
    expect(await user.texts("rowheader")).toContain("Abyss, Zoë");
    expect((await user.texts("row"))[1]).toMatch(/zoe ?Ships ?Crew/);
  },
});

scenario({
  name: "employeeadmin-edit",
  apps,
  path,
  async play(user) {
    await user.click("link", "Next");
    await sees(user, "navigation", /Page 2 of 3/);
    await user.click("link", "Narrows, Max");
    await sees(user, "heading", "Narrows, Max");
    expect(await user.value("Login")).toBe("max");
    await user.fill("Last name", "Straits");
    await user.check("Trainer");
    await user.click("button", "Save");
    await sees(user, "status", "Straits, Max is saved.");
    // Where the name stands now.
    await sees(user, "navigation", /Page 2 of 3/);
    expect(await user.texts("rowheader")).toContain("Straits, Max");
  },
});

scenario({
  name: "employeeadmin-delete",
  apps,
  path,
  async play(user) {
    await user.click("link", "Baltic, Ana");
    await user.click("button", "Delete…");
    await sees(user, "alertdialog", /Delete Baltic, Ana\?/);
    await user.click("button", "Cancel");
    await user.click("button", "Delete…");
    await sees(user, "alertdialog", /Delete Baltic, Ana\?/);
    await user.click("button", "Delete");
    await sees(user, "status", "Baltic, Ana is deleted.");
    expect(await user.texts("rowheader")).not.toContain("Baltic, Ana");
  },
});

scenario({
  name: "employeeadmin-tabs",
  apps,
  path,
  drivers: ["memory", "script"],
  async play(user) {
    await user.click("link", "Baltic, Ana");
    await sees(user, "heading", "Baltic, Ana");
    const other = await user.newTab();
    await other.click("button", "Delete…");
    await other.click("button", "Delete");
    await sees(other, "status", "Baltic, Ana is deleted.");
    await sees(user, "heading", "No such employee");
    await other.close();
  },
});

scenario({
  name: "employeeadmin-nobody",
  apps,
  path: "/employees/employees/%E0%A4%A",
  async play(user) {
    await sees(user, "heading", "No such employee");
  },
});

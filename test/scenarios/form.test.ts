import { expect } from "vitest";
import Form from "../../apps/form/app.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees, type User } from "../support/drivers/user.ts";

const apps = { "/form/": Form };
const path = "/form/";

/** Every kind of control once. */
async function fillIn(user: User): Promise<void> {
  await user.fill("Name", "Ada Lovelace");
  await user.fill("Email", "ada@example.org");
  await user.fill("Gate code", "engine-1843");
  await user.select("Flag", "Norway");
  await user.select("Languages on board", "English", "French");
  await user.fill("Boat length", "14");
  await user.fill("Crew", "5");
  await user.fill("Hull colour", "#aa3300");
  await user.fill("Arrival", "2031-06-30");
  await user.fill("Time", "14:30");
  await user.check("Buoy");
  await user.check("Water", false);
  await user.check("Laundry");
  await user.fill("Notes", "First line\nsecond <b>line</b> & more");
  await user.upload(
    "Ship's papers",
    { name: "licence.txt", text: "licensed" },
    { name: "crew list.txt", text: "Ada\nBabbage" },
  );
  await user.check("The boat is insured");
}

scenario({
  name: "form-books",
  apps,
  path,
  async play(user) {
    await fillIn(user);
    await user.click("button", "Book");
    await sees(user, "status", "Saved");
    await sees(user, "cell", /^licence\.txt \(8 bytes\) [\da-f]{8}, crew list\.txt \(11 bytes\) [\da-f]{8}$/);
    await sees(user, "cell", /^#aa3300$/);
  },
});

scenario({
  name: "form-mistakes",
  apps,
  path,
  async play(user) {
    await user.fill("Name", "Grace");
    await user.fill("Crew", "40");
    await user.click("button", "Book");
    await sees(user, "alert", /fields need another look/);
    await sees(user, "alert", /Enter a whole number from 1 to 12/);
    await user.fill("Crew", "3");
    await user.fill("Email", "not an address");
    await user.click("button", "Book");
    await sees(user, "alert", /^(?!.*whole number).*Enter an email address/);
    expect(await user.value("Crew")).toBe("3");
  },
});

scenario({
  name: "form-reset",
  apps,
  path,
  async play(user) {
    await fillIn(user);
    await user.click("button", "Reset");
    await sees(user, "status", "B-002");
    expect(await user.value("Name")).toBe("");
    expect(await user.value("Notes")).toBe("");
    await user.fill("Name", "Once more");
    await user.click("button", "Book");
    await sees(user, "alert", /fields need another look/);
  },
});

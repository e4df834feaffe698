import { expect } from "vitest";
import Calendar from "../../../apps/showcase/stories/fields/calendar.tsx";
import DatePicker from "../../../apps/showcase/stories/fields/date-picker.tsx";
import FileUpload from "../../../apps/showcase/stories/fields/file-upload.tsx";
import Form from "../../../apps/showcase/stories/fields/form.tsx";
import ListBox from "../../../apps/showcase/stories/fields/list-box.tsx";
import NumberBox from "../../../apps/showcase/stories/fields/number-box.tsx";
import PasswordBox from "../../../apps/showcase/stories/fields/password-box.tsx";
import Slider from "../../../apps/showcase/stories/fields/slider.tsx";
import SuggestBox from "../../../apps/showcase/stories/fields/suggest-box.tsx";
import TextArea from "../../../apps/showcase/stories/fields/text-area.tsx";
import TextBox from "../../../apps/showcase/stories/fields/text-box.tsx";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";

/** Which day is today shows in the tree. */
const undated = (tree: string) => tree.replaceAll(' aria-current="date"', "");
const dayOf = (date: string) =>
  new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" }).format(new Date(date));

scenario({
  name: "widgets-calendar",
  apps: { "/": Calendar },
  mask: undated,
  async play(user) {
    await user.click("button", dayOf("2026-05-22"));
    await sees(user, "status", "Arrival: 2026-05-22");
    await user.click("button", "Next month");
    await user.click("button", dayOf("2026-06-05"));
    await sees(user, "status", "Arrival: 2026-06-05");
  },
});

scenario({
  name: "widgets-date-picker",
  apps: { "/": DatePicker },
  async play(user) {
    await user.fill("Arrival", "2026-06-02");
    await user.apply();
    await sees(user, "status", "Arrival: 2026-06-02");
  },
});

scenario({
  name: "widgets-file-upload",
  apps: { "/": FileUpload },
  async play(user) {
    await user.upload("Papers", { name: "a.txt", text: "Ahoy" }, { name: "b.txt", text: "Land" });
    await user.apply();
    await sees(user, "status", "The first one begins: Ahoy");
    await sees(user, "listitem", /^a\.txt\s*4 bytes$/);
    await user.click("button", "Remove all");
    await sees(user, "status", "Nothing yet.");
  },
});

scenario({
  name: "widgets-form",
  apps: { "/": Form },
  async play(user) {
    await user.fill("Berth", "B1");
    await user.check("The boat is insured");
    await user.click("button", "Book");
    await sees(user, "alert", /B1 is taken\./);
    await sees(user, "status", "Nothing booked.");
    await user.fill("Berth", "A4");
    await user.click("button", "Book");
    await sees(user, "status", "Booked: A4 for 2.");
    expect(await user.texts("alert")).toEqual([]);
  },
});

scenario({
  name: "widgets-list-box",
  apps: { "/": ListBox },
  async play(user) {
    await user.select("Port", "Oslo");
    await user.select("Wind", "North");
    await user.select("Tongues", "French", "Italian");
    await user.apply();
    await sees(user, "status", "OSL, North, French and Italian");
  },
});

scenario({
  name: "widgets-number-box",
  apps: { "/": NumberBox },
  async play(user) {
    await user.fill("Crew", "7");
    await user.fill("Draught in m", "1.5");
    await user.apply();
    await sees(user, "status", "7 on board, 1.5 m under water");
  },
});

scenario({
  name: "widgets-password-box",
  apps: { "/": PasswordBox },
  async play(user) {
    await user.fill("New password", "short");
    await user.click("button", "Set it");
    await sees(user, "alert", /At least 8 characters\./);
    await user.fill("New password", "long enough");
    await user.click("button", "Set it");
    await sees(user, "status", "A password of 11 characters.");
  },
});

scenario({
  name: "widgets-slider",
  apps: { "/": Slider },
  async play(user) {
    await user.fill("Length", "28");
    await user.apply();
    await sees(user, "status", "A ship");
  },
});

scenario({
  name: "widgets-suggest-box",
  apps: { "/": SuggestBox },
  async play(user) {
    await user.fill("Port", "por");
    const hasScript = user.driver === "memory" || user.driver === "script";
    if (hasScript) await sees(user, "option", "Oporto");
    else await user.apply();
    await user.click(hasScript ? "option" : "button", "Oporto");
    await sees(user, "status", "Sailing to Oporto.");
    expect(await user.value("Port")).toBe("Oporto");
  },
});

scenario({
  name: "widgets-text-area",
  apps: { "/": TextArea },
  async play(user) {
    await user.fill("Log", "Wind from the west.\nNothing else.");
    await user.apply();
    await sees(user, "status", "6 words");
  },
});

scenario({
  name: "widgets-text-box",
  apps: { "/": TextBox },
  async play(user) {
    await user.fill("Skipper", "Grace");
    await user.fill("Search", "Genoa");
    await user.apply();
    await sees(user, "status", "Grace looks for Genoa");
  },
});

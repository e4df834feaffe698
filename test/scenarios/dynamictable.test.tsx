import { expect } from "vitest";
import DynamicTable from "../../apps/dynamictable/app.tsx";
import { people, week } from "../../apps/dynamictable/school.ts";
import { scenario } from "../support/drivers/scenario.ts";
import { sees, until } from "../support/drivers/user.ts";

const mask = (tree: string) => tree.replace(/_file\/[\w-]+/g, "_file/ID");
const [first] = people;
if (!first) throw new Error("nobody goes to school");

/** What stands in the first person's row. */
const firstRow = (days: readonly ("Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday")[]) =>
  `${first.name}${first.role}${week(first.lessons, new Set(days))}`;

scenario({
  name: "dynamictable",
  apps: { "/": DynamicTable },
  mask,
  async play(user) {
    const reads = (text: string) =>
      until(
        () => user.texts("row"),
        (rows) => rows[2]?.replace(/\s+/g, " ") === text.replace(/\s+/g, " "),
        `the first row does not read ${text}`,
      );
    await sees(user, "status", "600 rows");
    await reads(firstRow(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]));
    // The lessons of one day less, of none, and of all again.
    await user.click("button", "None");
    await reads(firstRow([]));
    await user.check("Thursday");
    await user.apply();
    await reads(firstRow(["Thursday"]));
    await user.click("button", "All");
    // Whoever teaches, by name.
    await user.fill("Filter Role", "teaches");
    await user.apply();
    const teachers = people.filter(({ role }) => role.startsWith("Teaches"));
    await sees(user, "status", `${teachers.length} rows`);
    await user.click("button", "Name");
    const names = teachers.map(({ name }) => name).sort();
    await until(
      () => user.texts("row"),
      (rows) => rows[2]?.startsWith(names[0] as string) === true,
      `not sorted: ${names[0]} comes first`,
    );
    const file = await user.download("Download CSV");
    expect(file.name).toBe("school.csv");
    expect(file.text.split("\r\n")).toHaveLength(teachers.length + 2);
    expect(file.text).toMatch(/^Name,Role,Lessons\r\n/);
  },
});

scenario({
  name: "dynamictable-pages",
  apps: { "/": DynamicTable },
  // With script rows are scrolled to.
  drivers: ["memory", "forms", "plain"],
  mask,
  async play(user) {
    await user.click("button", "Next");
    await sees(user, "row", new RegExp(`^\\s*${people[24]?.name}`));
    await user.click("button", "Last");
    await sees(user, "row", new RegExp(`^\\s*${people.at(-1)?.name}`));
    await user.fill("Go to row", "300");
    await user.click("button", "Go");
    await sees(user, "row", new RegExp(`^\\s*${people[299]?.name}`));
  },
});

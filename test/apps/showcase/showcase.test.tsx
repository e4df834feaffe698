/** The showcase: each story at its own address, with the source that is in its file. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { testServer } from "sessile/testing";
import "sessile/testing/vitest";
import { expect, test } from "vitest";
import Showcase, { meta } from "../../../apps/showcase/app.tsx";
import { FAMILIES } from "../../../apps/showcase/stories/index.ts";
import { root } from "../../support/sources.ts";

const folder = join(root, "apps/showcase/stories");
const stories = FAMILIES.flatMap((family) => family.stories);
const apps = { "/showcase/": { component: Showcase, ...meta } };

test("every file of a story is listed, and no other", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
  expect(stories.map(({ file }) => file).sort()).toEqual(files.sort());
});

test.each(stories)("$path: what it is, at work, its source", async ({ path, title, description, file }) => {
  const server = testServer(apps);
  const page = await server.visit(`/showcase${path}`);
  expect(page).toHaveTitle(`${title} · Showcase`);
  expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  expect(page.getByText(description).count).toBeGreaterThan(0);
  expect(page.getByRole("region", { name: "Example" }).text).not.toBe("");
  expect(page.getByRole("navigation").getByRole("link", { name: title })).toHaveAttribute("aria-current", "page");
  const squeezed = (text: string) => text.replace(/\s+/g, "");
  expect(squeezed(page.getByRole("region", { name: `Source ${file}` }).text)).toContain(
    squeezed(readFileSync(join(folder, file), "utf8")),
  );
});

test("links lead from the list to a widget, and on to another; an address that names none is told", async () => {
  const server = testServer(apps);
  const page = await server.visit("/showcase/");
  await page.getByRole("main").getByRole("link", { name: "ToggleButton" }).click();
  expect(page).toHaveURL("/showcase/buttons/toggle-button");
  await page.getByRole("button", { name: "Mute" }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Button", exact: true }).click();
  expect(page.getByRole("heading", { level: 1 })).toHaveText("Button");
  await page.back();
  expect(page.getByRole("button", { name: "Mute" })).toHaveAttribute("aria-pressed", "false");
  const lost = await server.visit("/showcase/buttons/zip");
  expect(lost.getByRole("heading", { level: 1 })).toHaveText("No such widget");
});

/** D10: `ethanol`, the microserver. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Molecule } from "openchemlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import ethanol from "../../../apps/ethanol/index.ts";
import { root } from "../../support/sources.ts";

beforeAll(async () => {
  ethanol.port = 0;
  await ethanol.open();
});
afterAll(() => ethanol.close());

const get = async (path: string) => {
  const response = await fetch(ethanol.url + path);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
};

test("D10: ethanol is one screenful of code, and needs no widget", () => {
  const source = readFileSync(join(root, "apps/ethanol/index.ts"), "utf8");
  expect(source.split("\n").length).toBeLessThanOrEqual(48);
  expect(source).not.toMatch(/preact|serve\(/);
});

test("D10: ethanol answers with the molecule's SMILES and its drawing", async () => {
  const { text: smiles, type } = await get("/smiles");
  expect(type).toBe("text/plain; charset=utf-8");
  expect(Molecule.fromSmiles(smiles.trim()).getMolecularFormula().formula).toBe("C2H6O");
  const page = await get("/");
  expect([page.status, page.type]).toEqual([200, "text/html; charset=utf-8"]);
  expect(page.text).toContain("<code>CCO</code>");
  const [, src = ""] = /<img src="([^"]+)"/.exec(page.text) ?? [];
  const drawing = await get(src);
  expect([drawing.status, drawing.type]).toEqual([200, "image/svg+xml"]);
  // Two bonds between heavy atoms, and the letters of one of them.
  expect(drawing.text.match(/<line [^>]*stroke="rgb/g)?.length).toBeGreaterThanOrEqual(2);
  expect(drawing.text.replace(/<(style)>.*?<\/\1>|<[^>]*>|\s/gs, "")).toBe("OH");
});

test("D1, D5: what it has not is 404 by name and port; it has a factory like any service", async () => {
  const { port } = new URL(ethanol.url);
  expect(await get("/benzene")).toMatchObject({
    status: 404,
    text: expect.stringContaining(`Ethanol on port ${port}`),
  });
  expect((await get("/factory/help/")).text).toContain("One molecule");
  expect((await get("/factory/etc/")).text).toContain("Ethanol");
});

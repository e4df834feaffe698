/** D10: log P*, in memory, by forms alone, and in Chromium with script and without. */
import { expect } from "vitest";
import LogPStar from "../../apps/logpstar/app.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees, type User, until } from "../support/drivers/user.ts";

const apps = { "/logpstar/": () => <LogPStar /> };
const path = "/logpstar/";
/** Where a download is to be had differs from page to page. */
const mask = (tree: string) => tree.replace(/_file\/[\w-]+/g, "_file/ID");

/** Names in the table, from top to bottom. */
async function seesRows(user: User, ...names: string[]): Promise<void> {
  const ask = async () => (await user.texts("row")).slice(1).map((text) => text.replace(/^\d* ?/, ""));
  const fits = (texts: string[]) =>
    texts.length === names.length && texts.every((text, i) => text.startsWith(names[i] ?? "?"));
  await until(ask, fits, `the rows are not ${names}`);
}

scenario({
  name: "logpstar-types",
  apps,
  path,
  mask,
  async play(user) {
    await user.fill("SMILES", "C1CC");
    await user.click("button", "Calculate");
    await sees(user, "alert", "Ring 1, opened at position 2, is never closed.");
    expect(await user.value("SMILES")).toBe("C1CC");
    await user.fill("SMILES", "C1CC1 Cyclopropane");
    await user.press("SMILES", "Enter");
    await sees(user, "heading", "Cyclopropane");
    await until(
      () => user.texts("alert"),
      (texts) => texts.length === 0,
      "there is a message still",
    );
    await user.click("button", "Caffeine");
    await sees(user, "heading", "Caffeine");
    await sees(user, "definition", /^−0\.18$/);
    await sees(user, "definition", "C8H10N4O2");
    expect(await user.texts("img")).toHaveLength(1);
    await user.click("button", "Aspirin");
    await sees(user, "heading", "Aspirin");
    await seesRows(user, "Cyclopropane", "Caffeine", "Aspirin");
    await user.click("button", "Log P");
    await seesRows(user, "Caffeine", "Cyclopropane", "Aspirin");
    await user.click("button", "Log P");
    await seesRows(user, "Aspirin", "Cyclopropane", "Caffeine");
    await user.click("button", "Show Cyclopropane");
    await sees(user, "heading", "Cyclopropane");
    const { name, text } = await user.download("Download CSV");
    expect(name).toBe("logp.csv");
    expect(text.split("\r\n").map((line) => line.split(",")[1])).toEqual([
      "name",
      "Aspirin",
      "Cyclopropane",
      "Caffeine",
      undefined,
    ]);
  },
});

const GOOD = ["CCO", "c1ccccc1", "CC(=O)Oc1ccccc1C(=O)O", "Cn1cnc2c1c(=O)n(C)c(=O)n2C"];
/** 1,000 lines, of which every tenth is bad. */
const LINES = Array.from({ length: 1_000 }, (_, i) =>
  i % 10 === 9 ? `C1CC =wrong ${i + 1}` : `${GOOD[i % GOOD.length]} molecule ${i + 1}`,
);

/** The numbers of those that are good. */
const GOODS = LINES.map((_, i) => i + 1).filter((n) => n % 10 !== 0);
const names = (numbers: readonly number[]) => numbers.map((n) => `molecule ${n} `);

scenario({
  name: "logpstar-file",
  apps,
  path,
  mask,
  async play(user) {
    await user.click("button", "Calculate file");
    await sees(user, "alert", "Choose a file first.");
    await user.upload("A file of molecules", { name: "thousands.smi", text: LINES.join("\n") });
    await user.click("button", "Calculate file");
    await sees(user, "status", "1,000 lines read: 900 molecules, 100 faults.");
    await seesRows(user, ...names(GOODS.slice(0, 20)));
    await user.click("button", "Next");
    await seesRows(user, ...names(GOODS.slice(20, 40)));
    await user.click("button", "Faults (100)");
    await seesRows(user, ...Array.from({ length: 20 }, (_, i) => `C1CC =wrong ${i + 1}0 Ring 1, opened`));
    await user.click("button", "Molecules (900)");
    await user.click("button", "Mass");
    await seesRows(user, ...names(GOODS.filter((n) => (n - 1) % 4 === 0).slice(0, 20)));
    const { text } = await user.download("Download CSV");
    const lines = text.split("\r\n");
    expect(lines).toHaveLength(1_002);
    expect(lines[1]).toBe("1,molecule 1,CCO,C2H6O,46.07,0.050,");
    expect(lines.at(-2)).toBe('1000,,C1CC =wrong 1000,,,,"Ring 1, opened at position 2, is never closed."');
    await user.click("button", "Clear");
    await until(
      () => user.texts("table"),
      (tables) => tables.length === 0,
      "the table is still there",
    );
  },
});

/** Lets a calculation go on as far as a test wants. */
function gate() {
  let open = 0;
  let waiting: (() => void)[] = [];
  const let_ = () => {
    while (open > 0 && waiting.length > 0) {
      open--;
      waiting.shift()?.();
    }
  };
  return {
    next: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        let_();
      }),
    give: (slices: number) => {
      open += slices;
      let_();
    },
    free: () => {
      open = Number.POSITIVE_INFINITY;
      let_();
    },
    reset: () => {
      open = 0;
      waiting = [];
    },
  };
}

const slices = gate();
const held = { "/logpstar/": () => <LogPStar slices={slices} /> };

scenario({
  name: "logpstar-cancel",
  apps: held,
  path,
  mask,
  // By forms alone the answer waits for seconds before it shows how far it is: see test/apps/logpstar/progress.test.tsx.
  drivers: ["memory", "script"],
  async play(user) {
    slices.reset();
    await user.upload("A file of molecules", { name: "a.smi", text: LINES.join("\n") });
    await user.click("button", "Calculate file");
    await sees(user, "status", "Calculating");
    expect(await user.texts("progressbar")).toHaveLength(1);
    // Others go on meanwhile, this very page among them.
    await user.click("button", "Benzene");
    await sees(user, "heading", "Benzene");
    await user.click("button", "Cancel");
    slices.free();
    await sees(user, "status", "Cancelled after 0 lines: 0 molecules, 0 faults.");
    await user.click("button", "Clear");
    await sees(user, "heading", "Benzene");
  },
});

/** One text, every driver: each must leave the same tree in the server. */
import { describe, expect, test } from "vitest";
import { expectGolden } from "../golden.ts";
import { ofServer, print, treeOf } from "../outline.ts";
import { type Stage, servedStage, stage } from "../stage.tsx";
import { ChromiumUser } from "./chromium.ts";
import { FormsUser } from "./forms.ts";
import { MemoryUser } from "./memory.ts";
import { type DriverName, PATIENCE_MS, type User } from "./user.ts";

interface Scenario {
  /** Names the sample of the tree that is left: `test/golden/trees/<name>.txt`. */
  readonly name: string;
  readonly apps: Parameters<typeof stage>[0];
  /** Where it begins. */
  readonly path?: string;
  /** Default: all. */
  readonly drivers?: readonly DriverName[];
  /** Takes out what differs from run to run. */
  readonly mask?: (tree: string) => string;
  readonly play: (user: User, stage: Stage) => Promise<void>;
}

const ALL: readonly DriverName[] = ["memory", "forms", "script", "plain"];
/** Set by vitest.config.ts: the fast tests play in memory, the browser's in Chromium. */
const here = (process.env.DRIVERS ?? "memory forms").split(" ");

export function scenario({ name, apps, path = "/", drivers = ALL, mask = (tree) => tree, play }: Scenario): void {
  describe(name, () => {
    for (const driver of drivers.filter((each) => here.includes(each))) {
      test(driver, async () => {
        const { user, on } = await start(driver, apps, path);
        await play(user, on);
        const tree = () => mask(treeOf(user.document));
        // What was pressed last may still be on its way.
        await quietly(() => expectGolden(`trees/${name}.txt`, tree(), driver === "memory"));
        await expectSame(user);
        expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
        await user.close();
      });
    }
  });
}

async function start(driver: DriverName, apps: Scenario["apps"], path: string): Promise<{ user: User; on: Stage }> {
  if (driver === "script" || driver === "plain") {
    const on = await servedStage(apps);
    return { user: await ChromiumUser.open(on, path, driver === "script"), on };
  }
  const on = stage(apps);
  return { user: await (driver === "memory" ? MemoryUser : FormsUser).open(on, path), on };
}

/** The user's browser holds what the server holds, as soon as what is under way has arrived. */
export async function expectSame(user: User): Promise<void> {
  await quietly(async () => {
    const outline = await user.outline();
    if (outline !== null) expect(outline).toBe(print(ofServer(user.document.documentElement)));
  });
}

/** Repeats a check until it passes; at the end its failure stands. */
export async function quietly(check: () => void | Promise<void>, patienceMs = PATIENCE_MS): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

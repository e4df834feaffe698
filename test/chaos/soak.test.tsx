/**
 * A soak: users come, use the apps, and go, for a minute in CI and for ten with `npm run soak`. At the end every
 * copy equals its tree, nothing failed, and what the sessions held is free again.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { createRuntime, type Logger } from "sessile";
import { expect, test } from "vitest";
import Clock from "../../apps/clock/app.tsx";
import Counter from "../../apps/counter/app.tsx";
import Ledger from "../../apps/ledger/app.tsx";
import Tabs from "../../apps/tabs/app.tsx";
import Todo from "../../apps/todo/app.tsx";
import type { ServerDocument } from "../../runtime/dom/document.ts";
import type { Page } from "../../runtime/page/page.ts";
import { usePageContext } from "../../runtime/page/preact.ts";
import { MemoryUser } from "../support/drivers/memory.ts";
import { ofServer, print } from "../support/outline.ts";
import { Random } from "../support/random.ts";
import type { Stage } from "../support/stage.tsx";

const SECONDS = Number(process.env.SOAK_SECONDS ?? 60);
const SEED = Number(process.env.SEED ?? Date.now() % 100_000);
const USERS = 20;
/** Steps of one user before somebody else takes the seat. */
const STAY = 40;

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

async function heap(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    gc();
    // Finalizers run in tasks of their own.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

/** What a user may do on each app; some of it is not possible at every moment. */
const DEEDS: { [path: string]: readonly ((user: MemoryUser, step: number) => Promise<void>)[] } = {
  "/counter/": [(user) => user.click("button", "Increment"), (user) => user.click("button", "Decrement")],
  "/ledger/": [(user) => user.click("button", "Append")],
  "/todo/": [
    async (user, step) => {
      await user.fill("New item", `Item ${step}`);
      await user.press("New item", "Enter");
    },
    (user, step) => user.click("button", `Delete Item ${step - 1}`),
    (user) => user.click("button", "Done"),
    (user) => user.click("button", "All"),
    (user, step) => user.click("button", `Move Item ${step - 2} up`),
  ],
  "/tabs/": [
    (user) => user.click("button", "Add to all tabs"),
    (user) => user.click("button", "Add to this tab"),
    async (user) => {
      await user.fill("User", "ada");
      await user.click("button", "Log in");
    },
    (user) => user.click("button", "Log out"),
    (user) => user.reload(),
  ],
  "/clock/": [
    (user) => user.click("button", "Start stopwatch"),
    (user) => user.click("button", "Stop stopwatch"),
    (user) => user.reload(),
  ],
};

/** As `stage`, but it keeps nothing of pages that are gone, not even their names. */
function leanStage(failures: unknown[]): Stage {
  let latest: WeakRef<ServerDocument> | undefined;
  const known = new Map<string, WeakRef<ServerDocument>>();
  const forgetful = new FinalizationRegistry<string>((id) => known.delete(id));
  const documentOf = (token: string): ServerDocument => {
    const [id = ""] = token.split(".");
    const document = known.get(id) ?? latest;
    if (document && !known.has(id)) {
      known.set(id, document);
      forgetful.register(document.deref() as ServerDocument, id);
    }
    return document?.deref() as ServerDocument;
  };
  const watched = (App: ComponentType): ComponentType =>
    function Watched() {
      const page = usePageContext();
      useState(() => {
        if (page) latest = new WeakRef(page.document);
      });
      return <App />;
    };
  const log: Logger = { info() {}, warn() {}, error: (data) => void failures.push(data.err) };
  const apps = { "/counter/": Counter, "/ledger/": Ledger, "/todo/": () => <Todo />, "/tabs/": Tabs, "/clock/": Clock };
  const entries = Object.entries(apps).map(([path, App]) => [path, watched(App)]);
  const limits = { idleMs: 2_000, provisionalMs: 2_000, loggedInIdleMs: 2_000, graceMs: 2_000 };
  const runtime = createRuntime({ apps: Object.fromEntries(entries), log, limits, mode: "production" });
  const pageOf = (token: string) => documentOf(token)?.$host as Page | undefined;
  return { runtime, documents: [], lines: [], documentOf, pageOf };
}

test(`${SECONDS} seconds of use leave nothing behind (SEED=${SEED})`, {
  timeout: SECONDS * 2000 + 60_000,
}, async () => {
  const failures: unknown[] = [];
  const stage = leanStage(failures);
  const random = new Random(SEED);
  const paths = Object.keys(DEEDS);
  let [visits, deeds] = [0, 0];

  // One opens a page at a time: the stage learns whose document it is.
  let door: Promise<unknown> = Promise.resolve();
  const open = (path: string): Promise<MemoryUser> => {
    const opening = door.then(() => MemoryUser.open(stage, path));
    door = opening.catch(() => {});
    return opening;
  };

  async function visit(): Promise<void> {
    const path = random.pick(paths);
    const user = await open(path);
    visits++;
    for (let step = 0; step < STAY; step++) {
      const deed = random.pick(DEEDS[path] ?? []);
      try {
        await deed(user, step);
        deeds++;
      } catch (error) {
        // Not every button is there at every moment; whatever else goes wrong is a failure.
        if (!/^no |^SES_TEST_NOT_FOUND/i.test((error as Error).message)) throw error;
      }
    }
    if (path !== "/clock/") expect(await user.outline()).toBe(print(ofServer(user.document.documentElement)));
    await user.close();
  }

  async function use(ms: number): Promise<void> {
    const end = Date.now() + ms;
    const seat = async (): Promise<void> => {
      while (Date.now() < end) await visit();
    };
    await Promise.all(Array.from({ length: USERS }, seat));
    await expect.poll(() => [stage.runtime.sessions, stage.runtime.streams], { timeout: 30_000 }).toEqual([0, 0]);
  }

  // The first half compiles the code and fills caches.
  await use(SECONDS * 500);
  const before = await heap();
  await use(SECONDS * 500);
  const after = await heap();
  console.log(`soak: ${visits} visits, ${deeds} deeds, heap ${before} → ${after} (${(after / before).toFixed(3)} ×)`);
  stage.runtime.close();
  expect(failures).toEqual([]);
  expect(deeds).toBeGreaterThan(visits);
  expect(after / before).toBeLessThan(1.05);
});

/**
 * Fifty tabs send events through a network that loses, doubles, delays and reorders: each event is applied once, in
 * order, and in the end every tab shows what the server holds. `EVENTS` says how many: `npm run chaos` a million.
 */
import { expect, test } from "vitest";
import Ledger from "../../apps/ledger/app.tsx";
import type { MapperOptions } from "../../runtime/session/mapper.ts";
import { Board, EMPTY, MOVES, type Move, play, type Rows } from "../support/apps/board.tsx";
import { type ChaosStage, chaosStage } from "../support/chaos-stage.tsx";
import { Tab, type Tally, tally } from "../support/chaos-tab.ts";
import { attr, textOf, within } from "../support/copy.ts";
import { print } from "../support/outline.ts";
import { Random, seeds } from "../support/random.ts";
import { byRole } from "../support/roles.ts";
import { Visitor, type Wire } from "../support/visitor.ts";

const EVENTS = Number(process.env.EVENTS ?? 100_000);
const TABS = 50;
/** Events of one document: then the tab opens another. A list that only grows would take all the time there is. */
const LIFE = 250;
const PACE = 0.05;

const [SEED = 1] = seeds(1);
const RATE = { eventsPerSecond: 1e9, eventsBurst: 1e9 };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Run {
  readonly on: ChaosStage;
  readonly counts: Tally;
  readonly random: Random;
  readonly visitor: Visitor;
}

/** What a tab's user does, and what must have come of it. */
interface Player {
  readonly path: string;
  next(tab: Tab, random: Random): Wire;
  check(tab: Tab): void;
  /** Numbers of events whose target may have gone before they arrived. */
  readonly vain: ReadonlySet<number>;
}

/** Presses in bursts, as fast as they are answered. */
async function press(
  tab: Tab,
  { next }: Player,
  { events, random }: { events: number; random: Random },
): Promise<void> {
  for (let left = events; left > 0; ) {
    const burst = Math.min(left, 1 + random.int(20));
    tab.enqueue(...Array.from({ length: burst }, () => next(tab, random)));
    left -= burst;
    if (random.chance(0.7)) for (let i = 0; i < 10_000 && !tab.idle; i++) await pause(1);
    else await pause(random.int(3));
  }
  await arrives(() => expect(tab.idle).toBe(true));
}

/** Each press reached the app once, in order; each tab finds out by itself what it lacks, and shows what the server holds. */
async function compare(on: ChaosStage, tab: Tab, { vain, check }: Player): Promise<void> {
  const mark = markOf(tab);
  const [, view] = tab.copy.token.split(".");
  const heard = (on.trees.get(mark)?.heard ?? []).filter((id) => id.startsWith(`${view}:`));
  const all = Array.from({ length: tab.sent }, (_, i) => `${view}:${i + 1}`);
  expect(heard).toEqual(all.filter((id, i) => !vain.has(i + 1) || heard.includes(id)));
  await arrives(() => expect(print(tab.copy.outline())).toBe(on.outlineOf(mark)));
  check(tab);
}

function markOf({ copy }: Tab): number {
  const marked = [...within(copy.document)].find((e) => attr(e, "data-tree"));
  return Number(marked && attr(marked, "data-tree"));
}

/** One document's life. */
async function live({ on, counts, random, visitor }: Run, player: Player, events: number): Promise<void> {
  const tab = await Tab.open({ visitor, path: player.path, pace: PACE, tally: counts });
  await press(tab, player, { events, random });
  await compare(on, tab, player);
  await tab.close();
  on.trees.delete(markOf(tab));
}

async function arrives(check: () => void): Promise<void> {
  for (let wait = 5, end = Date.now() + 20_000; ; wait = Math.min(200, wait * 2)) {
    try {
      return check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await pause(wait);
  }
}

/** Sends users into a storm, each with its chance; afterwards nothing may have gone wrong that is not the network's. */
async function storm(
  { apps, events, ...options }: { apps: Parameters<typeof chaosStage>[0]; events: number; mapper?: MapperOptions },
  user: (run: Run) => Promise<void>,
): Promise<void> {
  const on = await chaosStage(apps, {
    chaos: { seed: SEED, rates: 0.25, holdMs: 20 },
    limits: { ...RATE, heartbeatMs: 20_000 * PACE, outboxBytes: 8 * 1024 },
    ...options,
  });
  const counts = tally();
  const began = performance.now();
  const run = (i: number) => ({ on, counts, random: new Random(SEED * 1000 + i), visitor: new Visitor(on.url) });
  await Promise.all(Array.from({ length: TABS }, (_, i) => user(run(i)))).catch((error) => {
    error.message = `${on.proxy}\n${counts.errors.join("\n")}\n${error.message}`;
    throw error;
  });
  const seconds = (performance.now() - began) / 1000;
  const { errors, ...figures } = counts;
  console.log(`${on.proxy}\n${JSON.stringify(figures)} in ${seconds.toFixed(1)} s, ${Math.round(events / seconds)}/s`);
  expect(errors).toEqual([]);
  expect(counts.events).toBe(events);
  expect(on.proxy.missing).toEqual([]);
  expect(counts.resent).toBeGreaterThan(0);
  expect(counts.early).toBeGreaterThan(0);
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
  on.proxy.calm();
  await arrives(() => expect(on.runtime.streams).toBe(0));
}

/** A tab opens one document after the other, until all have sent so many events. */
function lives(events: number, player: () => Player): (run: Run) => Promise<void> {
  let left = events;
  return async (run) => {
    while (left > 0) {
      const life = Math.min(left, LIFE);
      left -= life;
      await live(run, player(), life);
    }
  };
}

/** Presses "Append", and knows what must have come of it; where others press too, of `all`. */
function appender(all?: () => number): Player {
  let presses = 0;
  return {
    path: "/ledger/",
    vain: new Set(),
    next: ({ copy }) => {
      presses++;
      return ["click", copy.address(byRole(copy, "button", "Append"))];
    },
    check: ({ copy }) => {
      const numbers = [...within(copy.document)].filter((e) => e.tagName === "li").map(textOf);
      expect(numbers).toEqual(Array.from({ length: all?.() ?? presses }, (_, i) => String(i + 1)));
    },
  };
}

/** Presses buttons of a board, those of rows that may be gone among them. */
function mover(): Player {
  let rows: Rows = EMPTY;
  let buttons: Map<Move, number> | undefined;
  let presses = 0;
  const vain = new Set<number>();
  return {
    path: "/board/",
    vain,
    next: ({ copy }, random) => {
      presses++;
      if (random.chance(0.1)) {
        const picks = [...within(copy.document)].filter((e) => e.tagName === "button" && textOf(e) === "Pick");
        vain.add(presses);
        // A target that was never there is as good as one that is gone.
        return ["click", picks.length > 0 ? copy.address(random.pick(picks)) : 1_000_000];
      }
      buttons ??= new Map(MOVES.map((move) => [move, copy.address(byRole(copy, "button", move))]));
      const move = random.chance(0.3) ? "add" : random.pick(MOVES);
      rows = play(rows, move);
      return ["click", buttons.get(move) as number];
    },
    check: ({ copy }) => {
      const found = [...within(copy.document)].filter((e) => e.tagName === "label").map((e) => textOf(e).trim());
      expect(found).toEqual(rows.rows.map(({ id }) => `Row ${id}`));
    },
  };
}

test(`${EVENTS} presses of "Append": the ledger is 1 to n`, { timeout: 0 }, async () => {
  await storm({ apps: { "/ledger/": Ledger }, events: EVENTS }, lives(EVENTS, appender));
});

test(`${EVENTS / 10} moves on a board: rows come, go and change places as the moves say`, { timeout: 0 }, async () => {
  await storm({ apps: { "/board/": Board }, events: EVENTS / 10 }, lives(EVENTS / 10, mover));
});

test("tabs of one session that look at one tree: each counts its own events, all show the same", async () => {
  const events = 60;
  const companions = 4;
  await storm(
    { apps: { "/ledger/": Ledger }, events: TABS * companions * events, mapper: { page: "session" } },
    async ({ on, counts, random, visitor }) => {
      const options = { visitor, path: "/ledger/", pace: PACE, tally: counts };
      // The first one brings the cookie.
      const tabs = [await Tab.open(options)];
      tabs.push(...(await Promise.all(Array.from({ length: companions - 1 }, () => Tab.open(options)))));
      const player = appender(() => events * companions);
      await Promise.all(tabs.map((tab) => press(tab, player, { events, random })));
      for (const tab of tabs) await compare(on, tab, player);
      await Promise.all(tabs.map((tab) => tab.close()));
    },
  );
});

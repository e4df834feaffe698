/**
 * Every page of the showcase as it looked when somebody last looked at it: on a phone by day, on a desktop by night.
 * The list at the side and the source beside a widget are left out: they change with every story.
 */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { FAMILIES } from "../../apps/showcase/stories/index.ts";
import { launchChromium, newPage } from "../support/chromium.ts";
import { differenceFromLook, isOfThisBrowser, picture } from "../support/looks.ts";
import { showcase } from "../support/showcase.tsx";

const VIEWS = [
  { width: 360, height: 740, colorScheme: "light" },
  { width: 1280, height: 800, colorScheme: "dark" },
] as const;

const isOther = !isOfThisBrowser((await launchChromium()).version());

const NOW = new Date("2026-03-14T09:26:53Z");

// Calendars show the day. Only the date stands still: timers go on.
beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW }));
afterAll(() => void vi.useRealTimers());

const families = FAMILIES.map(({ name, stories }) => [name, stories.map(({ path }) => path)] as const);

test.skipIf(isOther).each([["front", ["/"]], ...families] as const)(
  "%s",
  { timeout: 240_000 },
  async (_family, paths) => {
    const url = await showcase();
    const found: string[] = [];
    for (const { colorScheme, ...viewport } of VIEWS) {
      const page = await newPage({ viewport, colorScheme, reducedMotion: "reduce", bypassCSP: true });
      await page.clock.setFixedTime(NOW);
      for (const path of paths) {
        await page.goto(`${url}${path}`);
        const seen = await picture(page, path === "/" ? "x" : ".showcase > nav, .story > .source");
        const name = `${path === "/" ? "/front" : path}-${viewport.width}`.slice(1);
        const difference = differenceFromLook(name, seen);
        if (difference) found.push(difference);
      }
      await page.close();
    }
    expect(found).toEqual([]);
  },
);

import { mock } from "node:test";
import { SessileError } from "../core/errors.ts";
import { restAll } from "./test-server.ts";
import { turnOfTheLoop } from "./waits.ts";

/** A clock that goes only when it is told to. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: number;
  /**
   * Lets so many milliseconds pass. Timers go off in their order, and what each of them changes is rendered and
   * sent before the next one does.
   */
  advance(ms: number): Promise<void>;
  /** The clock goes by itself again. */
  release(): void;
}

type Timer = ReturnType<typeof setTimeout>;

/**
 * Stops the clock for all that runs in this process: `setTimeout`, `setInterval`, `Date` and `performance.now()`.
 * Timers set before stay as they were, so stop it before you visit. It is Node's own (`mock.timers` of `node:test`)
 * and works in any test framework; one that has stopped the clock itself (`vi.useFakeTimers()`) needs no other.
 *
 * @param now where it stands. Default: the present time
 * @example
 * const clock = stopClock("2026-01-01T12:00:00Z");
 * const page = await visit(Clock);
 * await clock.advance(3_000);
 * expect(page.getByRole("timer")).toHaveText("Ticks: 3");
 * clock.release();
 */
export function stopClock(now: Date | number | string = Date.now()): Clock {
  const start = new Date(now).getTime();
  if (Number.isNaN(start)) throw new SessileError("SES_OPTION", `the clock cannot stand at ${now}`);
  const began = performance.now();
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: start });
  const watch = mock.method(performance, "now", () => began + Date.now() - start);
  const stops = noteTimers();
  const tick = (to: number): void => mock.timers.tick(to - Date.now());
  return {
    get now() {
      return Date.now();
    },
    async advance(ms) {
      await restAll();
      const end = Date.now() + ms;
      for (let due = stops.next(); due <= end; due = stops.next()) {
        tick(due);
        stops.pass(due);
        // What the timer set is rendered, and so are the effects that set the next one.
        await turnOfTheLoop();
      }
      tick(end);
      await restAll();
    },
    release() {
      stops.forget();
      watch.mock.restore();
      mock.timers.reset();
    },
  };
}

/** Notes when timers are due: `mock.timers` goes to a time in one leap, past those that are set on the way. */
function noteTimers() {
  const stops = new Map<Timer, { due: number; readonly every: number }>();
  const { setTimeout: once, setInterval: again, clearTimeout: forgetOnce, clearInterval: forgetAgain } = globalThis;
  const note = (timer: Timer, ms: unknown, repeats: boolean): Timer => {
    const every = Math.max(1, Math.trunc(Number(ms)) || 0);
    stops.set(timer, { due: Date.now() + every, every: repeats ? every : 0 });
    return timer;
  };
  const noted = {
    setTimeout: (job: () => void, ms?: number, ...args: []) => note(once(job, ms, ...args), ms, false),
    setInterval: (job: () => void, ms?: number, ...args: []) => note(again(job, ms, ...args), ms, true),
    clearTimeout: (timer: Timer) => {
      stops.delete(timer);
      forgetOnce(timer);
    },
    clearInterval: (timer: Timer) => {
      stops.delete(timer);
      forgetAgain(timer);
    },
  };
  Object.assign(globalThis, noted);
  return {
    /** When the next one is due, or never. */
    next: (): number => Math.min(Number.POSITIVE_INFINITY, ...[...stops.values()].map(({ due }) => due)),
    pass(now: number): void {
      for (const [timer, stop] of stops) {
        if (stop.due > now) continue;
        if (stop.every > 0) stop.due += stop.every;
        else stops.delete(timer);
      }
    },
    forget(): void {
      Object.assign(globalThis, { setTimeout: once, setInterval: again });
      Object.assign(globalThis, { clearTimeout: forgetOnce, clearInterval: forgetAgain });
    },
  };
}

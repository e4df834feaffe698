import { useEffect, useRef, useState } from "preact/hooks";
import { useRefresh, useWork } from "sessile/ui";

/** A timer of a component, as `useTimer` gives it. */
export interface Timer {
  readonly isRunning: boolean;
  /** Goes on where it was paused. */
  start(): void;
  /** Keeps what is left to the next time. */
  pause(): void;
  /** Begins anew, whether or not it runs. */
  restart(): void;
}

/** How a timer runs. */
export interface TimerOptions {
  /** It runs once, and stops. Default: it repeats. */
  readonly once?: boolean | undefined;
  /** It runs from the start. Default true. */
  readonly autoStart?: boolean | undefined;
  /** Without script the page loads itself anew each so many seconds while it runs; 0: it does not. Default: as often as it ticks. */
  readonly refresh?: number | undefined;
}

/** Node's timers know no more, and fire at once instead. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Calls a function on the server, again and again or once, for as long as the component is there: with it the timer ends. What it changes
 * is pushed to the browser. One call at a time: while an async one is at work, ticks are left out. What one throws, now or later, is
 * shown and logged as a handler's failure, and the timer goes on.
 *
 * @param tick called with what the component knew at its latest render
 * @param ms milliseconds from one call to the next
 * @throws RangeError where `ms` is no number from 1 to 2147483647
 * @example
 * const timer = useTimer(() => setSeconds((n) => n + 1), 1000);
 * return <Button onClick={timer.isRunning ? timer.pause : timer.start}>{timer.isRunning ? "Pause" : "Go on"}</Button>;
 */
export function useTimer(tick: () => unknown, ms: number, options: TimerOptions = {}): Timer {
  const { once = false, autoStart = true, refresh = Math.ceil(ms / 1000) } = options;
  if (!(ms >= 1 && ms <= LONGEST_MS))
    throw new RangeError(`useTimer was given ${ms} milliseconds; expected 1 to ${LONGEST_MS}`);
  const [isRunning, setRunning] = useState(autoStart);
  const [turn, setTurn] = useState(0);
  const work = useWork();
  const latest = useRef(tick);
  latest.current = tick;
  /** What was left when it was paused. */
  const left = useRef<number | null>(null);
  const isPausing = useRef(false);

  useEffect(() => {
    if (!isRunning) return;
    let due = Date.now() + (left.current ?? ms);
    left.current = null;
    let isBusy = false;
    const call = async (): Promise<unknown> => latest.current();
    const run = (): void => {
      // First, for what the call throws must not end a timer that repeats. After a pause of the process nothing is made up for.
      due = Math.max(due + ms, Date.now());
      if (once) setRunning(false);
      else timer = setTimeout(run, due - Date.now());
      if (isBusy) return;
      isBusy = true;
      call()
        // Only what has failed is the page's to wait for: a tick that takes long must not hold up answers.
        .catch((error: unknown) => work(Promise.reject(error)))
        .finally(() => {
          isBusy = false;
        });
    };
    let timer = setTimeout(run, due - Date.now());
    return () => {
      clearTimeout(timer);
      left.current = isPausing.current ? Math.max(1, due - Date.now()) : null;
      isPausing.current = false;
    };
  }, [isRunning, turn, ms, once]);
  useRefresh(isRunning && refresh > 0 ? refresh : null);

  return {
    isRunning,
    start: () => setRunning(true),
    pause: () => {
      isPausing.current = isRunning;
      setRunning(false);
    },
    restart: () => {
      left.current = null;
      setRunning(true);
      setTurn(turn + 1);
    },
  };
}

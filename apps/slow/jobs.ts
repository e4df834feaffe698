// Jobs that take their time: what one is, how the list of them changes, and the work itself.
// The work knows nothing of a page: it reports progress, and stops when its signal says so.
import { setTimeout as delay } from "node:timers/promises";

export type State = "running" | "done" | "failed" | "cancelled";

export interface Job {
  readonly id: number;
  readonly state: State;
  /** From 0 to 1. */
  readonly progress: number;
  /** What to show of it, in words. */
  readonly note: string;
}

export type Action =
  | { type: "start"; id: number }
  | { type: "change"; id: number; change: Partial<Job> }
  | { type: "tidy" };

export function reduce(jobs: readonly Job[], action: Action): readonly Job[] {
  switch (action.type) {
    case "start":
      return [...jobs, { id: action.id, state: "running", progress: 0, note: "Running" }];
    case "change":
      return jobs.map((job) => (job.id === action.id ? { ...job, ...action.change } : job));
    case "tidy":
      return jobs.filter((job) => job.state === "running");
  }
}

/** All jobs in one line: `Busy: 2 running, 1 done`, `Idle: 1 done, 1 failed`, `Idle`. */
export function summary(jobs: readonly Job[]): string {
  const parts: string[] = [];
  for (const state of ["running", "done", "failed", "cancelled"] as const) {
    const count = jobs.filter((job) => job.state === state).length;
    if (count > 0) parts.push(`${count} ${state}`);
  }
  const busy = jobs.some((job) => job.state === "running") ? "Busy" : "Idle";
  return parts.length > 0 ? `${busy}: ${parts.join(", ")}` : busy;
}

const STEPS = 10;

interface Work {
  readonly ms: number;
  readonly fails: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: number) => void;
}

/**
 * Works for `ms` milliseconds in ten steps.
 * @returns how long it really took, in milliseconds
 * @throws Error at half way if it `fails`; AbortError when the signal says stop
 */
export async function work({ ms, fails, signal, onProgress }: Work): Promise<number> {
  const start = performance.now();
  for (let step = 1; step <= STEPS; step++) {
    await delay(ms / STEPS, undefined, { signal });
    if (fails && step === STEPS / 2) throw new Error("the disk is full");
    onProgress(step / STEPS);
  }
  return performance.now() - start;
}

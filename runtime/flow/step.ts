import type { ComponentChild } from "preact";
import { SessileError } from "../core/errors.ts";

/** How a step may end besides by its answer. */
export interface StepOptions {
  /** Aborted: the step goes, and what waits for it gets the signal's reason. `AbortSignal.timeout(60_000)` is a time limit. */
  readonly signal?: AbortSignal;
  /**
   * Going back in the browser leaves this step: what waits for it gets SES_FLOW_BACK ({@link isBack}). Without it, going
   * back is ignored. Only where steps stand in the browser's history, and not past a `commit()`.
   */
  readonly back?: boolean;
}

/** How a component that was asked gives its answer. */
export interface Answers<T> {
  /** Whoever asked goes on with this value. A second answer is none. */
  readonly answer: (value: T) => void;
  /** Whoever asked goes no further: it gets SES_FLOW_CANCELLED ({@link isCancelled}). */
  readonly cancel: () => void;
}

/** One question, as long as nobody has answered it. */
export class Step<T = unknown> implements Answers<T> {
  /** Unlike every other of its host: a step that comes back is another one. */
  readonly number: number;
  readonly view: ComponentChild;
  readonly back: boolean;
  readonly promise: Promise<T>;
  /** Answered, cancelled or ended. */
  over = false;
  /** Whether a person has been shown it. */
  isShown = false;
  readonly #onOver: (step: Step<T>) => void;
  #resolve!: (value: T) => void;
  #reject!: (error: unknown) => void;
  #release: (() => void) | null = null;
  #resume: (() => void) | null = null;

  constructor(view: ComponentChild, host: { number: number; onOver: (step: Step<T>) => void }, options: StepOptions) {
    this.view = view;
    this.number = host.number;
    this.back = options.back ?? false;
    this.#onOver = host.onOver;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // A step that nobody waits for any more may end without anybody being told.
    this.promise.catch(() => {});
    const { signal } = options;
    if (!signal) return;
    const abort = (): void => this.fail(signal.reason);
    signal.addEventListener("abort", abort);
    this.#release = () => signal.removeEventListener("abort", abort);
  }

  readonly answer = (value: T): void => {
    if (this.#end()) this.#resolve(value);
  };

  readonly cancel = (): void => this.fail(new SessileError("SES_FLOW_CANCELLED"));

  /** Whoever waits gets this error. */
  fail(error: unknown): void {
    if (this.#end()) this.#reject(error);
  }

  /** A person can see it: from now on it waits for nobody else. */
  shown(pause: () => () => void): void {
    this.isShown = true;
    if (!this.over) this.#resume ??= pause();
  }

  #end(): boolean {
    if (this.over) return false;
    this.over = true;
    this.#release?.();
    this.#resume?.();
    this.#onOver(this);
    return true;
  }
}

const hasCode = (error: unknown, code: string): boolean => error instanceof SessileError && error.code === code;

/**
 * Whether an exception says that a person cancelled a step.
 *
 * @example
 * const name = await ask("Your name").catch((error) => {
 *   if (isCancelled(error)) return "nobody";
 *   throw error;
 * });
 */
export function isCancelled(error: unknown): boolean {
  return hasCode(error, "SES_FLOW_CANCELLED");
}

/** Whether an exception says that a person left a step by going back in the browser. */
export function isBack(error: unknown): boolean {
  return hasCode(error, "SES_FLOW_BACK");
}

import type { ComponentChild } from "preact";
import { SessileError } from "../core/errors.ts";
import { Step, type StepOptions } from "./step.ts";

/** What steps need of the page they are shown on. */
export interface StepsHost {
  /** A handler asks, and nothing was asked before. */
  begun(): void;
  /** They are to be rendered anew. */
  changed(): void;
  /** Some are left off, for their place goes: what waited for them cleans up. */
  leftOff(): void;
}

/**
 * The steps one place of a page shows, in the order they were asked. They only ever go forward: what was answered is
 * over, its elements are gone, and nothing leads back to them but another question.
 */
export class Steps {
  /** What is shown: those that wait, and those answered whose successor is still being worked out. */
  shown: readonly Step[] = [];
  /** Whether what comes next follows from what a person did: a press that asks, an answer. */
  followed: boolean;
  readonly #host: StepsHost;
  #next = 1;
  /** The first step a person may go back to. */
  #barrier = 1;
  #controller: AbortController | null = null;
  #ended = false;
  #programs = 0;

  /** @param followed whether the first step follows from a press */
  constructor(host: StepsHost, followed: boolean) {
    this.#host = host;
    this.followed = followed;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#ended) this.#controller.abort(new SessileError("SES_FLOW_ENDED"));
    return this.#controller.signal;
  }

  /** The one asked last that is not over. */
  get present(): Step | undefined {
    return this.shown.findLast((step) => !step.over);
  }

  ask<T>(view: ComponentChild, options: StepOptions = {}): Promise<T> {
    if (this.#ended) return Promise.reject(new SessileError("SES_FLOW_ENDED"));
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    const host = { number: this.#next++, onOver: (over: Step<T>) => this.#over(over as Step) };
    const step = new Step<T>(view, host, options);
    if (this.shown.length === 0) this.#host.begun();
    this.shown = [...this.shown.filter((other) => !other.over), step as Step];
    this.#host.changed();
    return step.promise;
  }

  #over(step: Step): void {
    // While a program works out its next step, the one just answered stays in sight, out of reach.
    if (this.#programs === 0) this.shown = this.shown.filter((other) => other !== step);
    this.followed = !this.#ended;
    this.#host.changed();
  }

  /** What was asked so far is not gone back to. */
  readonly commit = (): void => {
    this.#barrier = this.#next;
  };

  /**
   * A person went back in the browser to where step `to` was shown.
   *
   * @returns whether the present step was left by that
   */
  goBack(to: number): boolean {
    const { present } = this;
    if (!present?.back || !(to >= this.#barrier && to < present.number)) return false;
    present.fail(new SessileError("SES_FLOW_BACK"));
    return true;
  }

  /** Runs a program whose steps these are; once it is over nothing of it is left. */
  async run<T>(program: () => Promise<T>): Promise<T> {
    this.#programs++;
    this.commit();
    try {
      return await program();
    } finally {
      if (--this.#programs === 0) this.#clear();
    }
  }

  /** The place is there (again). */
  begin(): void {
    if (!this.#ended) return;
    this.#ended = false;
    this.#controller = null;
  }

  /** The place goes. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#programs > 0 || this.present) this.#host.leftOff();
    this.#clear();
  }

  /** Whoever waits is told that nobody will answer; the next to be run gets a signal of its own. */
  #clear(): void {
    const error = new SessileError("SES_FLOW_ENDED");
    const steps = this.shown;
    this.shown = [];
    for (const step of steps) step.fail(error);
    this.#controller?.abort(error);
    if (!this.#ended) this.#controller = null;
    this.shown = [];
    this.#host.changed();
  }
}

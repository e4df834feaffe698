import type { ComponentChild, ComponentType, VNode } from "preact";
import type { FormFields } from "./fields.ts";
import type { Answers, StepOptions } from "./step.ts";

/** What a question is told besides its text. */
export interface AskOptions<T> extends StepOptions {
  /** The input's `type`. With `number` the answer is one. Default `text`. */
  readonly type?: "text" | "email" | "tel" | "url" | "password" | "search" | "number";
  /** What stands in the field at first. */
  readonly initial?: T;
  /** The button's text. Default `Continue`. */
  readonly button?: string;
  /** Says what is wrong with an answer, or nothing: then it is taken. Without it, an answer must not be empty. */
  readonly check?: (value: T) => string | false | null | undefined;
}

export interface ConfirmOptions extends StepOptions {
  /** Text of the button that answers true. Default `Yes`. */
  readonly yes?: string;
  /** Text of the button that answers false. Default `No`. */
  readonly no?: string;
}

export interface ChooseOptions<T> extends StepOptions {
  /** A choice's text. Default: the choice as a string. */
  readonly label?: (choice: T) => string;
}

export interface TellOptions extends StepOptions {
  /** The button's text. Default `Continue`. */
  readonly button?: string;
}

/**
 * Asks people, one step after the other. Each function shows something in this flow's place and promises what comes back. They
 * reject with SES_FLOW_CANCELLED when the step is cancelled, with SES_FLOW_ENDED when the place is gone: neither is shown as an error.
 */
export interface FlowHandle {
  /**
   * A line of text, or a number.
   *
   * @example
   * const name = await ask("Your name");
   * const age = await ask("Your age", { type: "number", check: (age) => age < 0 && "Not below zero, please." });
   */
  ask(question: string, options: AskOptions<number> & { readonly type: "number" }): Promise<number>;
  ask(question: string, options?: AskOptions<string>): Promise<string>;
  /**
   * Any view. A component in it answers by {@link useAnswer}; a `<form>` without `onSubmit` answers with its fields.
   *
   * @example
   * const day = await ask<Date>(<Calendar />);
   * const { street, town } = await ask<{ street: string; town: string }>(<form>…</form>);
   */
  ask<T = FormFields>(view: VNode, options?: StepOptions): Promise<T>;
  /** Yes or no. */
  confirm(question: ComponentChild, options?: ConfirmOptions): Promise<boolean>;
  /** One of several, a button each. */
  choose<const T>(question: ComponentChild, choices: readonly T[], options?: ChooseOptions<T>): Promise<T>;
  /** Shows something until it was seen. */
  tell(message: ComponentChild, options?: TellOptions): Promise<void>;
  /**
   * A component that gets `answer` and `cancel` as props; the result has the type of what it answers.
   *
   * @example
   * const total = await call(Basket, { customer });
   */
  call<T>(component: ComponentType<Answers<T>>): Promise<T>;
  call<T, P extends object>(
    component: ComponentType<P & Answers<T>>,
    props: Omit<P, keyof Answers<T>>,
    options?: StepOptions,
  ): Promise<T>;
  /** What was asked so far is done: going back does not lead before this. */
  commit(): void;
  /** Aborts when the program is over, however it ends, or its place is gone. */
  readonly signal: AbortSignal;
}

/** A sequence of steps. What it returns is shown when it is over. */
export type Program = (flow: FlowHandle) => Promise<ComponentChild> | Promise<void>;

import type { ComponentType, VNode } from "preact";
import { SessileError } from "../core/errors.ts";
import type { AskOptions, ChooseOptions, ConfirmOptions, FlowHandle, TellOptions } from "./handle.ts";
import type { Answers, StepOptions } from "./step.ts";
import type { Steps } from "./steps.ts";
import { Choice, Confirmation, FormStep, Message, Question, useAnswer } from "./views.tsx";

/** The functions that ask, free to be taken apart. */
export function askingBy(steps: Steps): FlowHandle {
  const ask = (what: string | VNode, options: AskOptions<string | number> | StepOptions = {}): Promise<unknown> => {
    if (typeof what === "string") return steps.ask(<Question question={what} options={options} />, options);
    return steps.ask(what.type === "form" ? <FormStep form={what as VNode<object>} /> : what, options);
  };
  const call = (component: ComponentType<Answers<unknown>>, props: object = {}, options: StepOptions = {}) =>
    steps.ask(<Called component={component} props={props} />, options);
  return {
    // What a view answers is what its caller says it does.
    ask: ask as FlowHandle["ask"],
    call: call as FlowHandle["call"],
    confirm: (question, options: ConfirmOptions = {}) =>
      steps.ask<boolean>(<Confirmation question={question} options={options} />, options),
    choose: async <T,>(question: VNode["props"]["children"], choices: readonly T[], options: ChooseOptions<T> = {}) => {
      if (choices.length === 0)
        throw new SessileError("SES_OPTION", "choose() was given no choices, expected one or more");
      const labels = choices.map(options.label ?? String);
      // A button answers by its place, so it is one of the choices that comes back.
      return choices[await steps.ask<number>(<Choice question={question} labels={labels} />, options)] as T;
    },
    tell: (message, options: TellOptions = {}) =>
      steps.ask<void>(<Message message={message} button={options.button ?? "Continue"} />, options),
    commit: steps.commit,
    get signal() {
      return steps.signal;
    },
  };
}

/** A component that answers by its props. */
function Called({ component: View, props }: { component: ComponentType<Answers<unknown>>; props: object }): VNode {
  const { answer, cancel } = useAnswer<unknown>();
  return <View {...props} answer={answer} cancel={cancel} />;
}

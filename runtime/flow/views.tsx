import { type ComponentChild, cloneElement, createContext, type VNode } from "preact";
import { useContext, useId, useState } from "preact/hooks";
import { SessileError } from "../core/errors.ts";
import type { FormElement } from "../dom/controls/index.ts";
import type { ServerEvent } from "../dom/events.ts";
import { prevent } from "../dom/marks.ts";
import { fieldsOf } from "./fields.ts";
import type { AskOptions, ConfirmOptions } from "./handle.ts";
import type { Answers, Step } from "./step.ts";

/** The step a component stands in. */
export const StepContext = createContext<Step | null>(null);

/**
 * How a component that was asked answers. What was asked last is nearest.
 *
 * @throws SessileError SES_FLOW_NO_STEP outside a step
 * @example
 * function Rating() {
 *   const { answer, cancel } = useAnswer<number>();
 *   return <p><button onClick={() => answer(5)}>Good</button> <button onClick={cancel}>No idea</button></p>;
 * }
 * const rating = await ask<number>(<Rating />);
 */
export function useAnswer<T>(): Answers<T> {
  const step = useContext(StepContext);
  if (!step) throw new SessileError("SES_FLOW_NO_STEP");
  // What is answered is what `ask<T>` says: a view has no type of its own.
  return step as unknown as Answers<T>;
}

const EMPTY = "Please fill this in.";
const NO_NUMBER = "A number, please.";

export function Question({ question, options }: { question: string; options: AskOptions<string | number> }): VNode {
  const { type = "text", initial = "", button = "Continue", check } = options;
  const { answer } = useAnswer<string | number>();
  const [text, setText] = useState(String(initial));
  const [problem, setProblem] = useState("");
  const id = useId();
  const submit = (): void => {
    const entered = type === "password" ? text : text.trim();
    const value = type === "number" ? Number(entered) : entered;
    const nothing = entered === "" || Number.isNaN(value);
    const wrong = type === "number" && nothing ? NO_NUMBER : check ? check(value) || "" : nothing ? EMPTY : "";
    if (wrong) setProblem(wrong);
    else answer(value);
  };
  // Preact's types know each type of input by itself, and none that is one of several.
  const kind = (type === "number" ? { type, step: "any" } : { type }) as { type: "text" };
  return (
    <form noValidate onSubmit={prevent(submit)}>
      <div class="field">
        <label for={id}>{question}</label>
        <input
          id={id}
          // A page that was lost is refilled by name: this answer belongs to this question alone.
          name={`answer: ${question}`}
          {...kind}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
        />
        {problem && (
          <p class="error" role="alert" id={`${id}-problem`}>
            {problem}
          </p>
        )}
      </div>
      <button type="submit" class="primary">
        {button}
      </button>
    </form>
  );
}

export function Confirmation({ question, options }: { question: ComponentChild; options: ConfirmOptions }): VNode {
  const { yes = "Yes", no = "No" } = options;
  const { answer } = useAnswer<boolean>();
  return (
    <fieldset>
      <legend>{question}</legend>
      <div class="row tight">
        <button type="button" class="primary" onClick={() => answer(true)}>
          {yes}
        </button>{" "}
        <button type="button" onClick={() => answer(false)}>
          {no}
        </button>
      </div>
    </fieldset>
  );
}

export function Choice({ question, labels }: { question: ComponentChild; labels: readonly string[] }): VNode {
  const { answer } = useAnswer<number>();
  return (
    <fieldset>
      <legend>{question}</legend>
      <div class="row tight">
        {labels.map((label, index) => [
          <button key={index} type="button" onClick={() => answer(index)}>
            {label}
          </button>,
          " ",
        ])}
      </div>
    </fieldset>
  );
}

export function Message({ message, button }: { message: ComponentChild; button: string }): VNode {
  const { answer } = useAnswer<void>();
  return (
    <section>
      {typeof message === "string" ? <p>{message}</p> : message}
      <button type="button" class="primary" onClick={() => answer()}>
        {button}
      </button>
    </section>
  );
}

/** A form that has nobody to submit to answers with its fields. */
export function FormStep({ form }: { form: VNode<{ onSubmit?: unknown }> }): VNode {
  const { answer } = useAnswer<unknown>();
  if (form.props.onSubmit) return form;
  const submit = (event: ServerEvent): void =>
    answer(fieldsOf(event.currentTarget as unknown as FormElement, event.submitter));
  return cloneElement(form, { onSubmit: prevent(submit) });
}

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Answers, prevent } from "sessile/ui";
import { Button } from "../buttons/button.tsx";
import { TextBox, type TextBoxProps } from "../fields/text-box.tsx";
import { DialogBox } from "./dialog-box.tsx";

/** What every dialog that is awaited is told besides its text. */
export interface AskedOptions {
  /** What there is to say besides. */
  readonly details?: ComponentChildren;
  /** What stands on the button that says yes. Default `OK`. */
  readonly ok?: string | undefined;
  /** Aborted: the dialog goes, and who waits for it gets the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface ConfirmBoxOptions extends AskedOptions {
  /** What stands on the button that says no. Default `Cancel`. */
  readonly cancel?: string | undefined;
  /** Yes cannot be taken back: the focus is on no. */
  readonly danger?: boolean | undefined;
}

export interface PromptBoxOptions extends AskedOptions {
  readonly cancel?: string | undefined;
  /** What stands in the field at first. */
  readonly initial?: string | undefined;
  /** Says what is wrong with an answer, or nothing: then it is taken. */
  readonly check?: ((text: string) => string | false | null | undefined) | undefined;
  /** Of the field: `placeholder`, `maxLength`, `autocomplete` and the like. */
  readonly field?: Omit<TextBoxProps, "value" | "defaultValue" | "onChange" | "label"> | undefined;
}

interface Asked<Options, Answer> extends Answers<Answer> {
  readonly message: ComponentChildren;
  readonly options: Options;
}

/**
 * There is a button for each answer, so none that closes. Escape is an answer too: it is the server that closes the dialog then, for the
 * focus can only go back once what is beneath takes it again.
 */
const shown = (dismiss: () => void) =>
  ({
    value: true,
    closable: false,
    closedby: "closerequest",
    class: "asked",
    onCancel: prevent(dismiss),
    onChange: dismiss,
  }) as const;

export function AlertBox({ message, options: { details, ok = "OK" }, answer }: Asked<AskedOptions, void>) {
  const done = (): void => answer();
  return (
    <DialogBox {...shown(done)} role="alertdialog" caption={message}>
      {details !== undefined && <div>{details}</div>}
      <div class="row tight">
        <Button kind="primary" onClick={done}>
          {ok}
        </Button>
      </div>
    </DialogBox>
  );
}

export function ConfirmBox({ message, options, answer }: Asked<ConfirmBoxOptions, boolean>) {
  const { details, ok = "OK", cancel = "Cancel", danger = false } = options;
  const yes = (
    <Button key="yes" kind={danger ? "danger" : "primary"} onClick={() => answer(true)}>
      {ok}
    </Button>
  );
  const no = (
    <Button key="no" onClick={() => answer(false)}>
      {cancel}
    </Button>
  );
  return (
    <DialogBox {...shown(() => answer(false))} role="alertdialog" caption={message}>
      {details !== undefined && <div>{details}</div>}
      {/* The first one gets the focus. */}
      <div class="row tight">{danger ? [no, " ", yes] : [yes, " ", no]}</div>
    </DialogBox>
  );
}

export function PromptBox({ message, options, answer }: Asked<PromptBoxOptions, string | null>) {
  const { details, ok = "OK", cancel = "Cancel", initial = "", check, field } = options;
  const [text, setText] = useState(initial);
  const [error, setError] = useState("");
  const submit = (): void => {
    const wrong = check?.(text);
    if (wrong) setError(wrong);
    else answer(text);
  };
  return (
    <DialogBox {...shown(() => answer(null))} caption={message}>
      {details !== undefined && <div>{details}</div>}
      <form noValidate onSubmit={prevent(submit)}>
        <TextBox {...field} aria-label={String(message)} value={text} onChange={setText} error={error} />
        <div class="row tight">
          <Button type="submit" kind="primary">
            {ok}
          </Button>{" "}
          <Button onClick={() => answer(null)}>{cancel}</Button>
        </div>
      </form>
    </DialogBox>
  );
}

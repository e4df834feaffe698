import { type ComponentChildren, createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import { useFlow } from "sessile/ui";
import type { Containing } from "../core/props.ts";
import {
  AlertBox,
  type AskedOptions,
  ConfirmBox,
  type ConfirmBoxOptions,
  PromptBox,
  type PromptBoxOptions,
} from "./asked.tsx";

/** Dialogs to be awaited. What they reject with when the page goes, SES_FLOW_ENDED, is no error: `finally` cleans up. */
export interface DialogFunctions {
  /**
   * Tells something, until it was seen.
   *
   * @example
   * await alert("The printer is out of paper.");
   */
  alert(message: ComponentChildren, options?: AskedOptions): Promise<void>;
  /**
   * Yes or no; Escape is no.
   *
   * @example
   * if (await confirm("Delete 3 letters?", { ok: "Delete", danger: true })) remove();
   */
  confirm(message: ComponentChildren, options?: ConfirmBoxOptions): Promise<boolean>;
  /**
   * A line of text; null where it was cancelled.
   *
   * @example
   * const name = await prompt("Name of the folder", { initial: "Drafts" });
   */
  prompt(message: string, options?: PromptBoxOptions): Promise<string | null>;
}

const Asking = createContext<DialogFunctions | null>(null);

/**
 * The functions that ask, in any component within `Dialogs`. They may be called in any handler, one after the other, and from
 * within a dialog: then that one waits beneath.
 *
 * @example
 * const { confirm } = useDialogs();
 * const remove = async () => {
 *   if (await confirm("Delete?")) setItems([]);
 * };
 */
export function useDialogs(): DialogFunctions {
  const asking = useContext(Asking);
  if (!asking) throw new Error("useDialogs() outside any <Dialogs>; expected one around the app");
  return asking;
}

/**
 * Stands around the app, and shows what is asked by `useDialogs`. While a dialog is open, nothing else on the page takes a press:
 * not without script either, and not the second press of a double click.
 *
 * @example
 * <Dialogs><Inbox /></Dialogs>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/alertdialog/
 */
export function Dialogs({ children }: Containing) {
  const { call, view } = useFlow();
  const functions = useMemo<DialogFunctions>(() => {
    // The flow's functions stay the same ones as long as it is there.
    const over = (signal?: AbortSignal) => (signal ? { signal } : {});
    return {
      alert: (message, options = {}) => call(AlertBox, { message, options }, over(options.signal)),
      confirm: (message, options = {}) => call(ConfirmBox, { message, options }, over(options.signal)),
      prompt: (message, options = {}) => call(PromptBox, { message, options }, over(options.signal)),
    };
  }, []);
  return (
    <Asking.Provider value={functions}>
      <div style="display:contents" inert={view !== null}>
        {children}
      </div>
      {view}
    </Asking.Provider>
  );
}

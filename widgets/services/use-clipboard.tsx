import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { useCopy } from "sessile/ui";

/** The clipboard, as `useClipboard` gives it. */
export interface ClipboardHandle {
  /** Puts a text on it. In the handler of a press: browsers permit it for a moment after one. */
  copy(text: string): void;
  /** The text that was copied last, or null. */
  readonly copied: string | null;
  /** To be shown somewhere: without script the text that was to be copied, to be selected by one press. With script nothing is seen. */
  readonly byHand: ComponentChildren;
}

/**
 * Copies texts to the user's clipboard. Browsers permit that on secure origins alone (`https:`, `localhost`).
 *
 * @param label what is said above the text, without script
 * @example
 * const { copy, copied, byHand } = useClipboard();
 * return <><Button onClick={() => copy(code)}>{copied === code ? "Copied" : "Copy"}</Button>{byHand}</>;
 */
export function useClipboard(label = "Select this, and copy it"): ClipboardHandle {
  const send = useCopy();
  const id = useId();
  const [copied, setCopied] = useState<string | null>(null);
  return {
    copied,
    copy(text) {
      setCopied(text);
      send(text);
    },
    byHand: copied !== null && (
      <div class="by-hand no-script">
        <label for={id}>{label}</label>{" "}
        {copied.includes("\n") ? (
          // biome-ignore lint/a11y/noAutofocus: it is what the press was for.
          <textarea id={id} readOnly autoFocus value={copied} />
        ) : (
          // biome-ignore lint/a11y/noAutofocus: it is what the press was for.
          <input id={id} readOnly autoFocus value={copied} />
        )}
      </div>
    ),
  };
}

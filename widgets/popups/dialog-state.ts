import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useValue, type Valued } from "../core/controlled.ts";

/** A dialog that the server opens, and people close. */
export interface DialogState {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => unknown;
  readonly ref: RefObject<HTMLDialogElement | null>;
  /** The browser has closed it: by Escape, a press beside it, a button of its own. */
  readonly onClose: () => unknown;
}

/**
 * Keeps `<dialog>` as the state has it, whoever holds that. If the parent does not take over that it was closed, it opens again.
 *
 * @param modal whether nothing else can be used while it is open
 */
export function useDialogState(valued: Valued<boolean>, modal: boolean): DialogState {
  const ref = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useValue(valued, false);
  useLayoutEffect(() => {
    const dialog = ref.current;
    // What the server's element says is what the browser has told last.
    if (!dialog || dialog.open === open) return;
    if (!open) dialog.close();
    else if (modal) dialog.showModal();
    else dialog.show();
  });
  return { open, setOpen, ref, onClose: () => setOpen(false) };
}

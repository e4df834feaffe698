import { useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { useValue, type Valued } from "./controlled.ts";

/** Whether `<details>` is open, whoever holds that. */
export interface Openable {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => unknown;
  /** For the element. */
  readonly details: {
    readonly ref: { current: HTMLDetailsElement | null };
    readonly open: boolean;
    readonly onToggle: ((event: Event) => unknown) | undefined;
  };
}

/**
 * The browser opens and closes `<details>` at once and by itself; the server is told where somebody wants to know. If the
 * parent holds the state and does not take the change over, the element goes back to what the parent says.
 *
 * @param isHeard whether the server is to be told: without it no event travels
 */
export function useOpen(valued: Valued<boolean>, isHeard: boolean): Openable {
  const ref = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useValue(valued, false);
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    // The element's state is its user's too: Preact, which compares props with props, does not see that it differs.
    if (isHeard && ref.current && ref.current.open !== open) ref.current.open = open;
  });
  const onToggle = (event: Event): unknown => {
    const now = (event.currentTarget as HTMLDetailsElement).open;
    if (now === open) return undefined;
    renderAgain(0);
    return setOpen(now);
  };
  return { open, setOpen, details: { ref, open, onToggle: isHeard ? onToggle : undefined } };
}

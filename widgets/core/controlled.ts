import { useState } from "preact/hooks";

/** What a widget with a value takes: held by the parent (`value`), or by the widget itself (`defaultValue`). */
export interface Valued<T> {
  /** The value, where the parent holds it: what is not taken over in `onChange` does not change. */
  readonly value?: T | undefined;
  /** The first value, where the widget holds it. */
  readonly defaultValue?: T | undefined;
  /** Called with what the user has made of it. May be async, as any handler. */
  readonly onChange?: ((value: T) => unknown) | undefined;
}

/**
 * The value of a widget, whoever holds it.
 *
 * @param initial where neither `value` nor `defaultValue` is given
 * @returns the value, and a function that changes it and tells the parent: an event's handler returns what it returns, so that the
 *   parent's promise is waited for, and its failure known
 */
export function useValue<T>({ value, defaultValue, onChange }: Valued<T>, initial: T): [T, (next: T) => unknown] {
  const [own, setOwn] = useState<T>(defaultValue ?? initial);
  const [, again] = useState(0);
  const change = (next: T): unknown => {
    // The user has changed the control itself: rendered anew it shows what the parent holds, even where that is what it was.
    if (value !== undefined) again((n) => n + 1);
    // Of two changes in one turn the second one starts from what the first has left, as a parent's own state does.
    if (value === undefined) setOwn(() => next);
    return onChange?.(next);
  };
  return [value === undefined ? own : value, change];
}

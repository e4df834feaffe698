import type { Ref } from "preact";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link Label}. */
export interface LabelProps extends PassedOn<"label", "wrap">, Containing {
  /** Where the text stands, in the direction of reading. */
  readonly align?: "start" | "center" | "end" | undefined;
  /** `false`: on one line, and cut off with an ellipsis where it does not fit. */
  readonly wrap?: boolean | undefined;
  readonly ref?: Ref<HTMLElement> | undefined;
}

/**
 * A short text. With `for` it names the control of that id, and a press on it goes there.
 *
 * @example
 * <Label for="berth">Berth</Label>
 * <input id="berth" />
 */
export function Label({ align, wrap = true, class: given, className, ref, ...rest }: LabelProps) {
  const all = { ...rest, class: classes("label", align, !wrap && "one-line", given, className) };
  if (rest.for === undefined && rest.htmlFor === undefined)
    return <span {...(all as PassedOn<"span">)} ref={(ref as Ref<HTMLSpanElement>) ?? null} />;
  // biome-ignore lint/a11y/noLabelWithoutControl: its `for` names the control.
  return <label {...all} ref={(ref as Ref<HTMLLabelElement>) ?? null} />;
}

import type { Ref } from "preact";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link Button}. */
export interface ButtonProps extends PassedOn<"button">, Containing {
  /** What it is in its place: the one that leads on, one that destroys, one among others. Default `normal`. */
  readonly kind?: "normal" | "primary" | "danger" | "quiet" | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/**
 * A button. It submits nothing unless its `type` says so.
 *
 * @example
 * <Button kind="primary" onClick={save}>Save</Button>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/button/
 */
export function Button({ kind = "normal", class: given, className, type = "button", ref, ...rest }: ButtonProps) {
  return (
    <button {...rest} ref={ref ?? null} type={type} class={classes(kind !== "normal" && kind, given, className)} />
  );
}

import type { Ref } from "preact";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link SimplePanel}. */
export interface SimplePanelProps extends PassedOn<"div">, Containing {
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

/**
 * A frame around one thing, on the colour of a card.
 *
 * @example
 * <SimplePanel>{order ? <Receipt order={order} /> : <p>No order yet.</p>}</SimplePanel>
 */
export function SimplePanel({ class: given, className, ref, ...rest }: SimplePanelProps) {
  return <div {...rest} ref={ref ?? null} class={classes("simple-panel", given, className)} />;
}

import type { ComponentChildren, Ref } from "preact";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link CaptionPanel}. `disabled` disables every control in it. */
export interface CaptionPanelProps extends PassedOn<"fieldset">, Containing {
  /** What stands in the frame's upper edge, and names the group. */
  readonly caption: ComponentChildren;
  readonly ref?: Ref<HTMLFieldSetElement> | undefined;
}

/**
 * A frame with a caption in its edge. Screen readers say the caption with what is inside: it is HTML's own fieldset.
 *
 * @example
 * <CaptionPanel caption="Delivery"><TextBox label="Street" /><TextBox label="Town" /></CaptionPanel>
 * @see https://www.w3.org/WAI/tutorials/forms/grouping/
 */
export function CaptionPanel({ caption, children, class: given, className, ref, ...rest }: CaptionPanelProps) {
  return (
    <fieldset {...rest} ref={ref ?? null} class={classes("caption-panel", given, className)}>
      <legend>{caption}</legend>
      {children}
    </fieldset>
  );
}

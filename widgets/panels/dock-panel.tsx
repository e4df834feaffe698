import type { ComponentChildren, Ref } from "preact";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link DockPanel}. */
export interface DockPanelProps extends PassedOn<"div">, Containing {
  /** At the upper edge, over the whole width. */
  readonly north?: ComponentChildren;
  /** At the side where lines begin: from right to left that is the right one. */
  readonly west?: ComponentChildren;
  /** At the other side. */
  readonly east?: ComponentChildren;
  /** At the lower edge, over the whole width. */
  readonly south?: ComponentChildren;
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

/**
 * Things at its four edges, and in the middle its children, with the room that is left. Where it is too narrow for what
 * stands side by side, that stands one below the other, in the order in which it is read.
 *
 * @example
 * <DockPanel north={<h1>Mail</h1>} west={<Folders />} south={<p>3 unread</p>}><Messages /></DockPanel>
 */
export function DockPanel({
  north,
  west,
  east,
  south,
  children,
  class: given,
  className,
  ref,
  ...rest
}: DockPanelProps) {
  return (
    <div {...rest} ref={ref ?? null} class={classes("dock-panel", given, className)}>
      {north && <div class="north">{north}</div>}
      <div class="middle">
        {west && <div class="west">{west}</div>}
        <div class="center">{children}</div>
        {east && <div class="east">{east}</div>}
      </div>
      {south && <div class="south">{south}</div>}
    </div>
  );
}

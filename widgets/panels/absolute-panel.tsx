import type { Ref } from "preact";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link AbsolutePanel}. */
export interface AbsolutePanelProps extends PassedOn<"div">, Containing {
  /** Pixels, or any CSS length. Default: as wide as there is room. */
  readonly width?: number | string | undefined;
  /** Pixels, or any CSS length: what stands at a place of its own does not make the panel higher. */
  readonly height: number | string;
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

/**
 * A surface on which each child stands where a {@link Placed} says. What does not fit is scrolled to.
 *
 * @example
 * <AbsolutePanel height={200}><Placed left={20} top={40}><Button>Here</Button></Placed></AbsolutePanel>
 */
export function AbsolutePanel({ width, height, style, class: given, className, ref, ...rest }: AbsolutePanelProps) {
  return (
    <div
      {...rest}
      ref={ref ?? null}
      class={classes("absolute-panel", given, className)}
      style={{ ...(width !== undefined && { inlineSize: width }), blockSize: height, ...style }}
    />
  );
}

/** Props of {@link Placed}. */
export interface PlacedProps extends PassedOn<"div">, Containing {
  /** From the side where lines begin: pixels, or any CSS length. From right to left that is the right one. */
  readonly left: number | string;
  /** From the upper edge. */
  readonly top: number | string;
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

/** A child's place in an {@link AbsolutePanel}. */
export function Placed({ left, top, style, class: given, className, ref, ...rest }: PlacedProps) {
  return (
    <div
      {...rest}
      ref={ref ?? null}
      class={classes("placed", given, className)}
      style={{ insetInlineStart: left, insetBlockStart: top, ...style }}
    />
  );
}

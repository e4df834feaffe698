import type { ComponentChildren, CSSProperties, Ref } from "preact";
import { throttle } from "sessile/ui";
import { useValue, type Valued } from "../core/controlled.ts";
import { classes, type PassedOn } from "../core/props.ts";

/** Props of {@link SplitPanel}; its value is the first part's share in percent. */
export interface SplitPanelProps extends PassedOn<"div", "onChange" | "label">, Valued<number> {
  /** What the handle changes, for those who do not see it: "Width of the list". */
  readonly label: string;
  /** `horizontal`: side by side. `vertical`: one above the other. Default `horizontal`. */
  readonly orientation?: "horizontal" | "vertical" | undefined;
  /** The least share of the first part. Default 10. */
  readonly min?: number | undefined;
  /** Its largest share. Default 90. */
  readonly max?: number | undefined;
  /** By how much an arrow key moves the handle. Default 1. */
  readonly step?: number | undefined;
  /** The whole height: pixels, or any CSS length. */
  readonly height?: number | string | undefined;
  /** The two parts. */
  readonly children: readonly [ComponentChildren, ComponentChildren];
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

/** Milliseconds between two events while the handle is dragged. */
const PACE_MS = 60;

/**
 * Two parts, and between them a handle that gives one of them more room.
 *
 * The handle is the thumb of HTML's own slider: it is dragged by mouse and finger, moved by arrow, page, Home and End
 * keys, and posted without script. Browsers that have scroll-driven animations let the parts follow it without a round
 * trip; in others they follow what the server says.
 *
 * @example
 * <SplitPanel label="Width of the list" defaultValue={30} height={320}><List /><Preview /></SplitPanel>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/
 */
export function SplitPanel({
  label,
  orientation = "horizontal",
  min = 10,
  max = 90,
  step = 1,
  value,
  defaultValue,
  onChange,
  height,
  children,
  style,
  class: given,
  className,
  ref,
  ...rest
}: SplitPanelProps) {
  const [split, setSplit] = useValue({ value, defaultValue, onChange }, 50);
  const share = Math.min(Math.max(split, min), max);
  const own: CSSProperties & Record<`--${string}`, number> = { "--split": share, "--min": min, "--max": max };
  if (height !== undefined) own.blockSize = height;
  const [first, second] = children;
  return (
    <div
      {...rest}
      ref={ref ?? null}
      class={classes("split-panel", orientation === "vertical" && "vertical", given, className)}
      style={{ ...own, ...style }}
    >
      <div>{first}</div>
      <input
        type="range"
        aria-label={label}
        aria-orientation={orientation}
        min={min}
        max={max}
        step={step}
        value={share}
        onInput={throttle(PACE_MS, (event: InputEvent) =>
          setSplit(Number((event.currentTarget as HTMLInputElement).value)),
        )}
      />
      <div>{second}</div>
    </div>
  );
}

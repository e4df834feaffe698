import type { RefObject } from "preact";
import { useImperativeHandle, useRef } from "preact/hooks";
import { throttle } from "sessile/ui";
import { type Containing, classes, type Handled, type PassedOn } from "../core/props.ts";

/** What a {@link ScrollPanel}'s `ref` has. */
export interface ScrollPanelHandle {
  /** Scrolls as little as is needed for this child to be seen. */
  ensureVisible(child: Element | RefObject<Element | null> | null): void;
  /** Scrolls so far, in pixels from the upper edge and from the left one. */
  scrollTo(top: number, left?: number): void;
  scrollToTop(): void;
  scrollToBottom(): void;
  focus(): void;
}

/** How far it is scrolled, in pixels from the upper edge and from the left one. */
export interface ScrollPosition {
  readonly top: number;
  readonly left: number;
}

/** Props of {@link ScrollPanel}. */
export interface ScrollPanelProps
  extends PassedOn<"div", "label" | "onScroll">,
    Containing,
    Handled<ScrollPanelHandle> {
  /** What is scrolled, for those who do not see it. */
  readonly label: string;
  /** At most so wide: pixels, or any CSS length. */
  readonly width?: number | string | undefined;
  /** At most so high. */
  readonly height?: number | string | undefined;
  /** Hears where it is, ten times a second at most. */
  readonly onScroll?: ((position: ScrollPosition) => unknown) | undefined;
}

/** Milliseconds between two events while it is scrolled. */
const PACE_MS = 100;

/** The browser tells it with the event: the server's element has no layout. */
function positionIn(event: Event): ScrollPosition {
  const { scrollTop = 0, scrollLeft = 0 } = event as Event & { scrollTop?: number; scrollLeft?: number };
  return { top: scrollTop, left: scrollLeft };
}

/** Further down than anything reaches: browsers stop at the end. */
const END = 1e7;

/**
 * Shows a part of what is larger than it. Arrow and page keys scroll it once it has the focus.
 *
 * @example
 * const panel = useRef<ScrollPanelHandle>(null);
 * <ScrollPanel label="Messages" height={240} ref={panel}>…</ScrollPanel>
 * <Button onClick={() => panel.current?.scrollToBottom()}>Latest</Button>
 */
export function ScrollPanel({
  label,
  width,
  height,
  onScroll,
  style,
  class: given,
  className,
  ref,
  ...rest
}: ScrollPanelProps) {
  const element = useRef<HTMLDivElement>(null);
  useImperativeHandle(
    ref ?? null,
    () => ({
      ensureVisible(child) {
        const target = child && "current" in child ? child.current : child;
        target?.scrollIntoView({ block: "nearest", inline: "nearest" });
      },
      scrollTo: (top, left = 0) => element.current?.scrollTo({ top, left }),
      scrollToTop: () => element.current?.scrollTo({ top: 0 }),
      scrollToBottom: () => element.current?.scrollTo({ top: END }),
      focus: () => element.current?.focus(),
    }),
    [],
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would take the theme's space between sections.
    <div
      role="region"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by keyboard.
      tabIndex={0}
      {...rest}
      ref={element}
      class={classes("scroll-panel", given, className)}
      style={{
        ...(width !== undefined && { maxInlineSize: width }),
        ...(height !== undefined && { maxBlockSize: height }),
        ...style,
      }}
      onScroll={throttle(PACE_MS, onScroll && ((event: Event) => onScroll(positionIn(event))))}
    />
  );
}

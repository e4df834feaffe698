import { useRef, useState } from "preact/hooks";
import { prevent, throttle } from "sessile/ui";
import { type Containing, classes, type PassedOn } from "../core/props.ts";
import { useDrag } from "./drag-area.tsx";

/** Props of {@link DropTarget}. */
export interface DropTargetProps<T>
  extends PassedOn<"div", "label" | "onDrop" | "onDragOver" | "onDragEnter" | "onDragLeave">,
    Containing {
  /** What the place is called. */
  readonly label: string;
  /** Whether it takes what is being moved. Default: everything. */
  readonly accepts?: ((data: T) => boolean) | undefined;
  /** Called with what was put here. */
  readonly onDrop: (data: T) => unknown;
}

/** Browsers ask many times a second whether something may be dropped. That it may is said in the markup, so the server need not hear of it. */
export const RARELY_MS = 60_000;

/**
 * A place that takes what is moved from a `Draggable`. While something is taken up that it takes, it has a button to put it here.
 *
 * @example
 * <DropTarget<Letter> label="Archive" accepts={(letter) => !letter.isDraft} onDrop={archive}>…</DropTarget>
 */
export function DropTarget<T>({
  label,
  accepts,
  onDrop,
  children,
  class: given,
  className,
  ...rest
}: DropTargetProps<T>) {
  const { held, words, release } = useDrag("DropTarget");
  const [isOver, setOver] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  // Who drags and who takes agree on the type: the area knows none.
  const takes = held !== null && (accepts?.(held.data as T) ?? true);
  const drop = (): unknown => {
    setOver(false);
    if (!held || !takes) return;
    release(label);
    // The button that was pressed goes.
    if (held.by === "button") element.current?.focus();
    return onDrop(held.data as T);
  };
  const byPointer = takes && held.by === "pointer";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls.
    <div
      role="group"
      aria-label={label}
      tabIndex={-1}
      {...rest}
      ref={element}
      class={classes("drop-target", byPointer && "ready", byPointer && isOver && "over", given, className)}
      onDragOver={
        byPointer
          ? throttle(
              RARELY_MS,
              prevent(() => {}),
            )
          : undefined
      }
      onDragEnter={byPointer ? () => setOver(true) : undefined}
      onDragLeave={byPointer ? () => setOver(false) : undefined}
      onDrop={byPointer ? prevent(drop) : undefined}
    >
      {children}
      {takes && held.by === "button" && (
        <button type="button" class="put" onClick={drop}>
          {words.put(held.label, label)}
        </button>
      )}
    </div>
  );
}

import { type Containing, classes, type PassedOn } from "../core/props.ts";
import { useDrag } from "./drag-area.tsx";

/** Props of {@link Draggable}. */
export interface DraggableProps extends PassedOn<"div", "data" | "label" | "draggable">, Containing {
  /** What is moved: any value. The drop target gets this very one. */
  readonly data: unknown;
  /** What it is called. */
  readonly label: string;
  /** It stays where it is. */
  readonly disabled?: boolean | undefined;
}

/**
 * What can be moved to a `DropTarget`: dragged there by the pointer, or taken up by its button and put down by one of the target's. That
 * is how it is done by keyboard, on a touch screen and without script.
 *
 * @example
 * <Draggable label={letter.subject} data={letter}>{letter.subject}</Draggable>
 */
export function Draggable({
  data,
  label,
  disabled = false,
  children,
  class: given,
  className,
  ...rest
}: DraggableProps) {
  const { held, words, hold, release } = useDrag("Draggable");
  // Two may be called the same, or hold the same: both at once is one.
  const isHeld = held !== null && held.data === data && held.label === label;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its button does the same.
    <div
      {...rest}
      class={classes("draggable", isHeld && "held", given, className)}
      draggable={!disabled}
      onDragStart={disabled ? undefined : () => hold({ data, label, by: "pointer" })}
      onDragEnd={disabled ? undefined : () => release()}
    >
      <div>{children}</div>
      <button
        type="button"
        class="quiet grip"
        aria-pressed={isHeld}
        disabled={disabled}
        onClick={() => (isHeld ? release() : hold({ data, label, by: "button" }))}
      >
        <span class="visually-hidden">{words.move(label)}</span>
      </button>
    </div>
  );
}

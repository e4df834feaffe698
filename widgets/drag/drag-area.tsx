import { createContext } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import { keys } from "sessile/ui";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** What is being moved. It stays on the server: nothing of it travels. */
export interface Held {
  readonly data: unknown;
  readonly label: string;
  /** Dragged by the pointer, or taken up by its button. */
  readonly by: "pointer" | "button";
}

/** What is said to those who do not see it. */
export interface DragWords {
  /** On the button of what can be moved. */
  readonly move: (label: string) => string;
  readonly held: (label: string) => string;
  /** On the button of a place that takes it. */
  readonly put: (label: string, place: string) => string;
  readonly dropped: (label: string, place: string) => string;
  readonly left: (label: string) => string;
}

const ENGLISH: DragWords = {
  move: (label) => `Move ${label}`,
  held: (label) => `${label}: choose where to put it, or press Escape.`,
  put: (label, place) => `Put ${label} into ${place}`,
  dropped: (label, place) => `${label} is in ${place} now.`,
  left: (label) => `${label} stays where it was.`,
};

/** What those in one area know of each other. */
export interface Drag {
  readonly held: Held | null;
  readonly words: DragWords;
  hold(held: Held): void;
  /** @param place where it was dropped; none: it stays */
  release(place?: string): void;
}

const Drags = createContext<Drag | null>(null);

/** @param who asks, for the message */
export function useDrag(who: string): Drag {
  const drag = useContext(Drags);
  if (!drag) throw new Error(`<${who}> stands outside any DragArea; expected one around all that is moved together`);
  return drag;
}

/** Props of {@link DragArea}. */
export interface DragAreaProps extends PassedOn<"div">, Containing {
  readonly words?: Partial<DragWords> | undefined;
}

/**
 * Stands around all that can be moved from one to another: `Draggable` and `DropTarget`. It says aloud what was moved where;
 * Escape puts back what was taken up by its button.
 *
 * @example
 * <DragArea>
 *   <Draggable label="Plums" data={plums}>Plums</Draggable>
 *   <DropTarget label="Basket" onDrop={(fruit) => add(fruit)}>…</DropTarget>
 * </DragArea>
 */
export function DragArea({ words, children, class: given, className, ...rest }: DragAreaProps) {
  const [held, setHeld] = useState<Held | null>(null);
  const [said, setSaid] = useState("");
  const drag = useMemo<Drag>(() => {
    const all = { ...ENGLISH, ...words };
    return {
      held,
      words: all,
      hold: (next) => {
        setHeld(next);
        if (next.by === "button") setSaid(all.held(next.label));
      },
      release: (place) => {
        if (!held) return;
        setHeld(null);
        setSaid(place === undefined ? all.left(held.label) : all.dropped(held.label, place));
      },
    };
  }, [held, words]);
  return (
    <Drags.Provider value={drag}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears what is pressed in what it stands around. */}
      <div
        {...rest}
        class={classes("drag-area", given, className)}
        onKeyDown={held?.by === "button" ? keys("Escape", () => drag.release()) : undefined}
      >
        {children}
        <p class="visually-hidden" role="status">
          {said}
        </p>
      </div>
    </Drags.Provider>
  );
}

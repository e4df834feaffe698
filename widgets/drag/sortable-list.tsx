import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { keys, prevent, throttle } from "sessile/ui";
import { useValue, type Valued } from "../core/controlled.ts";
import { classes, type PassedOn } from "../core/props.ts";
import { RARELY_MS } from "./drop-target.tsx";

/** What a sortable list says. */
export interface SortWords {
  readonly up: (label: string) => string;
  readonly down: (label: string) => string;
  readonly moved: (label: string, place: number, count: number) => string;
}

const ENGLISH: SortWords = {
  up: (label) => `Move ${label} up`,
  down: (label) => `Move ${label} down`,
  moved: (label, place, count) => `${label}, ${place} of ${count}`,
};

/** Props of {@link SortableList}; its value are the items in their order. */
export interface SortableListProps<T>
  extends PassedOn<"ol", "value" | "defaultValue" | "onChange" | "label" | "children">,
    Valued<readonly T[]> {
  /** What the list is of. */
  readonly label: string;
  /** What an item is called. Default: the item as a string. No two are called the same, unless `keyOf` tells them apart. */
  readonly labelOf?: ((item: T) => string) | undefined;
  /** Tells an item from the others. Default: what it is called. */
  readonly keyOf?: ((item: T) => string | number) | undefined;
  /** How an item is shown. Default: what it is called. */
  readonly children?: ((item: T) => ComponentChildren) | undefined;
  readonly words?: Partial<SortWords> | undefined;
}

/** Where a key leads. */
const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowUp: (at) => Math.max(at - 1, 0),
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

const NOTHING: readonly never[] = [];

/**
 * A list whose items are put in order by dragging them, or by the two buttons each of them has. On those buttons arrow keys move the
 * item too, and Home and End bring it to either end; where it has come to is read out.
 *
 * @example
 * <SortableList label="Stops" value={stops} onChange={setStops} labelOf={(stop) => stop.name} keyOf={(stop) => stop.id} />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/listbox/examples/listbox-rearrangeable/
 */
export function SortableList<T>({
  label,
  labelOf = String,
  keyOf = labelOf,
  words,
  value,
  defaultValue,
  onChange,
  children = labelOf,
  class: given,
  className,
  ...rest
}: SortableListProps<T>) {
  const [items, setItems] = useValue<readonly T[]>({ value, defaultValue, onChange }, NOTHING);
  const [dragged, setDragged] = useState<string | number | null>(null);
  const [over, setOver] = useState<string | number | null>(null);
  const [said, setSaid] = useState("");
  const all = { ...ENGLISH, ...words };
  const from = items.findIndex((item) => keyOf(item) === dragged);

  const move = (at: number, to: number): unknown => {
    const item = items[at];
    if (item === undefined || at === to || to < 0 || to >= items.length) return;
    const next = items.filter((other) => other !== item);
    next.splice(to, 0, item);
    setSaid(all.moved(labelOf(item), to + 1, items.length));
    return setItems(next);
  };
  const drop = (to: number): unknown => {
    setDragged(null);
    setOver(null);
    return move(from, to);
  };
  const press = (event: Event, at: number, way: string): unknown => {
    // As it is moved some browsers take the focus from it.
    (event.currentTarget as HTMLElement).focus();
    return move(at, STEPS[way]?.(at, items.length) ?? at);
  };
  const button = (item: T, at: number, way: "ArrowUp" | "ArrowDown") => {
    const isEnd = at === (way === "ArrowUp" ? 0 : items.length - 1);
    return (
      <button
        type="button"
        class="quiet"
        aria-label={(way === "ArrowUp" ? all.up : all.down)(labelOf(item))}
        // Not `disabled`: it may have the focus as the item comes to the end.
        aria-disabled={isEnd || undefined}
        onClick={(event) => press(event, at, way)}
        onKeyDown={keys(
          Object.keys(STEPS).join(" "),
          prevent((event: KeyboardEvent) => press(event, at, event.key)),
        )}
      >
        {way === "ArrowUp" ? "↑" : "↓"}
      </button>
    );
  };

  return (
    <>
      <ol aria-label={label} {...rest} class={classes("sortable-list", given, className)}>
        {items.map((item, at) => {
          const key = keyOf(item);
          const isPlace = dragged !== null && key === over && at !== from;
          return (
            <li
              key={key}
              draggable
              class={classes(key === dragged && "held", isPlace && (at < from ? "before" : "after"))}
              onDragStart={() => setDragged(key)}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
              onDragEnter={dragged === null ? undefined : () => setOver(key)}
              onDragOver={
                dragged === null
                  ? undefined
                  : throttle(
                      RARELY_MS,
                      prevent(() => {}),
                    )
              }
              onDrop={dragged === null ? undefined : prevent(() => drop(at))}
            >
              <div>{children(item)}</div>
              <span class="row tight">
                {button(item, at, "ArrowUp")} {button(item, at, "ArrowDown")}
              </span>
            </li>
          );
        })}
      </ol>
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}

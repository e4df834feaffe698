import { type Ref, toChildArray } from "preact";
import { useRef } from "preact/hooks";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link DeckPanel}. */
export interface DeckPanelProps extends PassedOn<"div">, Containing {
  /** Which of the children is on top, from 0. */
  readonly shown: number;
  /** A card is made only once it is shown. Default true. */
  readonly lazy?: boolean | undefined;
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

/**
 * A deck of cards of which one is seen. Cards that were seen keep what they hold: what was typed, opened and scrolled.
 * Who turns the cards is the app's matter; tabs are a TabPanel's.
 *
 * @example
 * <DeckPanel shown={step}><Address /><Payment /><Summary /></DeckPanel>
 */
export function DeckPanel({ shown, lazy = true, children, class: given, className, ref, ...rest }: DeckPanelProps) {
  const cards = toChildArray(children);
  const seen = useRef(new Set<number>());
  seen.current.add(shown);
  return (
    <div {...rest} ref={ref ?? null} class={classes("deck-panel", given, className)}>
      {/* A card is known by its place in the deck. */}
      {cards.map((card, index) => (
        <div key={index} hidden={index !== shown}>
          {(!lazy || seen.current.has(index)) && card}
        </div>
      ))}
    </div>
  );
}

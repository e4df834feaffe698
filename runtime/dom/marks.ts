import { ATTR } from "../core/wire.ts";
import { marked } from "./listeners.ts";

type Handler = ((...args: never[]) => unknown) | null | undefined;

/**
 * The browser sends the event once it has not fired for so long.
 *
 * @param ms milliseconds of quiet
 * @example
 * <input onInput={debounce(300, (e) => search(e.currentTarget.value))} />
 */
export function debounce<H extends Handler>(ms: number, handler: H): H {
  return marked({ debounce: ms }, handler);
}

/**
 * The browser sends the event at most once in so long; the last one is never lost.
 *
 * @param ms milliseconds between two events
 */
export function throttle<H extends Handler>(ms: number, handler: H): H {
  return marked({ throttle: ms }, handler);
}

/**
 * The browser sends key events of these keys alone.
 *
 * @param names `KeyboardEvent.key` values parted by spaces; `Space` is the space bar
 * @example
 * <input onKeyDown={keys("Enter Escape", prevent(decide))} />
 */
export function keys<H extends Handler>(names: string, handler: H): H {
  const list = names.split(/\s+/).filter(Boolean);
  return marked({ keys: list.map((name) => (name === "Space" ? " " : name)) }, handler);
}

/** The browser does not do what it would do by default: follow the link, scroll, open its menu. */
export function prevent<H extends Handler>(handler: H): H {
  return marked({ prevent: true }, handler);
}

/**
 * Key events are sent by those browsers alone that do not know the attribute `focusgroup`: for the others arrow keys move the
 * focus by themselves, at once. Stands with `keys`.
 *
 * @example
 * <div role="toolbar" {...{ focusgroup: "toolbar" }} onKeyDown={keys("ArrowLeft ArrowRight", prevent(roving(move)))}>
 * @see https://open-ui.org/components/scoped-focusgroup.explainer/
 */
export function roving<H extends Handler>(handler: H): H {
  return marked({ roving: true }, handler);
}

/** The first event alone is sent and handled. */
export function once<H extends Handler>(handler: H): H {
  return marked({ once: true }, handler);
}

/**
 * Marks an element as the browser's own: what a script of yours puts into it stays through every patch. Its
 * attributes are the server's, and its CustomEvents reach handlers with their `detail`.
 *
 * @example
 * <x-map {...island} lat={48.2} lng={16.4} onpick={(e) => go(e.detail)} />
 */
export const island: { readonly [ATTR.island]: true } = { [ATTR.island]: true };

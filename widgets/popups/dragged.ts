import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { throttle } from "sessile/ui";

/** Milliseconds between two events while it is dragged. */
const PACE_MS = 30;

type Handlers = {
  readonly onPointerDown?: (event: PointerEvent) => void;
  readonly onPointerMove?: ((event: PointerEvent) => void) | undefined;
  readonly onPointerUp?: (() => void) | undefined;
};

/** Where a pointer stood as it took hold, and how far the element was moved by then. */
interface Grip {
  readonly x: number;
  readonly y: number;
  readonly offset: readonly [x: number, y: number];
}

/**
 * What is moved by dragging a part of it.
 *
 * @param enabled whether it can be
 * @param open it begins where the theme puts it each time it opens
 * @returns how far it was moved, as CSS has it, and the handlers of the part that is dragged
 */
export function useDragged(enabled: boolean, open: boolean): { offset: string; handlers: Handlers } {
  const [[x, y], setOffset] = useState<readonly [number, number]>([0, 0]);
  const [grip, setGrip] = useState<Grip | null>(null);
  const wasOpen = useRef(open);
  useLayoutEffect(() => {
    if (open && !wasOpen.current) setOffset([0, 0]);
    wasOpen.current = open;
  }, [open]);
  if (!enabled) return { offset: "", handlers: {} };
  const take = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    setGrip({ x: event.clientX, y: event.clientY, offset: [x, y] });
  };
  const move = (event: PointerEvent): void => {
    if (!grip) return;
    // It may have been let go before the browser knew that we listen.
    if (event.buttons === 0) return setGrip(null);
    // What is dragged past the upper or left edge could not be taken hold of again.
    const [left, top] = [Math.max(0, event.clientX), Math.max(0, event.clientY)];
    setOffset([grip.offset[0] + left - grip.x, grip.offset[1] + top - grip.y]);
  };
  const offset = x || y ? `${x}px ${y}px` : "";
  if (!grip) return { offset, handlers: { onPointerDown: take } };
  return {
    offset,
    handlers: { onPointerDown: take, onPointerMove: throttle(PACE_MS, move), onPointerUp: () => setGrip(null) },
  };
}

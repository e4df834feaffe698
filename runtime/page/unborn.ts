/**
 * What components begin as they render and their effects would end. Where something throws in the same render these effects
 * never run: then it is ended as the component goes.
 */

// Render-scoped: the component whose function runs.
let drawing: object | null = null;
const ends = new WeakMap<object, (() => void)[]>();

/** This component is about to render. */
export function draws(component: object | null | undefined): void {
  drawing = component ?? null;
}

/** @param end called once the component that renders goes, whether it was mounted or not */
export function whenGone(end: () => void): void {
  if (!drawing) return;
  const before = ends.get(drawing);
  if (before) before.push(end);
  else ends.set(drawing, [end]);
}

/** This component goes, or has thrown before it was mounted. */
export function gone(component: object | null | undefined): void {
  const all = component && ends.get(component);
  if (!all) return;
  ends.delete(component);
  for (const end of all) end();
}

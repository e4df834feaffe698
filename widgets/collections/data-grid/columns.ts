/** What the user has made of the columns. */
export interface GridLayout {
  /** Ids in order. Columns it does not name stand behind. */
  readonly order: readonly string[];
  /** Widths in pixels, of columns that were made wider or narrower. */
  readonly widths: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
}

export const AS_GIVEN: GridLayout = { order: [], widths: {}, hidden: [] };

/** What a layout needs to know of a column. */
export interface Wide {
  readonly id: string;
  readonly width?: number | undefined;
  readonly minWidth?: number | undefined;
}

export const WIDTH = 160;
/** Room for a handle, and for a letter. */
export const MIN_WIDTH = 48;
export const MAX_WIDTH = 1200;

/** All columns in their order, the hidden ones too. */
export function inOrder<C extends Wide>(columns: readonly C[], { order }: GridLayout): readonly C[] {
  const places = new Map(order.map((id, at) => [id, at]));
  const place = ({ id }: C): number => places.get(id) ?? order.length;
  return [...columns].sort((a, b) => place(a) - place(b));
}

/** Those that are shown: one at least. */
export function shown<C extends Wide>(columns: readonly C[], layout: GridLayout): readonly C[] {
  const sorted = inOrder(columns, layout);
  const left = sorted.filter(({ id }) => !layout.hidden.includes(id));
  return left.length > 0 ? left : sorted.slice(0, 1);
}

export function widthOf({ id, width = WIDTH }: Wide, { widths }: GridLayout): number {
  return widths[id] ?? width;
}

export function resized(layout: GridLayout, { id, minWidth = MIN_WIDTH }: Wide, width: number): GridLayout {
  if (!Number.isFinite(width)) return layout;
  const next = Math.round(Math.min(Math.max(width, minWidth), MAX_WIDTH));
  return { ...layout, widths: { ...layout.widths, [id]: next } };
}

/** Stands now so many places further on among those that are shown. */
export function moved(columns: readonly Wide[], layout: GridLayout, id: string, by: number): GridLayout {
  const seen = shown(columns, layout);
  const at = seen.findIndex((column) => column.id === id);
  const goal = seen[Math.min(Math.max(at + by, 0), seen.length - 1)];
  if (at < 0 || !goal || goal.id === id) return layout;
  const order = inOrder(columns, layout).map((column) => column.id);
  order.splice(order.indexOf(id), 1);
  order.splice(order.indexOf(goal.id) + (by > 0 ? 1 : 0), 0, id);
  return { ...layout, order };
}

/** Stands now where `target` stands. */
export function movedTo(columns: readonly Wide[], layout: GridLayout, id: string, target: string): GridLayout {
  const seen = shown(columns, layout);
  const place = (wanted: string): number => seen.findIndex((column) => column.id === wanted);
  return place(target) < 0 ? layout : moved(columns, layout, id, place(target) - place(id));
}

/** Shown or not; the last one that is shown stays. */
export function toggledColumn(columns: readonly Wide[], layout: GridLayout, id: string): GridLayout {
  const { hidden } = layout;
  if (hidden.includes(id)) return { ...layout, hidden: hidden.filter((each) => each !== id) };
  return shown(columns, layout).length > 1 ? { ...layout, hidden: [...hidden, id] } : layout;
}

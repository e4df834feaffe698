/**
 * Which rows are in sight, as plain numbers: nothing here knows of a tree or a browser.
 *
 * Browsers lay out no box higher than some 17 million pixels (Firefox; the others 33), and a million rows are higher. So there are two
 * lengths: the one all rows would have, and the one that is scrolled, which is never longer than {@link LONGEST}. Short ways go pixel
 * by pixel in both; a long one, such as a pull at the scroll bar, leads to the same share of either.
 */

/** Rows come and go by blocks of so many: a step of the wheel is one patch, and most are none. */
export const BLOCK = 8;

/** Pixels a box may be high, in any browser. */
export const LONGEST = 16_000_000;

/** What is measured: all in pixels, but `total`. */
export interface Measures {
  /** Rows there are. */
  readonly total: number;
  readonly rowHeight: number;
  /** The room rows have in sight. */
  readonly room: number;
}

/** Where one looks: how far it is scrolled, and which pixel of all rows stands there. */
export interface Place {
  readonly scrolled: number;
  readonly seen: number;
}

/** Blocks from `first` up to, not including, `end`. */
export interface Blocks {
  readonly first: number;
  readonly end: number;
}

export const TOP: Place = { scrolled: 0, seen: 0 };

/** How far each of the two lengths can be scrolled, and how long what is scrolled is. */
export function lengths({ total, rowHeight, room }: Measures): { most: number; mostSeen: number; height: number } {
  const all = total * rowHeight;
  const height = Math.min(all, LONGEST);
  return { most: Math.max(0, height - room), mostSeen: Math.max(0, all - room), height };
}

/** Whether rows stand elsewhere than their number says. */
export function isScaled(measures: Measures): boolean {
  return measures.total * measures.rowHeight > LONGEST;
}

/** The browser says how far it is scrolled now. */
export function scrollTo(before: Place, scrolled: number, measures: Measures): Place {
  const { most, mostSeen } = lengths(measures);
  const now = within(scrolled, most);
  // Sideways, for instance.
  if (now === before.scrolled && before.seen <= mostSeen) return before;
  if (!isScaled(measures)) return { scrolled: now, seen: now };
  if (now === 0) return TOP;
  if (now === most) return { scrolled: most, seen: mostSeen };
  const way = now - before.scrolled;
  const seen = Math.abs(way) < measures.room ? before.seen + way : (now / most) * mostSeen;
  return { scrolled: now, seen: within(Math.round(seen), mostSeen) };
}

/** The place from which the same can be seen, with as much room on either side as its share of all rows is. */
export function anchored({ seen }: Place, measures: Measures): Place {
  const { most, mostSeen } = lengths(measures);
  const now = within(seen, mostSeen);
  return { scrolled: mostSeen > 0 ? Math.round((now / mostSeen) * most) : 0, seen: now };
}

/** Whether it has come so far from there that it has to be set anew before a scroll bar's end is met too early. */
export function isAdrift(place: Place, measures: Measures): boolean {
  return Math.abs(anchored(place, measures).scrolled - place.scrolled) > measures.room / 2;
}

/** Scrolled as little as is needed for this row to be seen whole. */
export function reveal(place: Place, row: number, measures: Measures): Place {
  const top = row * measures.rowHeight;
  const bottom = top + measures.rowHeight - measures.room;
  if (place.seen <= top && place.seen >= bottom) return place;
  const seen = place.seen > top ? top : bottom;
  return Math.abs(seen - place.seen) < measures.room && !isEdge(seen, measures)
    ? scrollTo(place, place.scrolled + seen - place.seen, measures)
    : anchored({ ...place, seen }, measures);
}

/** This row is the first in sight. */
export function startAt(row: number, measures: Measures): Place {
  return anchored({ scrolled: 0, seen: row * measures.rowHeight }, measures);
}

function isEdge(seen: number, measures: Measures): boolean {
  return seen <= 0 || seen >= lengths(measures).mostSeen;
}

/** The row at the upper edge, which may be seen in part. */
export function firstRow({ seen }: Place, { rowHeight }: Measures): number {
  return Math.floor(seen / rowHeight);
}

/** Rows that have room, whole. */
export function rowsInSight({ rowHeight, room }: Measures): number {
  return Math.max(1, Math.floor(room / rowHeight));
}

/** The blocks in sight, and as many rows more on either side as `overscan` says. */
export function blocksAt({ seen }: Place, { total, rowHeight, room }: Measures, overscan: number): Blocks {
  const blocks = Math.ceil(total / BLOCK);
  const first = Math.floor((seen / rowHeight - overscan) / BLOCK);
  const end = Math.ceil(((seen + room) / rowHeight + overscan) / BLOCK);
  return { first: Math.max(0, Math.min(first, blocks - 1)), end: Math.max(0, Math.min(end, blocks)) };
}

/** Where a block stands in what is scrolled. */
export function topOf(block: number, { scrolled, seen }: Place, { rowHeight }: Measures): number {
  return block * BLOCK * rowHeight - (seen - scrolled);
}

/** How many rows there are at first, and on each page without script, where nothing is scrolled: whole blocks. */
export function pageRows(measures: Measures, overscan: number): number {
  return Math.ceil((rowsInSight(measures) + overscan) / BLOCK) * BLOCK;
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

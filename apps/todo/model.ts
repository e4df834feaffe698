// What a to-do list is, without any view: items, filters and the moves a user can make.
// Every function returns a new list and leaves the old one alone.

export interface Item {
  readonly id: number;
  readonly text: string;
  readonly done: boolean;
}

export type Filter = "All" | "Active" | "Done";
export const FILTERS: readonly Filter[] = ["All", "Active", "Done"];

export const SAMPLE: readonly Item[] = [
  { id: 1, text: "Buy milk", done: false },
  { id: 2, text: "Water the plants", done: true },
  { id: 3, text: "Call Ada", done: false },
];

export const matches = (filter: Filter) => (item: Item) => filter === "All" || item.done === (filter === "Done");

export function add(items: readonly Item[], text: string): readonly Item[] {
  const id = items.reduce((highest, item) => Math.max(highest, item.id), 0) + 1;
  return [...items, { id, text, done: false }];
}

export function update(items: readonly Item[], id: number, change: Partial<Item>): readonly Item[] {
  return items.map((item) => (item.id === id ? { ...item, ...change } : item));
}

export function remove(items: readonly Item[], id: number): readonly Item[] {
  return items.filter((item) => item.id !== id);
}

/** Puts an item where its neighbour stands, counting only the rows this filter shows. */
export function move(items: readonly Item[], filter: Filter, id: number, step: -1 | 1): readonly Item[] {
  const shown = items.filter(matches(filter));
  const item = shown.find((candidate) => candidate.id === id);
  const neighbour = item && shown[shown.indexOf(item) + step];
  if (!neighbour) return items;
  const rest = remove(items, id);
  const at = rest.indexOf(neighbour) + (step === 1 ? 1 : 0);
  return [...rest.slice(0, at), item, ...rest.slice(at)];
}

/** A name for each item that no other one has, wherever it moves: the younger "Buy milk" is "Buy milk (2)". */
export function names(items: readonly Item[]): ReadonlyMap<number, string> {
  const result = new Map<number, string>();
  const taken = new Set<string>();
  for (const { id, text } of items.toSorted((a, b) => a.id - b.id)) {
    let name = text;
    for (let n = 2; taken.has(name); n++) name = `${text} (${n})`;
    taken.add(name);
    result.set(id, name);
  }
  return result;
}

/** Random edits of a tree, each as an author's state change would make it: what was there stays where it can. */
import type { Random } from "./random.ts";
import { propsFor } from "./random-props.ts";
import { type Elem, elementsOf, randomMarkup, randomSpec, randomText, type Spec } from "./random-tree.ts";

/** Elements a tree may have before more go than come. */
const SIZE_MAX = 90;

/** Elements whose first child has to stay the first. */
const HEADED = new Set(["details", "fieldset", "figure"]);

type Edit = (random: Random, root: Elem) => string | null;

/** Every kind of edit, and how often it is made in proportion to the others. */
const EDITS: readonly (readonly [name: string, weight: number, edit: Edit])[] = [
  ["insert", 5, insert],
  ["remove", 4, remove],
  ["move", 4, move],
  ["shuffle", 2, shuffle],
  ["text", 5, changeText],
  ["split", 2, splitText],
  ["props", 6, changeProps],
  ["id", 1, changeId],
  ["markup", 1, changeMarkup],
  ["replace", 2, replace],
  ["wrap", 1, wrap],
  ["refill", 1, refill],
];

const WEIGHTED = EDITS.flatMap(([name, weight, edit]) => Array.from({ length: weight }, () => ({ name, edit })));

/** Makes one random edit; tells what was done. */
export function randomEdit(random: Random, root: Elem): string {
  for (;;) {
    const { name, edit } = random.pick(WEIGHTED);
    const done = edit(random, root);
    if (done !== null) return `${name} ${done}`;
  }
}

const grow = (size: number) => ({ budget: { left: size }, markup: true });

function label({ tag, key }: Elem): string {
  return `<${tag}${key ? ` key=${key}` : ""}>`;
}

/** An element whose children are its own to change. */
function parent(random: Random, root: Elem, children: number): Elem | null {
  const found = elementsOf(root).filter(
    ({ children: { length }, inside, props }) =>
      length >= children && !/^(nothing|value)$/.test(inside.content) && !props.dangerouslySetInnerHTML,
  );
  return found.length ? random.pick(found) : null;
}

/** Where a new child may stand. */
function place(random: Random, { tag, children }: Elem): number {
  const from = HEADED.has(tag) ? 1 : 0;
  return from + random.int(children.length + 1 - from);
}

function keyed(random: Random, parent: Elem, spec: Spec): Spec {
  if (typeof spec !== "string" && parent.children.some((c) => typeof c !== "string" && c.key !== undefined))
    spec.key = `k${random.int(1e9)}`;
  return spec;
}

function insert(random: Random, root: Elem): string | null {
  if (elementsOf(root).length > SIZE_MAX) return null;
  const into = parent(random, root, 0);
  if (!into || (HEADED.has(into.tag) && into.children.length === 0)) return null;
  const count = 1 + random.int(3);
  const at = place(random, into);
  for (let i = 0; i < count; i++) {
    const spec = randomSpec(random, into.inside, grow(6));
    into.children.splice(at, 0, keyed(random, into, spec));
  }
  return `${count} into ${label(into)} at ${at}`;
}

function remove(random: Random, root: Elem): string | null {
  const from = parent(random, root, 1);
  if (!from) return null;
  const first = HEADED.has(from.tag) ? 1 : 0;
  if (from.children.length <= first) return null;
  const at = first + random.int(from.children.length - first);
  const gone = from.children.splice(at, 1 + random.int(elementsOf(root).length > SIZE_MAX ? 9 : 2));
  return `${gone.length} from ${label(from)} at ${at}`;
}

/** Children that have no keys get some: from then on they move. */
function withKeys(random: Random, root: Elem): Elem | null {
  const list = parent(random, root, 3);
  if (!list || HEADED.has(list.tag)) return null;
  for (const child of list.children) {
    if (typeof child !== "string") child.key ??= `k${random.int(1e9)}`;
  }
  return list;
}

function move(random: Random, root: Elem): string | null {
  const list = withKeys(random, root);
  if (!list) return null;
  const [from, to] = [random.int(list.children.length), random.int(list.children.length)];
  list.children.splice(to, 0, ...list.children.splice(from, 1));
  return `${from} to ${to} in ${label(list)}`;
}

function shuffle(random: Random, root: Elem): string | null {
  const list = withKeys(random, root);
  if (!list) return null;
  list.children = random.chance(0.3) ? list.children.reverse() : random.shuffled(list.children);
  return label(list);
}

function textAt(random: Random, root: Elem): [parent: Elem, at: number] | null {
  const texts = elementsOf(root).flatMap((e) =>
    e.children.flatMap((child, i): [Elem, number][] => (typeof child === "string" ? [[e, i]] : [])),
  );
  return texts.length ? random.pick(texts) : null;
}

function changeText(random: Random, root: Elem): string | null {
  const found = textAt(random, root);
  if (!found) return null;
  const [within, at] = found;
  within.children[at] = randomText(random, within.inside);
  return `${at} of ${label(within)}: ${JSON.stringify(within.children[at])}`;
}

function splitText(random: Random, root: Elem): string | null {
  const found = textAt(random, root);
  if (!found) return null;
  const [within, at] = found;
  const text = within.children[at] as string;
  const next = within.children[at + 1];
  if (typeof next === "string" && random.chance(0.5)) within.children.splice(at, 2, text + next);
  else {
    // Between characters: half a surrogate pair cannot travel.
    const characters = [...text];
    const middle = random.int(characters.length + 1);
    within.children.splice(at, 1, characters.slice(0, middle).join(""), characters.slice(middle).join(""));
  }
  return `${at} of ${label(within)}`;
}

/** What an author would not change on an element that stays the same one. */
const FIXED = new Set(["type", "dangerouslySetInnerHTML", "id", "s-island"]);

function changeProps(random: Random, root: Elem): string | null {
  const element = random.pick(elementsOf(root));
  if (element.tag === "") return null;
  const { tag, inside } = element;
  const fresh = propsFor(random, tag, /^(svg|svgText|math)$/.test(inside.content) && tag !== "svg" && tag !== "math");
  const changed: string[] = [];
  const props = { ...element.props };
  for (const name of new Set([...Object.keys(fresh), ...Object.keys(props)])) {
    if (FIXED.has(name) || random.chance(0.4)) continue;
    // A value means something else to an input of another type.
    if (tag === "input" && /value|min|max/i.test(name) && fresh.type !== props.type) continue;
    changed.push(name);
    if (name in fresh) props[name] = fresh[name];
    else delete props[name];
  }
  if (changed.length === 0) return null;
  element.props = props;
  return `${label(element)} ${changed.join(" ")}`;
}

function changeId(random: Random, root: Elem): string | null {
  const element = random.pick(elementsOf(root));
  if (element.tag === "") return null;
  const { id, ...others } = element.props;
  element.props = id && random.chance(0.5) ? others : { ...element.props, id: `app-${random.int(1e9)}` };
  return label(element);
}

function changeMarkup(random: Random, root: Elem): string | null {
  const element = random.pick(elementsOf(root));
  const { tag, inside, props } = element;
  if (tag === "" || tag === "template" || !/^(flow|phrasing)$/.test(inside.content) || element === root) return null;
  const { dangerouslySetInnerHTML: before, ...others } = props;
  element.props =
    before && random.chance(0.6) ? others : { ...others, dangerouslySetInnerHTML: { __html: randomMarkup(random) } };
  return label(element);
}

function replace(random: Random, root: Elem): string | null {
  const within = parent(random, root, 1);
  if (!within) return null;
  const at = random.int(within.children.length);
  if (HEADED.has(within.tag) && at === 0) return null;
  within.children[at] = keyed(random, within, randomSpec(random, within.inside, grow(5)));
  return `${at} of ${label(within)}`;
}

/** Children go into a fragment, or come out of one. */
function wrap(random: Random, root: Elem): string | null {
  const within = parent(random, root, 2);
  if (!within || HEADED.has(within.tag)) return null;
  const at = random.int(within.children.length);
  const child = within.children[at];
  if (typeof child === "object" && child.tag === "") within.children.splice(at, 1, ...child.children);
  else {
    const children = within.children.splice(at, 1 + random.int(3));
    within.children.splice(at, 0, { tag: "", props: {}, children, inside: within.inside });
  }
  return `${at} of ${label(within)}`;
}

/** All children go, others come. */
function refill(random: Random, root: Elem): string | null {
  const within = parent(random, root, 1);
  if (!within || within === root || HEADED.has(within.tag) || within.tag === "") return null;
  const growing = grow(8);
  const count = random.int(5);
  within.children = Array.from({ length: count }, () => randomSpec(random, within.inside, growing));
  return label(within);
}

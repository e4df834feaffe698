/**
 * Random trees of every element kind, as plain data. They keep HTML's content model, so that a parser has
 * nothing to repair; what it does repair is a test of its own.
 */
import { createElement, Fragment, type VNode } from "preact";
import type { Random } from "./random.ts";
import { propsFor, TEXTS } from "./random-props.ts";

export type Props = Record<string, unknown>;

/** An element, or without a tag a fragment. */
export interface Elem {
  readonly tag: string;
  key?: string;
  props: Props;
  children: Spec[];
  /** What may stand inside, and what may not although it usually could. */
  readonly inside: Inside;
}

export type Spec = Elem | string;

/** What an element's children may be. */
export type Content =
  | "flow"
  | "phrasing"
  | "text"
  | "nothing"
  | "table"
  | "rows"
  | "row"
  | "columns"
  | "items"
  | "terms"
  | "select"
  | "options"
  | "picture"
  | "media"
  | "areas"
  | "ruby"
  | "details"
  | "fieldset"
  | "figure"
  | "svg"
  | "svgText"
  | "math"
  | "raw"
  | "value";

export interface Inside {
  readonly content: Content;
  /** Tags that may not be nested in each other, and that stand around here. */
  readonly without: readonly string[];
}

const words = (text: string): string[] => text.split(" ");

const PHRASING = words(
  "span b i em code small abbr kbd q time data output a button label input input input select textarea img br wbr progress meter " +
    "svg math picture audio video map ruby x-chip x-island embed iframe script",
);
const FLOW = [
  ...PHRASING,
  ...words(
    "p p div div section article header ul ol dl table table details fieldset form figure pre h2 h4 blockquote address hr " +
      "template dialog menu x-card nav style object",
  ),
];

/** What may stand inside, and whether text may. */
const CHILDREN: { readonly [content in Content]: { readonly tags: readonly string[]; readonly texts: Texts } } = {
  flow: { tags: FLOW, texts: "any" },
  phrasing: { tags: PHRASING, texts: "any" },
  text: { tags: [], texts: "any" },
  nothing: { tags: [], texts: "none" },
  table: { tags: words("tbody tbody thead tfoot"), texts: "space" },
  rows: { tags: ["tr"], texts: "space" },
  row: { tags: ["td", "td", "th"], texts: "space" },
  columns: { tags: ["col"], texts: "space" },
  items: { tags: ["li"], texts: "space" },
  terms: { tags: ["dt", "dd"], texts: "space" },
  select: { tags: ["option", "option", "option", "optgroup"], texts: "none" },
  options: { tags: ["option"], texts: "none" },
  picture: { tags: ["source", "source", "img"], texts: "none" },
  media: { tags: ["source", "track"], texts: "none" },
  areas: { tags: ["area", "area", "span"], texts: "any" },
  ruby: { tags: ["rt", "span"], texts: "any" },
  details: { tags: FLOW, texts: "any" },
  fieldset: { tags: FLOW, texts: "any" },
  figure: { tags: FLOW, texts: "any" },
  svg: {
    tags: words("g rect circle path text linearGradient clipPath a foreignObject title style use"),
    texts: "space",
  },
  svgText: { tags: ["tspan", "textPath"], texts: "any" },
  math: { tags: words("mrow mfrac msup mi mn mo mtext"), texts: "space" },
  raw: { tags: [], texts: "raw" },
  value: { tags: [], texts: "none" },
};

type Texts = "any" | "space" | "none" | "raw";

/** What each element holds; those not named hold phrasing content. */
const CONTENT: { readonly [tag: string]: Content } = {};
const holds = (content: Content, tags: string): void => {
  for (const tag of words(tags)) (CONTENT as { [tag: string]: Content })[tag] = content;
};
holds(
  "flow",
  "div section article header li dd td th blockquote address template dialog x-card nav form foreignObject object",
);
holds("nothing", "input img br wbr hr col source track area embed rect circle path use iframe");
holds("text", "option title mi mn mo mtext dt output time progress meter");
holds("table", "table");
holds("rows", "tbody thead tfoot");
holds("row", "tr");
holds("items", "ul ol menu");
holds("terms", "dl");
holds("select", "select");
holds("options", "optgroup");
holds("picture", "picture");
holds("media", "audio video");
holds("areas", "map");
holds("ruby", "ruby");
holds("details", "details");
holds("fieldset", "fieldset");
holds("figure", "figure");
holds("svg", "svg g linearGradient clipPath");
holds("svgText", "text tspan textPath");
holds("math", "math mrow mfrac msup");
holds("raw", "script style");
holds("value", "textarea");

/** Elements the parser does not let stand within their like, wherever in between. */
const ALONE = new Set(["a", "button", "form", "template", "iframe"]);
/** What has to come first. */
const FIRST: { readonly [tag: string]: string } = { details: "summary", fieldset: "legend", figure: "figcaption" };

export interface TreeOptions {
  /** About how many elements. */
  readonly size: number;
  /** Whether `dangerouslySetInnerHTML` occurs. */
  readonly markup?: boolean;
  /** Tags that do not occur. */
  readonly without?: readonly string[];
}

/** A random tree of flow content. */
export function randomTree(random: Random, options: TreeOptions): Elem {
  const budget = { left: options.size };
  const inside: Inside = { content: "flow", without: options.without ?? [] };
  const root: Elem = { tag: "div", props: {}, children: [], inside };
  while (budget.left > 0) root.children.push(randomSpec(random, inside, { budget, markup: options.markup ?? true }));
  return root;
}

export interface Growing {
  readonly budget: { left: number };
  readonly markup: boolean;
}

/** An element or text that may stand in this place. */
export function randomSpec(random: Random, inside: Inside, growing: Growing): Spec {
  const { tags, texts } = CHILDREN[inside.content];
  const allowed = tags.filter((tag) => !inside.without.includes(tag));
  growing.budget.left--;
  if (texts !== "none" && (allowed.length === 0 || random.chance(0.35))) return randomText(random, inside);
  if (allowed.length === 0) return "";
  if (random.chance(0.06)) {
    const children = Array.from({ length: random.int(4) }, () => randomSpec(random, inside, growing));
    return { tag: "", props: {}, children, inside };
  }
  return randomElement(random, random.pick(allowed), inside, growing);
}

/** A text that may stand in this place; empty where none may. */
export function randomText(random: Random, { content }: Inside): string {
  const { texts } = CHILDREN[content];
  if (texts === "none") return "";
  if (texts === "space") return random.pick([" ", "\n", "  \n\t", ""]);
  if (texts === "raw") return random.pick(["", "a{b:c}", "1 < 2 && 3 > 2", '"x"', "\n/* text */\n"]);
  return random.pick(TEXTS);
}

export function randomElement(random: Random, tag: string, around: Inside, growing: Growing): Elem {
  // An SVG <a>, <title> or <style> follows other rules than its namesake.
  const foreign = /^(svg|svgText|math)$/.test(around.content);
  const content: Content =
    foreign && tag === "a" ? "svg" : foreign && tag === "style" ? "raw" : (CONTENT[tag] ?? "phrasing");
  const without = ALONE.has(tag) && !foreign ? [...around.without, tag] : around.without;
  const inside: Inside = { content, without };
  const props = propsFor(random, tag, foreign);
  const element: Elem = { tag, props, children: [], inside };
  if (growing.markup && (content === "phrasing" || content === "flow") && tag !== "template" && random.chance(0.05)) {
    props.dangerouslySetInnerHTML = { __html: randomMarkup(random) };
    return element;
  }
  const first = FIRST[tag];
  if (first) element.children.push(randomElement(random, first, { content: "phrasing", without }, growing));
  const { tags, texts } = CHILDREN[content];
  const count = random.int(tags.length > 0 ? 6 : texts === "none" ? 1 : 3);
  for (let i = 0; i < count && (growing.budget.left > 0 || i === 0); i++) {
    element.children.push(randomSpec(random, inside, growing));
  }
  return element;
}

/** Markup that a parser reads and writes as it stands. */
export function randomMarkup(random: Random): string {
  return random.pick([
    "<b>bold</b> and <i>not</i>",
    "text &amp; more &lt;text&gt;",
    '<span title="a&amp;b">x</span><br>',
    "",
    " spaces ",
    '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>',
    "<u>1</u><u>2</u><u>3</u>",
  ]);
}

/** The tree as Preact takes it. */
export function toVNode(spec: Spec): VNode | string {
  if (typeof spec === "string") return spec;
  const { tag, key, props, children } = spec;
  const attributes = key === undefined ? props : { ...props, key };
  return createElement(tag === "" ? Fragment : tag, attributes, ...children.map(toVNode)) as VNode;
}

/** Every element of a tree, the root first; fragments too. */
export function elementsOf(root: Elem): Elem[] {
  const found: Elem[] = [root];
  for (const child of root.children) if (typeof child !== "string") found.push(...elementsOf(child));
  return found;
}

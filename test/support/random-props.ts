/** Random props of every kind an author writes, right for the element and its reflection. */
import { island } from "../../runtime/dom/marks.ts";
import type { Random } from "./random.ts";
import type { Props } from "./random-tree.ts";

type Make = (random: Random) => unknown;

/** Texts with every character that is something to HTML, to JSON or to the wire. */
export const TEXTS: readonly string[] = [
  "plain",
  "two words",
  "a & b",
  "&amp;",
  "<b>not bold</b>",
  "1 < 2 > 0",
  `"double" 'single'`,
  "line\nbreak",
  "\nleading",
  "trailing\n",
  "carriage\r\nreturn\r",
  "nul\0byte",
  "\u00a0",
  " ",
  "\n",
  "  ",
  "\t",
  "",
  "0",
  "😀 astral",
  "e\u0301 \u202e\u2028",
  "</script></textarea></template>",
  "<!-- -->]]>",
  "<hx-then>",
  "é".repeat(40),
];

const oneOf =
  (...values: unknown[]): Make =>
  (random) =>
    random.pick(values);
const text: Make = (random) => random.pick(TEXTS);
const number: Make = (random) => random.int(300) - 5;
const flag: Make = oneOf(true, false);
const absent: Make = oneOf(null, undefined, false);

const style: Make = (random) =>
  random.chance(0.3)
    ? random.pick(["color: red", "", "margin:0;padding:1px", "color:red;", "--x: a b"])
    : Object.fromEntries(
        random
          .shuffled([
            ["color", random.pick(["red", "rgb(1, 2, 3)", "", null])],
            ["marginTop", random.pick([0, 4, "1em", "-2px"])],
            ["opacity", random.pick([0, 0.5, 1])],
            ["zIndex", random.int(9)],
            ["--main-color", random.pick(["blue", "7", 7])],
            ["backgroundImage", "url(data:image/gif;base64,R0lGODlhAQABAAAAACw=)"],
            ["fontFamily", `"Two Words", 'x'`],
            ["width", random.pick([10, "50%", null])],
          ])
          .slice(0, random.int(4)),
      );

/** Any element may have these. */
const COMMON: { readonly [name: string]: Make } = {
  class: oneOf("a", "a b", "", undefined, "é&\"'<"),
  id: (random) => (random.chance(0.8) ? `app-${random.int(1e9)}` : undefined),
  title: text,
  lang: oneOf("de", "en", ""),
  dir: oneOf("ltr", "rtl", "auto"),
  hidden: oneOf(true, false, "until-found"),
  tabIndex: oneOf(0, -1, 3),
  style,
  role: oneOf("note", "img", "presentation"),
  draggable: oneOf(true, false),
  spellcheck: oneOf(true, false, "false"),
  accessKey: oneOf("k"),
  slot: oneOf("main", ""),
  "data-a": (random) => random.pick([text(random), number(random), true, false, null, undefined]),
  "data-camel-case": text,
  "aria-label": text,
  "aria-hidden": oneOf(true, false, "true"),
  "aria-level": number,
  onClick: oneOf(() => {}, null),
  unknown: oneOf("x", "", null, false, 7),
  inputMode: oneOf("numeric"),
};

const INPUTS: { readonly [type: string]: Make } = {
  text: oneOf("typed", 'q"<&', "two\nlines", "", 7),
  search: oneOf("find", ""),
  password: oneOf("secret", ""),
  email: oneOf("a@b.example", " a@b.example "),
  url: oneOf("https://example.org/?a=1&b=2"),
  tel: oneOf("+43 1"),
  number: oneOf("5", "-1.5e3", "no number", 12, ""),
  range: oneOf(5, "7", 150, -3, "x", ""),
  color: oneOf("#ff0000", "#ABCDEF", "red", ""),
  date: oneOf("2024-02-29", "yesterday", ""),
  month: oneOf("2024-02", ""),
  time: oneOf("12:30", "noon"),
  "datetime-local": oneOf("2024-02-29T12:30", ""),
  week: oneOf("2024-W05", ""),
  hidden: oneOf("kept", ""),
  checkbox: oneOf("yes", undefined),
  radio: oneOf("one", "two"),
  submit: oneOf("Send", undefined),
  button: oneOf("Press"),
  reset: oneOf("Reset"),
  image: oneOf(undefined),
  file: oneOf(undefined),
};

function input(random: Random): Props {
  const type = random.pick(Object.keys(INPUTS));
  const value = INPUTS[type]?.(random);
  const props: Props = { type };
  // Preact sets props in their order: what bounds a value comes before it, as authors write it.
  if (type === "range" && random.chance(0.3)) Object.assign(props, { min: 1, max: 120 });
  if (random.chance(0.8)) props[random.chance(0.7) ? "value" : "defaultValue"] = value;
  if (type === "checkbox" || type === "radio") {
    if (random.chance(0.7)) props[random.chance(0.7) ? "checked" : "defaultChecked"] = random.chance(0.5);
    // Groups of radio buttons uncheck each other: they have tests of their own.
    props.name = `box-${random.int(1e9)}`;
  }
  if (type === "file" && random.chance(0.5)) props.multiple = true;
  return some(random, props, {
    name: oneOf("field", "other field"),
    disabled: flag,
    readOnly: flag,
    required: flag,
    placeholder: text,
    maxLength: oneOf(3, 200),
    autoComplete: oneOf("off", "name"),
    size: oneOf(4),
    pattern: oneOf("[a-z]+"),
  });
}

/** Props of one element kind. */
const OWN: { readonly [tag: string]: { readonly [name: string]: Make } } = {
  a: {
    href: oneOf("#here", "/path?a=1&b=2", ""),
    target: oneOf("_blank"),
    rel: oneOf("noopener"),
    download: oneOf("file.txt"),
  },
  button: {
    type: oneOf("button", "submit", "reset"),
    disabled: flag,
    name: oneOf("act"),
    value: oneOf("v", ""),
    formNoValidate: flag,
  },
  label: { htmlFor: oneOf("app-1"), for: oneOf("app-2") },
  img: {
    src: oneOf("data:,", ""),
    alt: text,
    width: number,
    height: oneOf("10"),
    loading: oneOf("lazy"),
    crossOrigin: oneOf("anonymous"),
  },
  output: { htmlFor: oneOf("a b"), name: oneOf("o") },
  time: { dateTime: oneOf("2024-02-29") },
  data: { value: oneOf("7", 7, "") },
  li: { value: oneOf(3, "4") },
  progress: { value: oneOf(0, 3, null, undefined), max: oneOf(10) },
  meter: { value: oneOf(0.5), min: oneOf(0), max: oneOf(1), low: oneOf(0.1) },
  ol: { start: oneOf(3), reversed: flag, type: oneOf("a") },
  td: { colSpan: oneOf(1, 2), rowSpan: oneOf(1), headers: oneOf("h") },
  th: { colSpan: oneOf(2), scope: oneOf("col", "row"), abbr: text },
  col: { span: oneOf(2) },
  details: { open: flag },
  form: { autoComplete: oneOf("off"), noValidate: flag, name: oneOf("f") },
  fieldset: { disabled: oneOf(false, false, true), name: oneOf("set") },
  select: { disabled: flag, size: oneOf(1, 3), required: flag, name: oneOf("choice") },
  option: { label: oneOf("Label"), disabled: oneOf(false, false, true), value: oneOf("a", "b", "c", "") },
  optgroup: { label: text, disabled: oneOf(false, false, true) },
  video: {
    muted: flag,
    loop: flag,
    playsInline: flag,
    poster: oneOf("data:,"),
    preload: oneOf("none"),
    controls: flag,
  },
  audio: { muted: flag, controls: flag, preload: oneOf("none") },
  source: { type: oneOf("image/png"), media: oneOf("(min-width: 1px)"), srcSet: oneOf("data:, 2x") },
  track: { kind: oneOf("captions"), srcLang: oneOf("en"), label: text, default: flag },
  map: { name: oneOf("map") },
  area: { shape: oneOf("rect"), coords: oneOf("0,0,1,1"), href: oneOf("#area"), alt: text },
  iframe: { title: text, loading: oneOf("lazy"), allowFullScreen: flag, referrerPolicy: oneOf("no-referrer") },
  embed: { type: oneOf("text/x-none") },
  object: { type: oneOf("text/x-none"), name: oneOf("o") },
  abbr: { title: text },
  q: { cite: oneOf("/q") },
  blockquote: { cite: oneOf("/b") },
  "x-card": { label: text, open: flag, count: number, onpick: oneOf(() => {}) },
  "x-chip": { value: oneOf("v", 0, null), checked: oneOf("x") },
};

/** SVG and MathML keep the case of names; these are as a parser knows them. */
const FOREIGN: { readonly [tag: string]: { readonly [name: string]: Make } } = {
  svg: {
    viewBox: oneOf("0 0 10 10"),
    width: oneOf(10, "100%"),
    xmlns: oneOf("http://www.w3.org/2000/svg"),
    preserveAspectRatio: oneOf("none"),
  },
  rect: {
    x: number,
    y: number,
    width: oneOf(5),
    height: oneOf(5),
    fill: oneOf("red", "none"),
    "stroke-width": oneOf(2),
  },
  circle: { cx: number, r: oneOf(3), className: oneOf("dot"), class: oneOf("c") },
  path: { d: oneOf("M0 0L1 1"), pathLength: oneOf(1) },
  text: { x: number, textLength: oneOf(5), "text-anchor": oneOf("end") },
  tspan: { dx: number },
  textPath: { startOffset: oneOf("5%"), href: oneOf("#p") },
  linearGradient: { gradientUnits: oneOf("userSpaceOnUse"), gradientTransform: oneOf("rotate(1)") },
  clipPath: { clipPathUnits: oneOf("objectBoundingBox") },
  use: { href: oneOf("#x") },
  a: { href: oneOf("#x"), target: oneOf("_top") },
  g: { transform: oneOf("scale(2)"), fill: oneOf("blue"), tabIndex: oneOf(0) },
  math: { display: oneOf("block") },
  mo: { stretchy: oneOf("false") },
};

const SVG_COMMON = ["id", "data-a", "aria-label", "aria-hidden", "style", "role", "class"];

/** Random props for an element. @param foreign whether it is SVG's, where HTML has one of the same name */
export function propsFor(random: Random, tag: string, foreign: boolean): Props {
  if (tag === "input") return common(random, input(random));
  if (tag === "textarea") return common(random, textarea(random));
  const own = Object.hasOwn(FOREIGN, tag) && (foreign || !Object.hasOwn(OWN, tag)) ? FOREIGN[tag] : OWN[tag];
  const props: Props = tag === "script" ? { type: "text/plain" } : tag === "x-island" ? { ...island } : {};
  if (own) some(random, props, own, 0.4);
  if (tag === "select") select(random, props);
  if (foreign || tag === "svg" || tag === "math") {
    return some(random, props, Object.fromEntries(SVG_COMMON.map((name) => [name, COMMON[name] as Make])), 0.08);
  }
  return common(random, props);
}

function textarea(random: Random): Props {
  const props: Props = {};
  if (random.chance(0.8)) props[random.chance(0.6) ? "value" : "defaultValue"] = random.pick(TEXTS);
  return some(random, props, {
    rows: oneOf(3),
    readOnly: flag,
    disabled: flag,
    placeholder: text,
    maxLength: oneOf(50),
    wrap: oneOf("hard"),
  });
}

function select(random: Random, props: Props): void {
  if (random.chance(0.3)) {
    props.multiple = true;
    if (random.chance(0.5)) props.value = random.shuffled(["a", "b", "c"]).slice(0, random.int(3));
  } else if (random.chance(0.5)) props.value = random.pick(["a", "b", "c", "nowhere"]);
}

function common(random: Random, props: Props): Props {
  return some(random, props, COMMON, 0.05);
}

/** Adds a random part of `makes`. */
function some(random: Random, props: Props, makes: { readonly [name: string]: Make }, probability = 0.15): Props {
  for (const name in makes) {
    if (name in props || !random.chance(probability)) continue;
    props[name] = random.chance(0.04) ? absent(random) : makes[name]?.(random);
  }
  return props;
}

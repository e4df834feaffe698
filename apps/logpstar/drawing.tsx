// The structure as a picture. openchemlib writes it as SVG with a style sheet, ids and invisible shapes for the pointer; here its lines and
// letters become elements of the page: numbers, a letter or two, and a class for the colour. Nothing of it is markup, nothing has an id.
import { h } from "preact";
import { parse } from "./molecule.ts";

interface Shape {
  readonly tag: string;
  readonly attributes: { readonly [name: string]: string };
  readonly text: string;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly viewBox: string;
  readonly shapes: readonly Shape[];
}

/** A structure with more atoms is no picture any more, and takes long to lay out. */
const ATOMS_MAX = 100;
const MARGIN = 14;
/** Of the picture on the page, to the letters of its text. */
const SCALE = 1.5;

const ELEMENT =
  /<(text|line|polygon|polyline|circle|ellipse|path|rect)((?:\s+[\w-]+="[^"]*")*)\s*\/?>(?:([^<]*)<\/text>)?/g;
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g;
const GEOMETRY = /^(x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|d|points|width|height|font-size|stroke-width|stroke-dasharray)$/;
const NUMBERS = /^[-\d.,\sMLQCAZ]+$/i;

/** The classes of openchemlib's colours; the style sheet has one for light and one for dark. Any other is the text's. */
const COLOURS: { readonly [rgb: string]: string } = {
  "48,80,248": "nitrogen",
  "255,13,13": "oxygen",
  "144,224,80": "fluorine",
  "31,240,31": "chlorine",
  "166,41,41": "bromine",
  "148,0,148": "iodine",
  "205,205,38": "sulphur",
  "255,128,0": "phosphorus",
};

// The first layout takes most of a second, for the library reads its templates then. That is not to happen while somebody waits.
setImmediate(() => draw("c1ccccc1")).unref();

/** @returns null where there are too many atoms for a picture @throws SmilesError */
export function draw(smiles: string): Drawing | null {
  if (parse(smiles, { noCoordinates: true }).getAllAtoms() > ATOMS_MAX) return null;
  const svg = parse(smiles).toSVG(480, 320, "structure", {
    autoCrop: true,
    autoCropMargin: MARGIN,
    suppressChiralText: true,
    suppressESR: true,
    suppressCIPParity: true,
    noStereoProblem: true,
  });
  const [, viewBox = "0 0 480 320", width = "480", height = "320"] =
    /viewBox="(-?[\d.]+ -?[\d.]+ ([\d.]+) ([\d.]+))"/.exec(svg) ?? [];
  return { viewBox, width: Number(width), height: Number(height), shapes: shapesOf(svg) };
}

function shapesOf(svg: string): readonly Shape[] {
  const shapes: Shape[] = [];
  for (const [, tag = "", written = "", text = ""] of svg.matchAll(ELEMENT)) {
    const given = new Map([...written.matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => [name, value]));
    if (given.get("class") === "event") continue;
    const attributes: { [name: string]: string } = {};
    for (const [name, value] of given) if (GEOMETRY.test(name) && NUMBERS.test(value)) attributes[name] = value;
    // Letters and discs are filled, lines are drawn.
    const paint = tag === "line" || tag === "path" || tag === "polyline" ? "stroke" : "fill";
    const colour = COLOURS[(given.get(paint) ?? "").replace(/[^\d,]/g, "")];
    attributes[paint] = "currentColor";
    if (colour) attributes.class = colour;
    shapes.push({ tag, attributes, text });
  }
  return shapes;
}

/** @param label what it shows, for those who do not see it */
export function Structure({ drawing, label }: { drawing: Drawing; label: string }) {
  const { viewBox, width, height, shapes } = drawing;
  return (
    <svg
      class="structure"
      role="img"
      aria-label={label}
      viewBox={viewBox}
      width={width * SCALE}
      height={height * SCALE}
    >
      {shapes.map(({ tag, attributes, text }, i) => h(tag, { key: i, ...attributes }, text || null))}
    </svg>
  );
}

/** The picture holds lines and letters: no markup, no style, no id, nothing that somebody typed. */
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { draw, Structure } from "../../../apps/logpstar/drawing.tsx";
import { EXAMPLES } from "../../../apps/logpstar/examples.ts";

const SHAPE = /<(text|line|polygon|circle|path)( [\w-]+="[\w., -]*")*>([A-Z][a-z]?|\d{1,3}|\d?[+-])?<\/\1>/g;

test.each([...EXAMPLES.map(({ smiles }) => smiles), "F/C=C\\F", "[13CH3][U+6]", "C[C@H](Br)S", "IP(Cl)[Se]"])(
  "%s",
  (smiles) => {
    const drawing = draw(smiles);
    if (!drawing) throw new Error("there is no picture");
    const html = renderToString(<Structure drawing={drawing} label={`Structure of ${smiles}`} />);
    const inner = html.slice(html.indexOf("<", 1), -"</svg>".length);
    expect(html).toMatch(/^<svg class="structure" role="img" aria-label="Structure of /);
    expect(inner.replace(SHAPE, "")).toBe("");
    expect(inner).not.toMatch(/\bid=|style|rgb/);
    expect(drawing.shapes.length).toBeGreaterThan(2);
    expect(Math.min(drawing.width, drawing.height)).toBeGreaterThan(0);
  },
);

test("elements have their colours, by class", () => {
  const classes = new Set(draw("NC(O)(F)C(Cl)(Br)C(I)(S)P")?.shapes.map(({ attributes }) => attributes.class));
  expect([...classes].sort()).toEqual(
    ["bromine", "chlorine", "fluorine", "iodine", "nitrogen", "oxygen", "phosphorus", "sulphur", undefined].sort(),
  );
});

test("what is too large for a picture has none", () => {
  expect(draw("C".repeat(101))).toBeNull();
  expect(draw("C".repeat(100))).not.toBeNull();
});

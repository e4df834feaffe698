import { SessileError } from "../core/errors.ts";
import { ATTR } from "../core/wire.ts";

/** @see https://infra.spec.whatwg.org/#namespaces */
export const HTML_NAMESPACE = "http://www.w3.org/1999/xhtml";
export const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
export const MATHML_NAMESPACE = "http://www.w3.org/1998/Math/MathML";

/** Elements without an end tag. @see https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
export const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

/** Elements whose text a parser takes as it stands. @see https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody */
export const RAW_TEXT = new Set("script style xmp iframe noembed noframes plaintext".split(" "));

/** Elements after whose start tag a parser drops one newline. */
export const NEWLINE_EATERS = new Set("pre textarea listing".split(" "));

// What would end a name early, or make the markup mean something else.
const UNSAFE_NAME = /[\s\p{Cc}"'<>/=`]/u;
const TAG_NAME = /^[a-zA-Z][^\s\p{Cc}"'<>/=`]*$/u;
/** Attributes that say which element this is, and to whom it listens: nobody but the writer of markup sets them. */
const OWN: ReadonlySet<string> = new Set([ATTR.address, ATTR.on, ATTR.page, ATTR.plain]);
/** Elements htmx takes for instructions. */
const FOR_HTMX = /^hx-/i;

/** A name as HTML writes it; names seen before cost one look-up. Bounded, for names can come from data. */
const LOWER = new Map<string, string>();
const LOWER_MAX = 2000;

/**
 * An attribute's name as an HTML element keeps it: in lower case.
 *
 * @throws SessileError SES_ATTRIBUTE_NAME where a browser would throw an InvalidCharacterError
 * @see https://dom.spec.whatwg.org/#dom-element-setattribute
 */
export function attributeName(name: string): string {
  let lower = LOWER.get(name);
  if (lower === undefined) {
    checkAttributeName(name);
    lower = name.toLowerCase();
    if (LOWER.size < LOWER_MAX) LOWER.set(name, lower);
  }
  return lower;
}

/**
 * Attributes of SVG and MathML that a parser writes in camel case; all others it lowers, wherever they stand.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#adjust-svg-attributes
 */
const FOREIGN = new Map(
  (
    "attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits definitionURL diffuseConstant edgeMode " +
    "filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes " +
    "lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength " +
    "patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio " +
    "primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant specularExponent " +
    "spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength " +
    "viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan"
  )
    .split(" ")
    .map((name) => [name.toLowerCase(), name]),
);

/** An attribute's name as a parser gives it to an SVG or MathML element: so that a patch names the same one. */
export function foreignAttributeName(name: string): string {
  const lower = attributeName(name);
  return FOREIGN.get(lower) ?? lower;
}

/** @throws SessileError SES_ATTRIBUTE_NAME */
function checkAttributeName(name: string): void {
  if (name === "" || UNSAFE_NAME.test(name) || OWN.has(name.toLowerCase()))
    throw new SessileError("SES_ATTRIBUTE_NAME", JSON.stringify(name));
}

const TAGS = new Set<string>();

/** @throws SessileError SES_TAG_NAME where a browser would throw an InvalidCharacterError */
export function checkTagName(name: string): void {
  if (TAGS.has(name)) return;
  if (!TAG_NAME.test(name) || FOR_HTMX.test(name)) throw new SessileError("SES_TAG_NAME", JSON.stringify(name));
  if (TAGS.size < LOWER_MAX) TAGS.add(name);
}

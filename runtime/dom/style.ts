import type { ServerElement } from "./element.ts";

/** Properties whose numbers stand for themselves; every other number is a length in pixels, as authors mean it. */
const UNITLESS = new Set(
  (
    "animationIterationCount aspectRatio borderImageOutset borderImageSlice borderImageWidth boxFlex boxFlexGroup " +
    "boxOrdinalGroup columnCount columns fillOpacity flex flexGrow flexNegative flexOrder flexPositive flexShrink " +
    "floodOpacity fontSizeAdjust fontWeight gridArea gridColumn gridColumnEnd gridColumnSpan gridColumnStart gridRow " +
    "gridRowEnd gridRowSpan gridRowStart hyphenateLimitChars initialLetter lineClamp lineHeight mathDepth opacity " +
    "order orphans scale shapeImageThreshold stopOpacity strokeDasharray strokeDashoffset strokeMiterlimit " +
    "strokeOpacity strokeWidth tabSize widows zIndex zoom"
  ).split(" "),
);

/** A value that can be nothing but one declaration's value. Most are; the others are looked at closely. */
const PLAIN_VALUE = /^[\w\s.#%,!+*-]*$/;

/**
 * An element's inline style. Preact assigns declarations as properties (`style.color = "red"`), so
 * the object's own enumerable keys are the declarations.
 *
 * @see https://drafts.csswg.org/cssom/#the-cssstyledeclaration-interface
 */
export class Style {
  [property: string]: unknown;
  readonly #element: ServerElement;
  #text = "";

  constructor(element: ServerElement) {
    this.#element = element;
  }

  setProperty(name: string, value: unknown): void {
    this[name] = value;
    this.#element.$attributeChanged("style");
  }

  removeProperty(name: string): void {
    this.setProperty(name, "");
  }

  getPropertyValue(name: string): string {
    return String(this[name] ?? "");
  }

  get cssText(): string {
    let text = this.#text;
    for (const key of Object.keys(this)) {
      const value = this[key];
      if (value == null || value === "" || typeof value === "boolean") continue;
      const css = typeof value === "number" && value !== 0 && hasUnit(key) ? `${value}px` : said(value);
      if (css === "" || !isOneValue(css)) continue;
      text += `${text && !text.endsWith(";") ? ";" : ""}${cssName(key)}:${css};`;
    }
    return text;
  }

  set cssText(text: string) {
    for (const key of Object.keys(this)) delete this[key];
    this.#text = String(text);
    this.#element.$attributeChanged("style");
  }
}

/** What cannot be said is no value. A browser throws where it is assigned; here it is read later, where it would be nobody's error. */
function said(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "";
  }
}

function hasUnit(key: string): boolean {
  return (
    !key.startsWith("--") &&
    !UNITLESS.has(key.replace(/^(Webkit|Moz|ms|O)([A-Z])/, (_, __, c: string) => c.toLowerCase()))
  );
}

/** `backgroundColor` → `background-color`, `WebkitMask` → `-webkit-mask`, `cssFloat` → `float`. */
function cssName(key: string): string {
  if (key[0] === "-" || key === key.toLowerCase()) return key.replace(/[^\w-]/g, "");
  if (key === "cssFloat") return "float";
  const dashed = key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`).replace(/[^\w-]/g, "");
  return dashed.startsWith("ms-") ? `-${dashed}` : dashed;
}

/**
 * Whether text is one declaration's value and cannot smuggle in another. A browser parses what is
 * assigned to `style.color` as a value and drops `red; background: url(…)`; so must a writer of text.
 */
function isOneValue(text: string): boolean {
  if (PLAIN_VALUE.test(text)) return true;
  // To CSS these are newlines too, which end a string: nobody writes them.
  if (/[\r\f\0]/.test(text)) return false;
  const closers: string[] = [];
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === "\\") {
      if (++i >= text.length) return false;
    } else if (quote) {
      if (c === quote) quote = "";
      else if (c === "\n") return false;
    } else if (c === '"' || c === "'") quote = c;
    else if (c === "(") closers.push(")");
    else if (c === "[") closers.push("]");
    else if (c === ")" || c === "]") {
      if (closers.pop() !== c) return false;
    } else if (c === "{" || c === "}" || (c === ";" && closers.length === 0)) return false;
    else if (c === ";" && closers.length > 0 && !/url\($/i.test(text.slice(0, text.lastIndexOf("(", i) + 1)))
      return false;
    else if (c === "/" && text[i + 1] === "*") return false;
  }
  return quote === "" && closers.length === 0;
}

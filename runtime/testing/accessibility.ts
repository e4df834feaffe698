/**
 * Roles and accessible names in a parsed copy, computed by dom-accessibility-api: it gets to see each parsed node as
 * the few members of a DOM node that it reads.
 */
import { computeAccessibleName, getRole } from "dom-accessibility-api";
import type { DefaultTreeAdapterTypes as Parsed } from "parse5";
import type { Copy } from "./copy.ts";
import { attr, closest, type Element, parentOf, textOf, within } from "./tree.ts";

/** What dom-accessibility-api reads of a document. */
interface FaceDocument {
  readonly defaultView: { getComputedStyle(face: Face): { getPropertyValue(name: string): string } };
  getElementById(id: string): Face | null;
}

/** @see https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3 as far as it parts words */
const INLINE =
  /^(a|abbr|b|bdi|bdo|button|cite|code|data|dfn|em|i|img|input|kbd|label|mark|q|s|samp|select|small|span|strong|sub|sup|textarea|time|u|var|output|meter|progress)$/;

/** One parsed node as a DOM node. */
class Face {
  readonly ELEMENT_NODE = 1;
  readonly TEXT_NODE = 3;
  readonly #faces: Faces;
  readonly #node: Parsed.Node;

  constructor(faces: Faces, node: Parsed.Node) {
    this.#faces = faces;
    this.#node = node;
  }

  get #element(): Element {
    return this.#node as Element;
  }

  get nodeType(): number {
    return "tagName" in this.#node ? 1 : this.#node.nodeName === "#text" ? 3 : 8;
  }

  get localName(): string {
    return this.#element.tagName;
  }

  get textContent(): string {
    return textOf(this.#node);
  }

  get childNodes(): Face[] {
    return "childNodes" in this.#node ? this.#node.childNodes.map((node) => this.#faces.of(node)) : [];
  }

  get ownerDocument(): FaceDocument {
    return this.#faces.document;
  }

  getRootNode(): FaceDocument {
    return this.#faces.document;
  }

  /** Only what stands inside an svg has one: by this SVG elements are told apart. */
  get ownerSVGElement(): Face | undefined {
    const svg = closest(this.#element, (e) => e.tagName === "svg");
    return svg ? this.#faces.of(svg) : undefined;
  }

  getAttribute(name: string): string | null {
    return attr(this.#element, name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return attr(this.#element, name) !== undefined;
  }

  getAttributeNode(name: string): { readonly value: string } | null {
    return this.#element.attrs.find((a) => a.name === name) ?? null;
  }

  get type(): string {
    return (attr(this.#element, "type") ?? (this.localName === "button" ? "submit" : "text")).toLowerCase();
  }

  get value(): string {
    return this.#faces.copy.value(this.#element);
  }

  get size(): number {
    return Number(attr(this.#element, "size") ?? 0);
  }

  get selectedOptions(): Face[] {
    return this.#faces.copy.selected(this.#element).map((option) => this.#faces.of(option));
  }

  get labels(): Face[] | null {
    if (!isLabelable(this.#element)) return null;
    return labelsOf(this.#faces.copy, this.#element).map((label) => this.#faces.of(label));
  }

  /** Only asked for what a listbox that is no select has chosen. */
  querySelectorAll(): Face[] {
    const chosen = [...within(this.#element)].filter((e) => attr(e, "aria-selected") === "true");
    return chosen.map((e) => this.#faces.of(e));
  }
}

/** The faces of one copy: a node has one face, for names are computed by identity. */
class Faces {
  readonly copy: Copy;
  readonly #faces = new WeakMap<Parsed.Node, Face>();
  readonly document: FaceDocument;

  constructor(copy: Copy) {
    this.copy = copy;
    const nodes = new WeakMap<Face, Element>();
    this.of = (node) => {
      let face = this.#faces.get(node);
      if (!face) {
        face = new Face(this, node);
        this.#faces.set(node, face);
        if ("tagName" in node) nodes.set(face, node);
      }
      return face;
    };
    this.document = {
      defaultView: {
        getComputedStyle: (face) => {
          const element = nodes.get(face);
          return { getPropertyValue: (name) => (element ? styleOf(element, name) : "") };
        },
      },
      getElementById: (id) => {
        const element = copy.byId(id);
        return element ? this.of(element) : null;
      },
    };
  }

  readonly of: (node: Parsed.Node) => Face;
}

const all = new WeakMap<Copy, Faces>();

/** dom-accessibility-api's types ask for a whole DOM element; what it reads of one, a face has. */
function faceOf(copy: Copy, element: Element): globalThis.Element {
  let faces = all.get(copy);
  if (!faces) {
    faces = new Faces(copy);
    all.set(copy, faces);
  }
  return faces.of(element) as unknown as globalThis.Element;
}

/** Without style sheets: what stands in the attribute, and whether HTML puts it on a line of its own. */
function styleOf(element: Element, name: string): string {
  const own = new RegExp(`(?:^|;)\\s*${name}:\\s*([^;]+)`).exec(attr(element, "style") ?? "")?.[1]?.trim();
  return own ?? (name === "display" ? (INLINE.test(element.tagName) ? "inline" : "block") : "");
}

const isLabelable = (element: Element): boolean =>
  /^(button|meter|output|progress|select|textarea)$/.test(element.tagName) ||
  (element.tagName === "input" && attr(element, "type") !== "hidden");

/** @see https://html.spec.whatwg.org/multipage/forms.html#labeled-control */
export function controlOf(copy: Copy, label: Element): Element | undefined {
  const id = attr(label, "for");
  return id === undefined ? [...within(label)].find(isLabelable) : copy.byId(id);
}

function labelsOf(copy: Copy, control: Element): Element[] {
  return [...copy.elements].filter((e) => e.tagName === "label" && controlOf(copy, e) === control);
}

/** What dom-accessibility-api leaves out of HTML's roles. @see https://www.w3.org/TR/html-aam-1.0/ */
const MORE: { readonly [tag: string]: string } = {
  blockquote: "blockquote",
  caption: "caption",
  code: "code",
  del: "deletion",
  em: "emphasis",
  ins: "insertion",
  meter: "meter",
  p: "paragraph",
  search: "search",
  strong: "strong",
  sub: "subscript",
  sup: "superscript",
  time: "time",
};

/** The role of an element, "" where it has none. */
export function roleOf(copy: Copy, element: Element): string {
  const role = getRole(faceOf(copy, element)) ?? MORE[element.tagName] ?? "";
  if (attr(element, "role") !== undefined) return role;
  switch (element.tagName) {
    case "th":
      return attr(element, "scope") === "row" ? "rowheader" : role;
    case "section":
    case "form":
      // A landmark only by its name.
      return nameOf(copy, element) ? role : "";
    case "header":
    case "footer":
      return closest(element, (e) => /^(article|aside|main|nav|section)$/.test(e.tagName)) ? "" : role;
    case "summary":
      return parentOf(element)?.tagName === "details" ? role : "";
    default:
      return role;
  }
}

/** The accessible name of an element; a control's placeholder where it has no other. */
export function nameOf(copy: Copy, element: Element): string {
  const name = clean(computeAccessibleName(faceOf(copy, element)));
  return name || clean(attr(element, "placeholder") ?? "");
}

/** A text as a person reads it: every stretch of white space is one space. */
export const clean = (text: string): string => text.replace(/\s+/g, " ").trim();

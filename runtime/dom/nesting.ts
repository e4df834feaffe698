import type { ServerElement } from "./element.ts";

const BLOCKS = new Set(
  (
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hgroup hr main menu nav ol p pre search section table ul"
  ).split(" "),
);
const PARENTS: { [child: string]: readonly string[] } = {
  tr: ["tbody", "thead", "tfoot"],
  td: ["tr"],
  th: ["tr"],
  tbody: ["table"],
  thead: ["table"],
  tfoot: ["table"],
  caption: ["table"],
  colgroup: ["table"],
  col: ["colgroup"],
};
const IN_TABLE = new Set([
  "tbody",
  "thead",
  "tfoot",
  "tr",
  "caption",
  "colgroup",
  "col",
  "script",
  "template",
  "style",
]);
/** What ends the reach of an open `<p>`, `<a>` or `<button>` for the parser. */
const SCOPES = new Set([
  "button",
  "table",
  "td",
  "th",
  "caption",
  "template",
  "foreignObject",
  "svg",
  "math",
  "object",
]);
const NOT_IN_ITSELF = new Set(["a", "button", "form", "option", "select"]);

/**
 * What a parser would repair about this element's place: `<div>` in `<p>`, `<tr>` outside `<tbody>`, an
 * `<a>` in an `<a>`. Such a tree and the browser's drift apart, for the browser's is another.
 *
 * @returns the ancestor it cannot stand in, or null where all is well
 * @see https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
 */
export function misplacedIn(element: ServerElement): ServerElement | null {
  const name = element.localName;
  const parent = element.parentElement;
  if (!element.$isHtml || !parent) return null;
  const expected = Object.hasOwn(PARENTS, name) ? PARENTS[name] : undefined;
  if (expected && !expected.includes(parent.localName)) return parent;
  if (/^(table|tbody|thead|tfoot|tr)$/.test(parent.localName) && !expected && !IN_TABLE.has(name)) return parent;
  if (BLOCKS.has(name)) {
    for (let e: ServerElement | null = parent; e && !SCOPES.has(e.localName); e = e.parentElement) {
      if (e.localName === "p") return e;
    }
  }
  if (NOT_IN_ITSELF.has(name)) {
    for (let e: ServerElement | null = parent; e && e.localName !== "template"; e = e.parentElement) {
      if (e.localName === name) return e;
    }
  }
  return null;
}

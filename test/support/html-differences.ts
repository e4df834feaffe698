/**
 * Where the server DOM's HTML differs from preact-render-to-string's for the same vnode, on purpose: the server DOM
 * writes what a browser's DOM would hold after Preact rendered into it. Each entry has an example that a test
 * holds against both writers and against `docs/html-differences.md`; `html-oracle.ts` allows for exactly these.
 */
import { type ComponentChild, createElement, type VNode } from "preact";
import type { Props } from "./random-tree.ts";

export interface Difference {
  /** As it stands in the document. */
  readonly name: string;
  readonly example: VNode;
  /** The server DOM's HTML of the example. */
  readonly sessile: string;
  /** preact-render-to-string's. */
  readonly string: string;
  readonly why: string;
}

const h = (tag: string, props: Props | null, ...children: ComponentChild[]): VNode =>
  createElement(tag, props as object, ...children);
const svg = "http://www.w3.org/2000/svg";
const option = (text: string, props: Props | null = null): VNode => h("option", props, text);

export const DIFFERENCES: readonly Difference[] = [
  // ── spelling ────────────────────────────────────────────────────────────────
  {
    name: "End of a void element",
    example: h("br", null),
    sessile: "<br>",
    string: "<br/>",
    why: "The slash means nothing in HTML.",
  },
  {
    name: "Order and case of attributes",
    example: h("iframe", { style: "top:0", referrerPolicy: "origin" }),
    sessile: '<iframe referrerpolicy="origin" style="top:0"></iframe>',
    string: '<iframe style="top:0" referrerPolicy="origin"></iframe>',
    why: "An HTML element keeps attribute names in lower case; style and what a control holds are written last.",
  },
  {
    name: "Double quote in text",
    example: h("p", null, 'a "b"'),
    sessile: '<p>a "b"</p>',
    string: "<p>a &quot;b&quot;</p>",
    why: "It ends nothing there.",
  },
  // ── characters ──────────────────────────────────────────────────────────────
  {
    name: "Carriage return",
    example: h("p", { title: "a\rb" }, "a\r\nb"),
    sessile: '<p title="a&#13;b">a&#13;\nb</p>',
    string: '<p title="a\rb">a\r\nb</p>',
    why: "A parser turns a bare one into a newline.",
  },
  {
    name: "NUL",
    example: h("p", null, "a\0b"),
    sessile: "<p>a\ufffdb</p>",
    string: "<p>a\0b</p>",
    why: "A parser drops it in text; U+FFFD is what it makes of it elsewhere.",
  },
  {
    name: "Newline at the start of `pre`, `listing`, `textarea`",
    example: h("pre", null, "\na"),
    sessile: "<pre>\n\na</pre>",
    string: "<pre>\na</pre>",
    why: "A parser drops the first newline there.",
  },
  {
    name: "Text of `script` and `style`",
    example: h("style", null, "a > b { content: '<&' }"),
    sessile: "<style>a > b { content: '<&' }</style>",
    string: "<style>a > b { content: '&lt;&amp;' }</style>",
    why: "A parser resolves no character reference there.",
  },
  // ── properties that reflect ─────────────────────────────────────────────────
  {
    name: "`null` for a property that is text",
    example: h("p", { title: null, className: null }),
    sessile: "<p title class></p>",
    string: "<p></p>",
    why: 'Preact sets such a property to `""`; `undefined` leaves it out.',
  },
  {
    name: "A boolean for a property that is text",
    example: h("p", { title: true, className: false }),
    sessile: '<p title="true" class="false"></p>',
    string: "<p title></p>",
    why: "A property that is text turns what it is given into text.",
  },
  {
    name: "`true` for an attribute that is no property",
    example: h("a", { download: true, foo: true }),
    sessile: '<a download="true" foo="true"></a>',
    string: "<a download foo></a>",
    why: "Preact calls `setAttribute` with it.",
  },
  {
    name: "`contentEditable`, `translate`",
    example: h("p", { contentEditable: false, translate: false }),
    sessile: '<p contenteditable="false" translate="no"></p>',
    string: "<p></p>",
    why: "Enumerated attributes: to leave them out means something else than false.",
  },
  {
    name: "Empty style",
    example: h("p", { style: "" }),
    sessile: "<p></p>",
    string: "<p style></p>",
    why: "It says nothing.",
  },
  {
    name: "A style that is zero",
    example: h("p", { style: { top: 0, left: 1 } }),
    sessile: '<p style="top:0;left:1px;"></p>',
    string: '<p style="top:0px;left:1px;"></p>',
    why: "Zero is the same length in every unit.",
  },
  {
    name: "A style value that is not one value",
    example: h("p", { style: { color: "red;background:url(//evil)", top: 0 } }),
    sessile: '<p style="top:0;"></p>',
    string: '<p style="color:red;background:url(//evil);top:0px;"></p>',
    why: "A browser drops what does not parse as its property's value, so no value can smuggle in a declaration.",
  },
  {
    name: "Old XLink names",
    example: h("svg", { xmlns: svg }, h("use", { xlinkHref: "#a" })),
    sessile: `<svg xmlns="${svg}"><use href="#a"></use></svg>`,
    string: `<svg xmlns="${svg}"><use xlink:href="#a"></use></svg>`,
    why: "Preact maps them to `href`.",
  },
  {
    name: "Camel-case SVG properties without `preact/compat`",
    example: h("svg", null, h("path", { strokeWidth: 2, pathLength: 1 })),
    sessile: '<svg><path strokewidth="2" pathLength="1"></path></svg>',
    string: '<svg><path stroke-width="2" pathLength="1"></path></svg>',
    why: "Preact's core sets attributes as they are named (compat renames them), a parser lowers what SVG does not know.",
  },
  // ── controls ────────────────────────────────────────────────────────────────
  {
    name: "Value of an input that cannot have it",
    example: h("p", null, h("input", { type: "date", value: "soon" }), h("input", { type: "range", value: 150 })),
    sessile: '<p><input type="date"><input type="range" value="100"></p>',
    string: '<p><input type="date" value="soon"/><input type="range" value="150"/></p>',
    why: "The value sanitization algorithm: what the control will hold is written.",
  },
  {
    name: "Value of a range or colour input that has none",
    example: h("p", null, h("input", { type: "range" }), h("input", { type: "color" })),
    sessile: '<p><input type="range" value="50"><input type="color" value="#000000"></p>',
    string: '<p><input type="range"/><input type="color"/></p>',
    why: "They are never empty.",
  },
  {
    name: "A value the control has anyway",
    example: h("p", null, h("input", { value: "" }), h("datalist", null, option("a", { value: "a" }))),
    sessile: "<p><input><datalist><option>a</option></datalist></p>",
    string: '<p><input value/><datalist><option value="a">a</option></datalist></p>',
    why: "Preact does not set a value that is already there.",
  },
  {
    name: "Value of a password field",
    example: h("input", { type: "password", value: "secret" }),
    sessile: '<input type="password">',
    string: '<input type="password" value="secret"/>',
    why: "A password never stands in a page's source.",
  },
  {
    name: "Value of a file field",
    example: h("input", { type: "file", value: "x" }),
    sessile: '<input type="file">',
    string: '<input type="file" value="x"/>',
    why: "A browser lets nobody set it.",
  },
  {
    name: "`value` with `defaultValue`, `checked` with `defaultChecked`",
    example: h("input", { value: "now", defaultValue: "first" }),
    sessile: '<input value="now">',
    string: '<input value="now" value="first"/>',
    why: "The state is written, once.",
  },
  {
    name: "`checked` where nothing can be ticked",
    example: h("input", { checked: true }),
    sessile: "<input>",
    string: "<input checked/>",
    why: "Only a checkbox and a radio button show it.",
  },
  {
    name: "Selected by default",
    example: h("select", { value: "a" }, option("A", { value: "a" }), option("B", { value: "b" })),
    sessile: '<select><option value="a">A</option><option value="b">B</option></select>',
    string: '<select><option selected value="a">A</option><option value="b">B</option></select>',
    why: "A single select shows its first option unless told otherwise; Preact does not set a value that is already there.",
  },
  {
    name: "Selected by the option's text",
    example: h("select", { value: "b" }, option("a"), option("b")),
    sessile: "<select><option>a</option><option selected>b</option></select>",
    string: "<select><option>a</option><option>b</option></select>",
    why: "An option without a value has its text as value.",
  },
  {
    name: "Options of the same value",
    example: h("select", { value: "b" }, option("a"), option("1", { value: "b" }), option("2", { value: "b" })),
    sessile: '<select><option>a</option><option value="b" selected>1</option><option value="b">2</option></select>',
    string:
      '<select><option>a</option><option selected value="b">1</option><option selected value="b">2</option></select>',
    why: "A single select has one selected option: the first of that value.",
  },
  {
    name: "Several values of a `select multiple`",
    example: h(
      "select",
      { multiple: true, value: ["a", "b"] },
      option("1", { value: "a" }),
      option("2", { value: "b" }),
    ),
    sessile: '<select multiple><option value="a" selected>1</option><option value="b" selected>2</option></select>',
    string: '<select multiple><option value="a">1</option><option value="b">2</option></select>',
    why: "The server DOM takes a list.",
  },
  {
    name: "Line ends in a `textarea`",
    example: h("textarea", { value: "a\r\nb" }),
    sessile: "<textarea>a\nb</textarea>",
    string: "<textarea>a\r\nb</textarea>",
    why: "Its value has newlines alone.",
  },
];

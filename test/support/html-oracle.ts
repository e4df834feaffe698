/**
 * What the server DOM is expected to write, from preact-render-to-string: the tree is rewritten by the differences
 * of `html-differences.ts`, so that the string is what a browser's DOM would hold, and both are spelled alike.
 */
import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import { sanitize, valueMode } from "../../runtime/dom/controls/values.ts";
import type { ServerElement } from "../../runtime/dom/element.ts";
import { type Elem, type Props, type Spec, toVNode } from "./random-tree.ts";
import { mount } from "./server-dom.ts";

/** The HTML expected of a tree, in canonical spelling. */
export function expectedHtml(root: Elem): string {
  const rewritten = toVNode(rewrite(root)) as VNode;
  return canonical(render(rewritten).replaceAll(CR, "&#13;"));
}

// ── spelling ──────────────────────────────────────────────────────────────────

const TAG = /<(\/?)([^\s>/]+)((?:\s+[^\s=>/"]+(?:="[^"]*")?)*)\s*\/?>/g;

/** Attributes in alphabetical order, void elements without a slash, double quotes in text as they are. */
export function canonical(html: string): string {
  let out = "";
  let end = 0;
  for (const { 0: tag, 1: slash, 2: name, 3: attributes = "", index } of html.matchAll(TAG)) {
    out += html.slice(end, index).replaceAll("&quot;", '"');
    end = index + tag.length;
    const list = attributes.replaceAll('=""', "").match(/[^\s=]+(="[^"]*")?/g) ?? [];
    out += `<${slash}${[name, ...list.sort()].join(" ")}>`;
  }
  return out + html.slice(end).replaceAll("&quot;", '"');
}

// ── rewriting ─────────────────────────────────────────────────────────────────

/** Stands for a carriage return until the string is written: preact-render-to-string would not escape it. */
const CR = "\ue00d";

const characters = (text: string): string => text.replaceAll("\r", CR).replaceAll("\0", "\ufffd");

/** Never set as a property. @see https://github.com/preactjs/preact/blob/main/src/diff/props.js */
const ATTRIBUTES = new Set("width height href list form tabIndex download rowSpan colSpan role popover".split(" "));
/** Renamed by both writers, each in its way. */
const RENAMED = new Set(
  "className htmlFor httpEquiv acceptCharset defaultValue defaultChecked dangerouslySetInnerHTML".split(" "),
);

const sample = mount().document;

function rewrite(spec: Spec, foreign = false): Spec {
  if (typeof spec === "string") return characters(spec);
  const { tag } = spec;
  if (tag === "") return { ...spec, children: spec.children.map((child) => rewrite(child, foreign)) };
  const isForeign = foreign || tag === "svg" || tag === "math";
  let element: Elem = { ...spec, props: { ...spec.props }, children: [...spec.children] };
  if (!isForeign) {
    if (tag === "input") input(element);
    if (tag === "textarea") textarea(element);
    if (tag === "select") element = select(element);
    if (tag === "option" || tag === "button") ownValue(element);
    if (tag === "progress" && element.props.value == null) delete element.props.value;
  }
  element.props = props(element, isForeign);
  if ((tag === "script" || tag === "style") && !isForeign) {
    element.props.dangerouslySetInnerHTML = { __html: textOf(element.children) };
    element.children = [];
  }
  if (/^(pre|listing|textarea)$/.test(tag) && textStart(element.children)?.[0] === "\n") element.children.unshift("\n");
  const inside = isForeign && !/^(foreignObject|mi|mo|mn|mtext)$/.test(tag);
  element.children = element.children.map((child) => rewrite(child, inside));
  return element;
}

/** Attribute names and values as the element will hold them. */
function props({ tag, props }: Elem, foreign: boolean): Props {
  const out: Props = {};
  const element = sample.createElementNS(foreign ? "http://www.w3.org/2000/svg" : null, tag);
  for (const name in props) {
    const value = reflected(element, name, props[name], foreign);
    if (value === undefined) continue;
    out[RENAMED.has(name) || name.startsWith("on") ? name : element.$name(name)] =
      typeof value === "string" ? characters(value) : value;
  }
  return out;
}

function reflected(element: ServerElement, name: string, value: unknown, foreign: boolean): unknown {
  if (typeof value === "function" || value === undefined || name === "dangerouslySetInnerHTML") return value;
  if (name === "style") return style(value);
  if (!foreign && !ATTRIBUTES.has(name) && name in element && name !== "value" && name !== "checked") {
    if (name === "contentEditable" || name === "spellcheck" || name === "draggable") return String(value ?? "");
    const now = (element as unknown as Props)[name];
    if (typeof now === "string") return String(value ?? "");
    return value === "until-found" ? value : Boolean(value);
  }
  return value === true && name[4] !== "-" && name !== "checked" && name !== "selected" ? "true" : value;
}

function style(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value || undefined;
  return Object.fromEntries(Object.entries(value).map(([name, v]) => [name, v === 0 ? "0" : v]));
}

// ── controls ──────────────────────────────────────────────────────────────────

function input({ props }: Elem): void {
  const type = String(props.type ?? "text");
  const mode = valueMode(type);
  const control = { ...sample.createElement("input"), type, getAttribute: (name: string) => props[name] ?? null };
  const clean = (value: unknown): string => sanitize(control as never, String(value ?? ""));
  const given = props.value != null && props.value !== "";
  const hasDefault = "defaultValue" in props && props.defaultValue !== undefined;
  if (mode === "value") {
    const value = clean(props.value != null ? props.value : props.defaultValue);
    delete props.defaultValue;
    delete props.value;
    if (type !== "password" && (value !== "" || hasDefault)) props.value = value;
  } else if (mode === "file") delete props.value;
  else if (mode === "default" && !given) delete props.value;
  if (mode !== "on") delete props.checked;
  if (mode !== "on") delete props.defaultChecked;
}

function textarea({ props, children }: Elem): void {
  const value = props.value ?? props.defaultValue;
  delete props.value;
  delete props.defaultValue;
  if (value != null) children.splice(0, children.length, String(value).replace(/\r\n?/g, "\n"));
}

/** The value an element has by itself is not set. */
function ownValue({ tag, props, children }: Elem): void {
  const own = tag === "option" ? optionText(children) : "";
  if (props.value == null || String(props.value) === own) delete props.value;
  else props.value = String(props.value);
}

function select(element: Elem): Elem {
  const { value, ...props } = element.props;
  const options = optionsOf(element.children, false);
  let chosen: Elem[] = [];
  if (props.multiple) {
    const values = (Array.isArray(value) ? value : [value]).map(String);
    if (value != null)
      chosen = options.filter(({ element }) => values.includes(optionValue(element))).map((o) => o.element);
  } else if (value != null) {
    const first = options.find(({ element }) => optionValue(element) === String(value))?.element;
    const byDefault = Number(props.size ?? 1) > 1 ? undefined : options.find(({ disabled }) => !disabled)?.element;
    // Compared with the select's value, not the option: the default may have the same value.
    const shown = byDefault ? optionValue(byDefault) : "";
    if (first && shown !== String(value)) chosen = [first];
  }
  const mark = (spec: Spec): Spec => {
    if (typeof spec === "string") return spec;
    if (chosen.includes(spec)) return { ...spec, props: { ...spec.props, selected: true } };
    return { ...spec, children: spec.children.map(mark) };
  };
  return { ...element, props, children: element.children.map(mark) };
}

function optionsOf(children: readonly Spec[], disabled: boolean): { element: Elem; disabled: boolean }[] {
  return children.flatMap((child) => {
    if (typeof child === "string") return [];
    const off = disabled || child.props.disabled === true;
    return child.tag === "option" ? [{ element: child, disabled: off }] : optionsOf(child.children, off);
  });
}

function optionValue({ props, children }: Elem): string {
  return props.value == null ? optionText(children) : String(props.value);
}

function optionText(children: readonly Spec[]): string {
  return textOf(children)
    .replace(/[\t\n\f\r ]+/g, " ")
    .replace(/^ | $/g, "");
}

function textOf(children: readonly Spec[]): string {
  return children.map((child) => (typeof child === "string" ? child : textOf(child.children))).join("");
}

/** The text that stands first, or nothing if an element does. */
function textStart(children: readonly Spec[]): string | null {
  for (const child of children) {
    const text = typeof child === "string" ? child : child.tag === "" ? textStart(child.children) : null;
    if (text !== "") return text;
  }
  return "";
}

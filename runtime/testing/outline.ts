/**
 * A tree as plain text, whoever holds it: the server's DOM, a parsed copy, a browser's DOM. Two outlines that are
 * equal mean that the browser shows what the server holds, down to addresses, listeners and the state of controls.
 */
import { type DefaultTreeAdapterTypes as Parsed, parseFragment } from "parse5";
import type { ServerDocument } from "../dom/document.ts";
import type { ServerElement } from "../dom/element.ts";
import { listenerSpec } from "../dom/listeners.ts";
import { Flag, ServerText } from "../dom/node.ts";

/** An element as each side can tell of it. */
export interface Raw {
  readonly tag: string;
  readonly attributes: { readonly [name: string]: string };
  /** What a control holds now, whatever its attributes say. */
  readonly state: unknown;
  readonly children: readonly (Raw | string)[];
}

interface Printing {
  /** Addresses and listeners are printed where two sides of one page are compared, and what only one side has is not. */
  readonly addresses: boolean;
}

/** One line an element or text, indented by depth. */
export function print(raw: Raw | null, { addresses }: Printing = { addresses: true }): string {
  const lines: string[] = [];
  const visit = (node: Raw, indent: string): void => {
    const { tag, state } = node;
    const attributes = Object.entries(node.attributes)
      .filter(([name, value]) => (addresses ? !isPlain(node, name, value) : !isAddress(name, value)))
      .map(([name, value]) => (value === "" ? ` ${name}` : ` ${name}=${JSON.stringify(value)}`))
      .sort();
    const shown = state === null || state === undefined ? "" : ` = ${JSON.stringify(state)}`;
    lines.push(`${indent}<${tag}${attributes.join("")}>${shown}`);
    for (const child of node.children) {
      if (typeof child !== "string") {
        if (tag !== "head" || isAddressed(child)) visit(child, `${indent}  `);
      } else if (child !== "") lines.push(`${indent}  ${JSON.stringify(child)}`);
    }
  };
  if (raw) visit(raw, "");
  return `${lines.join("\n")}\n`;
}

/** A head begins with what is the same in every document of an app, and no part of the server's tree. */
const isAddressed = ({ attributes }: Raw): boolean => "s-id" in attributes || /^_\d+$/.test(attributes.id ?? "");

const isAddress = (name: string, value: string): boolean => /^s-(id|on|types)$/.test(name) || /^_\d+$/.test(value);

/** What stands there for browsers without script alone, or only says how a control began. */
function isPlain({ tag, attributes }: Raw, name: string, value: string): boolean {
  if (name === "s-page") return true;
  if (tag === "form") return ["method", "enctype", "action", "target"].includes(name);
  const button = tag === "button" || (tag === "input" && /^(submit|button|image|reset)$/.test(attributes.type ?? ""));
  if (button) return ["name", "value", "type", "form", "formnovalidate", "formaction", "formmethod"].includes(name);
  if (tag === "option") return name === "selected";
  if (!/^(input|select|textarea)$/.test(tag)) return false;
  return name === "value" || name === "checked" || (name === "name" && /^_\d+$/.test(value)) || value === "_f";
}

/** Joins neighbouring texts, as a parser does. */
export function joined(children: readonly (Raw | string)[]): (Raw | string)[] {
  const out: (Raw | string)[] = [];
  for (const child of children) {
    const last = out.at(-1);
    if (typeof child === "string" && typeof last === "string") out[out.length - 1] = last + child;
    else if (child !== "") out.push(child);
  }
  return out;
}

/** The server's tree, read without touching it. */
export function ofServer(root: ServerElement): Raw {
  const attributes: { [name: string]: string } = {};
  for (const { name, value } of root.attributes) attributes[name] = value;
  const style = root.$extras?.style?.cssText;
  if (style) attributes.style = style;
  if (root.$flags & Flag.ownId) attributes["s-id"] = String(root.$id);
  else attributes.id = `_${root.$id}`;
  const on = listenerSpec(root);
  if (on) attributes["s-on"] = on;
  const children: (Raw | string)[] = [];
  const markup = root.$extras?.html;
  if (markup != null) children.push(...parseFragment(markup).childNodes.map(ofParsed));
  else if (root.localName !== "textarea" && !(root.$flags & Flag.island)) {
    for (const node of root.childNodes) {
      if (node instanceof ServerText) children.push(node.data);
      else children.push(ofServer(node as ServerElement));
    }
  }
  return { tag: root.localName, attributes, state: stateOfServer(root), children: joined(children) };
}

function stateOfServer(element: ServerElement): unknown {
  const control = element as ServerElement & {
    type: string;
    value: string;
    checked: boolean;
    options: readonly ServerElement[];
    selectedOptions: readonly ServerElement[];
  };
  switch (element.localName) {
    case "input":
      return stateOfInput(control);
    case "textarea":
      return control.value;
    case "select":
      return control.selectedOptions.map((option) => control.options.indexOf(option));
    default:
      return null;
  }
}

/** A password is never sent back, files cannot be: there the sides may differ. */
export function stateOfInput({ type, value, checked }: { type: string; value: string; checked: boolean }): unknown {
  if (type === "checkbox" || type === "radio") return checked;
  return /^(password|file|hidden|submit|button|image|reset)$/.test(type) ? null : value;
}

/** A parsed node whose control state is its attributes'. */
function ofParsed(node: Parsed.ChildNode): Raw | string {
  if (node.nodeName === "#text") return (node as Parsed.TextNode).value;
  if (!("tagName" in node)) return "";
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return { tag: node.tagName, attributes, state: null, children: joined(node.childNodes.map(ofParsed)) };
}

/** What a person gets to see: the server's body, without addresses, to compare two pages of one app. */
export function treeOf(document: ServerDocument): string {
  const { body } = document;
  return print(body && ofServer(body), { addresses: false });
}

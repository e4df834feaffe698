/**
 * A tree of the server and one of a browser, compared. The server's is described as data that travels into the
 * browser; there it is held against the DOM, and what comes back is the first difference, or null.
 */
import { ControlElement, InputElement, SelectElement, TextAreaElement } from "../../runtime/dom/controls/index.ts";
import type { ServerElement } from "../../runtime/dom/element.ts";
import { TemplateElement } from "../../runtime/dom/elements.ts";
import { listenerSpec } from "../../runtime/dom/listeners.ts";
import { Flag, type ServerParent, ServerText } from "../../runtime/dom/node.ts";

/** An element as the server has it. */
export interface Described {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Record<string, string>;
  /** The number by which patches find it; null where the browser need not know. */
  readonly address: number | null;
  /** What a control holds now, whatever its attributes say; null where it does not matter. */
  readonly state: unknown;
  readonly children: readonly (Described | string)[];
  /** Trusted markup in place of children. */
  readonly markup: string | null;
  /** The browser's own element: its children are not compared. */
  readonly island: boolean;
}

/** Describes a tree for {@link differenceFrom}. @param live whether the browser has addresses for it */
export function describe(element: ServerElement, live: boolean): Described {
  const { localName, namespaceURI } = element;
  const island = (element.$flags & Flag.island) !== 0;
  const attributes: Record<string, string> = {};
  for (const { name, value } of element.attributes) attributes[name] = travelled(value);
  const style = element.$extras?.style?.cssText;
  if (style) attributes.style = style;
  const on = live ? listenerSpec(element) : "";
  if (on) attributes["s-on"] = on;
  const template = element instanceof TemplateElement;
  return {
    name: localName,
    namespace: namespaceURI,
    attributes,
    address: live ? element.$id : null,
    state: stateOf(element, live),
    children: childrenOf(template ? element.content : element, live && !template && !island),
    markup: element.$extras?.html ?? null,
    island: live && island,
  };
}

/** A text as it arrives: NUL becomes what a parser makes of it. */
function travelled(text: string): string {
  return text.replaceAll("\0", "\ufffd");
}

function childrenOf(parent: ServerParent, live: boolean): (Described | string)[] {
  const children: (Described | string)[] = [];
  for (const node of parent.childNodes) {
    if (!(node instanceof ServerText)) children.push(describe(node as ServerElement, live));
    else if (node.data !== "") {
      const text = travelled(node.data);
      const last = children.at(-1);
      if (typeof last === "string") children[children.length - 1] = last + text;
      else children.push(text);
    }
  }
  return children;
}

function stateOf(element: ServerElement, live: boolean): unknown {
  if (!(element instanceof ControlElement)) return null;
  if (element instanceof SelectElement) {
    const { options, selectedOptions } = element;
    // HTML cannot say that a single select shows nothing: it takes a patch.
    if (!live && element.type === "select-one" && selectedOptions.length === 0) return null;
    return selectedOptions.map((option) => options.indexOf(option));
  }
  if (element instanceof TextAreaElement) return travelled(element.value);
  if (!(element instanceof InputElement)) return null;
  if (/^(checkbox|radio)$/.test(element.type)) return [element.checked, element.indeterminate];
  return /^(file|password)$/.test(element.type) ? null : travelled(element.value);
}

/**
 * Runs in the browser: the first difference between what the server has and the element found, or null. Left aside is
 * what the runtime adds for itself and for browsers without script.
 */
export function differenceFrom({ expected, selector }: { expected: Described; selector: string }): string | null {
  const root = document.querySelector(selector);
  return root ? element(root, expected, expected.name) : `no ${selector}`;

  function element(found: Element, wanted: Described, path: string): string | null {
    if (found.localName !== wanted.name || found.namespaceURI !== wanted.namespace)
      return `${path}: ${found.namespaceURI} ${found.localName} in place of ${wanted.namespace} ${wanted.name}`;
    const number = /^_\d+$/.test(found.id) ? found.id.slice(1) : found.getAttribute("s-id");
    const address = number === null ? null : Number(number);
    if (address !== wanted.address) return `${path}: address ${address} in place of ${wanted.address}`;
    return (
      attributes(found, wanted, path) ??
      (wanted.state === null ? null : same(state(found), wanted.state, `${path} state of ${tagOf(found)}`)) ??
      (wanted.island || wanted.name === "textarea" ? null : children(found, wanted, path))
    );
  }

  function tagOf(found: Element): string {
    return (found.cloneNode() as Element).outerHTML;
  }

  function same(found: unknown, wanted: unknown, path: string): string | null {
    const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
    return a === b ? null : `${path}: ${a} in place of ${b}`;
  }

  function attributes(found: Element, wanted: Described, path: string): string | null {
    const left: { [name: string]: string } = {};
    for (const { name, value } of found.attributes) left[name] = value;
    const right = { ...wanted.attributes };
    // A button that means something is a submit button without script, and no app's any more.
    const pressed = found.matches("button, input:is([type=submit], [type=button], [type=image])");
    const aside = [
      "s-id",
      ...(pressed ? ["type", "name", "value", "formnovalidate", "formaction", "formmethod", "form"] : []),
    ];
    if (/^_\d+$/.test(left.id ?? "")) aside.push("id");
    if (/^_\d+$/.test(left.name ?? "")) aside.push("name");
    if (left.form === "_f" || left.form === "") aside.push("form");
    if (found.localName === "form") aside.push("method", "enctype", "action", "target");
    // What only says how a control began.
    if (found.localName === "option") aside.push("selected");
    if (found instanceof HTMLInputElement) {
      aside.push("checked");
      if (!/^(hidden|submit|image|reset|button|checkbox|radio)$/.test(found.type)) aside.push("value");
    }
    for (const name of aside) {
      delete left[name];
      delete right[name];
    }
    // htmx takes an empty class away with its own.
    if (left.class === "") delete left.class;
    if (right.class === "") delete right.class;
    for (const name of [...Object.keys(left), ...Object.keys(right)]) {
      const difference = same(left[name], right[name], `${path} ${name}`);
      if (difference) return difference;
    }
    return null;
  }

  function state(found: Element): unknown {
    if (found instanceof HTMLSelectElement) return [...found.selectedOptions].map((option) => option.index);
    if (found instanceof HTMLTextAreaElement) return found.value;
    if (!(found instanceof HTMLInputElement)) return null;
    if (/^(checkbox|radio)$/.test(found.type)) return [found.checked, found.indeterminate];
    return /^(file|password)$/.test(found.type) ? null : found.value;
  }

  function children(found: Element, wanted: Described, path: string): string | null {
    const nodes = nodesOf(found);
    if (wanted.markup !== null) {
      const parsed = document.createElementNS(wanted.namespace, wanted.name);
      parsed.innerHTML = wanted.markup;
      return same(found.innerHTML, parsed.innerHTML, `${path} markup`);
    }
    for (let i = 0; i < Math.max(nodes.length, wanted.children.length); i++) {
      const [node, child] = [nodes[i], wanted.children[i]];
      const at = `${path} > ${i}`;
      if (node === undefined || child === undefined || typeof child === "string" || typeof node === "string") {
        const difference = same(outline(node), outline(child), at);
        if (difference) return difference;
      } else {
        const difference = element(node, child, `${at} ${child.name}`);
        if (difference) return difference;
      }
    }
    return null;
  }

  function outline(node: Element | Described | string | undefined): string | undefined {
    if (node === undefined || typeof node === "string") return node;
    return `<${node instanceof Element ? node.localName : node.name}>`;
  }

  /** Elements and texts, neighbouring texts as one. */
  function nodesOf(parent: Element): (Element | string)[] {
    const nodes: (Element | string)[] = [];
    const { childNodes } = parent instanceof HTMLTemplateElement ? parent.content : parent;
    for (const node of childNodes) {
      if (node instanceof Element) nodes.push(node);
      else if (node instanceof Text && node.data !== "") {
        if (typeof nodes.at(-1) === "string") nodes[nodes.length - 1] += node.data;
        else nodes.push(node.data);
      }
    }
    return nodes;
  }
}

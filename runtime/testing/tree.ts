/** A parsed document, read and changed: what a DOM's own methods would do, on parse5's plain nodes. */
import { defaultTreeAdapter as adapter, type DefaultTreeAdapterTypes as Parsed } from "parse5";

export type Element = Parsed.Element;

export function attr(element: Element, name: string): string | undefined {
  return element.attrs.find((a) => a.name === name)?.value;
}

export function setAttr(element: Element, name: string, value: string | null): void {
  const at = element.attrs.findIndex((a) => a.name === name);
  if (value === null) {
    if (at >= 0) element.attrs.splice(at, 1);
  } else if (at >= 0) element.attrs[at] = { ...(element.attrs[at] as { name: string }), name, value };
  else element.attrs.push({ name, value });
}

/** Descendants in tree order. */
export function* within(node: Parsed.ParentNode): Generator<Element> {
  for (const child of node.childNodes) {
    if (!adapter.isElementNode(child)) continue;
    yield child;
    yield* within(child);
  }
}

export function textOf(node: Parsed.Node): string {
  if (node.nodeName === "#text") return (node as Parsed.TextNode).value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

export function parentOf(element: Element): Element | null {
  const { parentNode } = element;
  return parentNode && adapter.isElementNode(parentNode) ? parentNode : null;
}

/** The element itself or the nearest one around it that fits. */
export function closest(element: Element, fits: (element: Element) => boolean): Element | null {
  for (let e: Element | null = element; e; e = parentOf(e)) if (fits(e)) return e;
  return null;
}

/** The next sibling. */
export function after(node: Parsed.ChildNode): Parsed.ChildNode | undefined {
  const siblings = (node.parentNode as Parsed.ParentNode).childNodes;
  return siblings[siblings.indexOf(node) + 1];
}

/** Before that child, or as the last one. */
export function insert(parent: Parsed.ParentNode, node: Parsed.ChildNode, before: Parsed.ChildNode | null): void {
  if (node === before) return;
  adapter.detachNode(node);
  if (before) adapter.insertBefore(parent, node, before);
  else adapter.appendChild(parent, node);
}

/** Popovers that are shown: no attribute says it. */
const shown = new WeakSet<Element>();

export function isPopoverShown(element: Element): boolean {
  return shown.has(element);
}

/** As the server commands it; a browser that does not know popovers shows them all. */
export function setPopover(element: Element, isShown: boolean): void {
  if (isShown) shown.add(element);
  // With it go those inside.
  else for (const each of [element, ...within(element)]) shown.delete(each);
}

import { Fragment } from "preact";
import type { ServerDocument } from "../dom/document.ts";
import type { ServerElement } from "../dom/element.ts";

/** A vnode in a tree, by Preact's mangled names; see `preact.ts`. */
export interface VNodeOf<Instance> {
  type: unknown;
  /** The component. */
  __c?: Instance | null;
  /** The parent vnode. */
  __?: VNodeOf<Instance> | null;
  /** The child vnodes. */
  __k?: (VNodeOf<Instance> | null)[] | null;
  /** The element or text. */
  __e?: object | null;
}

/** Names from the innermost to the app's outermost component: the root, fragments and providers are nobody's. */
export function componentStack(vnode: VNodeOf<object>): string[] {
  const names: string[] = [];
  for (let v: VNodeOf<object> | null | undefined = vnode; v; v = v.__) {
    if (typeof v.type !== "function" || v.type === Fragment) continue;
    const { displayName, name, Provider } = v.type as { displayName?: string; name: string; Provider?: unknown };
    const label = displayName ?? name;
    if (label && Provider !== v.type && label !== "PageRoot") names.push(label);
  }
  return names;
}

/**
 * The component that wrote an element, found by looking for it: for warnings and log lines, not for every turn.
 *
 * @returns "" where no component did
 */
export function componentOf(element: ServerElement): string {
  const vnode = vnodeOf(element);
  return (vnode && componentStack(vnode)[0]) ?? "";
}

/** The vnode of an element, found by looking for it. */
export function vnodeOf(element: ServerElement): VNodeOf<object> | null {
  const { __k: root } = element.ownerDocument.body as unknown as { __k?: VNodeOf<object> };
  return root ? findVNode(root, element) : null;
}

function findVNode(vnode: VNodeOf<object>, element: object): VNodeOf<object> | null {
  if (typeof vnode.type === "string" && vnode.__e === element) return vnode;
  for (const child of vnode.__k ?? []) {
    const found = child && findVNode(child, element);
    if (found) return found;
  }
  return null;
}

/** Calls `visit` with every vnode of a document, parents first. */
export function eachVNode<Instance>(document: ServerDocument, visit: (vnode: VNodeOf<Instance>) => void): void {
  const walk = (vnode: VNodeOf<Instance>): void => {
    visit(vnode);
    for (const child of vnode.__k ?? []) if (child) walk(child);
  };
  const { __k: root } = document.body as unknown as { __k?: VNodeOf<Instance> };
  if (root) walk(root);
}

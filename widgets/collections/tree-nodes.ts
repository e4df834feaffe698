import type { ComponentChildren } from "preact";

/** One node of a `Tree`, and what is below it. */
export interface TreeNode {
  /** What it is known by: no other node of the tree has the same. */
  readonly value: string;
  readonly label: ComponentChildren;
  /**
   * What is below it; none: it is a leaf. A list is in the document at once, folded, so that the browser opens it by itself. A
   * function is asked as the node is opened for the first time, and may take its time.
   */
  readonly children?: readonly TreeNode[] | (() => readonly TreeNode[] | Promise<readonly TreeNode[]>) | undefined;
  /** It cannot be selected. */
  readonly disabled?: boolean | undefined;
}

/** A node as it stands among those in sight. */
export interface Placed {
  readonly node: TreeNode;
  readonly parent: TreeNode | null;
}

/** What is known of a tree at one moment. */
export interface Known {
  readonly isOpen: (value: string) => boolean;
  /** What is below a node; none for a leaf, and for one that has not been asked. */
  readonly childrenOf: (node: TreeNode) => readonly TreeNode[];
}

/** The nodes in sight, from the top. */
export function inSight(nodes: readonly TreeNode[], known: Known, parent: TreeNode | null = null): Placed[] {
  const placed: Placed[] = [];
  for (const node of nodes) {
    placed.push({ node, parent });
    if (node.children && known.isOpen(node.value)) {
      for (const below of inSight(known.childrenOf(node), known, node)) placed.push(below);
    }
  }
  return placed;
}

/** The node with that value, wherever it is, as far as it is known. */
export function find(nodes: readonly TreeNode[], value: string, known: Known): TreeNode | undefined {
  for (const node of nodes) {
    const found = node.value === value ? node : find(known.childrenOf(node), value, known);
    if (found) return found;
  }
  return undefined;
}

/** What a label begins with, as far as it is a text: the key that leads to it. */
export function initial({ label }: TreeNode): string {
  return typeof label === "string" ? label.trim().slice(0, 1).toLowerCase() : "";
}

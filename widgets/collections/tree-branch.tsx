/** How the nodes of a `Tree` look. */
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Known, TreeNode } from "./tree-nodes.ts";

/** What the parts of a tree share. */
export interface Shared extends Known {
  readonly selected: string | null;
  /** Which one the tab key stops at; null: at all of them. */
  readonly stop: string | null;
  readonly loading: string;
  readonly isBusy: (value: string) => boolean;
  readonly load: (node: TreeNode) => unknown;
  readonly toggle: (node: TreeNode, isOpen: boolean) => unknown;
  /** Of each item, and not of the whole: a press of an arrow is the browser's, and told as a toggle. Always the same one. */
  readonly pressed: (event: Event) => unknown;
  /** Leaves as they were rendered last: of a thousand few change. */
  readonly leaves: WeakMap<TreeNode, { readonly state: string; readonly vnode: VNode }>;
}

/** The part of a node that is selected, and has the focus. */
function itemOf(
  { selected, stop, pressed }: Shared,
  { value, label, disabled }: TreeNode,
  level: number,
  more?: object,
) {
  return (
    <button
      type="button"
      role="treeitem"
      aria-level={level}
      aria-selected={value === selected}
      tabIndex={stop === null || stop === value ? undefined : -1}
      aria-disabled={disabled || undefined}
      onClick={pressed}
      {...more}
    >
      {label}
    </button>
  );
}

/** A node, and what is below it. */
export function nodeIn(tree: Shared, node: TreeNode, level: number): VNode {
  if (node.children) return <Branch key={node.value} node={node} level={level} tree={tree} />;
  const state = `${level} ${node.value === tree.selected} ${tree.stop === null || tree.stop === node.value}`;
  const known = tree.leaves.get(node);
  if (known?.state === state) return known.vnode;
  const vnode = (
    <li key={node.value} role="none" data-value={node.value}>
      {itemOf(tree, node, level)}
    </li>
  );
  tree.leaves.set(node, { state, vnode });
  return vnode;
}

/** A node with others below it. */
function Branch({ node, level, tree }: { node: TreeNode; level: number; tree: Shared }) {
  const isOpen = tree.isOpen(node.value);
  const isBusy = tree.isBusy(node.value);
  const details = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => {
    // The element's state is its user's too, and the parent may not have taken it over.
    if (details.current && details.current.open !== isOpen) details.current.open = isOpen;
  });
  // Open from the start, or by the parent's will: nobody has asked for it yet.
  useEffect(() => {
    if (isOpen) void tree.load(node);
  }, [isOpen]);
  const below = tree.childrenOf(node);
  return (
    <li role="none" data-value={node.value}>
      {itemOf(tree, node, level, { "aria-expanded": isOpen, "aria-busy": isBusy || undefined })}{" "}
      {/* Where there is script nobody sees this one. */}
      <button type="button" class="no-script" onClick={() => tree.toggle(node, !isOpen)}>
        {isOpen ? "Close" : "Open"} <span class="visually-hidden">{node.label}</span>
      </button>
      <details ref={details} open={isOpen}>
        {/* For the pointer; the keyboard opens it by the item itself, which also says whether it is open. */}
        <summary tabIndex={-1} aria-hidden="true" />
        {(isBusy || below.length > 0) && (
          // biome-ignore lint/a11y/useSemanticElements: no fieldset may stand in a tree.
          <ul role="group">
            {isBusy ? (
              <li role="none" class="quiet">
                {tree.loading}
              </li>
            ) : (
              below.map((each) => nodeIn(tree, each, level + 1))
            )}
          </ul>
        )}
      </details>
    </li>
  );
}

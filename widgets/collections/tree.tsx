import { useCallback, useImperativeHandle, useReducer, useRef, useState } from "preact/hooks";
import { keys, prevent, roving } from "sessile/ui";
import { useValue, type Valued } from "../core/controlled.ts";
import { logicalKey } from "../core/direction.ts";
import { focusGroup } from "../core/focus-group.ts";
import { classes, type Handled, type PassedOn } from "../core/props.ts";
import { nodeIn, type Shared } from "./tree-branch.tsx";
import { find, initial, inSight, type Placed, type TreeNode } from "./tree-nodes.ts";

/** What a {@link Tree}'s `ref` has. */
export interface TreeHandle {
  /** Sets the focus on a node in sight; without a value on the one that is selected, or the first. */
  focus(value?: string): void;
  open(value: string): void;
  close(value: string): void;
  /** Scrolls a node in sight to where it is seen. */
  ensureVisible(value: string): void;
  /** Forgets what was loaded below a node: it is asked anew. */
  reload(value: string): void;
}

/** Props of {@link Tree}; its value is that of the node that is selected, or null. */
export interface TreeProps
  extends PassedOn<
      "ul",
      | "label"
      | "onChange"
      | "onToggle"
      | "onToggleCapture"
      | "onClick"
      | "onKeyDown"
      | "onKeyDownCapture"
      | "onKeyPress"
    >,
    Valued<string | null>,
    Handled<TreeHandle> {
  /** What it shows, for those who do not see it. */
  readonly label: string;
  readonly nodes: readonly TreeNode[];
  /** The values of the nodes that are open, where the parent holds that. */
  readonly open?: readonly string[] | undefined;
  readonly defaultOpen?: readonly string[] | undefined;
  readonly onOpenChange?: ((open: readonly string[]) => unknown) | undefined;
  /** Called as a node is opened or closed. */
  readonly onToggle?: ((value: string, isOpen: boolean) => unknown) | undefined;
  /** What is said while the nodes below are fetched. Default "Loading…". */
  readonly loading?: string | undefined;
}

/** The value of the node something stands in. */
function valueAt(element: EventTarget | null): string | null {
  return (element as Element | null)?.closest("[data-value]")?.getAttribute("data-value") ?? null;
}

/**
 * Nodes below nodes: a press selects one, its arrow opens it. What is in the document the browser opens by itself, and tells; what is not
 * there yet is fetched then. Up and Down go through all in sight, Right opens and goes in, Left closes and goes out, Home and End
 * go to the ends, a letter to the next node that begins with it. Without script each node is a button, with one to open it.
 *
 * @example
 * <Tree label="Files" nodes={[{ value: "/", label: "Disk", children: () => list("/") }]} onChange={show} />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
 */
export function Tree({
  label,
  nodes,
  value,
  defaultValue,
  onChange,
  open,
  defaultOpen,
  onOpenChange,
  ...others
}: TreeProps) {
  const { onToggle, loading = "Loading…", class: given, className, ref, ...rest } = others;
  const root = useRef<HTMLUListElement>(null);
  const [selected, select] = useValue<string | null>({ value, defaultValue, onChange }, null);
  const [opened, setOpened] = useValue<readonly string[]>(
    { value: open, defaultValue: defaultOpen, onChange: onOpenChange },
    [],
  );
  /** What was opened since the last render counts for what is opened in the same turn. */
  const latest = useRef(opened);
  latest.current = opened;
  /** Where an arrow key has led; null: none was heard, so that without script the tab key reaches all. */
  const [stop, setStop] = useState<string | null>(null);
  /** Lists that were asked for, by value; null: on their way. */
  const loaded = useRef(new Map<string, readonly TreeNode[] | null>()).current;
  const leaves = useRef<Shared["leaves"]>(new WeakMap()).current;
  const [, again] = useReducer((turns: number) => turns + 1, 0);

  const set = (of: string, isOpen: boolean): unknown => {
    if (latest.current.includes(of) === isOpen) return undefined;
    latest.current = isOpen ? [...latest.current, of] : latest.current.filter((other) => other !== of);
    return together(setOpened(latest.current), onToggle?.(of, isOpen));
  };
  const load = (node: TreeNode): unknown => {
    if (typeof node.children !== "function" || loaded.has(node.value)) return undefined;
    const answer = node.children();
    loaded.set(node.value, answer instanceof Promise ? null : answer);
    again(0);
    if (!(answer instanceof Promise)) return undefined;
    const failed = (error: unknown): never => {
      // Closed, it can be asked once more.
      loaded.delete(node.value);
      set(node.value, false);
      throw error;
    };
    return answer.then((list) => void loaded.set(node.value, list), failed).finally(() => again(0));
  };
  const choose = useRef(select);
  choose.current = select;
  const pressed = useCallback((event: Event): unknown => {
    const item = event.currentTarget as Element;
    return item.getAttribute("aria-disabled") === "true" ? undefined : choose.current(valueAt(item));
  }, []);
  const openSet = new Set(opened);
  const tree: Shared = {
    selected,
    stop,
    loading,
    leaves,
    load,
    pressed,
    isOpen: (of) => openSet.has(of),
    isBusy: (of) => loaded.get(of) === null,
    childrenOf: ({ value: of, children = [] }) => (typeof children === "function" ? (loaded.get(of) ?? []) : children),
    toggle: (node, isOpen) => together(set(node.value, isOpen), isOpen ? load(node) : undefined),
  };

  /** The item stands first in its node. */
  const elementOf = (of: string): HTMLElement | null | undefined =>
    [...(root.current?.querySelectorAll<HTMLElement>("[data-value]") ?? [])].find(
      (item) => item.getAttribute("data-value") === of,
    )?.firstElementChild as HTMLElement | null | undefined;
  const focus = (of: string | undefined): void => {
    if (of === undefined) return;
    if (stop !== null) setStop(of);
    elementOf(of)?.focus();
  };
  const seen = (): Placed[] => inSight(nodes, tree);
  useImperativeHandle(ref ?? null, () => ({
    focus: (of = selected ?? nodes[0]?.value) => focus(of),
    open: (of) => {
      const node = find(nodes, of, tree);
      if (node?.children) void tree.toggle(node, true);
    },
    close: (of) => void set(of, false),
    ensureVisible: (of) => elementOf(of)?.scrollIntoView({ block: "nearest" }),
    reload: (of) => {
      loaded.delete(of);
      const node = find(nodes, of, tree);
      if (node && openSet.has(of)) void load(node);
      again(0);
    },
  }));

  const toggled = (event: Event): unknown => {
    const details = event.target as HTMLDetailsElement;
    const node = find(nodes, valueAt(details) ?? "", tree);
    if (!node || details.open === tree.isOpen(node.value)) return undefined;
    // Rendered anew it shows what the parent holds, even where that is what it was.
    again(0);
    return tree.toggle(node, details.open);
  };
  const move = (event: KeyboardEvent): void => {
    const placed = seen();
    const at = placed.findIndex(({ node }) => node.value === valueAt(event.target));
    const places: { readonly [key: string]: number } = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: placed.length - 1,
    };
    const next = placed[places[event.key] ?? -1]?.node.value;
    if (at < 0 || next === undefined) return;
    setStop(next);
    focus(next);
  };
  const goInOrOut = (event: KeyboardEvent): unknown => {
    const at = valueAt(event.target);
    const placed = seen().find(({ node }) => node.value === at);
    if (!placed) return undefined;
    const { node, parent } = placed;
    const isOpen = node.children !== undefined && tree.isOpen(node.value);
    if (logicalKey(event.key, event.target as Element) === "ArrowRight") {
      if (isOpen) return focus(tree.childrenOf(node)[0]?.value);
      return node.children && tree.toggle(node, true);
    }
    return isOpen ? tree.toggle(node, false) : focus(parent?.value);
  };
  const goToLetter = (event: KeyboardEvent): void => {
    const placed = seen();
    const at = placed.findIndex(({ node }) => node.value === valueAt(event.target));
    const after = [...placed.slice(at + 1), ...placed.slice(0, at)];
    focus(after.find(({ node }) => initial(node) === event.key.toLowerCase())?.node.value);
  };
  const letters = [...new Set(seen().map(({ node }) => initial(node)))].filter((letter) => letter.trim());

  return (
    <ul
      aria-label={label}
      {...rest}
      {...focusGroup("toolbar block nowrap")}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a list it is where neither roles nor styles are known.
      role="tree"
      ref={root}
      class={classes("tree", given, className)}
      // It does not bubble; Preact's types do not know that one may hear it above.
      {...{ onToggleCapture: toggled }}
      onKeyDown={keys("ArrowLeft ArrowRight", prevent(goInOrOut))}
      onKeyDownCapture={keys("ArrowUp ArrowDown Home End", prevent(roving(move)))}
      // Not as a key goes down: what is pressed together with Control is the browser's.
      onKeyPress={keys(letters.flatMap((letter) => [letter, letter.toUpperCase()]).join(" "), goToLetter)}
    >
      {nodes.map((node) => nodeIn(tree, node, 1))}
    </ul>
  );
}

/** What is waited for, if there is any. */
function together(...told: unknown[]): unknown {
  return told.some((each) => each instanceof Promise) ? Promise.all(told) : undefined;
}

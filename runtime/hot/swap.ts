import { currentScope, extendPreact, renderStale, type Scope } from "../page/preact.ts";
import type { VNodeOf } from "../page/vnodes.ts";
import { familyOf, sameHooks } from "./families.ts";
import { type Before, dispose, goBack, goOn, type Instance } from "./instance.ts";

/** Who wants to know what a swap does to a page. */
export interface SwapHost {
  /** A version that came by the last save could not render, or its effects threw. What stood there before stays. */
  failed(error: unknown): void;
  /** A component began anew: its hooks are not what they were. */
  remounted(name: string): void;
}

const hosts = new WeakMap<Scope, SwapHost>();
/** Instances whose first render with a new version is under way. */
const underWay = new Map<Instance, Before>();
/** Versions that could not render: the instance stays with the one before until there is another. */
const refused = new WeakMap<Instance, unknown>();
/** Instances that have rendered: one that never did has nothing to keep. */
const mounted = new WeakSet<Instance>();
/** Instances that could not even mount: they show nothing. */
const broken = new WeakSet<Instance>();
/** The page whose swap is under way. */
let swapping: Scope | null = null;
let extended = false;

type VNode = VNodeOf<Instance>;

/** Makes Preact tell of every render: before the first one whose component may change. */
export function extend(): void {
  if (extended) return;
  extended = true;
  extendPreact<Instance>({ created, rendering, rendered, failed });
}

function created(vnode: VNode): void {
  const family = familyOf(vnode.type);
  if (family) vnode.type = family.first;
}

function rendering({ type, __c: instance }: VNode): void {
  const family = familyOf(type);
  if (!family || !instance || instance.constructor === family.latest) return;
  const { name, latest } = family;
  if (refused.get(instance) === latest) return;
  if (!mounted.has(instance)) {
    instance.constructor = latest;
    return;
  }
  const before = goOn(instance, latest, sameHooks(instance.constructor as object, latest));
  underWay.set(instance, before);
  if (before.reset) host()?.remounted(name);
}

function rendered({ __c: instance, type }: VNode): void {
  if (!instance || !familyOf(type)) return;
  mounted.add(instance);
  const before = underWay.get(instance);
  if (!before) return;
  underWay.delete(instance);
  if (before.reset) dispose(before.hooks, (error) => host()?.failed(error));
}

function failed(error: unknown, vnode: VNode, old: VNode | undefined): boolean {
  const { __c: instance } = vnode;
  const before = instance && underWay.get(instance);
  if (instance) underWay.delete(instance);
  const mine = swapping !== null || before !== undefined || (instance && broken.has(instance));
  // A thrown promise is no error: somebody suspends.
  if (!mine || (typeof error === "object" && error !== null && "then" in error)) return false;
  // Its children are half new and half old: only a boundary can make that good.
  if (old && vnode.__k?.length && vnode.__k !== old.__k) return false;
  const again = instance && broken.has(instance);
  if (instance && before) {
    refused.set(instance, instance.constructor);
    goBack(instance, before);
  } else if (instance && old && !old.__c) broken.add(instance);
  for (const child of vnode.__k ?? []) if (child) child.__ = vnode;
  if (!again) host()?.failed(error);
  return true;
}

function host(): SwapHost | undefined {
  const scope = currentScope();
  return scope ? hosts.get(scope) : undefined;
}

/** From now on this page is told of. */
export function watchPage(scope: Scope, of: SwapHost): void {
  hosts.set(scope, of);
}

/** Swaps a page, in its next turn. @param first is done in the same turn */
export function swapPage(page: Scope, first: () => void): void {
  page.schedule(() => {
    swapping = page;
    first();
    renderStale<Instance>(page.document, (instance, { type }) => {
      const family = familyOf(type);
      return broken.delete(instance) || (family !== undefined && instance.constructor !== family.latest);
    });
  });
  // The next job of a turn runs when all has come to rest.
  page.schedule(() => {
    swapping = null;
  });
}

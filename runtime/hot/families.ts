/**
 * The versions of a component. Each time its file is evaluated there is another function; to Preact all of them are
 * one type, the first. Which of them renders is looked up at each render, so no vnode is ever out of date, wherever it
 * is kept.
 */

type Type = (...args: never[]) => unknown;

/** A component through its edits. */
export interface Family {
  readonly name: string;
  /** What Preact sees: the type of every vnode. */
  readonly first: Type;
  /** What renders. */
  latest: Type;
}

/** What Oxc writes down of a function's hooks. */
interface Signature {
  readonly key: string;
  readonly reset: boolean;
  readonly hooks: () => readonly unknown[];
}

/** Preact's contexts are components: `__c` is the id by which consumers find the provider, `__` the default. */
interface ContextType extends Type {
  readonly Provider: unknown;
  readonly Consumer: Type;
  __c: string;
  __: unknown;
}

// Keyed by function: what is of no use any more goes with it.
const families = new WeakMap<object, Family>();
const signatures = new WeakMap<object, Signature>();

/** The family a function belongs to. */
export function familyOf(type: unknown): Family | undefined {
  return typeof type === "function" ? families.get(type) : undefined;
}

function isContext(value: unknown): value is ContextType {
  return typeof value === "function" && (value as { Provider?: unknown }).Provider === value;
}

function isClass(type: Type): boolean {
  return Boolean((type.prototype as { render?: unknown } | undefined)?.render);
}

/** Whether a module that exports this under this name can be swapped without those who import it. */
export function isComponent(name: string, value: unknown): value is Type {
  if (typeof value !== "function" || isContext(value) || isClass(value as Type)) return false;
  return name === "default" || /^[A-Z]/.test(name);
}

/** The versions that an evaluation of modules has brought. */
export type Attempt = Map<Family, Type>;

/** What was registered under the names of one server's modules. */
export class Families {
  readonly #byId = new Map<string, Family>();
  #pending: Attempt = new Map();

  /** The evaluation that is under way. */
  get attempt(): Attempt {
    return this.#pending;
  }

  /** A module says what a function, or a context, is called. @param attempt in which it is evaluated */
  register(value: unknown, id: string, attempt: Attempt): void {
    if (typeof value !== "function" || families.has(value)) return;
    if (isContext(value)) {
      this.#add(value.Consumer, `${id}.Consumer`, attempt);
      const { first } = this.#add(value, id, attempt);
      value.__c = (first as ContextType).__c;
    } else if (!isClass(value as Type)) this.#add(value as Type, id, attempt);
  }

  /** @param id module and name */
  #add(type: Type, id: string, attempt: Attempt): Family {
    let family = this.#byId.get(id);
    if (!family) {
      family = { name: id.replace(/^.* |\$.*/g, ""), first: type, latest: type };
      this.#byId.set(id, family);
    }
    families.set(type, family);
    attempt.set(family, type);
    return family;
  }

  /** From now on what was registered since renders. */
  commit(): void {
    for (const [family, type] of this.#pending) {
      family.latest = type;
      if (isContext(family.first)) family.first.__ = (type as ContextType).__;
    }
    this.#pending.clear();
  }

  /** Another attempt begins: what was registered since counts no more, nor what a module of the former still registers. */
  discard(): void {
    this.#pending = new Map();
  }
}

/** What `$RefreshSig$()` is to return: Oxc calls it with a function and its hooks, and in each render with nothing. */
export function signer() {
  return (type?: unknown, key?: string, reset = false, hooks: Signature["hooks"] = () => []): unknown => {
    if (typeof type === "function" && key !== undefined && !signatures.has(type))
      signatures.set(type, { key, reset, hooks });
    return type;
  };
}

/** Whether the hooks of one version can go on with the state of another. */
export function sameHooks(a: object, b: object): boolean {
  const [before, after] = [shape(a), shape(b)];
  return before !== null && before === after;
}

/** A function's hooks, those of its custom hooks included; null: its author wants it mounted anew each time. */
function shape(type: object, seen: ReadonlySet<object> = new Set()): string | null {
  const signature = signatures.get(type);
  if (!signature) return "";
  if (signature.reset) return null;
  let text = signature.key;
  for (const hook of signature.hooks()) {
    if (typeof hook !== "function" || seen.has(hook)) continue;
    const inner = shape(hook, new Set(seen).add(hook));
    if (inner === null) return null;
    text += `\n${inner}`;
  }
  return text;
}

import { SessileError } from "../../core/errors.ts";

/** When a property may be written. */
export type Writable = "always" | "closed" | "never";

/**
 * One property of a service. Its type, its documentation, the check of what is written to it and what the factory
 * shows of it all come from here.
 */
export interface Property<Value = unknown, When extends Writable = Writable> {
  readonly when: When;
  /** Undefined where it has none: it is read-only, or absent until it is set. */
  readonly default: Value | undefined;
  /** `ms`, `bytes`, or "". */
  readonly unit: string;
  /** What it is, in one sentence. */
  readonly text: string;
  /** What may be written, for people. */
  readonly expected: string;
  fits(value: unknown): boolean;
  /** As people read it; never a secret. */
  show(value: Value): string;
}

/** What is said of any property. */
interface About<Value> {
  readonly default: Value;
  readonly unit?: string;
  readonly text: string;
}

/** Properties by name. */
export type Declaration = { readonly [name: string]: Property<never> | Property };

type ValueOf<P> = P extends Property<infer Value, Writable> ? Value : never;
type Names<D, When> = {
  [K in keyof D]: D[K] extends { readonly when: infer W } ? (W extends When ? K : never) : never;
}[keyof D];

/** The properties one may write, as they are given to a new service. */
export type Given<D> = { readonly [K in Names<D, "always" | "closed">]?: ValueOf<D[K]> | undefined };
/** How the read-only ones are found out. */
export type Readings<D> = { readonly [K in Names<D, "never">]: () => ValueOf<D[K]> };
/** All properties as an object has them: read-only ones cannot be assigned to. */
export type Properties<D> = { [K in Names<D, "always" | "closed">]: ValueOf<D[K]> } & {
  readonly [K in Names<D, "never">]: ValueOf<D[K]>;
};

/** A property as the factory shows it. */
export interface Described {
  readonly name: string;
  readonly value: string;
  readonly default: string;
  readonly unit: string;
  /** What may be written; what is read-only says of which kind it is. */
  readonly type: string;
  readonly when: Writable;
  readonly text: string;
}

const plain = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value ?? "none"));

/** A whole number. It may be written at any time, unless `when` says otherwise. */
export function integer<When extends "always" | "closed" = "always">({
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
  unit = "",
  when = "always" as When,
  ...about
}: About<number> & { readonly min?: number; readonly max?: number; readonly when?: When }): Property<number, When> {
  const fits = (value: unknown): boolean => Number.isInteger(value) && min <= Number(value) && Number(value) <= max;
  const most = max === Number.MAX_SAFE_INTEGER ? "up" : `to ${max}`;
  return { ...about, unit, when, expected: `a whole number from ${min} ${most}`, fits, show: plain };
}

/** One of a few words. */
export function choice<const Word extends string>({
  of,
  unit = "",
  ...about
}: About<Word> & { readonly of: readonly Word[] }): Property<Word, "always"> {
  const fits = (value: unknown): boolean => of.includes(value as Word);
  return { ...about, unit, when: "always", expected: `one of ${of.join(", ")}`, fits, show: plain };
}

/** What is neither a number nor a word: its check and its picture are given. */
export function value<Value, When extends "always" | "closed">(
  given: About<Value> & Pick<Property<Value, When>, "when" | "expected" | "fits"> & Partial<Property<Value, When>>,
): Property<Value, When> {
  return { unit: "", show: plain, ...given };
}

/** What a service finds out by itself. */
export function reading<Value>(
  text: string,
  unit = "",
  show: (value: Value) => string = plain,
): Property<Value, "never"> {
  return { default: undefined, unit, text, when: "never", expected: "", fits: () => false, show };
}

type AnyReadings = { readonly [name: string]: (() => unknown) | undefined };

/** What an object with properties knows of itself. */
export abstract class PropertyHolder<D extends Declaration> {
  readonly #values: Map<string, unknown>;
  readonly #readings: AnyReadings;
  readonly #declaration: D;

  /** @throws SessileError SES_PROPERTY for one that is not there, is read-only, or a value that does not fit */
  constructor(declaration: D, readings: Readings<D>, given: { readonly [name: string]: unknown }) {
    this.#declaration = declaration;
    this.#readings = readings as AnyReadings;
    this.#values = new Map(Object.entries(declaration).map(([name, each]) => [name, each.default]));
    for (const [name, wanted] of Object.entries(given)) {
      if (wanted === undefined) continue;
      this.#values.set(name, this.#check(name, wanted, false));
    }
  }

  /** Whether what may be written only before the service opens is fixed. */
  protected abstract get fixed(): boolean;
  /** A property has been written. */
  protected abstract changed(name: string): void;

  protected readProperty(name: string): unknown {
    const read = this.#readings[name];
    return read ? read() : this.#values.get(name);
  }

  protected writeProperty(name: string, wanted: unknown): void {
    this.#values.set(name, this.#check(name, wanted, this.fixed));
    this.changed(name);
  }

  #check(name: string, wanted: unknown, fixed: boolean): unknown {
    const property = Object.hasOwn(this.#declaration, name) ? this.#declaration[name] : undefined;
    if (!property) {
      const names = Object.keys(this.#declaration).join(", ");
      throw new SessileError("SES_PROPERTY", `there is no ${name}, expected one of ${names}`);
    }
    const { when, expected } = property;
    if (when === "never") throw new SessileError("SES_PROPERTY", `${name} is read-only`);
    if (when === "closed" && fixed) throw new SessileError("SES_PROPERTY", `${name} is fixed once the service is open`);
    if (!property.fits(wanted))
      throw new SessileError("SES_PROPERTY", `${name} is ${picture(wanted)}, expected ${expected}`);
    return wanted;
  }

  /** Every property: what it is, what it says now. */
  describe(): readonly Described[] {
    return Object.entries(this.#declaration).map(([name, property]) => {
      // Each property shows values of its own kind, and no other was let in.
      const show = property.show as (value: unknown) => string;
      const { unit, when, text } = property;
      const type = property.expected || typeof this.readProperty(name);
      const standard = property.default === undefined ? "" : show(property.default);
      return { name, value: show(this.readProperty(name)), default: standard, unit, type, when, text };
    });
  }
}

function picture(wanted: unknown): string {
  if (typeof wanted === "function") return "a function";
  return JSON.stringify(wanted)?.slice(0, 60) ?? String(wanted);
}

/** A class whose instances have these properties, for a service to extend. */
export function withProperties<D extends Declaration>(declaration: D) {
  abstract class Declared extends PropertyHolder<D> {
    constructor(readings: Readings<D>, given: { readonly [name: string]: unknown }) {
      super(declaration, readings, given);
    }
  }
  for (const name of Object.keys(declaration)) {
    Object.defineProperty(Declared.prototype, name, {
      enumerable: true,
      get(this: { readProperty(name: string): unknown }) {
        return this.readProperty(name);
      },
      set(this: { writeProperty(name: string, wanted: unknown): void }, wanted: unknown) {
        this.writeProperty(name, wanted);
      },
    });
  }
  // The properties were defined in the lines above, from the same declaration as their types.
  return Declared as unknown as abstract new (
    ...args: ConstructorParameters<typeof Declared>
  ) => PropertyHolder<D> & Properties<D>;
}

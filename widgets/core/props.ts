import type { ComponentChildren, CSSProperties, JSX, Ref } from "preact";

/**
 * What every widget passes through to its outermost element: id, title, `aria-*`, `data-*`, `class`, `style` and handlers,
 * but for the names the widget itself gives a meaning to.
 */
export type PassedOn<Tag extends keyof JSX.IntrinsicElements, Own extends string = never> = Omit<
  JSX.IntrinsicElements[Tag],
  Own | "class" | "className" | "style" | "ref" | "children" | "key"
> & {
  readonly className?: string | undefined;
  readonly class?: string | undefined;
  readonly style?: CSSProperties | undefined;
};

/** What a widget passes on to the `<input>` it is made of: its kind is the widget's, and its role follows from that. */
export type InputPassedOn<Own extends string = never> = PassedOn<
  "input",
  "type" | "role" | "label" | "value" | "defaultValue" | "checked" | "defaultChecked" | "onChange" | Own
>;

/** What contains others. */
export interface Containing {
  readonly children?: ComponentChildren;
}

/** What answers to a `ref` by a handle of its own. */
export interface Handled<Handle> {
  readonly ref?: Ref<Handle> | undefined;
}

/** Class names in one attribute: those that are there. */
export function classes(...names: readonly (string | false | null | undefined)[]): string | undefined {
  return names.filter(Boolean).join(" ") || undefined;
}

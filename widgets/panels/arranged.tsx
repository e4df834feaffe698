import type { CSSProperties, Ref } from "preact";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of panels that put their children one after the other. */
export interface ArrangedProps extends PassedOn<"div">, Containing {
  /** The space between two children: pixels, or any CSS length. Default: the theme's. */
  readonly gap?: number | string | undefined;
  /** Where children stand across the direction in which they follow each other. */
  readonly align?: "start" | "center" | "end" | "stretch" | "baseline" | undefined;
  /** Where they stand along it, if there is room left. */
  readonly justify?: "start" | "center" | "end" | "space-between" | undefined;
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

/** A box by the class `name` whose children follow each other as the theme says for it. */
export function Arranged({
  name,
  gap,
  align,
  justify,
  style,
  class: given,
  className,
  ref,
  ...rest
}: ArrangedProps & { readonly name: string }) {
  const own: CSSProperties = {};
  if (gap !== undefined) own.gap = gap;
  if (align) own.alignItems = align;
  if (justify) own.justifyContent = justify;
  return <div {...rest} ref={ref ?? null} class={classes(name, given, className)} style={{ ...own, ...style }} />;
}

import { h, type Ref } from "preact";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link Heading}. */
export interface HeadingProps extends PassedOn<"h2">, Containing {
  /** Its place among the page's headings: none is left out. Default 2. */
  readonly level?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  /** How large it looks, where that is not as its level is. */
  readonly size?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  readonly ref?: Ref<HTMLHeadingElement> | undefined;
}

/**
 * A heading. Screen readers go from one to the next, so its level says where in the page's outline it stands, not how large it is.
 *
 * @example
 * <Heading level={3}>Crew</Heading>
 * @see https://www.w3.org/WAI/tutorials/page-structure/headings/
 */
export function Heading({ level = 2, size, class: given, className, ...rest }: HeadingProps) {
  return h(`h${level}`, { ...rest, class: classes(size && `size-${size}`, given, className) });
}

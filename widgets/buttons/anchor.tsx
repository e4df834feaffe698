import { h, type Ref } from "preact";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link Anchor}. */
export interface AnchorProps extends PassedOn<"a">, Containing {
  readonly ref?: Ref<HTMLAnchorElement> | undefined;
}

/** What runs instead of leading somewhere. Browsers skip blanks and control characters in front and within. */
const RUNS = /^[\s\p{Cc}]*(?:javascript|vbscript|data):/iu;

/**
 * A link to anywhere: another site, a file, a place in this page. Within an app `Hyperlink` is the one that changes the tree.
 *
 * An address that would run as a program is left out, so that `href` may come from users. What opens a window of its own
 * (`target`) learns nothing of this one, unless `rel` says so.
 *
 * @example
 * <Anchor href="https://example.org/" target="_blank">Tide tables</Anchor>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/link/
 */
export function Anchor({ href, rel, class: given, className, ...rest }: AnchorProps) {
  const safe = typeof href === "string" && RUNS.test(href.replace(/[\t\n\r]/g, "")) ? undefined : href;
  const apart = rest.target && rest.target !== "_self" ? "noopener" : undefined;
  return h("a", { ...rest, href: safe, rel: rel ?? apart, class: classes(given, className) });
}

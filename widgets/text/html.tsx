import { h, type Ref } from "preact";
import { classes, type PassedOn } from "../core/props.ts";

/** Props of {@link Html}. */
export interface HtmlProps extends PassedOn<"div", "dangerouslySetInnerHTML"> {
  /** Markup you trust: it is sent as it is, and whatever it says is done in people's browsers. */
  readonly html: string;
  /** The element around it. Default `div`; `span` within a line. */
  readonly as?: "div" | "span" | "p" | "code" | "section" | "article" | undefined;
  readonly ref?: Ref<HTMLElement> | undefined;
}

/**
 * Trusted markup as a text. What users have written, or what comes from elsewhere, is text for a child and not for this:
 * nothing is taken out of it.
 *
 * @example
 * <Html html="Water boils at <b>100 °C</b>." />
 */
export function Html({ html, as = "div", class: given, className, ...rest }: HtmlProps) {
  return h(as, {
    ...rest,
    class: classes(given, className),
    dangerouslySetInnerHTML: { __html: html },
  });
}

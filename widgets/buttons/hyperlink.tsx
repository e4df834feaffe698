import { useLocation } from "sessile/ui";
import { Anchor, type AnchorProps } from "./anchor.tsx";

/** Props of {@link Hyperlink}. */
export interface HyperlinkProps extends Omit<AnchorProps, "href"> {
  /** A path of the app's (`/inbox?unread=1`), or something relative to the present one (`?page=2`). The history keeps it. */
  readonly to: string;
}

/**
 * A link to a place of the app: the address bar and the browser's history follow, and `useLocation` tells. With script the tree
 * changes and nothing is loaded; without it the page is. The link to where the page is says so (`aria-current`).
 *
 * @example
 * <Hyperlink to="/inbox">Inbox</Hyperlink>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/link/
 */
export function Hyperlink({ to, ...rest }: HyperlinkProps) {
  const { href, path, query } = useLocation();
  const target = href(to);
  const search = query.size > 0 ? `?${query}` : "";
  const isHere = target.replace(/#.*/, "") === href(path + search);
  return <Anchor aria-current={isHere ? "page" : undefined} {...rest} href={target} />;
}

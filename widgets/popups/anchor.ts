import type { CSSProperties } from "preact";

/** CSS has these since 2024, Preact's types do not. */
type Anchoring = CSSProperties & { readonly anchorName?: string; readonly positionAnchor?: string };

/**
 * The styles by which one element stands beside another, wherever that is scrolled to. Browsers without anchors show the
 * second where the theme says.
 *
 * @param id no other pair has it
 */
export function anchored(id: string): { readonly anchor: CSSProperties; readonly beside: CSSProperties } {
  const name = `--${id}`;
  const anchor: Anchoring = { anchorName: name };
  const beside: Anchoring = { positionAnchor: name };
  return { anchor, beside };
}

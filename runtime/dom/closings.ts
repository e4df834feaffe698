import { SWAP } from "../core/wire.ts";
import { partial } from "./html.ts";
import { Flag } from "./node.ts";
import type { Record } from "./record.ts";

/**
 * Modal dialogs that leave while they are open are closed first: only then browsers give the focus back to where it was. It takes
 * no focus while it is inert: so what a dialog has barred is let go before that.
 *
 * @see https://html.spec.whatwg.org/multipage/interactive-elements.html#close-the-dialog
 */
export function closings(record: Record): string {
  if (!record.closings) return "";
  let out = "";
  for (const [element, names] of record.attributes ?? []) {
    if (!names.has("inert") || element.hasAttribute("inert") || !(element.$flags & Flag.known)) continue;
    names.delete("inert");
    if (names.size === 0) record.attributes?.delete(element);
    out += partial(element.$address, SWAP.attributes, '{"inert":null}');
  }
  for (const address of record.closings) out += partial(address, SWAP.call, '["close"]');
  return out;
}

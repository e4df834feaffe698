/** What a tab keeps from one document to the next; the script and its second part both know it. */
import { ATTR } from "../../runtime/core/wire.ts";
import { root } from "./page.ts";

/** Where a tab keeps its page's id: its own for each app, whatever the place within it. */
export const KEY = `sessile:${root.getAttribute(ATTR.route) ?? location.pathname}`;

import { ATTR, NAVIGATE, ROOT_CALL } from "../../runtime/core/wire.ts";
import { modifiers } from "./events.ts";
import { root } from "./page.ts";
import { enqueue, flush, uploads } from "./queue.ts";

/** Where the app has taken its location for state, its links change the tree: nothing is loaded. */
export function keepRoute(): void {
  // In the bubble phase: whoever wants a link for something else has said so by then.
  document.addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const prefix = root.getAttribute(ATTR.route);
    if (!link || prefix === null || event.defaultPrevented || event.button) return;
    if (modifiers(event) || link.target || link.download) return;
    if (link.origin !== location.origin || !link.pathname.startsWith(prefix)) return;
    // A fragment of this very document is the browser's.
    if (link.hash && link.pathname + link.search === location.pathname + location.search) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    scrollTo(0, 0);
    tell();
  });
  addEventListener("popstate", tell);
  // No request tells the fragment.
  if (location.hash) tell();
}

function tell(): void {
  if (!root.hasAttribute(ATTR.route)) return;
  // The number of `<html>` is 0.
  enqueue([NAVIGATE, 0, { d: location.pathname + location.search + location.hash }]);
  void flush();
}

/** The server's commands to the document itself. */
export const rootCommands = {
  [ROOT_CALL.navigate]: (url: string, replace: boolean) =>
    replace ? history.replaceState(null, "", url) : history.pushState(null, "", url),
  [ROOT_CALL.leave]: (url: string) => location.assign(url),
  [ROOT_CALL.back]: () => history.back(),
  [ROOT_CALL.copy]: (text: string) => navigator.clipboard.writeText(text),
  [ROOT_CALL.sync]: () => void flush(false, true),
  [ROOT_CALL.cancel]: (key: string, refused: boolean) => uploads?.cancel(key, refused),
};

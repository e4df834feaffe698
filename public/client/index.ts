/**
 * The browser's side: what the server cannot do for it. Reports events in order (`queue.ts`, `events.ts`),
 * applies the diffs that come back (`swap.ts`, htmx), and keeps a stream open for those that come unasked
 * (`stream.ts`). The page works without any of it.
 */
import { hearLoaded, watchControls, watchTypes } from "./events.ts";
import { keepPage } from "./leave.ts";
import { token } from "./page.ts";
import { release } from "./plain.ts";
import { flush, flushChanges, unanswered } from "./queue.ts";
import { keepRoute, rootCommands } from "./route.ts";
import { keepStream } from "./stream.ts";
import { install } from "./swap.ts";

// A document without a token (a crawler's copy, a saved page) has no page on the server to speak to.
if (token) {
  release();
  install(watchTypes, rootCommands);
  keepRoute();
  watchControls();
  watchTypes();
  hearLoaded();
  void keepPage(unanswered, flushChanges, () => keepStream(() => void flush(false, true)));
}

import { type Handlers, type Listener, NO_LISTENERS } from "./listeners.ts";
import type { ServerFragment } from "./node.ts";
import type { Style } from "./style.ts";

/** What few elements have, kept apart so that the others need not pay for it. */
export class Extras {
  /** Handlers by prop name, as Preact stores them. */
  handlers: Handlers | null = null;
  /** Preact's clock of when each handler was attached. */
  attached: { [prop: string]: number } | null = null;
  listeners: readonly Listener[] = NO_LISTENERS;
  /** Listeners marked `once` that have run. */
  fired: readonly Listener[] | null = null;
  style: Style | null = null;
  /** Trusted markup that stands for the children. */
  html: string | null = null;
  /** What the browser was last told this element listens to. */
  on = "";
  content: ServerFragment | null = null;
  /** The tree Preact renders into this element. */
  root: object | null = null;
}

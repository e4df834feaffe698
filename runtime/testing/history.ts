import { cookiePath } from "../session/cookies.ts";
import type { Copy } from "./copy.ts";
import { attr } from "./tree.ts";
import type { Visitor } from "./visitor.ts";

/** How a document came about. */
export type NavigationType = "navigate" | "replace" | "reload" | "back_forward";

/** Stands in the tab's storage while its page is asked for. In the cookie: unless another tab has it. */
const ASKED = "!";

/** Where a tab was, and which page it had at each address: what a browser and the script's `leave.ts` keep. */
export class TabHistory {
  readonly #entries: { url: URL; readonly load: number }[] = [];
  #at = -1;
  #load = 0;
  /** Page ids by app, as in `sessionStorage`. */
  readonly #storage = new Map<string, string>();

  get url(): URL {
    return this.#entries[this.#at]?.url ?? new URL("http://localhost/");
  }

  /** Without loading anything. */
  push(url: string, replace: boolean): void {
    const entry = { url: new URL(url, this.url), load: this.#load };
    if (replace) this.#entries[this.#at] = entry;
    else this.#entries.splice(++this.#at, Number.POSITIVE_INFINITY, entry);
  }

  /** @returns whether the document stays, and only its address changes */
  go(steps: number): boolean {
    const to = this.#entries[this.#at + steps];
    if (!to) return true;
    this.#at += steps;
    return to.load === this.#load;
  }

  /** A document with script is left: a cookie names its page for the next load. */
  carry(visitor: Visitor, copy: Copy): void {
    this.want(visitor, copy.token.split(".")[0] ?? "");
  }

  /** The next load is to have this page. */
  want(visitor: Visitor, value: string): void {
    const path = cookiePath(this.url.pathname);
    visitor.cookies.set("sessile-page", { value, path, expires: Date.now() + 10_000 });
  }

  /** A document without script has come, or one without a session. */
  enter(url: string, kind: NavigationType): void {
    this.#load++;
    const entry = { url: new URL(url, this.url), load: this.#load };
    if (kind === "navigate") this.#entries.splice(++this.#at, Number.POSITIVE_INFINITY, entry);
    else this.#entries[this.#at] = entry;
  }

  /**
   * A document has come.
   *
   * @returns whether it is to be loaded anew: a cookie now names the page this tab had, or asks for a fresh one
   */
  arrive(url: string, { kind, visitor, copy }: { kind: NavigationType; visitor: Visitor; copy: Copy }): boolean {
    this.enter(url, kind);
    const [id = ""] = copy.token.split(".");
    if (id === "") return false;
    // Its own for each app, whatever the place within it.
    const key = attr(copy.root, "s-route") ?? this.url.pathname;
    const before = this.#storage.get(key);
    const isCarried = (attr(copy.root, "s-page") ?? "").split(" ").length > 2;
    if (before && before !== ASKED && before !== id && /reload|back_forward/.test(kind)) {
      this.#storage.set(key, ASKED);
      this.want(visitor, before + (kind === "reload" ? "" : ASKED));
      return true;
    }
    if (isCarried && !before) {
      this.want(visitor, "");
      return true;
    }
    this.#storage.set(key, id);
    return false;
  }
}

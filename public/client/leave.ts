import { FIELD, PAGE_FORM } from "../../runtime/core/wire.ts";
import { touched } from "./controls.ts";
import { address, here, page } from "./page.ts";

/** Names the page for the next load in this tab, for some seconds. */
function carry(id: string | undefined): void {
  // A semicolon in the path would end the attribute: the folder's path matches too.
  const path = location.pathname.replace(/[^/]*;.*/, "");
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is asynchronous, unloading is not
  document.cookie = `sessile-page=${id}; path=${path}; max-age=10; samesite=lax`;
  // Read back, which waits until it is written: without it every twentieth reload's request leaves before (Chromium, busy).
  void document.cookie;
}

/** Stands in the tab's storage while its page is asked for: this tab is no new one. In the cookie: unless another tab has it. */
const ASKED = "!";

/**
 * As the tab unloads, a cookie names its page, and a reload finds the same tree again. In `pagehide` it would
 * come too late: the reload's request has left by then. Where `beforeunload` does not come (iOS), the page's
 * id is found in the tab's storage after the reload, and the old tree is asked for.
 *
 * @param unanswered events the server may not have yet
 * @param flushChanges sends what was typed and told to nobody
 */
export function keepPage(unanswered: () => { n: number; e: unknown[] }, flushChanges: () => void): void {
  let [id] = page.token.split(".");
  addEventListener("beforeunload", () => {
    flushChanges();
    carry(id);
  });
  // Good-bye: the session need not wait for this tab, unless it comes back.
  addEventListener("pagehide", (event) => {
    const events = unanswered();
    if (left || (event.persisted && !events.e.length)) return;
    const body = JSON.stringify({ p: page.token, v: Math.max(0, page.version), ...events, bye: !event.persisted });
    navigator.sendBeacon(here(), new Blob([body], { type: "application/json" }));
  });
  try {
    const key = `sessile:${location.pathname}`;
    const before = sessionStorage.getItem(key);
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const cameBack = /reload|back_forward/.test(navigation?.type ?? "");
    if (before && before !== ASKED && before !== id && cameBack) {
      // Asked for once: a page that is gone is not to be reloaded for ever.
      sessionStorage.setItem(key, ASKED);
      // A duplicated tab has a copy of the storage, and seems to have come back.
      id = before + (navigation?.type === "reload" ? "" : ASKED);
    } else if (page.carried && !before) {
      // Another tab was left a moment ago, and this one is new: it gets a page of its own.
      id = "";
    } else return sessionStorage.setItem(key, id as string);
    carry(id);
    location.reload();
  } catch {
    // No storage (a sandbox, a setting): reloads rely on the cookie alone.
  }
}

let left = false;

/**
 * The page is not on the server any more. The controls the user touched go there the plain way, in a form: the
 * answer is a fresh page with the drafts filled in.
 */
export function gone(): void {
  if (left) return;
  left = true;
  const form = document.createElement("form");
  form.method = "post";
  form.id = PAGE_FORM;
  const token = document.createElement("input");
  token.name = FIELD.page;
  token.value = `${page.token} 0`;
  form.append(token);
  form.hidden = true;
  document.body.append(form);
  for (const control of touched) {
    if (control.type === "password") continue;
    control.name ||= FIELD.control + address(control);
    control.setAttribute("form", PAGE_FORM);
  }
  // A control of the app's may be called "submit".
  HTMLFormElement.prototype.submit.call(form);
}

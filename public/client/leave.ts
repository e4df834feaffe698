import { ATTR, FIELD, HEADER, PAGE_FORM } from "../../runtime/core/wire.ts";
import { touched } from "./controls.ts";
import { address, here, page, root } from "./page.ts";

/** The page this tab is to find with its next load. */
let [next = ""] = page.token.split(".");

/** Names that page for the next load in this tab, for some seconds. */
function carry(): void {
  // A semicolon in the path would end the attribute: the folder's path matches too.
  const path = location.pathname.replace(/[^/]*;.*/, "");
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is asynchronous, unloading is not
  document.cookie = `sessile-page=${next}; path=${path}; max-age=10; samesite=lax`;
  // Read back, which waits until it is written: without it every twentieth reload's request leaves before (Chromium, busy).
  void document.cookie;
}

/** Where a tab keeps its page's id: its own for each app, whatever the place within it. */
const KEY = `sessile:${root.getAttribute(ATTR.route) ?? location.pathname}`;
/** Stands there while its page is asked for: this tab is no new one. In the cookie: unless another tab has it. */
const ASKED = "!";
/** Stands before tries, page and drafts: the next load is to have that page, or what was typed is lost. */
const WANTED = "=";
/** Tabs that lose their session at the same moment each get another one, until all have the cookie that came last. */
const TRIES = 5;

/** Not now: the request did not arrive whole, a new cookie is on its way, too early, too much. */
export const AGAIN = /^(408|409|425|429)$/;

/** Whether another document is on its way: what this one still hears concerns nobody. */
let left = false;

function reload(): void {
  left = true;
  carry();
  location.reload();
}

/**
 * As the tab unloads, a cookie names its page, and a reload finds the same tree again. In `pagehide` it would
 * come too late: the reload's request has left by then. Where `beforeunload` does not come (iOS), or another tab's
 * cookie got in between, the page's id is found in the tab's storage after the load, and its tree is asked for.
 *
 * @param unanswered events the server may not have yet
 * @param flushChanges sends what was typed and told to nobody
 * @returns whether this is the document that stays
 */
export function keepPage(unanswered: () => { n: number; e: unknown[] }, flushChanges: () => void): boolean {
  addEventListener("beforeunload", () => {
    flushChanges();
    carry();
  });
  // Good-bye: the session need not wait for this tab, unless it comes back.
  addEventListener("pagehide", (event) => {
    const events = unanswered();
    if (event.persisted && !events.e.length) return;
    const body = JSON.stringify({ p: page.token, v: Math.max(0, page.version), ...events, bye: !event.persisted });
    navigator.sendBeacon(here(), new Blob([body], { type: "application/json" }));
  });
  try {
    const before = sessionStorage.getItem(KEY) ?? "";
    const [{ type } = { type: "" }] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    let wanted = "";
    if (before.startsWith(WANTED)) {
      const [, tries, id, drafts] = before.split(" ");
      if (id !== next && Number(tries) < TRIES) {
        left = true;
        void takeUp(new URLSearchParams(drafts), Number(tries) + 1);
        return false;
      }
    } else if (/reload|back_forward/.test(type) && before && before !== ASKED) {
      // A duplicated tab has a copy of the storage, and seems to have come back.
      wanted = before + (type === "reload" ? "" : ASKED);
    }
    // Else another tab was left a moment ago, and this one is new: it gets a page of its own.
    if (wanted ? !wanted.startsWith(next) : page.carried && !before) {
      // Asked for once: a page that is gone is not to be reloaded for ever.
      if (wanted) sessionStorage.setItem(KEY, ASKED);
      next = wanted;
      reload();
      return false;
    }
    sessionStorage.setItem(KEY, next);
  } catch {
    // No storage (a sandbox, a setting): reloads rely on the cookie alone.
  }
  return true;
}

/** The page is not on the server any more: what the user typed goes there as a form, and is taken up by a fresh one. */
export function gone(): void {
  if (left) return;
  left = true;
  const form = document.createElement("form");
  form.id = PAGE_FORM;
  document.body.append(form);
  for (const control of touched) {
    if (/^(password|file)$/.test(control.type)) continue;
    control.name ||= FIELD.control + address(control);
    control.setAttribute("form", PAGE_FORM);
  }
  const drafts = new URLSearchParams([...new FormData(form)] as [string, string][]);
  drafts.set(FIELD.page, `${page.token} 0`);
  void takeUp(drafts, 1);
}

/** Gives drafts to a fresh page, and goes there. By its id: other tabs of this browser may be on their way at the same time. */
async function takeUp(body: URLSearchParams, tries: number): Promise<void> {
  const init = { method: "POST", body, headers: { [HEADER.page]: page.token } };
  const response = await fetch(here(), init).catch(() => null);
  const status = response?.status ?? 0;
  // Not now: the server is away, or a new cookie on its way.
  if (!response || status >= 500 || AGAIN.test(String(status))) return void setTimeout(takeUp, 1000, body, tries);
  const [id = "", url = here()] = response.ok ? (await response.text()).split(" ") : [];
  next = id;
  try {
    if (id) sessionStorage.setItem(KEY, `${WANTED} ${tries} ${id} ${body}`);
  } catch {
    // The cookie alone, then.
  }
  carry();
  location.replace(url);
}

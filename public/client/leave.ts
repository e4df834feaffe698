import { drafts, keep } from "./controls.ts";
import { carried, id, shown, token } from "./page.ts";
import { KEY } from "./tab.ts";

/** The addresses of `recovery.ts` and `uploads.ts` as files, written in by the build. */
declare const RECOVERY: string;
declare const UPLOADS: string;

let failures = 0;

/** A part of the script which few pages ever need. */
async function part<T>(address: string): Promise<T> {
  try {
    // Some browsers keep in mind what could not be loaded: then it is asked for by another name.
    return await import(`${address}#${failures}`);
  } catch (error) {
    failures++;
    throw error;
  }
}

export const recovery = () => part<typeof import("./recovery.ts")>(RECOVERY);
export const sender = () => part<typeof import("./uploads.ts")>(UPLOADS);

/** The page this tab is to find with its next load. */
let next = id;
/** Whether another document is on its way: what this one still hears concerns nobody. */
let left = false;

/** Names that page for the next load in this tab, for some seconds. */
function carry(): void {
  // A semicolon in the path would end the attribute: the folder's path matches too.
  const path = location.pathname.replace(/[^/]*;.*/, "");
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is asynchronous, unloading is not
  document.cookie = `sessile-page=${next}; path=${path}; max-age=10; samesite=lax`;
  // Read back, which waits until it is written: without it every twentieth reload's request leaves before (Chromium, busy).
  void document.cookie;
}

function load(id: string, url?: string): void {
  left = true;
  next = id;
  carry();
  if (url) location.replace(url);
  else location.reload();
}

/**
 * As the tab unloads, a cookie names its page, and a reload finds the same tree again. In `pagehide` it would
 * come too late: the reload's request has left by then. Where `beforeunload` does not come (iOS), or another tab's
 * cookie got in between, the page's id is found in the tab's storage after the load, and its tree is asked for.
 *
 * @param unanswered events the server may not have yet
 * @param flushChanges sends what was typed and told to nobody
 * @param stays called once it is clear that this document is the tab's
 */
export async function keepPage(
  unanswered: () => { n: number; e: unknown[] },
  flushChanges: () => void,
  stays: () => void,
): Promise<void> {
  addEventListener("beforeunload", () => {
    flushChanges();
    carry();
  });
  // Good-bye: the session need not wait for this tab, unless it comes back.
  addEventListener("pagehide", ({ persisted }) => {
    const events = unanswered();
    if (persisted && !events.e.length) return;
    const body = JSON.stringify({ p: token, v: Math.max(0, shown.version), ...events, bye: !persisted });
    navigator.sendBeacon(location.href, new Blob([body], { type: "application/json" }));
  });
  try {
    const before = sessionStorage.getItem(KEY) ?? "";
    // A new tab with a new page, or a tab that has its page. All else wants a closer look.
    if (before === id || !(before || carried)) sessionStorage.setItem(KEY, id);
    else {
      left = true;
      const { arrive } = await recovery();
      const other = await arrive(before, keep);
      if (other) return load(...other);
    }
  } catch {
    // No storage (a sandbox, a setting): reloads rely on the cookie alone.
  }
  left = false;
  stays();
}

/** The page is not on the server any more: what the user typed goes there, and is taken up by a fresh one. */
export async function gone(again?: true): Promise<void> {
  if (left && !again) return;
  left = true;
  try {
    const { takeUp } = await recovery();
    load(...(await takeUp(Array.from(drafts.values(), ({ control }) => control))));
  } catch {
    setTimeout(gone, 1000, true);
  }
}

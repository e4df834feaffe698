/**
 * The second part of the script, a file of its own: what is needed when the server has lost the page, or a browser has
 * lost track of it. Another version of the script than the one it was built with may ask for it, as the server was
 * replaced meanwhile: so what is exported here keeps its form, or gets another name.
 */
import { DRAFTS_TYPE, FIELD, HEADER, PAGE_FORM } from "../../runtime/core/wire.ts";
import type { Control } from "./controls.ts";
import { address, carried, id, isBusy, isOurs, token } from "./page.ts";
import { KEY } from "./tab.ts";

export { learnWhole } from "./whole.ts";

/** Stands before tries, page and drafts: the next load is to have that page, or what was typed is lost. */
const WANTED = "=";
/** Stands there while its page is asked for: this tab is no new one. In the cookie: unless another tab has it. */
const ASKED = "!";
/** Tabs that lose their session at the same moment each get another one, until all have the cookie that came last. */
const TRIES = 5;

/** A page's id, to be named in a cookie, and where it is; without that, here. */
type Place = [id: string, url?: string];

/**
 * A document has come that is not the page this tab had, or was meant for another tab.
 *
 * @param before what the tab's storage holds
 * @param keep called with each control that was given what the user had typed
 * @returns what to load instead, if anything
 */
export async function arrive(before: string, keep: (control: Control) => void): Promise<Place | undefined> {
  const [mark, tries, kept, drafts] = before.split(" ");
  const [{ type } = { type: "" }] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (mark === WANTED) {
    const fields = new URLSearchParams(drafts);
    if (kept !== id && Number(tries) < TRIES) return give(fields, Number(tries) + 1);
    // This page, too, may go before anything else has happened.
    for (const control of document.querySelectorAll<Control>("input,textarea,select"))
      if (fields.has(nameOf(control))) keep(control);
  } else if (/reload|back_forward/.test(type) && before && before !== ASKED) {
    // Asked for once: a page that is gone is not to be reloaded for ever.
    sessionStorage.setItem(KEY, ASKED);
    // A duplicated tab has a copy of the storage, and seems to have come back.
    return [before + (type === "reload" ? "" : ASKED)];
  } else if (carried && !before) {
    // Another tab was left a moment ago, and this one is new: it gets a page of its own.
    return [""];
  }
  sessionStorage.setItem(KEY, id);
  return undefined;
}

/** Gives what the user typed into these controls to a fresh page. */
export function takeUp(controls: Control[]): Promise<Place> {
  return give(fieldsOf(controls), 1);
}

/** By its id: other tabs of this browser may be on their way at the same time. */
async function give(body: URLSearchParams, tries: number): Promise<Place> {
  const here = location.pathname + location.search;
  const init = { method: "POST", body, headers: { [HEADER.page]: token } };
  for (;;) {
    const response = await fetch(here, init).catch(() => null);
    const isTaken = response && isOurs(response, DRAFTS_TYPE);
    const status = response?.status ?? 0;
    // What stands between may have answered in the server's place; a refusal is for the user to see.
    if (isTaken || (status >= 400 && status < 500 && !isBusy(status))) {
      const [id = "", url = here] = isTaken ? (await response.text()).split(" ") : [];
      try {
        if (id) sessionStorage.setItem(KEY, `${WANTED} ${tries} ${id} ${body}`);
      } catch {
        // The cookie alone, then.
      }
      return [id, url];
    }
    await new Promise((done) => setTimeout(done, 1000));
  }
}

function nameOf(control: Control): string {
  return control.name || FIELD.control + address(control);
}

/** What a form of these controls would send. */
function fieldsOf(controls: Control[]): URLSearchParams {
  const form = document.createElement("form");
  form.id = PAGE_FORM;
  document.body.append(form);
  for (const control of controls) {
    if (/^(password|file)$/.test(control.type)) continue;
    control.name = nameOf(control);
    control.setAttribute("form", PAGE_FORM);
  }
  const fields = new URLSearchParams([...new FormData(form)] as [string, string][]);
  form.remove();
  fields.set(FIELD.page, `${token} 0`);
  return fields;
}

import { FIELD } from "../../runtime/core/wire.ts";
import { isCheckable, touched } from "./controls.ts";
import { address, page } from "./page.ts";

/**
 * As the tab unloads, a cookie of some seconds names its page, and a reload finds the same tree again. In
 * `pagehide` it would come too late: the reload's request has left by then.
 */
export function keepPage(): void {
  addEventListener("beforeunload", () => {
    const [id] = page.token.split(".");
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is asynchronous, unloading is not
    document.cookie = `sessile-page=${id}; path=${location.pathname}; max-age=10; samesite=lax`;
  });
}

let left = false;

/**
 * The page is not on the server any more. What was typed goes there the plain way, as a form would send it:
 * the answer is a fresh page with the drafts filled in.
 */
export function gone(): void {
  if (left) return;
  left = true;
  const form = document.createElement("form");
  form.method = "post";
  const add = (name: string, value: string) =>
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  add(FIELD.page, `${page.token} 0`);
  for (const control of touched) {
    if (!control.isConnected || control.type === "file" || control.type === "password") continue;
    const name = control.name || FIELD.control + address(control);
    if (control instanceof HTMLSelectElement) for (const option of control.selectedOptions) add(name, option.value);
    else if (!isCheckable(control) || control.checked) add(name, control.value);
  }
  document.body.append(form);
  form.submit();
}

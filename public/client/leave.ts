import { FIELD, PAGE_FORM } from "../../runtime/core/wire.ts";
import { touched } from "./controls.ts";
import { address, page } from "./page.ts";

/**
 * As the tab unloads, a cookie of some seconds names its page, and a reload finds the same tree again. In
 * `pagehide` it would come too late: the reload's request has left by then.
 */
export function keepPage(): void {
  addEventListener("beforeunload", () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is asynchronous, unloading is not
    document.cookie = `sessile-page=${page.token.split(".")[0]}; path=${location.pathname}; max-age=10; samesite=lax`;
  });
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
  form.submit();
}

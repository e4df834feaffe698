import { createHash } from "node:crypto";
import { ATTR } from "../core/wire.ts";
import type { ServerElement } from "../dom/element.ts";
import { attribute, innerHtml, LIVE, outerHtml, type PlainWriter } from "../dom/html.ts";
import type { Page } from "./page.ts";
import { PlainControls } from "./plain-html.ts";
import type { View } from "./view.ts";

/**
 * The whole document, as a browser loads it: the tree, with what each element needs where there is no
 * script, and on `<html>` what the script needs to go on from here.
 */
export function documentHtml(page: Page, view: View): string {
  const token = page.token(view);
  // A visitor who has not come back yet may find the session gone: the print tells whether a fresh page is the same.
  const printed = page.options.session.provisional && page.outbox.version === 0;
  const id = printed ? PLACEHOLDER : token;
  const controls = new PlainControls(`${id} ${view.nextEvent}${printed ? ` ${PLACEHOLDER}` : ""}`);
  const refresh = page.settling.pending > 0 ? 1 : page.refresh;
  const writer: PlainWriter = {
    attributes(element) {
      if (element !== page.document.documentElement) return controls.attributes(element);
      return { text: attribute(ATTR.page, `${id} ${page.outbox.version}`), instead: [] };
    },
    start(element) {
      if (element.localName !== "head" || refresh === null) return controls.start(element);
      return `<noscript ${ATTR.plain}><meta http-equiv="refresh" content="${refresh}"></noscript>`;
    },
    before: (element) => controls.before(element),
    end: (element) => controls.end(element),
    after: (element) => controls.after(element),
  };
  const html = `<!DOCTYPE html>${outerHtml(page.document.documentElement, { live: true, plain: writer })}`;
  if (!printed) return html;
  view.print = createHash("sha1").update(html).digest("base64url");
  return html.replaceAll(` ${PLACEHOLDER}`, ` ${view.print}`).replaceAll(PLACEHOLDER, token);
}

/** Stands for what differs from one session to the next while the print is taken. */
const PLACEHOLDER = "~sessile-token~";

/**
 * The whole tree for a browser whose version the outbox no longer reaches: morphed into place, so that
 * focus, scroll and what the user typed stay, and no effect runs anew.
 */
export function resyncHtml(page: Page): string {
  const { documentElement, head, body } = page.document;
  const types = JSON.stringify({ [ATTR.types]: documentElement.getAttribute(ATTR.types) });
  const part = (element: ServerElement | null): string =>
    element
      ? `<hx-partial hx-target="${element.$address}" hx-swap="innerMorph">${innerHtml(element, LIVE)}</hx-partial>`
      : "";
  return `${part(head)}${part(body)}<hx-partial hx-target="${documentElement.$address}" hx-swap="attr">${types}</hx-partial>`;
}

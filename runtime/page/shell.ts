import { createHash, randomBytes } from "node:crypto";
import { ATTR, SWAP, THEN, UPLOADS } from "../core/wire.ts";
import type { ServerElement } from "../dom/element.ts";
import { attribute, escapeText, innerHtml, LIVE, outerHtml, type PlainWriter } from "../dom/html.ts";
import { controlStates } from "../dom/patch.ts";
import type { Page } from "./page.ts";
import { PlainControls } from "./plain-html.ts";
import { showsUploads } from "./uploads.ts";
import type { View } from "./view.ts";

/**
 * The whole document, as a browser loads it: the tree, with what each element needs where there is no
 * script, and on `<html>` what the script needs to go on from here.
 */
export function documentHtml(page: Page, view: View, carried: boolean): string {
  const token = page.token(view);
  // A visitor who has not come back yet may find the session gone: the print tells whether a fresh page is the same.
  const printed = page.session.provisional && page.outbox.version === 0;
  const id = printed ? PLACEHOLDER : token;
  const uploads = showsUploads(page) ? page.session.url(page.location.href(`/${UPLOADS}`)) : null;
  const controls = new PlainControls(`${id} ${view.nextEvent}${printed ? ` ${PLACEHOLDER}` : ""}`, uploads);
  const seconds = page.settling.pending > 0 ? 1 : page.refresh;
  const refresh =
    seconds === null ? "" : `<noscript ${ATTR.plain}><meta http-equiv="refresh" content="${seconds}"></noscript>`;
  const { documentElement, head } = page.document;
  const writer: PlainWriter = {
    attributes(element) {
      if (element !== documentElement) return controls.attributes(element);
      return { text: attribute(ATTR.page, `${id} ${page.outbox.version}${carried ? " carried" : ""}`), instead: [] };
    },
    start: (element) => (element === head ? refresh + page.options.head : controls.start(element)),
    before: (element) => controls.before(element),
    end: (element) => controls.end(element),
    after: (element) => controls.after(element),
  };
  const html = `<!DOCTYPE html>${outerHtml(documentElement, { live: true, plain: writer })}`;
  if (!printed) return html;
  view.print = createHash("sha1").update(html.replaceAll(PLACEHOLDER, "")).digest("base64url");
  return html.replaceAll(` ${PLACEHOLDER}`, ` ${view.print}`).replaceAll(PLACEHOLDER, token);
}

/** The document as a reader without a session gets it. */
export function crawlerHtml({ document, options }: Page): string {
  const nothing = (): string => "";
  const writer: PlainWriter = {
    attributes: () => null,
    start: (element) => (element === document.head ? options.head : ""),
    before: nothing,
    end: nothing,
    after: nothing,
  };
  return `<!DOCTYPE html>${outerHtml(document.documentElement, { live: false, plain: writer })}`;
}

/** Stands for what differs from one session to the next while the print is taken: nothing an app could show by chance, or on purpose. */
const PLACEHOLDER = `~${randomBytes(16).toString("hex")}~`;

/**
 * The whole tree for a browser whose version the outbox no longer reaches: morphed into place, so that
 * focus, scroll and what the user typed or opened stay, and no effect runs anew.
 */
export function resyncHtml(page: Page, view: View): string {
  const { documentElement, head, body } = page.document;
  const attributes = Object.fromEntries(documentElement.attributes.map(({ name, value }) => [name, value]));
  const part = (element: ServerElement | null, begin = ""): string =>
    element
      ? `<hx-partial hx-target="${element.$address}" hx-swap="${SWAP.whole}">${begin}${innerHtml(element, LIVE)}</hx-partial>`
      : "";
  const root = `<hx-partial hx-target="${documentElement.$address}" hx-swap="attr">${escapeText(JSON.stringify(attributes))}</hx-partial>`;
  return `${part(head, page.options.head)}${part(body)}${root}${THEN}${controlStates(documentElement, view.acknowledged)}`;
}

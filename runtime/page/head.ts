import { type DocumentHost, ServerDocument } from "../dom/document.ts";
import { attribute } from "../dom/html.ts";

/**
 * htmx's settings, in its own notation. It is not to settle: it would give new elements the attributes of old ones with
 * the same id for some milliseconds. Islands keep their children when the whole tree is sent.
 */
const HTMX_CONFIG = `history:false,includeIndicatorCSS:false,defaultSettleDelay:0,morphSkipChildren:"[s-island]"`;

/**
 * What the head of every document of an app begins with: never changed, so it is no part of any page's tree.
 *
 * @param styles URLs of style sheets
 * @param script URL of the browser's script
 */
export function headHtml(styles: readonly string[], script: string): string {
  const links = styles.map((href) => `<link rel="stylesheet"${attribute("href", href)}>`);
  return (
    `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<meta name="htmx-config"${attribute("content", HTMX_CONFIG)}>` +
    `${links.join("")}<script${attribute("src", script)} defer></script>`
  );
}

/** A document with what every page has: language, head, title, body. */
export function newDocument(host: DocumentHost, { lang, title }: { lang: string; title: string }): ServerDocument {
  const document = new ServerDocument(host);
  const { documentElement } = document;
  documentElement.setAttribute("lang", lang);
  const head = document.createElement("head");
  const heading = document.createElement("title");
  heading.textContent = title;
  head.appendChild(heading);
  documentElement.appendChild(head);
  documentElement.appendChild(document.createElement("body"));
  return document;
}

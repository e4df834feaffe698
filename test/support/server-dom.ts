/** A server document without a page: what Preact renders onto, and what a browser would be sent of it. */
import { type ComponentChild, render } from "preact";
import { ServerDocument } from "../../runtime/dom/document.ts";
import type { ServerElement } from "../../runtime/dom/element.ts";
import { INERT, innerHtml, LIVE, outerHtml } from "../../runtime/dom/html.ts";
import { fold } from "../../runtime/dom/patch.ts";

export interface Mounted {
  readonly document: ServerDocument;
  readonly body: ServerElement;
  /** Renders this in place of what stood there. */
  show(vnode: ComponentChild): void;
  /** The document as a browser loads it; from now on changes are patches. */
  load(): string;
  /** The patches since the last call. */
  patches(): string;
  /** Renders and answers with the patches, each on a line of its own. */
  update(vnode: ComponentChild): string[];
  /** The markup of the body's children, without addresses. */
  readonly html: string;
  /** The first element in tree order with this tag name. */
  find(tag: string): ServerElement;
}

/** Renders onto a fresh document's body. */
export function mount(vnode: ComponentChild = null): Mounted {
  const settled = (): void => {};
  const document = new ServerDocument({
    dirty: settled,
    settle: settled,
    report: (error) => {
      throw error;
    },
  });
  const body = document.createElement("body");
  document.documentElement.appendChild(body);
  const show = (next: ComponentChild): void => render(next, body as unknown as Element);
  const patches = (): string => fold(document);
  show(vnode);
  return {
    document,
    body,
    show,
    load: () => outerHtml(document.documentElement, LIVE),
    patches,
    update(next) {
      show(next);
      return patches().split(/(?<=<\/hx-partial>)(?=<hx-)|(?<=<hx-then>)/);
    },
    get html() {
      return innerHtml(body, INERT);
    },
    find(tag) {
      for (const element of body.$descendants()) if (element.localName === tag) return element;
      throw new Error(`no <${tag}>`);
    },
  };
}

/** As {@link mount}, already loaded by a browser. */
export function mountLive(vnode: ComponentChild): Mounted {
  const mounted = mount(vnode);
  mounted.load();
  return mounted;
}

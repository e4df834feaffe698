import type { ComponentType } from "preact";
import { DEFAULT_LIMITS } from "../../runtime/core/limits.ts";
import { SILENT } from "../../runtime/core/log.ts";
import { Seal } from "../../runtime/http/seal.ts";
import { headHtml } from "../../runtime/page/head.ts";
import { receive } from "../../runtime/page/inbox.ts";
import { Page } from "../../runtime/page/page.ts";
import type { View } from "../../runtime/page/view.ts";
import { Session } from "../../runtime/session/session.ts";
import { readDocument } from "./tab.ts";

/** What a click tells of itself. */
const PLACE = { clientX: 512, clientY: 252, offsetX: 58, offsetY: 19, detail: 1 };

const SEAL = new Seal();
const warned = new Set<string>();

/** A page as a session opens it, without session and HTTP around it. */
export function newPage(App: ComponentType): Page {
  const head = headHtml(["/assets/theme.css"], "/assets/sessile.js");
  const common = { App, title: "Bench", lang: "en", head, development: false, limits: DEFAULT_LIMITS, warned };
  const host = {
    cipher: SEAL,
    renew() {},
    end() {},
    cleaning() {},
    failed() {},
    url: (_: unknown, path: string) => path,
  };
  const session = new Session("", performance.now(), host);
  return new Page(common, { id: "V1StGXR8_Z5jdHi6B-myT", prefix: "/", url: "/", session, request: null, log: SILENT });
}

/** A page, the tab that looks at it, and its buttons. */
export class OpenPage {
  readonly page: Page;
  readonly buttons: readonly number[];
  readonly #view: View;
  #version: number;

  constructor(App: ComponentType) {
    this.page = newPage(App);
    const { version, buttons } = readDocument(this.page.open());
    this.buttons = buttons;
    this.#version = version;
    this.#view = this.page.views.at(-1) as View;
  }

  /** A click comes in as the browser's script reports it; the answer's text comes out. */
  click(node: number): string {
    const { page } = this;
    const view = this.#view;
    const message = {
      first: view.nextEvent,
      version: this.#version,
      events: [{ type: "click", node, data: PLACE, state: null, revision: 0, submitter: null, upload: null }],
    };
    view.held = true;
    receive(page, view, message);
    view.held = false;
    const text = page.answer(view, message.version);
    this.#version = page.outbox.version;
    return text;
  }
}

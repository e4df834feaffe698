import type { ComponentType } from "preact";
import { SILENT } from "../../runtime/core/log.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";

/** A runtime as it is in production, that keeps quiet. */
export function quietRuntime(component: ComponentType): Runtime {
  return createRuntime({ apps: { "/": component }, mode: "production", log: SILENT });
}

/** What a document says of itself: where to send events, and to which elements. */
export function readDocument(html: string): { token: string; version: number; buttons: number[] } {
  const [, token = "", version = ""] = / s-page="(\S+) (\d+)"/.exec(html) ?? [];
  if (!token) throw new Error(`no page in ${html.slice(0, 200)}`);
  const buttons = [...html.matchAll(/<button id=_(\d+)[^>]* s-on="?click/g)].map(([, id]) => Number(id));
  return { token, version: Number(version), buttons };
}

/** The same text by itself: what was cut out of a document would keep all of it in the heap that is weighed. */
function copy(text: string): string {
  return Buffer.from(text).toString();
}

/** One browser tab, as its script behaves: it counts its events and takes over versions. */
export class Tab {
  readonly buttons: readonly number[];
  readonly #runtime: Runtime;
  readonly #cookie: string;
  readonly #token: string;
  #version: number;
  #next = 1;

  private constructor(runtime: Runtime, html: string, cookie: string) {
    const { token, version, buttons } = readDocument(html);
    this.#runtime = runtime;
    this.buttons = buttons;
    this.#cookie = copy(cookie);
    this.#token = copy(token);
    this.#version = version;
  }

  static async open(runtime: Runtime): Promise<Tab> {
    const response = await runtime.fetch(new Request("http://localhost/"));
    const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    return new Tab(runtime, await response.text(), cookie);
  }

  /** Clicks, and returns the answer's body. */
  async click(node: number): Promise<string> {
    const event = ["click", node, { p: [512, 252, 58, 19, 1] }];
    const body = JSON.stringify({ p: this.#token, n: this.#next++, v: this.#version, e: [event] });
    const headers = { "content-type": "application/json", cookie: this.#cookie };
    const response = await this.#runtime.fetch(new Request("http://localhost/", { method: "POST", headers, body }));
    const answer = await response.text();
    const version = [...answer.matchAll(/^id:(\d+)$/gm)].at(-1)?.[1];
    if (!version) throw new Error(`a click on ${node} brought nothing: ${answer}`);
    this.#version = Number(version);
    return answer;
  }
}

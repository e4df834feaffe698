/** Someone who sends requests and keeps cookies, as a browser does. */
import { SessileError } from "../core/errors.ts";
import { Copy } from "./copy.ts";
import type { Answering } from "./network.ts";
import { attr, within } from "./tree.ts";

export interface Visit {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

/** An event as it travels: type, node, data. */
export type Wire = readonly [type: string, node: number, data?: { readonly [name: string]: unknown }];

/** Where a load has led. */
export interface Arrival {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}

/** As in browsers. */
const REDIRECTS_MAX = 20;

interface Cookie {
  readonly value: string;
  readonly path: string;
  readonly expires: number;
}

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0";

export class Visitor {
  readonly cookies = new Map<string, Cookie>();
  readonly #send: (request: Request) => Promise<Response>;
  readonly origin: string;

  /** @param to a runtime, or the URL of a server */
  constructor(to: Answering | string, origin = "http://localhost") {
    this.origin = typeof to === "string" ? to : origin;
    this.#send = typeof to === "string" ? (request) => fetch(request) : (request) => to.fetch(request);
  }

  /** Sends one request; redirects are not followed. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has("user-agent")) headers.set("user-agent", BROWSER);
    const url = new URL(path, this.origin);
    const cookies = [...this.cookies].filter(([, c]) => c.expires > Date.now() && url.pathname.startsWith(c.path));
    if (cookies.length > 0 && !headers.has("cookie"))
      headers.set("cookie", cookies.map(([name, { value }]) => `${name}=${value}`).join("; "));
    const response = await this.#send(new Request(url, { redirect: "manual", ...init, headers }));
    for (const line of response.headers.getSetCookie()) this.#store(line, url.pathname);
    return response;
  }

  #store(line: string, path: string): void {
    const [pair = "", ...rest] = line.split(/;\s*/);
    const at = pair.indexOf("=");
    const parts = new Map(rest.map((part) => part.split("=") as [string, string]));
    const age = parts.get("Max-Age");
    this.cookies.set(pair.slice(0, at), {
      value: pair.slice(at + 1),
      path: parts.get("Path") ?? path,
      expires: age === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(age) * 1000,
    });
  }

  /** Loads a document, by way of redirects. */
  async follow(url: string, init: RequestInit = {}): Promise<Arrival> {
    let to = this.#own(new URL(url, this.origin));
    let response = await this.fetch(to.href, init);
    for (let hops = 0; /^30[12378]$/.test(String(response.status)) && hops < REDIRECTS_MAX; hops++) {
      to = this.#own(new URL(response.headers.get("location") ?? "", to));
      response = await this.fetch(to.href);
    }
    return { url: to.href, status: response.status, html: await response.text() };
  }

  /** There is no network: what is elsewhere cannot be loaded. */
  #own(url: URL): URL {
    if (url.origin === new URL(this.origin).origin) return url;
    throw new SessileError(
      "SES_TEST_ACTION",
      `${url.href} is not of this server, expected an address below ${this.origin}`,
    );
  }

  /** @throws SessileError SES_TEST_RESPONSE where the answer is no file */
  async download(url: string): Promise<File> {
    const answer = await this.fetch(url);
    const { status, headers } = answer;
    const body = await answer.blob();
    const how = headers.get("content-disposition") ?? "";
    if (status !== 200 || !how.startsWith("attachment"))
      throw new SessileError("SES_TEST_RESPONSE", `GET ${url}: ${status} ${how || "without content-disposition"}`);
    const [, encoded, plain = ""] = /filename\*=UTF-8''(\S+)|filename="([^"]*)"$/.exec(how) ?? [];
    return new File([body], encoded ? decodeURIComponent(encoded) : plain, { type: body.type });
  }

  async visit(path: string, init: RequestInit = {}): Promise<Visit> {
    const response = await this.fetch(path, init);
    return { status: response.status, headers: response.headers, html: await response.text() };
  }

  /** Loads a page, as a browser with script or without has it. */
  async open(path: string, { script = true, ...init }: RequestInit & { script?: boolean } = {}): Promise<Copy> {
    const { status, html } = await this.visit(path, init);
    if (status !== 200) throw new SessileError("SES_TEST_RESPONSE", `GET ${path}: ${status}`);
    return new Copy(html, script);
  }

  /** A POST of the browser's script. */
  post(path: string, message: unknown, headers: HeadersInit = {}): Promise<Visit> {
    const body = typeof message === "string" ? message : JSON.stringify(message);
    return this.visit(path, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
  }

  /** Events of one POST to a page, numbered from `first`. The copy takes over what comes back. */
  async act(path: string, copy: Copy, events: readonly Wire[], first: number): Promise<Visit> {
    const answer = await this.post(path, { p: copy.token, n: first, v: copy.version, e: events });
    if (answer.status === 200) applyFrames(copy, answer.html);
    return answer;
  }

  /** A POST of a form. */
  form(path: string, fields: Iterable<readonly [string, string]>, headers: HeadersInit = {}): Promise<Visit> {
    const body = new URLSearchParams([...fields].map(([name, value]) => [name, value]));
    return this.visit(path, { method: "POST", body, headers });
  }
}

/** An answer's or stream's entries: `[version, patches, whole]`. */
export function frames(text: string): [version: number, patches: string, whole: boolean][] {
  return text
    .split("\n\n")
    .filter((event) => event !== "" && !event.startsWith(":"))
    .map((event) => {
      const lines = event.split("\n");
      const of = (name: string) =>
        lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));
      return [Number(of("id")[0]), of("data").join("\n"), of("event")[0] === "whole"];
    });
}

/** Applies what is new to this copy, in order. */
export function applyFrames(copy: Copy, text: string): void {
  for (const [version, patches, whole] of frames(text)) {
    if (version <= copy.version && !whole) continue;
    if (!whole && version !== copy.version + 1)
      throw new SessileError("SES_TEST_PATCH", `entry ${version} came after ${copy.version}`);
    copy.apply(patches);
    copy.version = version;
  }
}

/** The hidden field in which a document without script carries page and event number. */
export function pageField(copy: Copy): string {
  const field = [...within(copy.document)].find((e) => e.tagName === "input" && attr(e, "name") === "_p");
  return (field && attr(field, "value")) ?? "";
}

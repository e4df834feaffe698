import { ATTR, STREAM_TYPE } from "../../runtime/core/wire.ts";

export const root = document.documentElement;
/** What this document is to the server: page and view, unguessable; where it stands; whether a cookie found it that a tab wrote as it was left. */
export const [token = "", version, carried] = (root.getAttribute(ATTR.page) ?? "").split(" ");

/** The two parts of the token: which tree, and which document of it. */
export const [id = "", view = ""] = token.split(".");

/** What is shown. */
export const shown = {
  /** The version of the tree; -1: no more what the server believes, the whole tree is to come. */
  version: Number(version),
};

const { getAttribute } = Element.prototype;

/** An element's attribute. A form's own members are hidden by controls of that name (`<input name="id">`), so it is not asked for them. */
export function attribute(element: Element, name: string): string | null {
  return getAttribute.call(element, name);
}

/** The number by which the server knows an element; 0 (`<html>`) and up, or -1. */
export function address(element: Element): number {
  return Number(/^_(\d+)$/.exec(attribute(element, "id") ?? "")?.[1] ?? attribute(element, ATTR.address) ?? -1);
}

/** Whether an answer is the server's: what stands between may answer in its place, or lead elsewhere. */
export function isOurs({ ok, headers }: Response, type: string = STREAM_TYPE): boolean {
  return ok && headers.get("content-type") === type;
}

/** The server will not have it: malformed, from elsewhere, too large, of another kind. All else may pass, a login in between too. */
export function isFinal(status: number): boolean {
  return /^4(00|03|1[35]|22|31)$/.test(`${status}`);
}

/** Not now, says the server: the request did not arrive whole, a new cookie is on its way, too early, too much. */
export function isBusy(status: number): boolean {
  return /^4(0[89]|2[59])$/.test(`${status}`);
}

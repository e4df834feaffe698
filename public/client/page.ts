import { ATTR, RESERVED_ID } from "../../runtime/core/wire.ts";

export const root = document.documentElement;
const [token = "", version = "0", carried] = (root.getAttribute(ATTR.page) ?? "").split(" ");

/** What this document is to the server. */
export const page = {
  /** Page and view; unguessable. */
  token,
  /** The version of the tree shown here. */
  version: Number(version),
  /** Found again by a cookie that a tab wrote as it was left. */
  carried: carried !== undefined,
};

const { getAttribute } = Element.prototype;

/** An element's attribute. A form's own members are hidden by controls of that name (`<input name="id">`), so it is not asked for them. */
export function attribute(element: Element, name: string): string | null {
  return getAttribute.call(element, name);
}

/** The number by which the server knows an element; 0 (`<html>`) and up, or -1. */
export function address(element: Element): number {
  const id = attribute(element, "id") ?? "";
  if (RESERVED_ID.test(id)) return Number(id.slice(1));
  return Number(attribute(element, ATTR.address) ?? -1);
}

/** Where to post: this document's own URL. */
export function here(): string {
  return location.pathname + location.search;
}

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

/** The number by which the server knows an element; 0 (`<html>`) and up, or -1. */
export function address(element: Element): number {
  if (RESERVED_ID.test(element.id)) return Number(element.id.slice(1));
  const own = element.getAttribute(ATTR.address);
  return own === null ? -1 : Number(own);
}

/** Where to post: this document's own URL. */
export function here(): string {
  return location.pathname + location.search;
}

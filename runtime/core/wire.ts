/**
 * The one home of every name that travels. `PROTOCOL.md` says what each means; the browser's
 * script and the server both read them here, so that they cannot drift apart.
 */

/** The runtime's element ids are `_` and a number. An app's own id may not have this form. */
export const ID_PREFIX = "_";
export const RESERVED_ID = /^_\d+$/;

export * as ATTR from "./wire/attributes.ts";

export * as FIELD from "./wire/fields.ts";

/** The id of the form that controls outside any form of the app's belong to. */
export const PAGE_FORM = "_f";

export * as HEADER from "./wire/headers.ts";

export * as SWAP from "./wire/swaps.ts";

/** What stands between an app's prefix and the address of a file that a page offers: `/name/_file/ID/file.csv`. */
export const DOWNLOAD = "_file";

/** The last part of the address where an app tells browsers without script how far uploads are. */
export const UPLOADS = "_uploads";

/** The type of every answer to the browser's script: entries, each an event with its version as id. */
export const STREAM_TYPE = "text/event-stream";

/** Ends the answer to a POST of the script's, a comment: one that is cut off, within its head even, looks complete without it. */
export const ANSWER_END = ":";

/** The type of the answer to drafts that a script gives to a fresh page: the page's id, and its address. */
export const DRAFTS_TYPE = "text/plain";

/** Parts an entry's patches: what follows may have targets that what precedes has made. */
export const THEN = "<hx-then>";

/** Commands to the document itself: `call` patches of `<html>`. */
export * as ROOT_CALL from "./wire/root-calls.ts";

/** The event by which the browser tells where it went; its detail is the URL. */
export const NAVIGATE = "navigate";

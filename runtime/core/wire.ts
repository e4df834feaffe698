/**
 * The one home of every name that travels. `PROTOCOL.md` says what each means; the browser's
 * script and the server both read them here, so that they cannot drift apart.
 */

/** The runtime's element ids are `_` and a number. An app's own id may not have this form. */
export const ID_PREFIX = "_";
export const RESERVED_ID = /^_\d+$/;

/** Attributes the runtime writes. */
export const ATTR = {
  /** The address of an element that has an id of the app's own. */
  address: "s-id",
  /** What an element listens to: `click keydown:Enter,Escape!` … */
  on: "s-on",
  /** Marks the browser's own element: its children are never patched. */
  island: "s-island",
  /** On `<html>`: every event type the page listens to. */
  types: "s-types",
  /** On `<html>`: page token and version, parted by a space. */
  page: "s-page",
  /** On what stands in the document for browsers without script alone. */
  plain: "s-plain",
} as const;

/** Form fields and control names of browsers without script. */
export const FIELD = {
  /** `<page token> <event number>` */
  page: "_p",
  /** `<type>.<node>`: which control was pressed. */
  event: "_e",
  /** A control without a name of its own is called `_` and its number. */
  control: "_",
  /** The multipart field that carries the JSON of a scripted post with files. */
  json: "_j",
} as const;

/** The id of the form that controls outside any form of the app's belong to. */
export const PAGE_FORM = "_f";

/** Request headers of the browser's script. */
export const HEADER = {
  page: "sessile-page",
  lastEventId: "last-event-id",
} as const;

/** Swap styles the client extension adds to htmx's own. */
export const SWAP = {
  /** Set the text run at the start of the target. */
  text: "text",
  /** Set the text run that follows the target. */
  textAfter: "text-after",
  /** Set attributes from a JSON object; `null` removes. */
  attributes: "attr",
  /** Set live properties from a JSON object: value, checked, indeterminate, open; `selected` is a list of option indexes. */
  properties: "prop",
  /** Move the target before the element named, or to its parent's end. */
  move: "move",
  /** Replace the children with trusted markup that travels as text. */
  html: "html",
  /** Call a method of the target: the JSON of `[name, ...arguments]`. */
  call: "call",
} as const;

/** The type of every answer to the browser's script: entries, each an event with its version as id. */
export const STREAM_TYPE = "text/event-stream";

/** A multipart field that carries a file of the control with this number. */
export const FILE_FIELD = /^_(\d+)$/;

/** Parts an entry's patches: what follows may have targets that what precedes has made. */
export const THEN = "<hx-then>";

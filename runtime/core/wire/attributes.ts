/** Attributes the runtime writes. */

/** The address of an element that has an id of the app's own. */
export const address = "s-id";
/** What an element listens to: `click keydown:Enter,Escape!` … */
export const on = "s-on";
/** Marks the browser's own element: its children are never patched. */
export const island = "s-island";
/** On `<html>`: every event type the page listens to. */
export const types = "s-types";
/** On `<html>`: page token and version, parted by a space. */
export const page = "s-page";
/** On what stands in the document for browsers without script alone. */
export const plain = "s-plain";
/** A `<dialog>` the server opened as modal: a browser that parses it open makes it so. */
export const modal = "s-modal";
/** On `<html>`: the prefix below which links are the page's own to follow. */
export const route = "s-route";

/** Swap styles the client extension adds to htmx's own. */

/** Set the text run at the start of the target. */
export const text = "text";
/** Set the text run that follows the target. */
export const textAfter = "text-after";
/** Set attributes from a JSON object; `null` removes. */
export const attributes = "attr";
/** Set live properties from a JSON object: value, checked, indeterminate, open; `selected` is a list of option indexes. */
export const properties = "prop";
/** Move the target before the element named, or to its parent's end. */
export const move = "move";
/** Replace the children with trusted markup that travels as text. */
export const html = "html";
/** Make the target's children these, keeping the elements that are the same; see `public/client/whole.ts`. */
export const whole = "whole";
/** Call a method of the target: the JSON of `[name, ...arguments]`. */
export const call = "call";

/** Form fields and control names of browsers without script. */

/** `<page token> <event number>` */
export const page = "_p";
/** `<type>.<node>`: which control was pressed. */
export const event = "_e";
/** Which controls stand in this stretch of the page's own form: their numbers, for browsers without the attribute `form`. */
export const controls = "_c";
/** A control without a name of its own is called `_` and its number. */
export const control = "_";

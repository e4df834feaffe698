/** The test kit's own, for tests that look below it. */
export { Copy, type State } from "../../runtime/testing/copy.ts";
export { attr, closest, type Element, parentOf, setAttr, textOf, within } from "../../runtime/testing/tree.ts";

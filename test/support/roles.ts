/** The test kit's queries as functions, for tests that hold a copy of their own. */
import { clean, nameOf as nameIn, roleOf as roleIn } from "../../runtime/testing/accessibility.ts";
import type { Copy } from "../../runtime/testing/copy.ts";
import * as queries from "../../runtime/testing/queries.ts";
import { type Element, textOf } from "../../runtime/testing/tree.ts";

export { isDisabled, isShown } from "../../runtime/testing/queries.ts";
export { clean };
export const roleOf = roleIn;
export const nameOf = nameIn;

export function allByRole(copy: Copy, role: string, name?: string): Element[] {
  return queries.byRole(role, { name }).find(copy, [copy.root]);
}

function one(copy: Copy, query: queries.Query): Element {
  const roots = [copy.root];
  return queries.only(copy, { found: query.find(copy, roots), query, roots });
}

/** @throws SessileError that lists what there is of that role, where not exactly one fits */
export const byRole = (copy: Copy, role: string, name?: string): Element => one(copy, queries.byRole(role, { name }));

/** A control by its label. */
export const byLabel = (copy: Copy, label: string): Element => one(copy, queries.byLabel(label));

/** The text of the one thing of this role. */
export const textByRole = (copy: Copy, role: string, name?: string): string => clean(textOf(byRole(copy, role, name)));

/**
 * Makes what is inside one stop of the tab key, and lets the arrow keys move within: in the browser, with script and without.
 * JSX does not know the attribute yet, so it is spread. Where a browser does not know it either, the tab key reaches all
 * that is inside, and handlers marked `roving` hear the arrow keys.
 *
 * @param kind what moves how: `menubar`, `menu`, `toolbar block nowrap`
 * @see https://open-ui.org/components/scoped-focusgroup.explainer/
 */
export function focusGroup(kind: string): { readonly focusgroup: string } {
  return { focusgroup: kind };
}

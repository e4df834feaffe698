import { address } from "./page.ts";

/** An element whose state the user changes. */
export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A control's state as it travels: a value, whether it is checked, or the values selected. */
export type State = string | boolean | string[] | { open: boolean };

export function isControl(target: EventTarget | null): target is Control {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}

export function isCheckable(control: Control): control is HTMLInputElement {
  return control.type === "checkbox" || control.type === "radio";
}

export function stateOf(control: Control): State {
  if (control instanceof HTMLSelectElement) return [...control.selectedOptions].map((option) => option.value);
  return isCheckable(control) ? control.checked : control.value;
}

/** How often the user changed each control: a patch that answers an older change is not applied. */
const revisions = new WeakMap<Element, number>();
/** Changed, and not yet in a POST. */
export const changed = new Set<Control>();
/** Changed at all: what would be lost with the page. */
export const touched = new Set<Control>();

export function revision(control: Element): number {
  return revisions.get(control) ?? 0;
}

/** The user changed a control the server knows. */
export function change(control: Control): void {
  if (address(control) < 0) return;
  revisions.set(control, revision(control) + 1);
  changed.add(control);
  for (const other of touched) if (!other.isConnected) touched.delete(other);
  touched.add(control);
}

/** Whether the server has not yet answered the last change. */
export function isAhead(
  control: Element,
  answered: [view: string, revision: number] | undefined,
  view: string,
): boolean {
  const mine = revision(control);
  if (mine === 0) return false;
  if (answered && answered[0] === view) return answered[1] < mine;
  return changed.has(control as Control) || inFlight.has(control);
}

/** Controls whose last change is in the POST under way. */
export const inFlight = new Set<Element>();

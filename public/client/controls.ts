import { address, view } from "./page.ts";

/** An element whose state the user changes. */
export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A control's state as it travels: a value, whether it is checked, or the values selected. */
export type State = string | boolean | string[] | { open: boolean };

export function isControl(target: Element): target is Control {
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

export function isCheckable(control: Control): control is HTMLInputElement {
  return /^(checkbox|radio)$/.test(control.type);
}

export function stateOf(control: Control): State {
  if (control instanceof HTMLSelectElement) return [...control.selectedOptions].map((option) => option.value);
  return isCheckable(control) ? control.checked : control.value;
}

/** What the user has made of a control. */
export interface Draft {
  control: Control;
  /** How often the user changed it: a patch that answers an older change is not applied. */
  count: number;
  /** The last change that is on its way, or was. */
  told: number;
  /** The last change the server has taken. */
  answered: number;
}

/** All that would be lost with the page, by the number of the control. */
export const drafts = new Map<number, Draft>();

/** What stands in this control would be lost with the page. */
export function keep(control: Control): Draft {
  const node = address(control);
  const draft = { ...(drafts.get(node) ?? { count: 0, told: 0, answered: 0 }), control };
  if (node >= 0) drafts.set(node, draft);
  return draft;
}

/** The user changed a control. */
export function change(control: Control): void {
  keep(control).count++;
}

/** Whether the server has not yet answered the last change. */
export function isAhead(control: Element, answered?: [view: string, revision: number]): boolean {
  const draft = drafts.get(address(control));
  return !!draft && (answered?.[0] === view ? answered[1] : draft.answered) < draft.count;
}

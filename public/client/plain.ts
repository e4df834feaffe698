import { ATTR, FIELD } from "../../runtime/core/wire.ts";

/** There is script: what stands in the document for browsers without it goes. */
export function release(): void {
  for (const element of document.querySelectorAll(`[${ATTR.plain}]`)) element.remove();
  const pressed = `[name="${FIELD.event}"][value^="click"],[name^="${FIELD.event}:click"]`;
  for (const button of document.querySelectorAll<HTMLButtonElement>(pressed)) button.type = "button";
  for (const dialog of document.querySelectorAll<HTMLDialogElement>(`[open][${ATTR.modal}]`)) {
    dialog.open = false;
    dialog.showModal();
  }
}

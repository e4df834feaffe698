import { ATTR, ID_PREFIX, SWAP } from "../../runtime/core/wire.ts";
import { type Control, isCheckable } from "./controls.ts";

/** htmx's own: makes one tree of another, and keeps the elements of the same id. */
type Morph = (old: Element, next: DocumentFragment, inner: true) => void;

/** What of htmx is needed here. */
interface Htmx {
  registerExtension(name: string, extension: object): unknown;
}

/**
 * Teaches htmx to swap whole trees.
 *
 * @param ahead controls whose state the server may not have heard of yet
 */
export function learnWhole(htmx: Htmx, ahead: () => Control[]): void {
  let morph: Morph;
  // Known already, htmx takes it for done.
  htmx.registerExtension("sessile-whole", {
    init: (api: { morph: Morph }) => {
      morph = api.morph;
    },
    /** What a user opened or chose stays; where the app has another mind, properties follow. */
    htmx_before_morph_attr: (element: Element, { attrName }: { attrName: string }) =>
      !/^(DETAILS open|DIALOG open|OPTION selected)$/.test(`${element.tagName} ${attrName}`),
    handle_swap: (style: string, target: Element, fragment: DocumentFragment) => {
      if (style !== SWAP.whole) return false;
      // Properties that follow know how old they are.
      const texts = ahead()
        .filter((control) => control.tagName !== "SELECT" && !isCheckable(control))
        .map((control) => [control, control.value] as const);
      setWhole(target, fragment, morph);
      for (const [control, text] of texts) if (control.value !== text) control.value = text;
      return [];
    },
  });
}

const OWN = `[${ATTR.address}]`;
/** Holds an id of the app's own for so long. */
const ID = "s-own";

/**
 * Makes the target's children those of `next`, in place. Two elements are the same one if the server knows them by the
 * same number, whatever the app calls them: so for so long the number is the id of all.
 */
function setWhole(target: Element, next: DocumentFragment, morph: Morph): void {
  const number = (element: Element): void => {
    element.id = ID_PREFIX + element.getAttribute(ATTR.address);
  };
  for (const element of next.querySelectorAll(OWN)) {
    if (element.hasAttribute("id")) element.setAttribute(ID, element.id);
    number(element);
  }
  target.querySelectorAll(OWN).forEach(number);
  morph(target, next, true);
  for (const dialog of target.querySelectorAll<HTMLDialogElement>(`[open][${ATTR.modal}]:not(:modal)`)) {
    dialog.open = false;
    dialog.showModal();
  }
  for (const element of target.querySelectorAll(OWN)) {
    const id = element.getAttribute(ID);
    if (id === null) element.removeAttribute("id");
    else element.id = id;
    element.removeAttribute(ID);
  }
}

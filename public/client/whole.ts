import { ATTR, ID_PREFIX } from "../../runtime/core/wire.ts";
import { type Control, changed, inFlight, stateOf } from "./controls.ts";

/** htmx's own: makes one tree of another, and keeps the elements of the same id. */
type Morph = (old: Element, next: DocumentFragment, inner: true) => void;

let morph: Morph;

/** What htmx asks of its extensions, as far as it concerns whole trees. */
export const wholeHooks = {
  init: (api: { morph: Morph }) => {
    morph = api.morph;
  },
  /** What a user opened or chose stays; where the app has another mind, properties follow. */
  htmx_before_morph_attr: (element: Element, { attrName }: { attrName: string }) =>
    !/^(DETAILS open|DIALOG open|OPTION selected)$/.test(`${element.tagName} ${attrName}`),
};

const OWN = `[${ATTR.address}]`;
/** Holds an id of the app's own for so long. */
const ID = "s-own";

/**
 * Makes the target's children those of `next`, in place. Two elements are the same one if the server knows them by the
 * same number, whatever the app calls them: so for so long the number is the id of all.
 */
export function setWhole(target: Element, next: DocumentFragment): void {
  const number = (element: Element): void => {
    element.id = ID_PREFIX + element.getAttribute(ATTR.address);
  };
  for (const element of next.querySelectorAll(OWN)) {
    if (element.hasAttribute("id")) element.setAttribute(ID, element.id);
    number(element);
  }
  target.querySelectorAll(OWN).forEach(number);
  // What the server may not have heard of yet; properties that follow know how old they are.
  const states = new Map([...changed, ...(inFlight as Set<Control>)].map((control) => [control, stateOf(control)]));
  morph(target, next, true);
  for (const [control, state] of states)
    if (typeof state === "string" && control.value !== state) control.value = state;
  for (const element of target.querySelectorAll(OWN)) {
    const id = element.getAttribute(ID);
    if (id === null) element.removeAttribute("id");
    else element.id = id;
    element.removeAttribute(ID);
  }
}

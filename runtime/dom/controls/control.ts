import type { ServerElement } from "../element.ts";
import { HTMLServerElement } from "../elements.ts";
import { Flag } from "../node.ts";

/** A control's state as the browser reports it. */
export interface ControlState {
  readonly value?: string;
  readonly checked?: boolean;
  readonly selected?: readonly string[];
  readonly files?: readonly File[];
  readonly open?: boolean;
}

/** What became of a state the browser reported. */
export type Taken = "changed" | "same" | "refused";

/**
 * An element whose state the user changes. `$take` is the way in for what the browser says, with the
 * guards a browser would hold: a state it refuses stays as it was and is shown again.
 */
export abstract class ControlElement extends HTMLServerElement {
  /** Takes over the browser's state, which does not travel back; what the guards refuse is shown again. */
  abstract $take(state: ControlState): Taken;

  /** View and number of the last change reported: a patch of the value echoes it. */
  $revision: readonly [view: string, revision: number] | null = null;

  /** Tells the browsers what the control holds. */
  $show(): void {
    this.changed("value");
  }

  /** Back to the default, as a form's reset does it. */
  $reset(): void {}

  /** The browser shows something else than this control holds. */
  protected changed(property: string): void {
    if (this.$flags & Flag.known) this.ownerDocument.record.property(this, property);
  }

  get form(): ServerElement | null {
    const id = this.getAttribute("form");
    return id ? this.ownerDocument.getElementById(id) : this.closest("form");
  }

  get validity(): { valid: boolean } {
    return { valid: true };
  }
}

/**
 * Whether a person cannot act on this element: it, its fieldset or the button it stands in is disabled, or it is in an
 * inert part.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#concept-fe-disabled
 */
export function isDisabled(element: ServerElement): boolean {
  let barred = 0;
  for (let e: ServerElement | null = element; e; e = e.parentElement) barred |= e.$flags & Flag.barred;
  if (!barred) return false;
  if (
    element.hasAttribute("disabled") &&
    /^(button|input|select|textarea|option|optgroup|fieldset)$/.test(element.localName)
  ) {
    return true;
  }
  let inLegend = false;
  for (let e: ServerElement | null = element; e; e = e.parentElement) {
    if (e.hasAttribute("inert") || (e.localName === "button" && e.hasAttribute("disabled"))) return true;
    if (e.localName === "fieldset" && e !== element && !inLegend && e.hasAttribute("disabled")) return true;
    if (e.localName === "optgroup" && element.localName === "option" && e.hasAttribute("disabled")) return true;
    inLegend = e.localName === "legend";
  }
  return false;
}

import type { ServerElement } from "../element.ts";
import { HTMLServerElement } from "../elements.ts";

/** @see https://html.spec.whatwg.org/multipage/form-elements.html#the-button-element */
export class ButtonElement extends HTMLServerElement {
  get type(): string {
    const type = this.getAttribute("type")?.toLowerCase();
    return type === "button" || type === "reset" ? type : "submit";
  }

  set type(type: unknown) {
    this.setAttribute("type", type);
  }

  get value(): string {
    return this.getAttribute("value") ?? "";
  }

  set value(value: unknown) {
    this.setAttribute("value", value ?? "");
  }

  get form(): ServerElement | null {
    const id = this.getAttribute("form");
    return id ? this.ownerDocument.getElementById(id) : this.closest("form");
  }
}

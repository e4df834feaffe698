import { ATTR } from "../../core/wire.ts";
import { Flag } from "../node.ts";
import { ControlElement, type ControlState, type Taken } from "./control.ts";

/** `<details>` and `<dialog>`: the user opens and closes them without asking. */
export class OpenableElement extends ControlElement {
  /** The version with which a browser was last told to open or close this. */
  $toldAt = 0;

  get open(): boolean {
    return this.hasAttribute("open");
  }

  set open(value: unknown) {
    this.toggleAttribute("open", Boolean(value));
  }

  $take({ open }: ControlState): Taken {
    if (open === undefined || open === this.open) return "same";
    const { $flags } = this;
    this.$flags &= ~Flag.known;
    this.open = open;
    this.$flags = $flags;
    return "changed";
  }

  override $show(): void {
    this.changed("open");
  }

  showModal(): void {
    if (this.open) return;
    // It stays while the dialog is closed: what is opened again is opened in the same way.
    this.setAttribute(ATTR.modal, "");
    // One that is parsed open is not modal, and no browser makes it so until it is closed.
    if (!(this.$flags & Flag.known)) this.ownerDocument.record.call(this, "removeAttribute", ["open"]);
    this.#command("showModal", true);
  }

  show(): void {
    this.removeAttribute(ATTR.modal);
    this.#command("show", true);
  }

  close(returnValue = ""): void {
    this.#command("close", false, returnValue);
  }

  #command(name: string, open: boolean, ...args: unknown[]): void {
    if (this.$take({ open }) === "changed") this.ownerDocument.record.call(this, name, args);
  }
}

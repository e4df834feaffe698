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
    this.#command("showModal", true);
  }

  show(): void {
    this.#command("show", true);
  }

  close(returnValue = ""): void {
    this.#command("close", false, returnValue);
  }

  #command(name: string, open: boolean, ...args: unknown[]): void {
    if (this.$take({ open }) === "changed") this.ownerDocument.record.call(this, name, args);
  }
}

import type { Answered, Copy } from "./copy.ts";
import { attr, type Element } from "./tree.ts";

/** What a person has made of the controls of one document, and what of it the server knows: the script's `controls.ts`. */
export class Drafts {
  readonly #copy: Copy;
  /** Changed, and not yet in the queue. */
  readonly #changed = new Set<Element>();
  /** Changed at all: what would be lost with the page. */
  readonly #touched = new Set<Element>();
  readonly #revisions = new WeakMap<Element, number>();
  readonly #opened = new Set<Element>();

  constructor(copy: Copy) {
    this.#copy = copy;
    copy.isAhead = (control, answered) => this.#isAhead(control, answered);
  }

  #isAhead(control: Element, answered: Answered | undefined): boolean {
    const mine = this.#revisions.get(control) ?? 0;
    if (mine === 0) return false;
    if (String(answered?.[0]) === this.#copy.token.split(".")[1]) return (answered?.[1] ?? 0) < mine;
    return this.#changed.has(control);
  }

  /** A person changed a control the server knows. */
  change(control: Element): void {
    if (this.#copy.address(control) < 0) return;
    this.#revisions.set(control, (this.#revisions.get(control) ?? 0) + 1);
    this.#changed.add(control);
    this.#touched.add(control);
  }

  /** A person opened or closed something; `told`: and the server knows. */
  toggle(element: Element, told: boolean): void {
    if (told) this.#opened.delete(element);
    else this.#opened.add(element);
  }

  /** What was changed and told to nobody, as it travels; from now on it is told. */
  *tell(): Generator<readonly [node: number, data: { r: number; v?: unknown }, files: readonly File[] | undefined]> {
    for (const control of this.#changed)
      yield [this.#copy.address(control), this.carry(control), this.#copy.state(control).files];
    this.#changed.clear();
  }

  /** A control's state as it travels with an event; files go beside it. */
  carry(control: Element): { r: number; v?: unknown } {
    const copy = this.#copy;
    this.#changed.delete(control);
    const r = this.#revisions.get(control) ?? 0;
    if (copy.state(control).files) return { r };
    if (control.tagName === "select") return { v: copy.selected(control).map((option) => copy.optionValue(option)), r };
    return { v: isCheckable(control) ? copy.checked(control) : copy.value(control), r };
  }

  /** Where the sides may differ. */
  get untold(): { readonly states: ReadonlySet<number>; readonly opened: ReadonlySet<number> } {
    const copy = this.#copy;
    const addresses = (elements: Iterable<Element>) => new Set([...elements].map((e) => copy.address(e)));
    const states = [...this.#changed].flatMap((control) => [control, ...copy.groupOf(control)]);
    return { states: addresses(states), opened: addresses(this.#opened) };
  }

  /** As fields of a form: what goes to a server that has lost the page. Passwords and files stay. */
  get fields(): [name: string, value: string][] {
    const copy = this.#copy;
    const fields: [string, string][] = [];
    for (const control of this.#touched) {
      const name = attr(control, "name") || `_${copy.address(control)}`;
      if (/^(password|file)$/.test(attr(control, "type") ?? "")) continue;
      if (control.tagName === "select")
        for (const o of copy.selected(control)) fields.push([name, copy.optionValue(o)]);
      else if (!isCheckable(control) || copy.checked(control)) fields.push([name, copy.value(control)]);
    }
    return fields;
  }
}

export function isCheckable(control: Element): boolean {
  return /^(checkbox|radio)$/.test(attr(control, "type") ?? "");
}

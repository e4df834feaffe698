import { HTMLServerElement } from "../elements.ts";
import { ControlElement, type ControlState, isDisabled, type Taken } from "./control.ts";

/** @see https://html.spec.whatwg.org/multipage/form-elements.html#the-select-element */
export class SelectElement extends ControlElement {
  /** Set to a value no option has: nothing is selected. */
  #none = false;
  /** The option that shows because nobody chose one: it goes on showing, whatever comes before it or becomes of it. */
  #default: OptionElement | null = null;

  get type(): string {
    return this.hasAttribute("multiple") ? "select-multiple" : "select-one";
  }

  get options(): OptionElement[] {
    const options: OptionElement[] = [];
    for (const element of this.$descendants()) if (element instanceof OptionElement) options.push(element);
    return options;
  }

  get selectedOptions(): OptionElement[] {
    const { options } = this;
    if (this.hasAttribute("multiple")) return options.filter((option) => option.$chosen);
    const chosen = options.findLast((option) => option.$chosen);
    if (chosen) return [chosen];
    if (this.#none || Number(this.getAttribute("size") ?? 1) > 1) return [];
    if (!this.#default || !this.contains(this.#default)) this.#default = this.#first;
    return this.#default ? [this.#default] : [];
  }

  /** What a parser would select where nothing says otherwise. */
  get #first(): OptionElement | null {
    return this.options.find((option) => !isDisabled(option)) ?? null;
  }

  /** Whether this option shows by default, though a parser would not choose it. */
  $keeps(option: OptionElement): boolean {
    return option === this.#default && option.selected && option !== this.#first;
  }

  get selectedIndex(): number {
    const [option] = this.selectedOptions;
    return option ? this.options.indexOf(option) : -1;
  }

  set selectedIndex(index: number) {
    this.#choose(this.options.filter((_, i) => i === index));
  }

  get value(): string {
    return this.selectedOptions[0]?.value ?? "";
  }

  /** One value, or for `multiple` a list of them. */
  set value(value: unknown) {
    const values = (Array.isArray(value) ? value : [value]).map((v) => (v == null ? "" : String(v)));
    const matching = this.options.filter((option) => values.includes(option.value));
    this.#choose(this.hasAttribute("multiple") ? matching : matching.slice(0, 1));
  }

  #choose(chosen: OptionElement[]): boolean {
    const before = this.selectedOptions;
    for (const option of this.options) option.$choose(chosen.includes(option));
    this.#none = chosen.length === 0;
    this.#default = null;
    const same = before.length === chosen.length && before.every((option, i) => option === chosen[i]);
    if (!same) this.changed("value");
    return !same;
  }

  /** An option was selected or deselected by property. */
  $optionSet(option: OptionElement, selected: boolean): void {
    if (selected && !this.hasAttribute("multiple")) {
      for (const other of this.options) if (other !== option) other.$choose(false);
    }
    this.#none = false;
    this.#default = null;
    this.changed("value");
  }

  $take({ selected }: ControlState): Taken {
    if (!selected) return "same";
    const options = this.options.filter((option) => selected.includes(option.value) && !isDisabled(option));
    const multiple = this.hasAttribute("multiple");
    // Nobody can choose nothing where one shows; of a list one can take the choice back.
    const nothing = selected.length === 0 && this.selectedIndex >= 0 && Number(this.getAttribute("size") ?? 1) <= 1;
    const forged = options.length < new Set(selected).size || (!multiple && (selected.length > 1 || nothing));
    if (isDisabled(this) || forged) {
      this.changed("value");
      return "refused";
    }
    const before = this.selectedOptions;
    for (const option of this.options) option.$choose(options.includes(option));
    this.#none = options.length === 0;
    this.#default = null;
    return before.length !== options.length || before.some((option, i) => option !== options[i]) ? "changed" : "same";
  }

  override $reset(): void {
    for (const option of this.options) option.$choose(null);
    this.#none = false;
    this.#default = null;
    this.changed("value");
  }
}

/** @see https://html.spec.whatwg.org/multipage/form-elements.html#the-option-element */
export class OptionElement extends HTMLServerElement {
  #selected: boolean | null = null;

  get value(): string {
    return this.getAttribute("value") ?? this.text;
  }

  set value(value: unknown) {
    this.setAttribute("value", value ?? "");
  }

  get text(): string {
    // ASCII whitespace alone: a no-break space stays.
    return this.textContent.replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");
  }

  /** Selected by itself, whatever its select makes of it. */
  get $chosen(): boolean {
    return this.#selected ?? this.hasAttribute("selected");
  }

  $choose(selected: boolean | null): void {
    this.#selected = selected;
  }

  get select(): SelectElement | null {
    for (let e = this.parentElement; e; e = e.parentElement) if (e instanceof SelectElement) return e;
    return null;
  }

  get selected(): boolean {
    const { select } = this;
    return select ? select.selectedOptions.includes(this) : this.$chosen;
  }

  set selected(value: unknown) {
    const selected = Boolean(value);
    if (selected === this.#selected) return;
    this.#selected = selected;
    this.select?.$optionSet(this, selected);
  }
}

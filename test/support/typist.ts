/**
 * Someone who types: at a steady pace, into the middle too, over a selection, with second thoughts. What the field must
 * read, and where the caret must stand after each key, follows from the keys alone; the browser is asked all the time.
 */
import type { Locator } from "playwright-core";
import type { Random } from "./random.ts";

/** What a field shows, case aside: text, start and end of the selection. */
type State = readonly [text: string, start: number, end: number];

const LETTERS = "abcdefghij klmnopqrstuvwxyz";

export class Typist {
  readonly #field: Locator;
  readonly #random: Random;
  readonly #keyMs: number;
  #text = "";
  #start = 0;
  #end = 0;
  #due = 0;
  /** Every state the field must go through, in order. */
  readonly #states: State[] = [["", 0, 0]];

  constructor(field: Locator, random: Random, keyMs = 100) {
    this.#field = field;
    this.#random = random;
    this.#keyMs = keyMs;
  }

  /** What stands in the field, as it was typed. */
  get text(): string {
    return this.#text;
  }

  /** From now on every state the field shows is noted, frame by frame. */
  async begin(): Promise<void> {
    await this.#field.focus();
    await this.#field.evaluate((element) => {
      const field = element as HTMLInputElement;
      const seen: [string, number, number][] = [];
      const note = () => {
        const [text, start, end] = seen.at(-1) ?? [];
        const { value, selectionStart, selectionEnd } = field;
        // Its capitals come with the answers.
        if (value.toLowerCase() !== text || selectionStart !== start || selectionEnd !== end)
          seen.push([value.toLowerCase(), Number(selectionStart), Number(selectionEnd)]);
      };
      Object.assign(globalThis, { seen });
      for (const type of ["input", "selectionchange", "keyup"]) document.addEventListener(type, note);
      const frame = () => {
        note();
        requestAnimationFrame(frame);
      };
      frame();
    });
    this.#due = performance.now();
  }

  /** What the field has shown that it must not have shown: a caret that jumped, a text that lost something. */
  async jumps(): Promise<string[]> {
    const seen = await this.#field.evaluate(() => (globalThis as unknown as { seen: State[] }).seen);
    const jumps: string[] = [];
    let at = 0;
    for (const state of seen) {
      const next = this.#states.findIndex((each, i) => i >= at && String(each) === String(state));
      if (next >= 0) at = next;
      else jumps.push(`after ${this.#states[at]}: ${state}`);
    }
    return jumps;
  }

  async #press(key: string): Promise<void> {
    this.#due += this.#keyMs;
    const wait = this.#due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    await this.#field.page().keyboard.press(key);
  }

  async #becomes(key: string, text: string, start: number, end = start): Promise<void> {
    [this.#text, this.#start, this.#end] = [text, start, end];
    this.#states.push([text, start, end]);
    await this.#press(key);
  }

  async type(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const letter = LETTERS[this.#random.int(LETTERS.length)] as string;
      const [before, after] = [this.#text.slice(0, this.#start), this.#text.slice(this.#end)];
      await this.#becomes(letter === " " ? "Space" : letter, before + letter + after, this.#start + 1);
    }
  }

  async left(count: number): Promise<void> {
    for (let i = 0; i < count; i++) await this.#becomes("ArrowLeft", this.#text, Math.max(0, this.#start - 1));
  }

  home(): Promise<void> {
    return this.#becomes("Home", this.#text, 0);
  }

  end(): Promise<void> {
    return this.#becomes("End", this.#text, this.#text.length);
  }

  async backspace(count: number): Promise<void> {
    for (let i = 0; i < count && this.#start > 0; i++) {
      const text = this.#text.slice(0, this.#start - 1) + this.#text.slice(this.#start);
      await this.#becomes("Backspace", text, this.#start - 1);
    }
  }

  async delete(count: number): Promise<void> {
    for (let i = 0; i < count && this.#start < this.#text.length; i++) {
      const text = this.#text.slice(0, this.#start) + this.#text.slice(this.#start + 1);
      await this.#becomes("Delete", text, this.#start);
    }
  }

  /** Selects letters before the caret; what is typed next takes their place. */
  async select(count: number): Promise<void> {
    for (let i = 0; i < count && this.#start > 0; i++)
      await this.#becomes("Shift+ArrowLeft", this.#text, this.#start - 1, this.#end);
  }

  enter(): Promise<void> {
    return this.#press("Enter");
  }
}

import type { Copy } from "./copy.ts";
import { frames } from "./visitor.ts";

/** Reads entries into a copy, each in its turn: the script's `stream.ts`. */
export class EntryReader {
  readonly #copy: Copy;
  readonly #held = new Map<number, string>();
  /** What could not be applied: the first. */
  failure: { readonly error: unknown } | null = null;

  constructor(copy: Copy) {
    this.#copy = copy;
  }

  /** @param begun called once something has come, or nothing will */
  async read(reader: ReadableStreamDefaultReader<Uint8Array>, begun: () => void): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    try {
      for (;;) {
        const { done, value } = await reader.read();
        text += decoder.decode(value, { stream: !done });
        const end = text.lastIndexOf("\n\n") + 2;
        if (end > 1) this.#receive(text.slice(0, end));
        text = text.slice(end > 1 ? end : 0);
        begun();
        if (done) return;
      }
    } catch (error) {
      this.failure ??= { error };
    } finally {
      begun();
    }
  }

  #receive(text: string): void {
    const copy = this.#copy;
    for (const [version, patches, whole] of frames(text)) {
      if (version <= copy.version && !whole) continue;
      if (whole) copy.version = version - 1;
      this.#held.set(version, patches);
      for (let next = this.#held.get(copy.version + 1); next !== undefined; next = this.#held.get(copy.version + 1)) {
        copy.apply(next);
        copy.version++;
      }
    }
  }
}

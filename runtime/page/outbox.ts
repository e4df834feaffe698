/** One turn's diff, with the version the tree has after it. */
export interface Entry {
  readonly version: number;
  readonly patches: string;
}

/**
 * The numbered diffs of a page: what a browser at version v still needs is every entry after v. Kept until
 * every view has said it has them, and never more than a bound: past that, the whole tree is sent.
 */
export class Outbox {
  #entries: Entry[] = [];
  #bytes = 0;
  #version = 0;
  readonly #bytesMax: number;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** The version of the tree now. */
  get version(): number {
    return this.#version;
  }

  append(patches: string): Entry {
    const entry = { version: ++this.#version, patches };
    this.#entries.push(entry);
    this.#bytes += patches.length;
    while (this.#bytes > this.#bytesMax && this.#entries.length > 0) this.#drop();
    return entry;
  }

  /** Entries after `version`, or null where the log does not reach back; -1 asks for the whole tree. */
  after(version: number): readonly Entry[] | null {
    if (version === this.#version) return [];
    if (version < 0 || version > this.#version) return null;
    const first = this.#entries[0];
    if (!first || first.version > version + 1) return null;
    return this.#entries.slice(version + 1 - first.version);
  }

  /** A diff could not be told: whoever asks next gets the whole tree. */
  forget(): void {
    this.#entries = [];
    this.#bytes = 0;
    this.#version++;
  }

  /** Every view has the entries up to `version`. */
  acknowledge(version: number): void {
    while (this.#entries[0] && this.#entries[0].version <= version) this.#drop();
  }

  #drop(): void {
    const entry = this.#entries.shift();
    if (entry) this.#bytes -= entry.patches.length;
  }
}

/**
 * An entry as it travels: one event of a stream. Line ends are escaped where they matter (`&#13;`), so a
 * newline within patches splits data lines and comes together again.
 *
 * @param whole the whole tree, whatever version the browser has

 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function frame({ version, patches }: Entry, whole = false): string {
  return `${whole ? "event:whole\n" : ""}id:${version}\ndata:${patches.includes("\n") ? patches.replaceAll("\n", "\ndata:") : patches}\n\n`;
}

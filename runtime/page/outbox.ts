/** One turn's diff, with the version the tree has after it. */
export interface Entry {
  readonly version: number;
  readonly patches: string;
}

/** Entries are linked: one comes and one goes with each event, which an array would pay for with room for sixteen. */
interface Link extends Entry {
  next: Link | null;
}

/**
 * The numbered diffs of a page: what a browser at version v still needs is every entry after v. Kept until
 * every view has said it has them, and never more than a bound: past that, the whole tree is sent.
 */
export class Outbox {
  #oldest: Link | null = null;
  #newest: Link | null = null;
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
    const entry: Link = { version: ++this.#version, patches, next: null };
    if (this.#newest) this.#newest.next = entry;
    else this.#oldest = entry;
    this.#newest = entry;
    this.#bytes += patches.length;
    // The newest stays, however large: the browsers that are up to date need it alone.
    while (this.#bytes > this.#bytesMax && this.#oldest !== entry) this.#drop();
    return entry;
  }

  /** Entries after `version`, or null where the log does not reach back; -1 asks for the whole tree. */
  after(version: number): readonly Entry[] | null {
    if (version === this.#version) return [];
    if (version < 0 || version > this.#version) return null;
    if (!this.#oldest || this.#oldest.version > version + 1) return null;
    const entries: Entry[] = [];
    for (let entry: Link | null = this.#oldest; entry; entry = entry.next) {
      if (entry.version > version) entries.push(entry);
    }
    return entries;
  }

  /** A diff could not be told: whoever asks next gets the whole tree. */
  forget(): void {
    this.#oldest = this.#newest = null;
    this.#bytes = 0;
    this.#version++;
  }

  /** Every view has the entries up to `version`. */
  acknowledge(version: number): void {
    while (this.#oldest && this.#oldest.version <= version) this.#drop();
  }

  #drop(): void {
    if (!this.#oldest) return;
    this.#bytes -= this.#oldest.patches.length;
    this.#oldest = this.#oldest.next;
    if (!this.#oldest) this.#newest = null;
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

/** More than an answer that is on its way, and what is pressed until it is there, can leave behind. */
const MOST = 4;

/**
 * Rows of which one has the focus in the browser: that of its latest event, and those the focus was sent to since. They stay in the tree, for
 * of a row that has left it nothing is heard: keys pressed faster than answers come would be lost.
 */
export class Trail {
  /** The row keys lead to; -1: none was pressed. */
  active = -1;
  #rows: readonly number[] = [];
  #isFresh = false;

  /** Rows that stay. */
  get rows(): readonly number[] {
    return [this.active, ...this.#rows];
  }

  /** An event came from there: rows before it are left. */
  heard(row: number): void {
    const at = this.#rows.lastIndexOf(row);
    if (at >= 0) this.#rows = this.#rows.slice(at);
    else {
      this.#rows = [row];
      this.#isFresh = false;
    }
  }

  /** The focus is sent there. Of several in one turn the browser learns the last. */
  sent(row: number): void {
    const before = this.#isFresh ? this.#rows.slice(0, -1) : this.#rows;
    this.#rows = [...before, row].slice(-MOST);
    this.#isFresh = true;
    // Turns are over at once: what is done after them is no longer the same one.
    queueMicrotask(() => {
      this.#isFresh = false;
    });
  }
}

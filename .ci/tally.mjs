// A Vitest reporter that only counts. What could not even be loaded or set up counts as a failure too.

/** @implements {import("vitest/reporters").Reporter} */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;

  onTestRunEnd(modules, unhandledErrors) {
    this.failed += unhandledErrors.length;
    for (const module of modules) {
      const groups = [module, ...module.children.allSuites()];
      this.failed += groups.filter((group) => group.errors().length > 0).length;
      for (const test of module.children.allTests()) this.#count(test.result().state);
    }
  }

  // A test that is still pending at the end was cut off.
  #count(state) {
    this[state === "pending" ? "failed" : state]++;
  }

  /** The last line of `npm test`. */
  toString() {
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : "";
    return `${this.passed} passed, ${this.failed} failed${skipped}`;
  }
}

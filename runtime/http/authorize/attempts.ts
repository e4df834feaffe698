import { isIPv6 } from "node:net";
import { now } from "../../core/clock.ts";

/** Wrong tries a person has before each costs time; from one address, where many may be, there are more. */
const FREE = 5;
const FREE_FROM_ADDRESS = 50;
/** Milliseconds after the first that is too many; twice as long after each further one. */
const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;
/** Milliseconds after which they are forgotten. */
const FORGET_MS = 15 * 60_000;
/** Those who try, at a time: the one heard from longest ago is forgotten for a new one. */
const MAX = 20_000;
/** Tries that wait for others to come to their end: of one person (of an address twice as many), of all; and milliseconds for which they do. */
const WAITING_EACH = 1_000;
const WAITING_MAX = 10_000;
const WAITING_MS = 30_000;
/** What one is told for whom there is no place to wait. */
const FULL_MS = 1_000;

/** What is known of those who try by one key. */
class Tries {
  readonly key: string;
  /** Wrong ones before each costs time. */
  readonly #free: number;
  wrong = 0;
  /** Those whose outcome is not known yet. */
  underWay = 0;
  /** Milliseconds on the monotonic clock before which the next is not looked at. */
  until = 0;
  /** When one was last looked at. */
  last: number;
  /** Those that wait, here or for others. */
  queued = 0;
  /** Those that wait here, the first first: each is called when it may be its turn. */
  readonly waiting = new Set<() => void>();

  constructor(key: string, free: number, time: number) {
    this.key = key;
    this.#free = free;
    this.last = time;
  }

  /** Were all of those under way wrong, there would be no more wrong ones than one after the other. */
  get isFull(): boolean {
    return this.underWay >= Math.max(1, this.#free + 1 - this.wrong);
  }

  count(time: number): void {
    this.wrong++;
    const over = this.wrong - this.#free;
    if (over > 0) this.until = time + Math.min(LONGEST_MS, FIRST_MS * 2 ** (over - 1));
  }
}

/** One try: who is told by its outcome. */
export interface Attempt {
  /** It was right. */
  right(): void;
  /** It was wrong. */
  wrong(): void;
  /** It was neither right nor wrong. */
  neither(): void;
}

/** A try, or milliseconds to wait before the next. */
type Begun = Attempt | number;

/**
 * Slows those who guess: by name and address together, so that nobody is locked out by others' guesses, and by address, so that
 * trying many names does not help. Who comes too early after wrong ones is answered at once, and not looked at.
 *
 * As many tries are under way at a time as there may still be wrong ones. Further ones wait for these: where they are right,
 * as those of a page with many files, all come to their turn; where they are wrong, those that wait are not looked at.
 */
export class Attempts {
  readonly #tries = new Map<string, Tries>();
  #waiting = 0;

  /** Who is remembered. */
  get size(): number {
    return this.#tries.size;
  }

  /**
   * A try is about to be made.
   *
   * @param address "" where it is not known: then the name alone counts
   * @param exchange whose it is: where nobody waits for its answer any more it leaves its place to the next
   * @returns milliseconds to wait before the next, or the try; a promise where others have to come to their end first
   */
  begin(address: string, name: string, exchange: { readonly signal?: AbortSignal } = {}): Begun | Promise<Begun> {
    const from = network(address);
    const all = [this.#of(`${from} ${name.slice(0, 200)}`, FREE)];
    if (from) all.push(this.#of(from, FREE_FROM_ADDRESS));
    // Nobody goes before those who wait.
    const before = all.find((tries) => tries.waiting.size > 0);
    const begun = before && tooEarly(all) === 0 ? before : this.#enter(all);
    return begun instanceof Tries ? this.#wait(begun, all, exchange) : begun;
  }

  #of(key: string, free: number): Tries {
    const before = this.#tries.get(key);
    const time = now();
    const tries = before && time - before.last < FORGET_MS ? before : new Tries(key, free, time);
    this.#tries.delete(key);
    this.#tries.set(key, tries);
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > MAX && oldest !== undefined) this.#tries.delete(oldest);
    return tries;
  }

  /** @returns those to wait for where there is no place */
  #enter(all: readonly Tries[]): Begun | Tries {
    const wait = tooEarly(all);
    if (wait > 0) return wait;
    const full = all.find((tries) => tries.isFull);
    if (full) return full;
    for (const tries of all) {
      tries.underWay++;
      tries.last = now();
    }
    let over = false;
    const end = (tell: (tries: Tries, i: number) => void): void => {
      if (over) return;
      over = true;
      for (const tries of all) tries.underWay--;
      all.forEach(tell);
      for (const tries of all) this.#next(tries);
    };
    return {
      // Of the address the others' wrong ones stay.
      right: () =>
        end((tries, i) => {
          if (i > 0) return;
          tries.wrong = 0;
          tries.until = 0;
        }),
      wrong: () => end((tries) => tries.count(now())),
      neither: () => end(() => {}),
    };
  }

  #wait(full: Tries, all: readonly Tries[], exchange: { readonly signal?: AbortSignal }): Begun | Promise<Begun> {
    const isFull = all.some((tries, i) => tries.queued >= WAITING_EACH * (i + 1));
    if (this.#waiting >= WAITING_MAX || isFull) return FULL_MS;
    const { signal } = exchange;
    return new Promise((resolve) => {
      const leave = (): void => {
        this.#waiting--;
        for (const tries of all) tries.queued--;
        clearTimeout(timer);
        signal?.removeEventListener("abort", giveUp);
        full.waiting.delete(goOn);
      };
      const goOn = (): void => {
        leave();
        const begun = this.#enter(all);
        resolve(begun instanceof Tries ? this.#wait(begun, all, exchange) : begun);
      };
      const giveUp = (): void => {
        leave();
        resolve(FULL_MS);
      };
      const timer = setTimeout(giveUp, WAITING_MS);
      this.#waiting++;
      for (const tries of all) tries.queued++;
      full.waiting.add(goOn);
      signal?.addEventListener("abort", giveUp);
      if (signal?.aborted) giveUp();
    });
  }

  /** Calls those who wait, as far as there is place; all of them where none is looked at for a while. */
  #next(tries: Tries): void {
    for (const goOn of tries.waiting) {
      if (tries.isFull && tooEarly([tries]) === 0) return;
      goOn();
    }
    const idle = tries.underWay === 0 && tries.wrong === 0 && tries.queued === 0;
    if (idle && this.#tries.get(tries.key) === tries) this.#tries.delete(tries.key);
  }
}

function tooEarly(all: readonly Tries[]): number {
  return Math.max(0, ...all.map(({ until }) => until - now()));
}

/** Of an IPv6 address the part that is one customer's: the rest is theirs to change. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("::");
  const parts = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - parts.length - after.length) }, () => "0");
  return [...parts, ...zeros, ...after].slice(0, 4).join(":");
}

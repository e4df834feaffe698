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

interface Tries {
  count: number;
  /** Milliseconds on the monotonic clock before which the next is not looked at. */
  until: number;
  last: number;
}

/** One try: who is told by its outcome. */
export interface Attempt {
  /** It was right. */
  right(): void;
  /** It was neither right nor wrong. */
  neither(): void;
}

/**
 * Slows those who guess: by name and address together, so that nobody is locked out by others' guesses, and by address, so that
 * trying many names does not help. Nobody waits for an answer; what comes too early is answered at once, and not looked at.
 */
export class Attempts {
  readonly #tries = new Map<string, Tries>();

  /** Who is remembered. */
  get size(): number {
    return this.#tries.size;
  }

  /**
   * A try is about to be made: until its outcome is known it counts as wrong, lest a thousand be made at once.
   *
   * @param address "" where it is not known: then the name alone counts
   * @returns milliseconds to wait before the next, or the try
   */
  begin(address: string, name: string): number | Attempt {
    const from = network(address);
    const keys: [key: string, free: number][] = [[`${from} ${name.slice(0, 200)}`, FREE]];
    if (from) keys.push([from, FREE_FROM_ADDRESS]);
    const time = now();
    const wait = Math.max(...keys.map(([key]) => (this.#tries.get(key)?.until ?? 0) - time));
    if (wait > 0) return wait;
    for (const [key, free] of keys) this.#count(key, free, time);
    const takeBack = (): void => {
      for (const [key, free] of keys) this.#takeBack(key, free);
    };
    return {
      right: () => {
        takeBack();
        this.#tries.delete(keys[0]?.[0] ?? "");
      },
      neither: takeBack,
    };
  }

  #count(key: string, free: number, time: number): void {
    const before = this.#tries.get(key);
    const tries = before && time - before.last < FORGET_MS ? before : { count: 0, until: 0, last: time };
    tries.count++;
    tries.last = time;
    tries.until = tries.count > free ? time + Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries.count - free - 1)) : 0;
    this.#tries.delete(key);
    this.#tries.set(key, tries);
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > MAX && oldest !== undefined) this.#tries.delete(oldest);
  }

  #takeBack(key: string, free: number): void {
    const tries = this.#tries.get(key);
    if (!tries) return;
    tries.count--;
    if (tries.count <= free) tries.until = 0;
    if (tries.count <= 0) this.#tries.delete(key);
  }
}

/** Of an IPv6 address the part that is one customer's: the rest is theirs to change. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("::");
  const parts = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - parts.length - after.length) }, () => "0");
  return [...parts, ...zeros, ...after].slice(0, 4).join(":");
}

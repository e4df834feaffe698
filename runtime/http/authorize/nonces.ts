import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const TIME_BYTES = 8;
const RANDOM_BYTES = 12;
const MAC_BYTES = 16;
const NONCE = /^[\w-]{48}$/;
/** Requests of one nonce travel by several connections: so far behind the latest a count is still taken, once. */
const WINDOW = 64n;
const ALL = (1n << WINDOW) - 1n;

/** What was counted of one nonce. */
interface Counted {
  /** Milliseconds since 1970 when it was made. */
  readonly made: number;
  highest: number;
  /** Bit n: `highest - n` was seen. */
  seen: bigint;
}

/**
 * Nonces of Digest: what they are of is written into them under a key, so that giving them out costs nothing to keep;
 * those that came back with the right password are counted, so that no request counts twice.
 */
export class Nonces {
  readonly #key = randomBytes(32);
  readonly #ms: number;
  readonly #max: number;
  readonly #counted = new Map<string, Counted>();
  /** Of nonces made by then it may be forgotten what was counted: they are good no longer. */
  #forgotten = 0;

  /**
   * @param ms for which one is good
   * @param max nonces that are counted at a time
   */
  constructor(ms: number, max = 10_000) {
    this.#ms = ms;
    this.#max = max;
  }

  make(): string {
    const body = Buffer.concat([Buffer.alloc(TIME_BYTES), randomBytes(RANDOM_BYTES)]);
    body.writeDoubleBE(Date.now());
    return Buffer.concat([body, this.#mac(body)]).toString("base64url");
  }

  #mac(body: Buffer): Buffer {
    return createHmac("sha256", this.#key).update(body).digest().subarray(0, MAC_BYTES);
  }

  /** When it was made; null: not by us. */
  madeAt(nonce: string): number | null {
    if (!NONCE.test(nonce)) return null;
    const bytes = Buffer.from(nonce, "base64url");
    const body = bytes.subarray(0, TIME_BYTES + RANDOM_BYTES);
    return timingSafeEqual(this.#mac(body), bytes.subarray(body.length)) ? body.readDoubleBE() : null;
  }

  /** Counts a request of which all else is right. @returns whether it is a new one, and its nonce still good */
  count(nonce: string, count: number): boolean {
    const made = this.madeAt(nonce);
    if (made === null || count < 1 || Date.now() - made > this.#ms) return false;
    const counted = this.#counted.get(nonce);
    if (!counted) {
      if (made <= this.#forgotten) return false;
      this.#counted.set(nonce, { made, highest: count, seen: 1n });
      this.#forget();
      return true;
    }
    const ahead = count - counted.highest;
    if (ahead > 0) {
      counted.seen = ahead >= WINDOW ? 1n : ((counted.seen << BigInt(ahead)) | 1n) & ALL;
      counted.highest = count;
      return true;
    }
    const bit = 1n << BigInt(-ahead);
    if (bit > ALL || counted.seen & bit) return false;
    counted.seen |= bit;
    return true;
  }

  #forget(): void {
    if (this.#counted.size <= this.#max) return;
    const [oldest] = this.#counted;
    if (!oldest) return;
    this.#forgotten = Math.max(this.#forgotten, oldest[1].made);
    this.#counted.delete(oldest[0]);
  }
}

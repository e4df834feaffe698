import { SessileError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";
import { network } from "./authorize/attempts.ts";

/** What uploads may take of a disk. */
export type DiskLimits = Pick<Limits, "diskBytes" | "diskFiles" | "diskShare">;

/** Whose uploads they are: who has no session yet is known by the address alone. */
export interface Sender {
  readonly session?: object | null | undefined;
  /** "" where it is not known. */
  readonly address?: string;
}

/** Bytes that a disk gives at least for a file: a million files of a byte are four gigabytes. */
const BLOCK_BYTES = 4096;
/** Several sessions come from one address: so many shares it may have. */
const SHARES_OF_ADDRESS = 2;

/** One of those in whose share a file counts. */
export interface Holder {
  readonly key: unknown;
  readonly share: number;
}

/** Bytes that a file takes of the disk. */
export function diskBytesOf(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
}

const EVERYBODY: Holder = { key: "everybody", share: 1 };
const NOTHING = { bytes: 0, files: 0 } as const;

/** Who has how much of the disk: nobody all of it. */
export class Disk {
  readonly #limits: DiskLimits;
  /** Of those who have files. */
  readonly #used = new Map<unknown, { readonly bytes: number; readonly files: number }>();

  constructor(limits: DiskLimits) {
    this.#limits = limits;
  }

  get bytes(): number {
    return this.#of(EVERYBODY).bytes;
  }

  #of({ key }: Holder): { readonly bytes: number; readonly files: number } {
    return this.#used.get(key) ?? NOTHING;
  }

  /** In whose shares a file of this sender's counts. */
  holders({ session, address = "" }: Sender): readonly Holder[] {
    const { diskShare } = this.#limits;
    const from = network(address);
    return [
      EVERYBODY,
      ...(session ? [{ key: session, share: diskShare }] : []),
      ...(from ? [{ key: from, share: Math.min(1, diskShare * SHARES_OF_ADDRESS) }] : []),
    ];
  }

  /** Why there is no room for so much more; null: there is. */
  lacks(holders: readonly Holder[], bytes: number, files: number): SessileError | null {
    for (const holder of holders) {
      const used = this.#of(holder);
      const maxBytes = Math.floor(this.#limits.diskBytes * holder.share);
      const maxFiles = Math.floor(this.#limits.diskFiles * holder.share);
      const code = holder === EVERYBODY ? "SES_UPLOAD_DISK" : "SES_UPLOAD_SHARE";
      if (used.bytes + bytes > maxBytes) return new SessileError(code, `limit ${maxBytes} bytes`);
      if (used.files + files > maxFiles) return new SessileError(code, `limit ${maxFiles} files`);
    }
    return null;
  }

  /** So much more is used, or less. */
  use(holders: readonly Holder[], bytes: number, files: number): void {
    for (const holder of holders) {
      const used = this.#of(holder);
      const now = { bytes: used.bytes + bytes, files: used.files + files };
      if (now.files > 0) this.#used.set(holder.key, now);
      else this.#used.delete(holder.key);
    }
  }
}

import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEAL_BYTES = IV_BYTES + TAG_BYTES;

/**
 * A cipher of one's own for sealed cookies, in place of the server's: keys from a vault, a format that another program reads.
 *
 * @example
 * const cipher: Cipher = {
 *   seal: (text, purpose) => vault.encrypt(`${purpose}\0${text}`),
 *   open: (sealed, purpose) => {
 *     const text = vault.decrypt(sealed); // it may throw: that counts as absent
 *     return text.startsWith(`${purpose}\0`) ? text.slice(purpose.length + 1) : null;
 *   },
 * };
 * serve(App, { cipher });
 */
export interface Cipher {
  /** @param purpose the cookie's name: what was sealed as one thing is not to open as another */
  seal(text: string, purpose: string): string;
  /** @returns the text; null where the seal is broken, not ours, or of another purpose. What it throws counts as null. */
  open(sealed: string, purpose: string): string | null;
}

/**
 * Seals texts so that only this server can read or make them: AES-256-GCM under a key derived from a secret.
 * The first secret seals, every secret opens, so that secrets can be rotated.
 *
 * @see https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf
 */
export class Seal implements Cipher {
  readonly #keys: readonly Buffer[];

  /** @param secrets the newest first; none: a random one, and what was sealed ends with the process */
  constructor(secrets: readonly string[] = []) {
    const list = secrets.length ? secrets : [randomBytes(32).toString("base64url")];
    this.#keys = list.map((secret) => createHash("sha256").update(`sessile seal\0${secret}`).digest());
  }

  /** @param purpose bound into the seal: what was sealed as one thing does not open as another */
  seal(text: string, purpose: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#keys[0] as Buffer, iv).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
  }

  /** @returns the text, or null where the seal is not ours, not for this purpose, or broken */
  open(sealed: string, purpose: string): string | null {
    const bytes = Buffer.from(sealed, "base64url");
    if (bytes.length < SEAL_BYTES) return null;
    const iv = bytes.subarray(0, IV_BYTES);
    const tag = bytes.subarray(IV_BYTES, SEAL_BYTES);
    for (const key of this.#keys) {
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(purpose)).setAuthTag(tag);
        return decipher.update(bytes.subarray(SEAL_BYTES), undefined, "utf8") + decipher.final("utf8");
      } catch {
        // Not this key's: an older secret may fit; a seal none fits counts as absent.
      }
    }
    return null;
  }
}

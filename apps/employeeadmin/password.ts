// What is kept of a password: enough to know it again, not enough to tell it.
import { randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

/** @see https://www.rfc-editor.org/rfc/rfc7914 */
export async function secretOf(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password.normalize("NFC"), salt, 32);
  return `scrypt$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

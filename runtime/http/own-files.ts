import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where the browser's script and the runtime's own files are served. */
export const OWN_PREFIX = "/~/";

/** The built `public/`: beside the compiled runtime, or, when run from source, in `dist/`. */
export function ownFiles(): string {
  const beside = fileURLToPath(new URL("../../public/", import.meta.url));
  return existsSync(`${beside}sessile.js`) ? beside : fileURLToPath(new URL("../../dist/public/", import.meta.url));
}

/** The script's URL, with its content's hash: it may be kept for ever. */
export function scriptUrl(): string {
  const file = `${ownFiles()}sessile.js`;
  const hash = existsSync(file)
    ? createHash("sha256").update(readFileSync(file)).digest("base64url").slice(0, 12)
    : "0";
  return `${OWN_PREFIX}sessile.js?v=${hash}`;
}

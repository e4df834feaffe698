import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { hostname } from "node:os";
import { domainToASCII } from "node:url";
import type { TlsSetting } from "./declaration.ts";

/** Names that were found good, as requests write them: most requests of a server say one of very few. */
const REMEMBERED = 100;
/** Names of which a line is logged: whoever asks for more of them has been heard. */
const TOLD = 100;
/** A name and the port after it, as `Host` has them. @see https://www.rfc-editor.org/rfc/rfc9110#section-7.2 */
const HOST = /^(\[[\da-f:.]+\]|[^\s:/?#@[\]\\]+)(?::\d*)?$/i;

/** Whether this is a list of names, without port, or of endings that begin with a dot. */
export function isHosts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string" && listed(entry) !== "");
}

function listed(entry: string): string {
  const name = plain(entry.replace(/^\./, ""));
  return name === "" || /[\s:/?#@*]/.test(entry) ? "" : (entry[0] === "." ? "." : "") + name;
}

/** In lower case and ASCII, without the dot at the end. "" where it is none. */
function plain(name: string): string {
  return domainToASCII(name.replace(/\.$/, ""));
}

/**
 * The names a service is asked for by those who mean it. Who protects a service by addresses alone is open to pages of other sites: their name leads to that
 * site first and to this service a moment later (DNS rebinding), and the browser takes both for one site. What it writes into `Host` gives it away.
 */
export class Hosts {
  readonly #names: ReadonlySet<string>;
  readonly #endings: readonly string[];
  readonly #certificates: readonly X509Certificate[];
  readonly #good = new Set<string>();
  readonly #told = new Set<string>();

  /**
   * @param given names of one's own, or endings such as `.example.com`
   * @param host where the service listens: a name that is told there is its own
   */
  constructor(given: readonly string[], { host, tls }: { readonly host: string; readonly tls: TlsSetting | null }) {
    const entries = given.map(listed);
    const machine = plain(hostname());
    const [short = ""] = machine.split(".");
    this.#names = new Set(["localhost", machine, short, `${short}.local`, plain(host), ...entries].filter(Boolean));
    this.#endings = [".localhost", ...entries.filter((entry) => entry.startsWith("."))];
    this.#certificates = certificates(tls);
  }

  /** @param header `Host`, or `:authority` */
  has(header: string): boolean {
    if (this.#good.has(header)) return true;
    const [, found = ""] = HOST.exec(header) ?? [];
    if (!this.#isOwn(found)) return false;
    if (this.#good.size === REMEMBERED) this.#good.clear();
    this.#good.add(header);
    return true;
  }

  #isOwn(found: string): boolean {
    // No name leads to an address that it is itself.
    if (isIP(found.replace(/^\[|\]$/g, "")) !== 0) return true;
    const name = plain(found);
    if (name === "") return false;
    if (this.#names.has(name)) return true;
    if (this.#endings.some((ending) => name.endsWith(ending) || name === ending.slice(1))) return true;
    return this.#certificates.some((each) => each.checkHost(name) !== undefined);
  }

  /** Whether it is the first time that this one was not good. */
  isNew(header: string): boolean {
    if (this.#told.size >= TOLD || this.#told.has(header)) return false;
    this.#told.add(header);
    return true;
  }
}

/** The service's own, where they can be read: what they were made out for are its names. Each may be followed by those that vouch for it. */
function certificates(tls: TlsSetting | null): X509Certificate[] {
  return [tls?.cert ?? []].flat().flatMap((pem) => {
    try {
      return new X509Certificate(pem);
    } catch {
      // The server will say so as it opens.
      return [];
    }
  });
}

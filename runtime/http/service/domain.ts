import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";

/**
 * Whom a service answers: `own` (the machine's own networks and itself), `loopback` (the machine alone), `world`, an
 * address, a subnet (`10.0.0.0/8`), or a list of these.
 */
export type DomainSetting = string | readonly string[];

const WORDS: readonly string[] = ["own", "loopback", "world"];
/** Milliseconds between two looks at the machine's interfaces: a laptop wakes up in another network. */
const LOOK_AGAIN_MS = 10_000;

/** Whether this is a setting of a domain. */
export function isDomain(value: unknown): value is DomainSetting {
  const entries = Array.isArray(value) ? value : [value];
  return entries.every((entry) => typeof entry === "string" && (WORDS.includes(entry) || subnet(entry) !== null));
}

interface Subnet {
  readonly address: string;
  readonly bits: number;
  readonly family: "ipv4" | "ipv6";
}

/** @see https://www.rfc-editor.org/rfc/rfc4632#section-3.1 */
function subnet(text: string): Subnet | null {
  const [address = "", length, more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || more !== undefined) return null;
  const most = version === 4 ? 32 : 128;
  if (length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= most)) return null;
  return { address, bits: length === undefined ? most : Number(length), family: version === 4 ? "ipv4" : "ipv6" };
}

/** An address as sockets tell it, in one form: without a zone, IPv4 as such. "" where it is none. */
export function plainAddress(text: string): string {
  const address = text.replace(/%.*/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) ? address : "";
}

/** A set of addresses. What is no address is in none, the world apart. */
export class Domain {
  readonly #entries: readonly string[];
  readonly #interfaces: typeof networkInterfaces;
  readonly world: boolean;
  #list: BlockList;
  #looked = 0;

  /** @param interfaces of the machine, for tests */
  constructor(setting: DomainSetting, interfaces = networkInterfaces) {
    this.#entries = typeof setting === "string" ? [setting] : setting;
    this.#interfaces = interfaces;
    this.world = this.#entries.includes("world");
    this.#list = this.#read();
  }

  /** @param address in the form of {@link plainAddress} */
  has(address: string): boolean {
    if (this.world) return true;
    if (address === "") return false;
    if (this.#check(address)) return true;
    if (!this.#entries.includes("own") || performance.now() - this.#looked < LOOK_AGAIN_MS) return false;
    this.#list = this.#read();
    return this.#check(address);
  }

  #check(address: string): boolean {
    return this.#list.check(address, address.includes(":") ? "ipv6" : "ipv4");
  }

  #read(): BlockList {
    const list = new BlockList();
    const add = ({ address, bits, family }: Subnet): void => list.addSubnet(address, bits, family);
    for (const entry of this.#entries) {
      const given = subnet(entry);
      if (given) add(given);
      if (entry === "own" || entry === "loopback") {
        list.addSubnet("127.0.0.0", 8, "ipv4");
        list.addAddress("::1", "ipv6");
      }
      if (entry !== "own") continue;
      this.#looked = performance.now();
      for (const { cidr } of Object.values(this.#interfaces()).flatMap((each) => each ?? [])) {
        const own = cidr === null ? null : subnet(cidr);
        if (own) add(own);
      }
    }
    return list;
  }
}

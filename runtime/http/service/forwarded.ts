import { type Domain, plainAddress } from "./domain.ts";

/** Which header the trusted proxies write: the other one is a client's, and counts for nothing. */
export type ForwardedHeader = "x-forwarded-for" | "forwarded";

/** Where a request comes from. */
export interface Origin {
  /** In the form of {@link plainAddress}; "" where a proxy does not tell it. */
  readonly address: string;
  readonly secure: boolean;
}

interface Hop {
  readonly address: string;
  readonly proto: string;
}

/**
 * A pair of `Forwarded` and what ends it: `for="[2001:db8::1]:4711"` and `;`. Addresses with a port stand without quotes, too, as many proxies
 * write them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7239#section-4
 */
const PAIR = /\s*(?:([!#$%&'*+.^_`|~\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([^";,\s]*)))?\s*([;,]|$)/y;

/** Characters; a dozen proxies write less. */
const LONGEST = 2048;

/** With a port or without, IPv6 in brackets. */
function address(text: string): string {
  const [, six, four] = /^\[([^\]]*)\](?::\d+)?$|^([\d.]+)(?::\d+)?$/.exec(text.trim()) ?? [];
  return plainAddress(six ?? four ?? text.trim());
}

/** The hops of `Forwarded`; none where it is not written as it should be: a client's open quote must not swallow what its proxy adds. */
function forwarded(value: string): readonly Hop[] {
  if (value.length > LONGEST) return [];
  const hops: Hop[] = [];
  const pair = new RegExp(PAIR);
  let pairs = new Map<string, string>();
  for (;;) {
    const found = pair.exec(value);
    if (!found) return [];
    const [, name, quoted, bare = "", end] = found;
    // Twice the same: which of the two the proxy wrote nobody can say.
    if (name !== undefined && pairs.has(name.toLowerCase())) return [];
    if (name !== undefined) pairs.set(name.toLowerCase(), quoted ?? bare);
    if (end === ";") continue;
    if (pairs.size > 0) hops.push({ address: address(pairs.get("for") ?? ""), proto: pairs.get("proto") ?? "" });
    if (end !== ",") return hops;
    pairs = new Map();
  }
}

function xForwarded(addresses: string, protos: string): readonly Hop[] {
  const list = protos.split(",").map((each) => each.trim());
  const hops = addresses.split(",");
  // Most proxies write one proto, the browser's; else there is one for each address.
  const proto = (i: number): string => (list.length === hops.length ? list[i] : list[0]) ?? "";
  return hops.map((hop, i) => ({ address: address(hop), proto: proto(i) }));
}

/** All values of a header, in order, as one list. @see https://www.rfc-editor.org/rfc/rfc9110#section-5.3 */
export type HeaderList = (name: string) => string;

/**
 * Where a request comes from that a trusted proxy has passed on: the last address the proxies tell that is no trusted
 * proxy's. What stands before it in the list was written by the client, or by somebody nobody knows.
 *
 * @param trusted the proxies
 * @param peer the proxy that is connected
 */
export function forwardedOrigin(
  header: HeaderList,
  trusted: Domain,
  { name, peer }: { name: ForwardedHeader; peer: Origin },
): Origin {
  const value = header(name);
  if (value === "") {
    // Passed on, and not said for whom: a proxy that writes another header than it was said to.
    if (isForwarded(header)) return { address: "", secure: peer.secure };
    // The proxy's own request, a health check for one; its proto may be told all the same.
    const proto = name === "forwarded" ? "" : header("x-forwarded-proto").trim();
    return { ...peer, secure: proto === "" ? peer.secure : isSecure(proto) };
  }
  const hops = name === "forwarded" ? forwarded(value) : xForwarded(value, header("x-forwarded-proto"));
  if (hops.length === 0) return { address: "", secure: peer.secure };
  let at = hops.length - 1;
  while (at > 0 && trusted.has(hops[at]?.address ?? "") && hops[at]?.address !== "") at--;
  const hop = hops[at] as Hop;
  return { address: hop.address, secure: hop.proto === "" ? peer.secure : isSecure(hop.proto) };
}

const isSecure = (proto: string): boolean => /^(https|wss)$/i.test(proto.trim());

/** Whether a request says that somebody has passed it on. */
export function isForwarded(header: HeaderList): boolean {
  return ["x-forwarded-for", "forwarded", "x-real-ip", "via"].some((name) => header(name) !== "");
}

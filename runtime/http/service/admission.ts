import type { CompressionSettings } from "../compression.ts";
import type { Exchange } from "../exchange.ts";
import { refuse } from "../status.ts";
import { Domain, plainAddress } from "./domain.ts";
import { forwardedOrigin, type HeaderList, isForwarded, type Origin } from "./forwarded.ts";
import { Hosts } from "./hosts.ts";
import type { BaseService } from "./service.ts";

/** What a connection is known by. */
interface Peer extends Origin {
  /** Who has been let in, and by which domain. */
  judged?: { readonly domain: Domain; readonly admitted: boolean };
}

/** Who is let in, and where requests come from: above the queue, before any code of an app. */
export class Admission {
  readonly #service: BaseService;
  #domain: Domain;
  #inner: Domain;
  #trusted: Domain | null;
  #hosts: Hosts;
  readonly #failed: CompressionSettings["failed"];
  refused = 0;
  /** Read for each request. */
  depth: number;
  rewrite: ((url: string) => string) | null;
  compression: CompressionSettings | null;

  /** @param failed told of answers that cannot be sent once their bodies are coded */
  constructor(service: BaseService, failed: CompressionSettings["failed"]) {
    this.#service = service;
    this.#domain = new Domain(service.domain);
    this.#inner = new Domain(service.inner);
    this.#trusted = trusted(service);
    this.#hosts = new Hosts(service.hosts, service);
    this.depth = service.pipelineDepth;
    this.rewrite = service.rewrite;
    this.#failed = failed;
    this.compression = this.#compression();
  }

  #compression(): CompressionSettings | null {
    const { compression, compressionMinBytes } = this.#service;
    return compression === "off" ? null : { compression, compressionMinBytes, failed: this.#failed };
  }

  /** A property of the service has been written. */
  changed(name: string): void {
    const service = this.#service;
    if (name === "domain") this.#domain = new Domain(service.domain);
    if (name === "inner") this.#inner = new Domain(service.inner);
    if (name === "hosts" || name === "host" || name === "tls") this.#hosts = new Hosts(service.hosts, service);
    if (name === "trusted") this.#trusted = trusted(service);
    this.depth = service.pipelineDepth;
    this.rewrite = service.rewrite;
    this.compression = this.#compression();
  }

  /** Whether this is a proxy whose word counts. */
  trusts(address: string): boolean {
    return this.#trusted?.has(address) ?? false;
  }

  /** Where a request comes from, as trusted proxies say; null: from the other end itself. */
  origin(peer: Origin, header: HeaderList): Origin | null {
    const trusted = this.#trusted;
    if (!trusted?.has(plainAddress(peer.address))) return null;
    return forwardedOrigin(header, trusted, { name: this.#service.forwarded, peer });
  }

  /** Whether a request is let in; if not, it is answered. */
  meets(exchange: Exchange, peer: Peer): boolean {
    if (!this.#admits(peer)) return this.#refuse(exchange);
    return this.#domain.world || this.#isForUs(exchange);
  }

  #admits(peer: Peer): boolean {
    const domain = this.#domain;
    if (peer.judged?.domain === domain) return peer.judged.admitted;
    const admitted = domain.has(plainAddress(peer.address));
    // Asked once a connection, unless it may still change: networks come.
    if (admitted) peer.judged = { domain, admitted };
    return admitted;
  }

  /** Whether a request may see the state of the service; if not, it is answered. */
  meetsInner(exchange: Exchange): boolean {
    if (this.#isInner(exchange)) return this.#inner.world || this.#isForUs(exchange);
    const { name, logger } = this.#service;
    const text = `The state of ${name} is shown to the addresses in its property \`inner\`, and yours is none of them.`;
    refuse(exchange, 403, logger, { text });
    return false;
  }

  /** What somebody unknown has passed on is not. */
  #isInner(exchange: Exchange): boolean {
    const address = plainAddress(exchange.address);
    if (!this.#inner.has(address)) return false;
    return exchange.vouched || this.#inner.world || !isForwarded((name) => exchange.header(name) ?? "");
  }

  #refuse(exchange: Exchange): false {
    this.refused++;
    const { name, logger } = this.#service;
    const text = `${name} does not answer the network you are in. Whoever runs it can name it in \`domain\`.`;
    refuse(exchange, 403, logger, { text });
    return false;
  }

  /** @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20 */
  #isForUs(exchange: Exchange): boolean {
    const asked = exchange.header("host");
    // No browser leaves it out.
    if (asked === undefined || this.#hosts.has(asked)) return true;
    this.refused++;
    const { name, logger } = this.#service;
    const host = asked.slice(0, 253);
    const text = `${JSON.stringify(host)} is no name of ${name}. If it should be, whoever runs it can list it in the property \`hosts\`.`;
    if (this.#hosts.isNew(host)) logger.warn({ host }, "a request for a name that is not in `hosts`");
    refuse(exchange, 421, null, { text });
    return false;
  }
}

function trusted(service: BaseService): Domain | null {
  return service.trusted.length === 0 ? null : new Domain(service.trusted);
}

import type { CompressionSettings } from "../compression.ts";
import type { Exchange } from "../exchange.ts";
import { refuse } from "../status.ts";
import { Domain, plainAddress } from "./domain.ts";
import { forwardedOrigin, type HeaderList, isForwarded, type Origin } from "./forwarded.ts";
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
  refused = 0;
  /** Read for each request. */
  depth: number;
  rewrite: ((url: string) => string) | null;
  compression: CompressionSettings | null;

  constructor(service: BaseService) {
    this.#service = service;
    this.#domain = new Domain(service.domain);
    this.#inner = new Domain(service.inner);
    this.#trusted = trusted(service);
    this.depth = service.pipelineDepth;
    this.rewrite = service.rewrite;
    this.compression = compression(service);
  }

  /** A property of the service has been written. */
  changed(name: string): void {
    const service = this.#service;
    if (name === "domain") this.#domain = new Domain(service.domain);
    if (name === "inner") this.#inner = new Domain(service.inner);
    if (name === "trusted") this.#trusted = trusted(service);
    this.depth = service.pipelineDepth;
    this.rewrite = service.rewrite;
    this.compression = compression(service);
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

  admits(peer: Peer): boolean {
    const domain = this.#domain;
    if (peer.judged?.domain === domain) return peer.judged.admitted;
    const admitted = domain.has(plainAddress(peer.address));
    // Asked once a connection, unless it may still change: networks come.
    if (admitted) peer.judged = { domain, admitted };
    return admitted;
  }

  /** Whether a request may see the state of the service. One that somebody unknown has passed on may not. */
  isInner(exchange: Exchange): boolean {
    const address = plainAddress(exchange.address);
    if (!this.#inner.has(address)) return false;
    return exchange.vouched || this.#inner.world || !isForwarded((name) => exchange.header(name) ?? "");
  }

  refuse(exchange: Exchange): void {
    this.refused++;
    const { name, logger } = this.#service;
    const text = `${name} does not answer the network you are in. Whoever runs it can name it in \`domain\`.`;
    refuse(exchange, 403, logger, { text });
  }
}

function compression(service: BaseService): CompressionSettings | null {
  const { compression, compressionMinBytes } = service;
  return compression === "off" ? null : { compression, compressionMinBytes };
}

function trusted(service: BaseService): Domain | null {
  return service.trusted.length === 0 ? null : new Domain(service.trusted);
}

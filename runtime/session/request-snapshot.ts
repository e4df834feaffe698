import { cookie } from "../http/cookies.ts";
import type { Exchange } from "../http/exchange.ts";
import type { Seal } from "../http/seal.ts";
import type { RequestInfo } from "../page/context.ts";

/** What a page keeps of the request that loaded it: a few texts, not the request. */
export class RequestSnapshot implements RequestInfo {
  readonly address: string;
  readonly userAgent: string;
  readonly #languages: string;
  readonly #cookies: string;
  readonly #seal: Seal;

  constructor(exchange: Exchange, seal: Seal) {
    this.address = exchange.address;
    this.userAgent = exchange.header("user-agent") ?? "";
    this.#languages = exchange.header("accept-language") ?? "";
    this.#cookies = exchange.header("cookie") ?? "";
    this.#seal = seal;
  }

  /** @see https://www.rfc-editor.org/rfc/rfc9110#name-accept-language */
  get languages(): readonly string[] {
    return this.#languages
      .split(",")
      .map((part) => {
        const [tag = "", ...parameters] = part.trim().split(/\s*;\s*/);
        const q = parameters.find((parameter) => parameter.startsWith("q="));
        return { tag, weight: q ? Number(q.slice(2)) : 1 };
      })
      .filter(({ tag, weight }) => tag !== "" && weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .map(({ tag }) => tag);
  }

  cookie(name: string, { sealed = false }: { readonly sealed?: boolean } = {}): string | null {
    const value = cookie(this.#cookies, name);
    if (value === "") return null;
    if (sealed) return this.#seal.open(value, name);
    try {
      return decodeURIComponent(value);
    } catch {
      // Not encoded by us: as it stands.
      return value;
    }
  }
}

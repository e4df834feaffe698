import { cookie } from "../http/cookies.ts";
import type { Exchange } from "../http/exchange.ts";
import type { Cipher } from "../http/seal.ts";
import type { RequestInfo } from "../page/context.ts";

/** What a page keeps of the request that loaded it: a few texts, not the request. */
export class RequestSnapshot implements RequestInfo {
  readonly address: string;
  readonly userAgent: string;
  readonly authorization: RequestInfo["authorization"];
  readonly #languages: string;
  readonly #cookies: string;
  readonly #cipher: Cipher;

  constructor(exchange: Exchange, cipher: Cipher) {
    this.address = exchange.address;
    const { identity } = exchange;
    this.authorization = identity && { scheme: identity.scheme, name: identity.name };
    this.userAgent = exchange.header("user-agent") ?? "";
    this.#languages = exchange.header("accept-language") ?? "";
    this.#cookies = exchange.header("cookie") ?? "";
    this.#cipher = cipher;
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
    const text = decode(value);
    if (!sealed) return text;
    try {
      return this.#cipher.open(text, name) ?? null;
    } catch {
      // A cipher of the user's may say so in this way: the seal is broken.
      return null;
    }
  }
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Not encoded by us: as it stands.
    return value;
  }
}

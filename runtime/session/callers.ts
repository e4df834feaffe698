import type { Exchange } from "../http/exchange.ts";
import type { Page } from "../page/page.ts";
import type { View } from "../page/view.ts";
import { appCookie, sessionCookie } from "./cookies.ts";
import type { Mapped, Mapper } from "./mapper.ts";
import type { Registry } from "./registry.ts";
import type { Session } from "./session.ts";

/** Who is calling, as far as the request says. */
export interface Caller extends Mapped {
  readonly session: Session | undefined;
  /** The key was a session's until a moment ago: another tab logged in, and the new cookie is on its way. */
  readonly retiring: boolean;
}

/** Whose request is answered. */
interface Asker {
  readonly session: Session;
  readonly page: Page;
  readonly view?: View | undefined;
}

/** Tells callers apart, and gives them what they need to be known again. */
export class Callers {
  readonly #mapper: Mapper;
  readonly #registry: Registry;

  constructor(mapper: Mapper, registry: Registry) {
    this.#mapper = mapper;
    this.#registry = registry;
  }

  /** @param page id of the page the request names: what it asks after a login may still come by the former key */
  identify(exchange: Exchange, page = ""): Caller {
    const mapped = this.#mapper.map(exchange);
    const { key, path, base } = mapped;
    const session = this.#registry.find(key);
    if (session) {
      if (session.former) this.#registry.confirm(session);
      const { identity } = exchange;
      if (identity === null || session.isOf(identity)) return { key, path, base, session, retiring: false };
      // Credentials are a login: the id changes. Somebody else's, in a browser that two people use, are not this session's.
      if (session.identity !== null) {
        // A key that is no secret would find it again.
        if (!this.#mapper.isSecret(key)) this.#registry.end(session, "another person's");
        return { key, path, base, session: undefined, retiring: false };
      }
      session.identify(identity);
      return { key, path, base, session, retiring: false };
    }
    const found = page ? this.#registry.findRetiring(key, page) : undefined;
    const former = found && (exchange.identity === null || found.isOf(exchange.identity)) ? found : undefined;
    return { key, path, base, session: former, retiring: !former && this.#registry.isRetiring(key) };
  }

  /** A session for a caller that has none. */
  admit(caller: Caller, { identity }: Exchange): Session {
    const key = this.#mapper.keyFor(caller);
    const session = this.#registry.create(key, key !== caller.key);
    if (identity) session.greet(identity);
    return session;
  }

  /** Where the caller must go to carry its key in the URL; null: it need not. */
  urlFor(exchange: Exchange, session: Session): string | null {
    return this.#mapper.urlWith(exchange, session.id);
  }

  /**
   * The cookies that are due with an answer: the session's own where it is new or somebody logged in, and the app's;
   * also those of an earlier answer that its view asks for again.
   *
   * @param asker the session and page whose request is answered, and the view, where one asks that knew of the page before
   */
  cookies(exchange: Exchange, caller: Caller, { session, page, view }: Asker): readonly string[] {
    const { id } = session;
    const cookies = view?.cookies ? [...view.cookies, ...(page.cookies ?? [])] : page.cookies;
    if (id === caller.key && cookies === null) return NONE;
    const headers: string[] = [];
    if (id !== caller.key && !session.ended && this.#mapper.byCookie(id)) {
      headers.push("Set-Cookie", sessionCookie(exchange, id));
      session.told = true;
    }
    for (const cookie of cookies ?? []) headers.push("Set-Cookie", appCookie(exchange, cookie));
    page.cookies = null;
    if (view) view.cookies = cookies;
    return headers;
  }
}

const NONE: readonly string[] = [];

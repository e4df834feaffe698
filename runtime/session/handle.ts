import type { SessionHandle } from "../page/context.ts";
import type { Page } from "../page/page.ts";
import { readyCookie } from "./cookies.ts";
import type { Session } from "./session.ts";

/**
 * The session as the components of one page have it, free to be taken apart. Several browsers may be at the pages of a
 * session (an id planted beforehand, a key that is no secret), so what concerns the browser, cookies and a new id, goes
 * to this page's alone.
 */
export function handleOf(session: Session, page: Page): SessionHandle {
  return {
    get user() {
      return session.user;
    },
    get values() {
      return session.values;
    },
    login: (user) => session.become(user, page),
    logout: () => session.become(null, page),
    end: () => session.end(),
    own: (resource) => session.own(resource),
    release: (resource) => session.giveUp(resource),
    onExpire: (callback) => session.onExpire(callback),
    setCookie(name, value, options = {}) {
      const cookie = readyCookie({ name, value: String(value), options }, session.cipher);
      // The one set last is the one that counts: a handler that runs often must not let headers grow.
      const others = (page.cookies ?? []).filter((other) => other.name !== name || other.options.path !== options.path);
      page.cookies = [...others, cookie];
      page.requestSync();
    },
  };
}

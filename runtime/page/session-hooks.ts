import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { SessileError } from "../core/errors.ts";
import type { Closeable, PageContextValue, RequestInfo, SessionHandle } from "./context.ts";
import { usePageContext } from "./preact.ts";
import { whenGone } from "./unborn.ts";

export function usePage(hook: string): PageContextValue {
  const page = usePageContext();
  if (!page) throw new SessileError("SES_NO_PAGE", hook);
  return page;
}

/**
 * Renders anew when something outside changes. What a child's effect changed was changed before its parent listens:
 * so the value is looked at once more then.
 *
 * @param key another one: it is another source
 */
function useSource(read: () => unknown, subscribe: (listener: () => void) => () => void, key: unknown): void {
  const [, update] = useState(0);
  const rendered = read();
  useLayoutEffect(() => {
    const changed = (): void => update((n) => n + 1);
    if (!Object.is(read(), rendered)) changed();
    return subscribe(changed);
  }, [key]);
}

/** Where the page is, and how to go elsewhere. */
export interface Location {
  /** The path below the app's prefix, beginning with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The fragment with its `#`, or "". */
  readonly hash: string;
  /** What a link to a path of the app's says in its `href`. */
  href(to: string): string;
  /**
   * Goes there: the tree follows and the address bar too.
   *
   * @param to a path of the app's (`/inbox?unread=1`), something relative to the present one (`?page=2`), or another site's URL
   * @param options `replace` puts it in the place of the present entry of the browser's history
   */
  navigate(to: string, options?: { readonly replace?: boolean }): void;
  /** A step back in the browser's history; without script to where the page was before. */
  back(): void;
}

/**
 * The page's location as state: a link, back, forward and `navigate()` render the component anew. Links
 * (`<a href={location.href("/inbox")}>`) need no handler: with script they change the tree, without it they load the page.
 *
 * @throws SessileError SES_NO_PAGE outside a page
 * @example
 * const { path, href } = useLocation();
 * return path === "/" ? <a href={href("/about")}>About</a> : <About />;
 */
export function useLocation(): Location {
  const { location } = usePage("useLocation");
  useSource(
    () => location.url,
    (listener) => location.subscribe(listener),
    location,
  );
  return {
    path: location.path,
    query: location.query,
    hash: location.hash,
    href: (to) => location.href(to),
    navigate: (to, { replace = false } = {}) => location.navigate(to, replace),
    back: () => location.back(),
  };
}

/**
 * The session: who is logged in, its shared values, resources and cookies. Renders anew when somebody logs in or out.
 *
 * @throws SessileError SES_NO_PAGE outside a page
 */
export function useSession(): SessionHandle {
  const { session } = usePage("useSession");
  useSource(
    () => session.values.get(USER),
    (listener) => session.values.subscribe(USER, listener),
    session,
  );
  return session;
}

/** The name under which the session's user is shared. */
export const USER = "sessile:user";

/**
 * A value all pages of the session share: set in one tab, seen in every other. Like `useState`, by name.
 *
 * @example
 * const [theme, setTheme] = useShared("theme", "light");
 */
export function useShared<T>(name: string, initial: T): [value: T, set: (value: T | ((before: T) => T)) => void] {
  const { session } = usePage("useShared");
  const { values } = session;
  const read = (): T => (values.has(name) ? (values.get(name) as T) : initial);
  useSource(read, (listener) => values.subscribe(name, listener), name);
  const set = (next: T | ((before: T) => T)): void => {
    values.set(name, typeof next === "function" ? (next as (before: T) => T)(read()) : next);
  };
  return [read(), set];
}

/**
 * Something opened for this component, and closed when it goes or the session ends, whichever is first. What was opened
 * later closes earlier. Where something fails in the same render, so that the component never comes to be, it is closed at once.
 *
 * @param open called once, at the first render
 * @throws SessileError SES_NO_PAGE outside a page
 * @example
 * const client = useResource(() => connect(role));
 */
export function useResource<T extends Closeable>(open: () => T): T {
  const { session } = usePage("useResource");
  const [held] = useState(() => {
    const opened = { resource: session.own(open()), released: false, mounted: false };
    whenGone(() => opened.mounted || session.release(opened.resource));
    return opened;
  });
  useEffect(() => {
    held.mounted = true;
    // Hot reload runs effects anew: what was just given up is still wanted.
    if (held.released) session.own(held.resource);
    held.released = false;
    return () => {
      held.released = true;
      session.release(held.resource);
    };
  }, [held]);
  return held.resource;
}

/** Closes what can be closed, by whichever method it has. */
export function close(resource: Closeable): unknown {
  if ("close" in resource) return resource.close();
  if ("end" in resource) return resource.end();
  // Node 20 has the symbols only where a polyfill or a newer version brings them.
  const methods = resource as { [method: symbol]: (() => unknown) | undefined };
  return methods[Symbol.asyncDispose]?.() ?? methods[Symbol.dispose]?.();
}

/**
 * The request that loaded the document.
 *
 * @throws SessileError SES_NO_PAGE outside a page
 */
export function useRequest(): RequestInfo {
  const { request } = usePage("useRequest");
  if (!request) throw new SessileError("SES_NO_PAGE", "useRequest");
  return request;
}

/** Runs before the session ends (it expired, or was ended), while the tree and its resources still stand. */
export function useExpire(callback: (reason: string) => void): void {
  const { session } = usePage("useExpire");
  const latest = useRef(callback);
  latest.current = callback;
  useEffect(() => session.onExpire((reason) => latest.current(reason)), [session]);
}

/** The HTTP status of the document, as long as the component is mounted: 404 for a path there is nothing at. */
export function useStatus(status: number): void {
  const page = usePage("useStatus");
  useLayoutEffect(() => page.addStatus(status), [status]);
}

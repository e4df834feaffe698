import { type ComponentChildren, createElement, createPortal, Fragment, toChildArray, type VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { ROOT_CALL } from "../core/wire.ts";
import { usePageContext } from "./preact.ts";

/**
 * The document's title, as long as the component is mounted. Where several components set one, the one
 * mounted last shows; when it goes, the title before comes back.
 *
 * @example
 * useTitle(`Inbox (${unread})`);
 */
export function useTitle(title: string): void {
  const page = usePageContext();
  const entry = useRef<{ set(title: string): void; remove(): void } | null>(null);
  useLayoutEffect(() => {
    if (entry.current) entry.current.set(title);
    else entry.current = page?.addTitle(title) ?? null;
  }, [title]);
  // Hot reload runs effects anew: then there is to be an entry again.
  useLayoutEffect(
    () => () => {
      entry.current?.remove();
      entry.current = null;
    },
    [],
  );
}

/**
 * For browsers without script: the page loads itself anew after so many seconds, because it changes by
 * itself (a clock, a queue). With script nothing happens: there, changes are pushed.
 *
 * @param seconds at least 1; null or undefined: not now
 */
export function useRefresh(seconds: number | null | undefined): void {
  const page = usePageContext();
  useEffect(() => {
    if (!page || seconds == null) return;
    return page.addRefresh(Math.max(1, Math.round(seconds)));
  }, [seconds]);
}

/**
 * Puts texts on the user's clipboard. Browsers permit it for a moment after a press (Chromium five seconds), and on
 * secure origins alone (`https:`, `localhost`). Without script nothing happens: `useClipboard` of the widgets shows the text then.
 *
 * @example
 * const copy = useCopy();
 * return <button onClick={() => copy(code)}>Copy</button>;
 */
export function useCopy(): (text: string) => void {
  const page = usePageContext();
  return (text) => page?.document.record.call(page.document.documentElement, ROOT_CALL.copy, [text]);
}

/**
 * For work that no handler does: what is fetched as a component is mounted. Answers wait for it as for an async handler's, the first
 * document too, for a second at most: browsers without script see what has come. If it fails, that is shown as a handler's failure.
 *
 * @returns what is given such work; outside a page it does nothing
 * @example
 * const work = useWork();
 * useEffect(() => work(load().then(setRows)), []);
 */
export function useWork(): (promise: PromiseLike<unknown>) => void {
  const page = usePageContext();
  return (promise) => page?.work(promise, true);
}

/**
 * Calls back as the page is loaded again, by a reload for instance, before that is answered. What the browser had for itself is gone then: how
 * far something was scrolled. The redirect after a press without script is no such load.
 *
 * @example
 * useLoad(() => setFirst(0));
 */
export function useLoad(listener: () => void): void {
  const page = usePageContext();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => page?.onLoad(() => latest.current()), []);
}

function Title({ children }: { children: string }): null {
  useTitle(children);
  return null;
}

/**
 * Puts its children (`<title>`, `<meta>`, `<link>`, `<style>`) into the document's head, as long as it is mounted.
 *
 * @example
 * <Head lang="de"><title>Rechnungen</title><meta name="description" content="Alle offenen Posten" /></Head>
 */
export function Head({ children, lang }: { children?: ComponentChildren; lang?: string }): VNode | null {
  const page = usePageContext();
  useLayoutEffect(() => {
    if (lang !== undefined) return page?.addLang(lang);
  }, [lang]);
  const head = page?.document.head;
  if (!head) return null;
  const titles: VNode[] = [];
  const others: ComponentChildren[] = [];
  for (const child of toChildArray(children)) {
    if (typeof child === "object" && child.type === "title") {
      const text = toChildArray((child.props as { children?: ComponentChildren }).children).join("");
      titles.push(createElement(Title, { children: text }) as VNode);
    } else others.push(child);
  }
  return createElement(Fragment, null, ...titles, createPortal(others as unknown as VNode, head as unknown as Element));
}

import { useEffect, useMemo, useState } from "preact/hooks";
import { SessileError } from "../core/errors.ts";
import type { DownloadBody, DownloadOffer } from "./context.ts";
import { usePageContext } from "./preact.ts";
import { USER } from "./session-hooks.ts";

/** What `useDownload` gives to a link. */
export interface DownloadLink {
  readonly href: string;
  /** The file's name: the browser saves what it gets, and the page stays. */
  readonly download: string;
}

/**
 * A file for the link of this component: an address of its own that the session's browser alone gets an answer from, as
 * long as the component is mounted. Works without script.
 *
 * @param name what the file is called
 * @param open called for each download, with what the component knew at its latest render; pieces are made as they are sent
 * @param options `type`: the media type. Default: `text/plain; charset=utf-8`
 * @throws SessileError SES_NO_PAGE outside a page
 * @example
 * const file = useDownload("guests.csv", () => guests.map(({ name }) => `${name}\r\n`), { type: "text/csv; charset=utf-8" });
 * return <a {...file}>Download</a>;
 */
export function useDownload(
  name: string,
  open: () => DownloadBody | Promise<DownloadBody>,
  { type = "text/plain; charset=utf-8" }: { readonly type?: string } = {},
): DownloadLink {
  const page = usePageContext();
  if (!page) throw new SessileError("SES_NO_PAGE", "useDownload");
  const [, update] = useState(0);
  const file = fileName(name);
  const offer = useMemo<DownloadOffer>(() => ({ name: file, type, open }), []);
  const added = useMemo(() => page.addDownload(offer), [page]);
  Object.assign(offer, { name: file, type, open } satisfies DownloadOffer);
  // Where the session's key stands in the address, a login changes it.
  useEffect(() => page.session.values.subscribe(USER, () => update((n) => n + 1)), [page]);
  useEffect(() => added.remove, [added]);
  return { href: added.url(), download: file };
}

/** What may stand in a path as one part of it, and in a header. */
function fileName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cs}/\\]/gu, "_");
  return /^\.*$/.test(clean) ? "download" : clean;
}

import { useLayoutEffect, useState } from "preact/hooks";
import type { UploadProgress } from "./context.ts";
import { usePage } from "./session-hooks.ts";

/**
 * The uploads that are on their way to this page, the oldest first; renders anew as they get on, a few times a second. With
 * script that is pushed; without it the browser shows its own progress, and the page is there again when all has come.
 *
 * @throws SessileError SES_NO_PAGE outside a page
 * @example
 * const uploads = useUploads();
 * return uploads.map(({ id, received, total, cancel }) => (
 *   <p key={id}>
 *     <progress value={received} max={total ?? undefined} /> <button onClick={cancel}>Cancel</button>
 *   </p>
 * ));
 */
export function useUploads(): readonly UploadProgress[] {
  const { uploads } = usePage("useUploads");
  const [, update] = useState(0);
  useLayoutEffect(() => uploads.subscribe(() => update((n) => n + 1)), [uploads]);
  return uploads.list;
}

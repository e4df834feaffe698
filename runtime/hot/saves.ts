import { type Stats, statSync } from "node:fs";
import type { ViteDevServer } from "vite";

/** Milliseconds without another file event: an editor's save is several. */
const SETTLED_MS = 8;
/** Milliseconds an empty file may stay so: some editors empty a file before they fill it. */
const EMPTY_MS = 100;
/** Chokidar drops what happens to a file within 50 ms of an event of it: then it is looked at once more. */
const AGAIN_MS = 60;

/** Files that changed together. */
export interface Save {
  readonly files: ReadonlySet<string>;
  /** When the first of them was seen, on the monotonic clock. */
  readonly since: number;
}

/** Calls `saved` with the files of each save, once they have come to rest. @returns once the folder is watched */
export async function watchSaves(
  watcher: ViteDevServer["watcher"],
  saved: (save: Save) => void,
): Promise<{ close(): void }> {
  const files = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  let since = 0;
  let settled: NodeJS.Timeout | undefined;
  const later = (work: () => void, ms: number): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
    return timer;
  };
  const seen = (file: string): void => {
    if (files.size === 0) since = performance.now();
    files.add(file);
    clearTimeout(settled);
    settled = later(hand, stat(file)?.size === 0 ? EMPTY_MS : SETTLED_MS);
  };
  const hand = (): void => {
    const save = { files: new Set(files), since };
    files.clear();
    const versions = [...save.files].map((file) => [file, stat(file)?.mtimeMs] as const);
    later(() => {
      for (const [file, version] of versions) if (stat(file)?.mtimeMs !== version) seen(file);
    }, AGAIN_MS);
    saved(save);
  };
  watcher.on("all", (event, file) => {
    if (event === "add" || event === "change" || event === "unlink") seen(file);
  });
  // Vite hands the watcher over without saying whether it has seen all there is.
  const { _readyEmitted: ready } = watcher as unknown as { readonly _readyEmitted?: boolean };
  if (!ready) await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return {
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function stat(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

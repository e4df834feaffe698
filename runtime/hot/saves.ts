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
  /** The version of each file that was handed over last. */
  const handed = new Map<string, string | null>();
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
    const versions = [...files].map((file) => [file, version(file)] as const);
    files.clear();
    later(() => {
      for (const [file, at] of versions) if (version(file) !== at) seen(file);
    }, AGAIN_MS);
    // What was looked at once more may have been told of as well. That a file is gone is seen before Vite knows of it.
    const fresh = versions.filter(([file, at]) => at === null || handed.get(file) !== at);
    for (const [file, at] of fresh) handed.set(file, at);
    if (fresh.length > 0) saved({ files: new Set(fresh.map(([file]) => file)), since });
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

/** Another one with every write, and with every file of this name; null: there is no file. */
function version(file: string): string | null {
  const found = stat(file);
  return found ? `${found.ino} ${found.ctimeMs} ${found.size}` : null;
}

function stat(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

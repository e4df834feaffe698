/** Milliseconds of turns in one go, before other work of the process gets its chance. */
const SLICE_MS = 8;

let queue: (() => void)[] = [];
let armed = false;

/**
 * Runs `work` soon: at the end of the current task, or, where many wait (a broadcast dirtied ten thousand
 * pages), in slices between which events are answered. `work` must not throw.
 */
export function soon(work: () => void): void {
  queue.push(work);
  if (armed) return;
  armed = true;
  queueMicrotask(drain);
}

function drain(): void {
  const end = performance.now() + SLICE_MS;
  let i = 0;
  try {
    // The queue may grow while it is drained.
    while (i < queue.length) {
      (queue[i++] as () => void)();
      if (performance.now() > end) break;
    }
  } finally {
    // Whatever one of them threw: the others wait for nothing.
    queue = i < queue.length ? queue.slice(i) : [];
    armed = queue.length > 0;
    if (armed) setImmediate(drain);
  }
}

/** Milliseconds of turns in one go, before other work of the process gets its chance. */
const SLICE_MS = 8;
/** Goes within one task that may be the doing of ordinary promises. More of them are an effect that feeds itself. */
const GOES_MAX = 8;

// Those of the process, whatever clock a test puts in their place: they tell tasks apart.
const nextTask = setImmediate;
const clock = performance.now.bind(performance);

let queue: (() => void)[] = [];
let armed = false;
/** Goes in the present task, and when it has had its slice. */
let goes = 0;
let over = 0;

/**
 * Runs `work` soon: at the end of the current task, or, where many wait (a broadcast dirtied ten thousand
 * pages), in slices between which events are answered. `work` must not throw.
 */
export function soon(work: () => void): void {
  queue.push(work);
  if (armed) return;
  armed = true;
  // Work that asks for work by promises would never let the task end.
  if (goes < GOES_MAX || clock() < over) queueMicrotask(drain);
  else nextTask(drain);
}

function drain(): void {
  if (goes++ === 0) {
    over = clock() + SLICE_MS;
    nextTask(() => {
      goes = 0;
    });
  }
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
    if (armed) nextTask(drain);
  }
}

// Slow: handlers that wait. What they set before their first await is shown at once, the rest as it comes;
// jobs run side by side, can be cancelled, and an error they throw is caught and shown like any other result.
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { type Job, reduce, summary, work } from "./jobs.ts";

export const meta = {
  title: "Slow",
  description: "Async handlers: busy at once, the result when it settles; parallel jobs, cancel, a caught error.",
};

const LONGEST = 60_000;

export default function Slow() {
  const [jobs, dispatch] = useReducer(reduce, []);
  const [ms, setMs] = useState("1000");
  const nextId = useRef(1);
  const controllers = useRef(new Map<number, AbortController>());

  // Nobody is left to see the results once the page has ended: stop the work.
  useEffect(() => () => cancelAll(), []);

  const cancelAll = () => {
    for (const controller of controllers.current.values()) controller.abort();
  };

  const run = async (fails: boolean) => {
    const id = nextId.current++;
    const controller = new AbortController();
    controllers.current.set(id, controller);
    const show = (change: Partial<Job>) => dispatch({ type: "change", id, change });

    dispatch({ type: "start", id });
    try {
      const took = await work({
        ms: Math.min(Math.max(Number(ms) || 0, 0), LONGEST),
        fails,
        signal: controller.signal,
        onProgress: (progress) => show({ progress }),
      });
      show({ state: "done", note: `Done in ${(took / 1000).toFixed(1)} s` });
    } catch (error) {
      if (controller.signal.aborted) show({ state: "cancelled", note: "Cancelled" });
      else show({ state: "failed", note: `Failed: ${error instanceof Error ? error.message : String(error)}` });
    } finally {
      controllers.current.delete(id);
    }
  };

  const running = jobs.filter((job) => job.state === "running").length;

  return (
    <main>
      <h1>Slow</h1>
      <div class="row end">
        <div class="field">
          <label for="slow-duration">Duration in milliseconds</label>
          <input
            id="slow-duration"
            type="number"
            min="0"
            max={LONGEST}
            step="100"
            value={ms}
            onInput={(e) => setMs(e.currentTarget.value)}
          />
        </div>
        <button type="button" class="primary" onClick={() => run(false)}>
          Start
        </button>{" "}
        <button type="button" onClick={() => Promise.all([run(false), run(false), run(false)])}>
          Start three
        </button>{" "}
        <button type="button" class="danger" onClick={() => run(true)}>
          Fail
        </button>
      </div>

      <p role="status">{summary(jobs)}</p>

      {jobs.length > 0 && (
        <ul class="rows" aria-label="Jobs">
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} onCancel={() => controllers.current.get(job.id)?.abort()} />
          ))}
        </ul>
      )}

      <div class="row">
        <button type="button" aria-disabled={running === 0} onClick={cancelAll}>
          Cancel all
        </button>{" "}
        <button type="button" aria-disabled={running === jobs.length} onClick={() => dispatch({ type: "tidy" })}>
          Clear finished
        </button>
      </div>
    </main>
  );
}

function JobRow({ job, onCancel }: { job: Job; onCancel: () => void }) {
  const name = `Job ${job.id}`;
  const running = job.state === "running";
  return (
    <li aria-busy={running}>
      <strong>{name}</strong>{" "}
      {/* Keyed by state: an alert is announced when it comes into the page, not when it gets its role. */}
      <span key={job.state} class={`note ${job.state}`} role={job.state === "failed" ? "alert" : undefined}>
        {job.note}
      </span>{" "}
      <button type="button" aria-label={`Cancel job ${job.id}`} aria-disabled={!running} onClick={onCancel}>
        Cancel
      </button>
      <progress aria-label={name} max="1" value={job.progress} />
    </li>
  );
}

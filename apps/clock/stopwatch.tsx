// A stopwatch: its timer runs only while it does, and what it shows is measured, not counted,
// so a late tick makes no error.
import { useEffect, useRef, useState } from "preact/hooks";
import { useRefresh } from "sessile/ui";
import { reading } from "./time.ts";

/** Ten readings a second look alive, and are few enough to push. */
const PERIOD = 100;

export function Stopwatch() {
  const [elapsed, setElapsed] = useState(0);
  const [running, setRunning] = useState(false);
  const [laps, setLaps] = useState<readonly number[]>([]);
  const startedAt = useRef(0);

  const measure = () => performance.now() - startedAt.current;

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setElapsed(measure()), PERIOD);
    return () => clearInterval(timer);
  }, [running]);

  useRefresh(running ? 1 : null);

  const start = () => {
    startedAt.current = performance.now() - elapsed;
    setRunning(true);
  };
  const stop = () => {
    setElapsed(measure());
    setRunning(false);
  };
  const clear = () => {
    startedAt.current = performance.now();
    setElapsed(0);
    setLaps([]);
  };

  return (
    <section aria-labelledby="stopwatch">
      <h2 id="stopwatch">Stopwatch</h2>
      <p role="timer" aria-label="Stopwatch" class="figure small">
        {reading(elapsed)}
      </p>
      <div class="row">
        <button type="button" onClick={running ? stop : start}>
          {running ? "Stop stopwatch" : "Start stopwatch"}
        </button>{" "}
        <button type="button" aria-disabled={!running} onClick={() => running && setLaps([...laps, measure()])}>
          Lap
        </button>{" "}
        <button type="button" onClick={clear}>
          Clear
        </button>
      </div>
      {laps.length > 0 && (
        <ol aria-label="Laps" class="figures">
          {laps.map((lap) => (
            <li key={lap}>{reading(lap)}</li>
          ))}
        </ol>
      )}
    </section>
  );
}

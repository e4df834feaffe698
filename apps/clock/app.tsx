// Clock: the server speaks first. A timer in an effect sets state with no click behind it,
// and every open tab sees it; the effect's clean-up ends the timer when the page ends.
import { useEffect, useState } from "preact/hooks";
import { useRefresh } from "sessile/ui";
import { Stopwatch } from "./stopwatch.tsx";
import { ago, clockTime, INTERVALS, zone } from "./time.ts";

export const meta = {
  title: "Clock",
  description: "A timer in an effect, pushed to the open tab: the server's time, a tick count, a stopwatch.",
};

const serverStart = new Date(Date.now() - process.uptime() * 1000);

export default function Clock() {
  const [opened] = useState(() => new Date());
  const [{ now, ticks }, setBeat] = useState({ now: opened, ticks: 0 });
  const [running, setRunning] = useState(true);
  const [interval, setPeriod] = useState(1000);

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setBeat((last) => ({ now: new Date(), ticks: last.ticks + 1 })), interval);
    return () => clearInterval(timer);
  }, [running, interval]);

  // Nothing is pushed to a browser without script: it loads the page again, now and then.
  useRefresh(running ? 2 : null);

  return (
    <main>
      <h1>Clock</h1>
      <p class="figure">
        <time dateTime={now.toISOString()}>{clockTime(now)}</time>
      </p>
      {/* A timer's role is quiet by default: a screen reader is not to speak every second. */}
      <p role="timer">Ticks: {ticks}</p>
      <div class="row">
        <button type="button" class="primary" onClick={() => setRunning(!running)}>
          {running ? "Stop clock" : "Start clock"}
        </button>{" "}
        <label class="inline">
          Interval
          <select value={String(interval)} onChange={(e) => setPeriod(Number(e.currentTarget.value))}>
            {INTERVALS.map(({ ms, name }) => (
              <option key={ms} value={String(ms)}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <dl>
        <dt>Server up since</dt>
        <dd>
          <time dateTime={serverStart.toISOString()}>{clockTime(serverStart)}</time>, {ago(serverStart, now)}
        </dd>
        <dt>This page since</dt>
        <dd>
          <time dateTime={opened.toISOString()}>{clockTime(opened)}</time>, {ago(opened, now)}
        </dd>
        <dt>Time zone</dt>
        <dd>{zone}</dd>
      </dl>
      <Stopwatch />
    </main>
  );
}

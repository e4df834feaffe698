// Seconds since the first square was opened. A component of its own: a second that passes renders this and not the board.
import { useEffect, useState } from "preact/hooks";

/** Both in milliseconds since 1970; null: not yet. */
export function Clock({ began, ended }: { readonly began: number | null; readonly ended: number | null }) {
  const [now, setNow] = useState(0);
  const isRunning = began !== null && ended === null;

  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);

  const elapsed = began === null ? 0 : Math.max((ended ?? Math.max(now, began)) - began, 0);
  // A timer's role is quiet by default: a screen reader is not to speak every second.
  return <span role="timer">Time: {Math.floor(elapsed / 1000)} s</span>;
}

import { useState } from "preact/hooks";
import { Button, useTimer } from "sessile/widgets";

export const title = "useTimer";
export const description = "Time on the server: what it changes is pushed, and it ends with its component.";

export default function UseTimerStory() {
  const [seconds, setSeconds] = useState(0);
  const timer = useTimer(() => setSeconds((n) => n + 1), 1000, { autoStart: false });
  return (
    <>
      <p role="status" class="figure">
        {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, "0")}
      </p>
      <div class="row">
        <Button kind="primary" onClick={timer.isRunning ? timer.pause : timer.start}>
          {timer.isRunning ? "Pause" : "Start"}
        </Button>
        <Button
          onClick={() => {
            setSeconds(0);
            if (timer.isRunning) timer.restart();
          }}
        >
          Back to zero
        </Button>
      </div>
    </>
  );
}

// Negative: the counter, with a question in one of its handlers. The handler waits in the server until it is answered,
// a reload or two later, and goes on behind its `await`.
import { useState } from "preact/hooks";
import { useFlow } from "sessile/ui";

export const meta = {
  title: "Negative",
  description: "The counter asks before it goes below zero: await confirm(…) in an ordinary handler.",
};

export default function Negative() {
  const [count, setCount] = useState(0);
  const { confirm, view } = useFlow();

  const decrement = async () => {
    // The second press of a double click, on its way before the button was gone.
    if (view) return;
    if (count === 0 && !(await confirm("GO NEGATIVE?"))) return;
    setCount((now) => now - 1);
  };

  return (
    <main>
      <h1>Negative</h1>
      <p role="status" class="figure">
        Count: {count}
      </p>
      {view}
      {/* Hidden, not gone: once the question is answered, the button that asked it has the keyboard again. */}
      <div class="row tight" hidden={view !== null}>
        <button type="button" onClick={decrement}>
          Decrement
        </button>{" "}
        <button type="button" class="primary" onClick={() => setCount(count + 1)}>
          Increment
        </button>
      </div>
    </main>
  );
}

// Counter: the smallest whole program. The number lives in a closure on the server;
// a click travels there, and what comes back is the one text (and the title) that changed.
import { useState } from "preact/hooks";
import { useTitle } from "sessile/ui";

export const meta = {
  title: "Counter",
  description: "One number, three buttons: state in a closure, a click answered with the text that changed.",
};

export default function Counter() {
  const [count, setCount] = useState(0);
  useTitle(`Count: ${count}`);
  return (
    <main>
      <h1>Counter</h1>
      <p role="status" class="figure">
        Count: {count}
      </p>
      <div class="row tight">
        <button type="button" onClick={() => setCount(count - 1)}>
          Decrement
        </button>{" "}
        <button type="button" class="primary" onClick={() => setCount(count + 1)}>
          Increment
        </button>{" "}
        <button type="button" onClick={() => setCount(0)}>
          Reset
        </button>
      </div>
    </main>
  );
}

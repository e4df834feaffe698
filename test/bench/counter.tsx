import { useState } from "preact/hooks";

/** The README's counter, in a file of its own: it shall not be measured with what others import (preact/compat). */
export function Counter() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <p role="status">Count: {count}</p>
      <button onClick={() => setCount(count + 1)}>Increment</button>
    </main>
  );
}

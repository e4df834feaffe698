import { useState } from "preact/hooks";

export const meta = { title: "Counter", lang: "en" };

/** Lives on the server: one of it for each browser tab. */
export default function Counter() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <h1>Counter</h1>
      <p role="status">Count: {count}</p>
      <button type="button" onClick={() => setCount(count + 1)}>
        Increment
      </button>
    </main>
  );
}

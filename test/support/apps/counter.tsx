/** The least that can go wrong: a number and a field. */
import { useState } from "preact/hooks";

export function Counter() {
  const [count, setCount] = useState(0);
  const [name, setName] = useState("");
  return (
    <main>
      <p role="status">Count: {count}</p>
      <button type="button" onClick={() => setCount((now) => now + 1)}>
        Increment
      </button>
      <label>
        Name <input name="name" value={name} onInput={(e) => setName(e.currentTarget.value)} />
      </label>
      <p role="note">{name}</p>
    </main>
  );
}

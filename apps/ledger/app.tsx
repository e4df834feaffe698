// Each click on "Append" adds the next number to the list: whatever the network does to the requests, no number
// is missing and none stands there twice.
import { useState } from "preact/hooks";

export const meta = { title: "Ledger", description: "Each click appends its number, once, over whatever network." };

export default function Ledger() {
  const [entries, setEntries] = useState<readonly number[]>([]);
  const append = () => setEntries((before) => [...before, before.length + 1]);
  return (
    <main>
      <h1>Ledger</h1>
      <div class="row tight">
        <button type="button" class="primary" onClick={append}>
          Append
        </button>
      </div>
      <div role="log" aria-label="Entries">
        <ol class="rows">
          {entries.map((entry) => (
            <li key={entry}>{entry}</li>
          ))}
        </ol>
      </div>
    </main>
  );
}

// A controlled field that changes what is typed into it, under a slow network: nothing typed is lost, the caret
// stays, and "Save" never saves a stale text.
import { useState } from "preact/hooks";

export const meta = { title: "Typing", description: "A field the server rewrites while you type into it." };

export default function Typing() {
  const [name, setName] = useState("");
  const [saved, setSaved] = useState<string | null>(null);
  return (
    <main>
      <h1>Typing</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setSaved(name);
        }}
      >
        <label class="field">
          Name
          <input
            name="name"
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value.toUpperCase())}
          />
        </label>
        <div class="row tight">
          <button type="submit" class="primary">
            Save
          </button>
        </div>
      </form>
      <p role="status">{name}</p>
      <p class="note" aria-live="polite">
        {saved === null ? "Nothing saved yet." : `Saved: ${saved}`}
      </p>
    </main>
  );
}

import { useState } from "preact/hooks";
import { Button, Toasts, useToast } from "sessile/widgets";

export const title = "Toast";
export const description = "A short notice in the corner, read out, which goes by itself. The pointer on it holds it.";

export default function ToastStory() {
  return (
    <Toasts>
      <Logbook />
    </Toasts>
  );
}

function Logbook() {
  const toast = useToast();
  const [entries, setEntries] = useState(["Left port", "Hoisted the jib"]);
  const remove = () => {
    const before = entries;
    setEntries(entries.slice(0, -1));
    toast("The last entry is gone.", { seconds: 20, action: { label: "Undo", onClick: () => setEntries(before) } });
  };
  return (
    <>
      <p>Entries: {entries.join(", ") || "none"}</p>
      <div class="row">
        <Button onClick={remove} disabled={entries.length === 0}>
          Remove the last
        </Button>
        <Button onClick={() => toast("Saved.", { kind: "good" })}>Save</Button>
        <Button onClick={() => toast("No signal here.", { kind: "danger", seconds: 0 })}>Send</Button>
      </div>
    </>
  );
}

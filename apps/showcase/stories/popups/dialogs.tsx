import { useState } from "preact/hooks";
import { Button, Dialogs, useDialogs } from "sessile/widgets";

export const title = "Dialogs";
export const description = "alert, confirm and prompt, awaited in any handler: with script, and without.";

export default function DialogsStory() {
  return (
    <Dialogs>
      <Catch />
    </Dialogs>
  );
}

function Catch() {
  const { alert, confirm, prompt } = useDialogs();
  const [fish, setFish] = useState(["Cod", "Herring"]);
  const add = async () => {
    const name = await prompt("What have you caught?", { check: (text) => !text.trim() && "It must have a name." });
    if (name === null) return;
    if (fish.includes(name) && !(await confirm(`Another ${name}?`, { ok: "Yes", cancel: "No" }))) return;
    setFish([...fish, name]);
  };
  const release = async () => {
    const isSure = await confirm(`Let all ${fish.length} go?`, {
      details: "They will not come back.",
      ok: "Let them go",
      danger: true,
    });
    if (isSure) setFish([]);
  };
  return (
    <>
      <ul>
        {fish.map((name, at) => (
          <li key={at}>{name}</li>
        ))}
      </ul>
      <div class="row">
        <Button kind="primary" onClick={add}>
          Add
        </Button>
        <Button onClick={release} disabled={fish.length === 0}>
          Release
        </Button>
        <Button kind="quiet" onClick={() => alert("Ten fish a day.", { details: "Minimum size 30 cm." })}>
          Rules
        </Button>
      </div>
    </>
  );
}

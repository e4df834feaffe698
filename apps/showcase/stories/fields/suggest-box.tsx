import { useState } from "preact/hooks";
import { SuggestBox } from "sessile/widgets";

export const title = "SuggestBox";
export const description =
  "A line of text with suggestions, from a list or from whoever is asked. Anything else may be typed too.";

const WINDS = ["Bora", "Föhn", "Meltemi", "Mistral", "Scirocco", "Tramontana"];
const PORTS = ["Bergen", "Bordeaux", "Genoa", "Gothenburg", "Hamburg", "Oporto", "Oslo", "Palermo", "Porto"];

/** Stands for a search that takes its time: a database, another server. */
async function findPorts(text: string, { signal }: { signal: AbortSignal }): Promise<readonly string[]> {
  await new Promise((resolve) => setTimeout(resolve, 150));
  signal.throwIfAborted();
  return PORTS.filter((port) => port.toLowerCase().includes(text.toLowerCase()));
}

export default function SuggestBoxStory() {
  const [port, setPort] = useState("");
  return (
    <>
      <SuggestBox label="Wind" name="wind" source={WINDS} placeholder="M…" />
      <SuggestBox label="Port" name="port" source={findPorts} empty="No such port." onSelect={setPort} />
      <p role="status">{port ? `Sailing to ${port}.` : "Sailing nowhere."}</p>
    </>
  );
}

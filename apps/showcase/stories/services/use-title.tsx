import { useState } from "preact/hooks";
import { TextBox, useTitle } from "sessile/widgets";

export const title = "useTitle";
export const description = "The document's title, as long as the component is there. Look at the tab.";

export default function UseTitleStory() {
  const [name, setName] = useState("Limpets");
  useTitle(name || "Untitled");
  return <TextBox label="Title" value={name} onChange={setName} />;
}

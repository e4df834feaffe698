import { useState } from "preact/hooks";
import { TextArea } from "sessile/widgets";

export const title = "TextArea";
export const description = "Text of several lines. It can grow with what is typed.";

export default function TextAreaStory() {
  const [log, setLog] = useState("");
  const words = log.split(/\s+/).filter(Boolean).length;
  return (
    <>
      <TextArea
        label="Log"
        name="log"
        hint="At most 300 characters."
        maxLength={300}
        grows
        value={log}
        onChange={setLog}
      />
      <p role="status">{words === 1 ? "1 word" : `${words} words`}</p>
    </>
  );
}

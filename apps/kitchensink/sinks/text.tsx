// Fields for text, and what one can know of them.
import { useState } from "preact/hooks";
import { Heading, Label, NumberBox, PasswordBox, TextArea, TextBox } from "sessile/widgets";

export function Text() {
  const [line, setLine] = useState("");
  const [text, setText] = useState("");
  const [number, setNumber] = useState<number | null>(7);
  const words = text.split(/\s+/).filter(Boolean).length;
  return (
    <>
      <Heading level={2}>Fields</Heading>
      <TextBox label="A line" value={line} onChange={setLine} hint={`${line.length} characters`} />
      <TextBox label="One that cannot be changed" readOnly defaultValue="Cast in bronze" />
      <PasswordBox label="A password" autocomplete="off" />
      <NumberBox label="A number" min={0} max={12} value={number} onChange={setNumber} />
      <TextArea label="Some lines" rows={4} value={text} onChange={setText} />
      <p role="status">
        {words} {words === 1 ? "word" : "words"}, and {number ?? "no number"}
      </p>
      <Heading level={2}>Texts</Heading>
      <Label>A label is plain text: &lt;b&gt; is shown as it stands.</Label>
    </>
  );
}

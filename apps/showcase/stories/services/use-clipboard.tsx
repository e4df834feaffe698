import { Button, useClipboard } from "sessile/widgets";

export const title = "useClipboard";
export const description =
  "Copies a text to the user's clipboard. Without script it is shown, to be selected by one press.";

const CODE = "LIMPET-4711";

export default function UseClipboardStory() {
  const { copy, copied, byHand } = useClipboard();
  return (
    <>
      <p>
        Your code is <strong>{CODE}</strong>.
      </p>
      <Button onClick={() => copy(CODE)}>Copy the code</Button>
      {byHand}
      <p role="status">{copied && "Take it to the harbour master."}</p>
    </>
  );
}

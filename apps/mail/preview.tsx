// The letter that is read.
import { Button } from "sessile/widgets";
import type { Letter } from "./model.ts";

interface PreviewProps {
  readonly letter: Letter | undefined;
  readonly onDelete: (letter: Letter) => unknown;
}

export function Preview({ letter, onDelete }: PreviewProps) {
  if (!letter) return <p class="quiet">Choose a letter to read it here.</p>;
  return (
    <article id="letter" class="letter" aria-labelledby="subject">
      <h2 id="subject">{letter.subject || "(no subject)"}</h2>
      <dl>
        <dt>From</dt>
        <dd>{letter.from}</dd>
        <dt>To</dt>
        <dd>{letter.to}</dd>
      </dl>
      {paragraphs(letter.text).map((text, at) => (
        <p key={at}>{text}</p>
      ))}
      <p class="row">
        <Button onClick={() => onDelete(letter)}>{letter.folder === "bin" ? "Delete…" : "Delete"}</Button>
      </p>
    </article>
  );
}

const paragraphs = (text: string) => text.split(/\n{2,}/).filter((part) => part.trim());

// The letter that is read.
import { Button, Hyperlink } from "sessile/widgets";
import type { Letter } from "./model.ts";

interface PreviewProps {
  readonly letter: Letter | undefined;
  readonly onDelete: (letter: Letter) => unknown;
  readonly onPutBack: (letter: Letter) => unknown;
}

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone: "UTC" });

export function Preview({ letter, onDelete, onPutBack }: PreviewProps) {
  if (!letter) return <p class="quiet">Choose a letter to read it here.</p>;
  const isInBin = letter.folder === "bin";
  return (
    <article id="letter" class="letter" aria-labelledby="subject">
      <h2 id="subject">{letter.subject || "(no subject)"}</h2>
      <dl>
        <dt>From</dt>
        <dd>{letter.from}</dd>
        <dt>To</dt>
        <dd>{letter.to}</dd>
        <dt>Date</dt>
        <dd>{moment.format(letter.date)}</dd>
      </dl>
      {paragraphs(letter.text).map((text, at) => (
        <p key={at} class="text">
          {text}
        </p>
      ))}
      <p class="row">
        <Hyperlink to={`/write?reply=${letter.id}`}>Reply</Hyperlink>{" "}
        <Hyperlink to={`/write?forward=${letter.id}`}>Forward</Hyperlink>{" "}
        {isInBin && <Button onClick={() => onPutBack(letter)}>Put back</Button>}{" "}
        <Button onClick={() => onDelete(letter)}>{isInBin ? "Delete…" : "Delete"}</Button>
      </p>
    </article>
  );
}

const paragraphs = (text: string) => text.split(/\n{2,}/).filter((part) => part.trim());

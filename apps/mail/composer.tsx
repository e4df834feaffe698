// A letter is written: kept as a draft, or sent. Both are one form; which button was pressed says what becomes of it.
import { Button, Form, TextArea, TextBox } from "sessile/widgets";
import type { Letter, Written } from "./model.ts";

interface ComposerProps {
  readonly draft: Letter | undefined;
  /** To whom a new one goes, as far as that is known. */
  readonly to: string;
  readonly onSave: (written: Written) => void;
  readonly onSend: (written: Written) => void;
}

export function Composer({ draft, to, onSave, onSend }: ComposerProps) {
  const submit = (data: FormData) => {
    const text = (name: string) => String(data.get(name) ?? "");
    const written = {
      to: text("to").trim(),
      subject: text("subject").trim(),
      text: text("text").replaceAll("\r\n", "\n"),
    };
    return data.get("what") === "send" ? onSend(written) : onSave(written);
  };
  return (
    <section aria-labelledby="write">
      <h2 id="write">{draft ? "Draft" : "New letter"}</h2>
      <Form
        onSubmit={submit}
        validate={(data) =>
          data.get("what") === "send" && !data.get("to") ? { to: "To whom? A letter needs an address." } : {}
        }
      >
        <TextBox label="To" name="to" type="email" defaultValue={draft?.to ?? to} />
        <TextBox label="Subject" name="subject" maxLength={200} defaultValue={draft?.subject} />
        <TextArea label="Text" name="text" rows={8} defaultValue={draft?.text} />
        <p class="row">
          <Button type="submit" kind="primary" name="what" value="send">
            Send
          </Button>{" "}
          <Button type="submit" name="what" value="save">
            Save draft
          </Button>
        </p>
      </Form>
    </section>
  );
}

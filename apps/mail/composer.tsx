// A letter is written: kept as a draft, or sent. Both are one form; which button was pressed says what becomes of it.
import { useRef } from "preact/hooks";
import { useTitle } from "sessile/ui";
import { Button, Form, TextArea, TextBox } from "sessile/widgets";
import type { Written } from "./model.ts";

interface ComposerProps {
  /** Whether it is kept in Drafts already. */
  readonly isDraft: boolean;
  /** What it begins with. */
  readonly start: Written;
  /** Told as a field is left. */
  readonly onType: (written: Written) => void;
  readonly onSave: (written: Written) => void;
  readonly onSend: (written: Written) => void;
  readonly onDelete: () => void;
}

export function Composer({ isDraft, start, onType, onSave, onSend, onDelete }: ComposerProps) {
  useTitle("Write · Mail");
  const written = useRef(start);
  const typed = (name: keyof Written) => (text: string) => {
    written.current = { ...written.current, [name]: text };
    onType(written.current);
  };
  const submit = (data: FormData) => {
    const text = (name: string) => String(data.get(name) ?? "");
    const letter = {
      to: text("to").trim(),
      subject: text("subject").trim(),
      text: text("text").replaceAll("\r\n", "\n"),
    };
    return data.get("what") === "send" ? onSend(letter) : onSave(letter);
  };
  const field = (name: keyof Written) =>
    ({ name, defaultValue: start[name], tellOn: "change", onChange: typed(name) }) as const;
  return (
    <section aria-labelledby="write">
      <h2 id="write">{isDraft ? "Draft" : "New letter"}</h2>
      <Form
        onSubmit={submit}
        validate={(data) =>
          data.get("what") === "send" && !data.get("to") ? { to: "To whom? A letter needs an address." } : {}
        }
      >
        <TextBox label="To" type="email" {...field("to")} />
        <TextBox label="Subject" maxLength={200} {...field("subject")} />
        <TextArea label="Text" rows={8} maxLength={20_000} {...field("text")} />
        <p class="row">
          <Button type="submit" kind="primary" name="what" value="send">
            Send
          </Button>{" "}
          <Button type="submit" name="what" value="save">
            Save draft
          </Button>{" "}
          {isDraft && <Button onClick={onDelete}>Delete draft</Button>}
        </p>
      </Form>
    </section>
  );
}

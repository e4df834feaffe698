import { useState } from "preact/hooks";
import { Button, Form, PasswordBox } from "sessile/widgets";

export const title = "PasswordBox";
export const description = "A password. It stands in no page's source, and travels once: as its form is submitted.";

export default function PasswordBoxStory() {
  const [length, setLength] = useState<number>();
  return (
    <Form onSubmit={(data) => setLength(String(data.get("password")).length)}>
      <PasswordBox
        label="New password"
        name="password"
        autocomplete="new-password"
        required
        validate={(word) => (word.length < 8 ? "At least 8 characters." : null)}
      />
      <Button type="submit" kind="primary">
        Set it
      </Button>
      <p role="status">{length === undefined ? "No password yet." : `A password of ${length} characters.`}</p>
    </Form>
  );
}

// Form: every control kind, checked on the server. What you enter is echoed from the server's memory as you go;
// submit validates, leads you to the mistakes, and saves: files too, read and hashed where they have arrived.
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { prevent } from "sessile/ui";
import { type Booking, EMPTY, FIELD_NAMES, fieldId, type Submission } from "./booking.ts";
import { Echo, Receipt } from "./echo.tsx";
import { Fields, type Setter } from "./fields.tsx";
import { live, type Row, receipt } from "./receipt.ts";
import { type Errors, validate } from "./validate.ts";

export const meta = {
  title: "Form",
  description: "Every control kind, validated on the server, with a live echo of what the server holds.",
};

export default function Form() {
  const [booking, setBooking] = useState<Booking>(EMPTY);
  const [errors, setErrors] = useState<Errors>({});
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<readonly Row[]>();
  const [round, setRound] = useState(1);
  const [attempts, setAttempts] = useState(0);

  const summary = useRef<HTMLDivElement>(null);
  const reference = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const notes = useRef<HTMLTextAreaElement>(null);

  // After a submit that found mistakes the focus goes to the list of them.
  useEffect(() => summary.current?.focus(), [attempts]);

  const set: Setter = (name, value) => {
    setBooking((now) => ({ ...now, [name]: typeof value === "function" ? value(now[name]) : value }));
    setErrors(({ [name]: _corrected, ...others }) => others);
  };

  const submit = async () => {
    // All that is read from the page is read before the first await: later it may have changed.
    const submission: Submission = {
      ...booking,
      reference: reference.current?.value ?? "",
      code: code.current?.value ?? "",
      notes: notes.current?.value ?? "",
    };
    const found = validate(submission);
    setErrors(found);
    setSaved(undefined);
    if (Object.keys(found).length > 0) {
      setAttempts((count) => count + 1);
      return;
    }
    setSaving(true);
    try {
      setSaved(await receipt(submission));
    } finally {
      setSaving(false);
    }
  };

  const reset = () => {
    setBooking(EMPTY);
    setErrors({});
    setSaved(undefined);
    setRound((last) => last + 1);
  };

  const bookingNumber = `B-${String(round).padStart(3, "0")}`;
  return (
    <main class="wide">
      <h1>Form</h1>
      <p class="quiet">A berth in the harbour, booked with every kind of control.</p>
      <div class="split">
        <form noValidate onSubmit={prevent(submit)}>
          <Summary errors={errors} box={summary} />
          <input ref={reference} type="hidden" name="reference" value={bookingNumber} />
          <Fields booking={booking} errors={errors} set={set} code={code} notes={notes} round={round} />
          <div class="row">
            <button type="submit" class="primary">
              Book
            </button>{" "}
            {/* Not type="reset": that would reset the browser's controls and leave the server's as they are. */}
            <button type="button" onClick={reset}>
              Reset
            </button>
            <p role="status">{saving ? "Saving…" : saved ? "Saved" : ""}</p>
          </div>
          {saved && <Receipt rows={saved} />}
        </form>
        <aside aria-label="Echo">
          <Echo rows={live({ ...booking, reference: bookingNumber })} />
        </aside>
      </div>
    </main>
  );
}

function Summary({ errors, box }: { errors: Errors; box: RefObject<HTMLDivElement | null> }) {
  const wrong = FIELD_NAMES.filter((name) => errors[name]);
  if (wrong.length === 0) return null;
  return (
    <div ref={box} class="notice" role="alert" tabIndex={-1}>
      <h2>{wrong.length === 1 ? "One field needs another look" : `${wrong.length} fields need another look`}</h2>
      <ul>
        {wrong.map((name) => (
          <li key={name}>
            <a href={`#${fieldId(name)}`}>{errors[name]}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

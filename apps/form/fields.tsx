// Every control kind HTML has. Most are controlled: each change travels, and the page holds the value.
// The gate code and the notes are not: the server's own element keeps their text until someone asks.
import type { RefObject } from "preact";
import { throttle } from "sessile/ui";
import { type Booking, FLAGS, fieldId, LABELS, LANGUAGES, MOORINGS, SERVICES } from "./booking.ts";
import { Choices, ErrorText, Field } from "./field.tsx";
import type { Errors } from "./validate.ts";

export type Setter = <K extends keyof Booking>(name: K, value: Booking[K] | ((now: Booking[K]) => Booking[K])) => void;

interface FieldsProps {
  readonly booking: Booking;
  readonly errors: Errors;
  readonly set: Setter;
  readonly code: RefObject<HTMLInputElement | null>;
  readonly notes: RefObject<HTMLTextAreaElement | null>;
  /** Another round, another set of the controls that keep their own value: that is how they are emptied. */
  readonly round: number;
}

const toggled = (list: readonly string[], option: string, on: boolean) =>
  on ? [...list, option] : list.filter((each) => each !== option);

export function Fields({ booking, errors, set, code, notes, round }: FieldsProps) {
  return (
    <div class="fields">
      <Field name="name" error={errors.name}>
        {(control) => (
          <input
            {...control}
            type="text"
            autocomplete="name"
            required
            value={booking.name}
            onInput={(e) => set("name", e.currentTarget.value)}
          />
        )}
      </Field>
      <Field name="email" error={errors.email}>
        {(control) => (
          <input
            {...control}
            type="email"
            autocomplete="email"
            required
            value={booking.email}
            onInput={(e) => set("email", e.currentTarget.value)}
          />
        )}
      </Field>
      <Field name="code" error={errors.code} hint="8 characters or more. Read at submit, never shown.">
        {(control) => (
          <input key={round} {...control} ref={code} type="password" autocomplete="new-password" required />
        )}
      </Field>
      <Field name="flag" error={errors.flag}>
        {(control) => (
          <select {...control} required value={booking.flag} onChange={(e) => set("flag", e.currentTarget.value)}>
            <option value="">Choose…</option>
            {FLAGS.map((flag) => (
              <option key={flag}>{flag}</option>
            ))}
          </select>
        )}
      </Field>
      <Field name="languages" error={errors.languages} hint="One or several.">
        {(control) => (
          <select
            {...control}
            multiple
            size={LANGUAGES.length}
            onChange={(e) =>
              set(
                "languages",
                Array.from(e.currentTarget.selectedOptions, (option) => option.value),
              )
            }
          >
            {LANGUAGES.map((language) => (
              <option key={language} selected={booking.languages.includes(language)}>
                {language}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="length" error={errors.length}>
        {(control) => (
          <div class="row tight">
            <input
              {...control}
              class="grow"
              type="range"
              min="4"
              max="30"
              value={booking.length}
              onInput={throttle(100, (e) => set("length", e.currentTarget.value))}
            />
            <output for={control.id} class="amount">
              {booking.length} m
            </output>
          </div>
        )}
      </Field>
      <Field name="crew" error={errors.crew}>
        {(control) => (
          <input
            {...control}
            type="number"
            min="1"
            max="12"
            value={booking.crew}
            onInput={(e) => set("crew", e.currentTarget.value)}
          />
        )}
      </Field>
      <Field name="colour">
        {(control) => (
          <input
            {...control}
            type="color"
            value={booking.colour}
            onInput={throttle(100, (e) => set("colour", e.currentTarget.value))}
          />
        )}
      </Field>
      <Field name="arrival" error={errors.arrival}>
        {(control) => (
          <input
            {...control}
            type="date"
            required
            value={booking.arrival}
            onInput={(e) => set("arrival", e.currentTarget.value)}
          />
        )}
      </Field>
      <Field name="time" error={errors.time}>
        {(control) => (
          <input
            {...control}
            type="time"
            required
            value={booking.time}
            onInput={(e) => set("time", e.currentTarget.value)}
          />
        )}
      </Field>
      <Choices
        name="mooring"
        type="radio"
        options={MOORINGS}
        chosen={[booking.mooring]}
        onChoose={(option) => set("mooring", option)}
      />
      <Choices
        name="services"
        type="checkbox"
        options={SERVICES}
        chosen={booking.services}
        onChoose={(option, on) => set("services", (now) => toggled(now, option, on))}
      />
      <Field name="notes" error={errors.notes} hint="At most 300 characters. Read at submit." full>
        {(control) => <textarea key={round} {...control} ref={notes} rows={3} />}
      </Field>
      <Field name="papers" error={errors.papers} hint="Several files, at most 1 MB each." full>
        {(control) => (
          <input
            key={round}
            {...control}
            type="file"
            multiple
            onChange={(e) => set("papers", Array.from(e.currentTarget.files ?? []))}
          />
        )}
      </Field>
      <div class="field full">
        <label class="check">
          <input
            id={fieldId("insured")}
            name="insured"
            type="checkbox"
            required
            aria-invalid={errors.insured ? true : undefined}
            aria-describedby={errors.insured ? `${fieldId("insured")}-error` : undefined}
            checked={booking.insured}
            onChange={(e) => set("insured", e.currentTarget.checked)}
          />
          <span>{LABELS.insured}</span>
        </label>
        <ErrorText name="insured" error={errors.insured} />
      </div>
    </div>
  );
}

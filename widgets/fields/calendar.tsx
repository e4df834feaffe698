import { useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from "preact/hooks";
import { keys, prevent } from "sessile/ui";
import { Button } from "../buttons/button.tsx";
import { useValue, type Valued } from "../core/controlled.ts";
import { classes, type Handled, type PassedOn } from "../core/props.ts";
import { DatePicker } from "./date-picker.tsx";
import { addDays, addMonths, isDay, startOfWeek, today, weeksOf, wordsFor } from "./days.ts";

/** What a `ref` of a calendar gives. */
export interface CalendarHandle {
  /** To the day that is chosen, or the one that was last gone to. */
  focus(): void;
  /** Shows the month of that day. */
  show(day: string): void;
}

/** What calendars say. */
export interface CalendarWords {
  readonly previous: string;
  readonly next: string;
  readonly goTo: string;
}

/** Props of {@link Calendar}. */
export interface CalendarProps
  extends PassedOn<"fieldset", "value" | "defaultValue" | "onChange" | "label">,
    Valued<string>,
    Handled<CalendarHandle> {
  /** What the date is for. */
  readonly label: string;
  /** The first day that can be chosen: `2026-01-31`. */
  readonly min?: string | undefined;
  /** The last day that can be chosen. */
  readonly max?: string | undefined;
  /** Days that cannot be chosen. */
  readonly isDisabled?: ((day: string) => boolean) | undefined;
  /** The language of months and days. Default: the server's. */
  readonly locale?: string | undefined;
  /** The day weeks begin with; 0 is Sunday. Default 1. */
  readonly weekStart?: number | undefined;
  readonly words?: Partial<CalendarWords> | undefined;
  readonly dir?: "ltr" | "rtl" | undefined;
}

const ENGLISH: CalendarWords = { previous: "Previous month", next: "Next month", goTo: "Go to" };

/**
 * A month to choose a day from; the value is a text (`2026-01-31`), "" while none is chosen. Arrow keys go by days and weeks, Page Up
 * and Page Down by months (with Shift by years), Home and End to the ends of the week. The field above it goes anywhere, by keyboard without script too.
 *
 * @example
 * <Calendar label="Arrival" min={today} onChange={setArrival} />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function Calendar({ value, defaultValue, onChange, label, min, max, isDisabled, ...others }: CalendarProps) {
  const { locale, weekStart = 1, words, dir, class: given, className, ref, ...rest } = others;
  const [chosen, choose] = useValue({ value, defaultValue, onChange }, "");
  const [now] = useState(() => today());
  const [cursor, setCursor] = useState(isDay(chosen) ? chosen : now);
  const cell = useRef<HTMLButtonElement>(null);
  /** Moved by a key: then the focus goes along. */
  const [moves, setMoves] = useState(0);
  const title = useId();
  const said = { ...ENGLISH, ...words };
  const inWords = useMemo(() => wordsFor(locale), [locale]);
  const month = cursor.slice(0, 7);
  const weeks = weeksOf(month, weekStart);
  const isOut = (day: string) =>
    (min !== undefined && day < min) || (max !== undefined && day > max) || isDisabled?.(day) === true;

  useEffect(() => {
    if (moves > 0) cell.current?.focus();
  }, [moves]);
  // What the parent chooses is shown.
  useEffect(() => {
    if (isDay(chosen)) setCursor(chosen);
  }, [chosen]);
  useImperativeHandle(
    ref ?? null,
    (): CalendarHandle => ({
      focus: () => cell.current?.focus(),
      show: (day) => {
        if (isDay(day)) setCursor(day);
      },
    }),
  );

  const forward = dir === "rtl" ? -1 : 1;
  const goes: Readonly<Record<string, (day: string, far: boolean) => string>> = {
    ArrowLeft: (day) => addDays(day, -forward),
    ArrowRight: (day) => addDays(day, forward),
    ArrowUp: (day) => addDays(day, -7),
    ArrowDown: (day) => addDays(day, 7),
    Home: (day) => startOfWeek(day, weekStart),
    End: (day) => addDays(startOfWeek(day, weekStart), 6),
    PageUp: (day, far) => addMonths(day, far ? -12 : -1),
    PageDown: (day, far) => addMonths(day, far ? 12 : 1),
  };
  const pressed = ({ key, shiftKey }: { readonly key: string; readonly shiftKey: boolean }): void => {
    const to = goes[key]?.(cursor, shiftKey);
    if (!to) return;
    setCursor(to);
    setMoves(moves + 1);
  };

  return (
    <fieldset aria-label={label} dir={dir} {...rest} class={classes("calendar", given, className)}>
      <div class="row tight spread">
        <Button kind="quiet" aria-label={said.previous} onClick={() => setCursor(addMonths(cursor, -1))}>
          <span aria-hidden="true">‹</span>
        </Button>{" "}
        <strong id={title} aria-live="polite">
          {inWords.month(`${month}-01`)}
        </strong>{" "}
        <Button kind="quiet" aria-label={said.next} onClick={() => setCursor(addMonths(cursor, 1))}>
          <span aria-hidden="true">›</span>
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table may be one, and without CSS it still is a month. */}
      <table role="grid" aria-labelledby={title} onKeyDown={keys(Object.keys(goes).join(" "), prevent(pressed))}>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col" abbr={inWords.weekday(day)}>
                {inWords.short(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, at) => (
            // By place: a month's days come into the cells of the last one's, and the focus stays.
            <tr key={at}>
              {week.map((day, place) => (
                // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the cells of a grid have that role, and may be selected.
                <td key={place} aria-selected={day === chosen}>
                  <button
                    ref={day === cursor ? cell : null}
                    type="button"
                    tabIndex={day === cursor ? 0 : -1}
                    class={day.startsWith(month) ? undefined : "quiet-day"}
                    aria-label={inWords.day(day)}
                    aria-current={day === now ? "date" : undefined}
                    aria-disabled={isOut(day) || undefined}
                    onClick={() => {
                      setCursor(day);
                      return isOut(day) ? undefined : choose(day);
                    }}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <DatePicker
        label={said.goTo}
        min={min}
        max={max}
        value={chosen}
        tellOn="change"
        onChange={(day) => {
          if (isDay(day)) setCursor(day);
          return isDay(day) && !isOut(day) ? choose(day) : undefined;
        }}
      />
    </fieldset>
  );
}

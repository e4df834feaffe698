/** Days as texts (`2026-01-31`): they have no time, so no zone can move them. */

const DAY_MS = 86_400_000;

/** The day as UTC has it, for reckoning alone. */
function toDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Whether it is a day there is. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(toDate(text).getTime()) && toDay(toDate(text)) === text;
}

/** Today, where the server stands. */
export function today(now = new Date()): string {
  return toDay(new Date(now.getTime() - now.getTimezoneOffset() * 60_000));
}

export function addDays(day: string, days: number): string {
  return toDay(new Date(toDate(day).getTime() + days * DAY_MS));
}

/** The same day of another month; the last one where that month is shorter. */
export function addMonths(day: string, months: number): string {
  const date = toDate(day);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return toDay(first);
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return toDate(day).getUTCDay();
}

/** The first day of its week. @param start the day weeks begin with: 0 is Sunday */
export function startOfWeek(day: string, start: number): string {
  return addDays(day, -((weekday(day) - start + 7) % 7));
}

/** The weeks a month is shown in: always six, so that nothing below moves from month to month. */
export function weeksOf(month: string, start: number): string[][] {
  const first = startOfWeek(`${month}-01`, start);
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_day, day) => addDays(first, week * 7 + day)),
  );
}

/** Words for days in a language. */
export function wordsFor(locale: string | undefined) {
  const words = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return (day: string): string => format.format(toDate(day));
  };
  return {
    month: words({ month: "long", year: "numeric" }),
    day: words({ dateStyle: "full" }),
    weekday: words({ weekday: "long" }),
    short: words({ weekday: "short" }),
  };
}

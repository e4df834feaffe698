// How the clock writes times: the server's own zone, digits that keep their places.

export const INTERVALS = [
  { ms: 100, name: "0.1 second" },
  { ms: 250, name: "0.25 seconds" },
  { ms: 1000, name: "1 second" },
  { ms: 5000, name: "5 seconds" },
] as const;

const format = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** The server's zone, `Europe/Berlin`. */
export const zone = format.resolvedOptions().timeZone;

/** The time of day in the server's zone, `14:03:22`. */
export const clockTime = (time: Date) => format.format(time);

const two = (n: number) => String(Math.floor(n)).padStart(2, "0");

/** How long ago, in its two largest units: `42 s`, `3 min 07 s`, `2 h 15 min`, `4 d 06 h`. */
export function ago(from: Date, to: Date): string {
  const s = Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${two(s % 60)} s`;
  if (s < 86_400) return `${Math.floor(s / 3600)} h ${two((s % 3600) / 60)} min`;
  return `${Math.floor(s / 86_400)} d ${two((s % 86_400) / 3600)} h`;
}

/** A stopwatch's reading in minutes, seconds and tenths: `01:07.3`. */
export function reading(ms: number): string {
  const tenths = Math.floor(ms / 100);
  return `${two(tenths / 600)}:${two((tenths / 10) % 60)}.${tenths % 10}`;
}

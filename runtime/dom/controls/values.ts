import type { ServerElement } from "../element.ts";

/** How an input's `value` behaves. @see https://html.spec.whatwg.org/multipage/input.html#dom-input-value */
export function valueMode(type: string): "value" | "default" | "on" | "file" {
  switch (type) {
    case "hidden":
    case "submit":
    case "image":
    case "reset":
    case "button":
      return "default";
    case "checkbox":
    case "radio":
      return "on";
    case "file":
      return "file";
    default:
      return "value";
  }
}

const NUMBER = /^-?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?$/;

/** What is read of an input. */
type Attributes = Pick<ServerElement, "getAttribute">;

/** What each type makes of a text that it does not take as it is: mostly nothing. */
const CLEAN: { [type: string]: (text: string, input: Attributes) => string } = {
  number: (text) => (NUMBER.test(text) && Number.isFinite(Number(text)) ? text : ""),
  range,
  color: (text) => (/^#[\da-f]{6}$/i.test(text) ? text.toLowerCase() : "#000000"),
  date: (text) => (isDate(text) ? text : ""),
  month: (text) => (isDate(`${text}-01`) ? text : ""),
  week: (text) => (isWeek(text) ? text : ""),
  time: (text) => (TIME.test(text) ? text : ""),
  "datetime-local": dateTime,
  email: (text) => line(text).trim(),
  url: (text) => line(text).trim(),
};

/**
 * The value sanitization algorithm of each input type: what a browser would make of the text.
 *
 * @see https://html.spec.whatwg.org/multipage/input.html#value-sanitization-algorithm
 */
export function sanitize(input: Attributes & { type: string }, text: string): string {
  const clean = Object.hasOwn(CLEAN, input.type) ? CLEAN[input.type] : undefined;
  return clean ? clean(text, input) : line(text);
}

function line(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]/g, "") : text;
}

/** A year of the same calendar: it repeats every 400 years, and `Date` knows these. */
const likeYear = (year: string): number => 2000 + (Number(year) % 400);

function isDate(text: string): boolean {
  const [, year = "0", month = "0", day = "0"] = /^(\d{4,})-(0[1-9]|1[0-2])-(\d\d)$/.exec(text) ?? [];
  const days = new Date(Date.UTC(likeYear(year), Number(month), 0)).getUTCDate();
  return Number(year) > 0 && Number(day) >= 1 && Number(day) <= days;
}

/** A year has 53 weeks if it begins or ends on a Thursday. */
function isWeek(text: string): boolean {
  const [, year = "0", week = "0"] = /^(\d{4,})-W(\d\d)$/.exec(text) ?? [];
  const dayOf = (month: number, day: number): number => new Date(Date.UTC(likeYear(year), month, day)).getUTCDay();
  const weeks = dayOf(0, 1) === 4 || dayOf(11, 31) === 4 ? 53 : 52;
  return Number(year) > 0 && Number(week) >= 1 && Number(week) <= weeks;
}

/** A `T` between date and time, and the shortest time that says the same. */
function dateTime(text: string): string {
  const [, date = "", time = ""] = /^(.*)[T ](.*)$/.exec(text) ?? [];
  if (!isDate(date) || !TIME.test(time)) return "";
  return `${date}T${time
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "")
    .replace(/^(..:..):00$/, "$1")}`;
}

function range(text: string, input: Attributes): string {
  const limit = (name: string): number => Number.parseFloat(input.getAttribute(name) ?? "");
  const or = (value: number, otherwise: number): number => (Number.isFinite(value) ? value : otherwise);
  const min = or(limit("min"), 0);
  const max = Math.max(min, or(limit("max"), 100));
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  const value = Number.isFinite(number) ? Math.min(max, Math.max(min, number)) : min + (max - min) / 2;
  if (input.getAttribute("step")?.toLowerCase() === "any") return String(value);
  const step = limit("step") > 0 ? limit("step") : 1;
  // Steps are counted from `min`, else from the default value.
  const base = or(limit("min"), or(limit("value"), 0));
  let steps = Math.round((value - base) / step);
  if (base + steps * step > max) steps--;
  if (base + steps * step < min) steps++;
  return String(Number((base + steps * step).toPrecision(12)));
}

/** A person cannot type past `maxlength`, but may shorten what the app made too long. */
export function tooLong(element: ServerElement, text: string, before: string): boolean {
  const max = Number.parseInt(element.getAttribute("maxlength") ?? "", 10);
  return max >= 0 && text.length > max && text.length > before.length;
}

/** Line ends as a textarea keeps them. */
export function newlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

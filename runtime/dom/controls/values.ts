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

const PATTERNS: { [type: string]: RegExp } = {
  number: /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i,
  date: /^\d{4,}-\d\d-\d\d$/,
  month: /^\d{4,}-\d\d$/,
  week: /^\d{4,}-W\d\d$/,
  time: /^\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/,
  "datetime-local": /^\d{4,}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/,
};

/**
 * The value sanitization algorithm of each input type: what a browser would make of the text.
 *
 * @see https://html.spec.whatwg.org/multipage/input.html#value-sanitization-algorithm
 */
export function sanitize(input: ServerElement & { type: string }, text: string): string {
  const { type } = input;
  const pattern = Object.hasOwn(PATTERNS, type) ? PATTERNS[type] : undefined;
  if (pattern) return pattern.test(text) ? text : "";
  if (type === "color") return /^#[\da-f]{6}$/i.test(text) ? text.toLowerCase() : "#000000";
  if (type === "range") return range(input, text);
  const line = /[\r\n]/.test(text) ? text.replace(/[\r\n]/g, "") : text;
  return type === "email" || type === "url" ? line.trim() : line;
}

function range(input: ServerElement, text: string): string {
  const limit = (name: string): number => Number.parseFloat(input.getAttribute(name) ?? "");
  const or = (value: number, otherwise: number): number => (Number.isFinite(value) ? value : otherwise);
  const min = or(limit("min"), 0);
  const max = Math.max(min, or(limit("max"), 100));
  const number = text.trim() === "" ? Number.NaN : Number(text);
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

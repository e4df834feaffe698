/** A control of a form, as far as it can be wrong. */
export interface Checkable {
  readonly id: string;
  readonly localName: string;
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly checked?: boolean;
  readonly form: HTMLFormElement | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
}

/** What is said of a control that is wrong. */
export interface Messages {
  required(): string;
  type(type: string): string;
  pattern(title: string | null): string;
  minLength(length: number): string;
  min(min: string): string;
  max(max: string): string;
  step(step: string): string;
}

const ENGLISH: Messages = {
  required: () => "This is needed.",
  type: (type) => (type === "email" ? "This is no e-mail address." : "This is no web address."),
  pattern: (title) => title ?? "This has another form than it should.",
  minLength: (length) => `At least ${length} characters.`,
  min: (min) => `${min} at least.`,
  max: (max) => `${max} at most.`,
  step: (step) => `In steps of ${step}.`,
};

/** @see https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address */
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

/**
 * What is wrong with a control by what its HTML says of it: as browsers that check forms have it, for those that do not, and for
 * requests that no browser has made.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constraints
 */
export function problemOf(control: Checkable, messages: Partial<Messages> = {}): string | undefined {
  const { localName, type, value } = control;
  if (!/^(input|select|textarea)$/.test(localName) || /^(hidden|button|submit|reset|image)$/.test(type)) return;
  if (control.hasAttribute("disabled") || control.hasAttribute("readonly")) return;
  const say = { ...ENGLISH, ...messages };
  if (control.hasAttribute("required") && isMissing(control)) return say.required();
  if (value === "" || localName === "select" || /^(checkbox|radio|file|range|color)$/.test(type)) return;
  const minLength = Number(control.getAttribute("minlength") ?? 0);
  if (value.length < minLength) return say.minLength(minLength);
  if (type === "email" || type === "url") {
    const all = type === "email" && control.hasAttribute("multiple") ? value.split(/\s*,\s*/) : [value];
    if (!all.every((each) => (type === "email" ? EMAIL.test(each) : URL.canParse(each)))) return say.type(type);
  }
  const pattern = control.getAttribute("pattern");
  if (pattern !== null && !fits(value, pattern)) return say.pattern(control.getAttribute("title"));
  return outOfRange(control, say);
}

function isMissing({ type, value, checked, name, form }: Checkable): boolean {
  if (type === "checkbox") return !checked;
  if (type !== "radio") return value === "";
  const group = Array.from((form?.elements ?? []) as unknown as Checkable[]);
  return !group.some((each) => each.type === "radio" && each.name === name && each.checked);
}

/** A pattern that is none says nothing, as in browsers. */
function fits(value: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "v").test(value);
  } catch {
    return true;
  }
}

/** Dates and times in HTML's forms stand in order as texts; numbers do not. */
function outOfRange(control: Checkable, say: Messages): string | undefined {
  const { type, value } = control;
  const isNumber = type === "number";
  if (!isNumber && !/^(date|month|week|time|datetime-local)$/.test(type)) return;
  const key = (text: string): number | string => (isNumber ? Number(text) : text);
  const [min, max] = ["min", "max"].map((name) => control.getAttribute(name) || null);
  if (min && key(value) < key(min)) return say.min(min);
  if (max && key(value) > key(max)) return say.max(max);
  const step = control.getAttribute("step") || "1";
  if (!isNumber || step === "any" || !(Number(step) > 0)) return;
  const steps = (Number(value) - Number(min ?? 0)) / Number(step);
  // What binary fractions leave over is no step of its own.
  return Math.abs(steps - Math.round(steps)) > 1e-9 ? say.step(step) : undefined;
}

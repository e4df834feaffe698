/** Keys, and what they do to a text field. */
import { SessileError } from "../core/errors.ts";
import type { Copy } from "./copy.ts";
import { isDisabled, isShown } from "./queries.ts";
import type { EventData } from "./script-tab.ts";
import { attr, type Element } from "./tree.ts";

const MODIFIERS: { readonly [name: string]: number } = { Shift: 1, Control: 2, Alt: 4, Meta: 8 };

/** @see https://www.w3.org/TR/uievents-key/#named-key-attribute-values as far as keyboards have them */
const NAMED =
  /^(?:Enter|Tab|Escape|Backspace|Delete|Insert|Home|End|Page(?:Up|Down)|Arrow(?:Up|Down|Left|Right)|F\d\d?|Shift|Control|Alt|Meta|CapsLock|ContextMenu|PrintScreen|Pause|ScrollLock|NumLock)$/;

/** `Control+Shift+k`: the key, and what its event tells. */
export function keyOf(combination: string): { key: string; data: EventData } {
  const names = combination === "+" ? ["+"] : combination.split(/\+(?=.)/);
  const last = names.pop() ?? "";
  const key = last === "Space" ? " " : last;
  if ([...key].length > 1 && !NAMED.test(key))
    throw new SessileError(
      "SES_TEST_ACTION",
      `there is no key ${JSON.stringify(key)}, expected one sign or a name such as Enter`,
    );
  const m = names.reduce((sum, name) => sum | (MODIFIERS[name] ?? 0), 0);
  const code = codeOf(key);
  return { key, data: { key, ...(code && { code }), ...(m > 0 && { m }) } };
}

/** The key's place on a keyboard, where it has one that is known. */
function codeOf(key: string): string {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  if (/^\d$/.test(key)) return `Digit${key}`;
  if (key === " ") return "Space";
  return key.length > 1 ? key : "";
}

const TEXT_TYPES = /^(text|search|url|tel|email|password|number|date|month|week|time|datetime-local)$/;

export function isTextField(element: Element): boolean {
  if (element.tagName === "textarea") return true;
  return element.tagName === "input" && TEXT_TYPES.test(attr(element, "type")?.toLowerCase() ?? "text");
}

/** A key, with its modifiers as they travel. */
interface Key {
  readonly key: string;
  readonly modifiers: number;
}

/** What a text field holds after a key, the caret being at its end; null: the key is none that writes. */
export function editedBy(
  copy: Copy,
  field: Element,
  { key, modifiers }: Key,
): { readonly value: string; readonly data: EventData } | null {
  if (modifiers > 1 || attr(field, "readonly") !== undefined) return null;
  const value = copy.written(field);
  if (key === "Backspace" && value !== "")
    return { value: [...value].slice(0, -1).join(""), data: { inputType: "deleteContentBackward" } };
  const isNewline = key === "Enter" && field.tagName === "textarea";
  if ([...key].length !== 1 && !isNewline) return null;
  const longer = value + (isNewline ? "\n" : key);
  if (longer.length > longest(field)) return null;
  const data = isNewline ? { inputType: "insertLineBreak" } : { inputType: "insertText", data: key };
  return { value: longer, data };
}

/** How much a person can write into a field. @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#the-maxlength-attribute */
export function longest(field: Element): number {
  const most = Number.parseInt(attr(field, "maxlength") ?? "", 10);
  return most >= 0 ? most : Number.POSITIVE_INFINITY;
}

/** Where the tab key leads. */
export function nextStop(copy: Copy, from: Element | null, backwards: boolean): Element | null {
  const order = [...copy.elements];
  if (backwards) order.reverse();
  const at = from ? order.indexOf(from) : -1;
  const group = from ? copy.groupOf(from) : [];
  return order.slice(at + 1).find((e) => !group.includes(e) && isStop(copy, e)) ?? null;
}

function isStop(copy: Copy, element: Element): boolean {
  const index = attr(element, "tabindex");
  if (Number(index) < 0 || isDisabled(element) || !isShown(element)) return false;
  const isNative =
    /^(button|select|textarea|summary)$/.test(element.tagName) ||
    (element.tagName === "input" && attr(element, "type") !== "hidden") ||
    (element.tagName === "a" && attr(element, "href") !== undefined);
  if (!isNative && index === undefined) return false;
  // Of a group of radio buttons the checked one is the stop; of one that has none, each that comes first.
  return copy.checked(element) || !copy.groupOf(element).some((e) => copy.checked(e));
}

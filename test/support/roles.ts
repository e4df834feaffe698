/** Finds things in a parsed copy as a person does: by role and accessible name, or by label. */
import { attr, type Copy, closest, type Element, parentOf, textOf, within } from "./copy.ts";

const INPUT_ROLES: { readonly [type: string]: string } = {
  checkbox: "checkbox",
  radio: "radio",
  range: "slider",
  number: "spinbutton",
  search: "searchbox",
  submit: "button",
  button: "button",
  reset: "button",
  image: "button",
  text: "textbox",
  email: "textbox",
  tel: "textbox",
  url: "textbox",
};

const ROLES: { readonly [tag: string]: string } = {
  a: "link",
  button: "button",
  textarea: "textbox",
  option: "option",
  ul: "list",
  ol: "list",
  li: "listitem",
  main: "main",
  table: "table",
  tr: "row",
  td: "cell",
  output: "status",
  progress: "progressbar",
  dialog: "dialog",
  fieldset: "group",
  time: "time",
  h1: "heading",
  h2: "heading",
  h3: "heading",
};

/** @see https://www.w3.org/TR/html-aam-1.0/ as far as the apps and tests need it */
export function roleOf(element: Element): string {
  const role = attr(element, "role");
  if (role) return role;
  if (element.tagName === "input") return INPUT_ROLES[attr(element, "type") ?? "text"] ?? "";
  if (element.tagName === "select") {
    return attr(element, "multiple") !== undefined || Number(attr(element, "size") ?? 1) > 1 ? "listbox" : "combobox";
  }
  if (element.tagName === "a" && attr(element, "href") === undefined) return "";
  return ROLES[element.tagName] ?? "";
}

export const clean = (text: string): string => text.replace(/\s+/g, " ").trim();

const BY_CONTENT = /^(button|link|heading|listitem|option|cell|row|checkbox|radio)$/;

/** @see https://www.w3.org/TR/accname-1.2/ likewise */
export function nameOf(copy: Copy, element: Element): string {
  const labelledBy = attr(element, "aria-labelledby");
  if (labelledBy) {
    return clean(
      labelledBy
        .split(/\s+/)
        .map((id) => copy.byId(id))
        .map((e) => (e ? textOf(e) : ""))
        .join(" "),
    );
  }
  const own = attr(element, "aria-label") || labelText(copy, element);
  if (own) return clean(own);
  if (element.tagName === "input" && /^(submit|button|reset)$/.test(attr(element, "type") ?? ""))
    return attr(element, "value") ?? "";
  if (BY_CONTENT.test(roleOf(element))) {
    const content = clean(textOf(element));
    if (content) return content;
  }
  for (const [tag, child] of [
    ["fieldset", "legend"],
    ["table", "caption"],
  ] as const) {
    const inner = element.tagName === tag && [...within(element)].find((e) => e.tagName === child);
    if (inner) return clean(textOf(inner));
  }
  return clean(attr(element, "title") ?? attr(element, "placeholder") ?? "");
}

/** The text of the labels of a control: those that name its id, or the one around it. */
function labelText(copy: Copy, element: Element): string {
  if (!/^(input|select|textarea|output|progress)$/.test(element.tagName)) return "";
  const id = attr(element, "id");
  const around = closest(element, (e) => e.tagName === "label");
  const labels = [...copy.elements].filter(
    (e) => e.tagName === "label" && (e === around || (id !== undefined && attr(e, "for") === id)),
  );
  return labels.map((label) => textWithout(label, element)).join(" ");
}

function textWithout(label: Element, control: Element): string {
  return label.childNodes
    .map((node) => (node === control ? "" : "tagName" in node ? textWithout(node, control) : textOf(node)))
    .join("");
}

/** Whether it is there for a person at all. */
export function isShown(element: Element): boolean {
  return !closest(
    element,
    (e) =>
      attr(e, "hidden") !== undefined ||
      attr(e, "aria-hidden") === "true" ||
      /display:\s*none/.test(attr(e, "style") ?? "") ||
      (e.tagName === "dialog" && attr(e, "open") === undefined) ||
      e.tagName === "head" ||
      e.tagName === "template",
  );
}

export function allByRole(copy: Copy, role: string, name?: string): Element[] {
  return [...copy.elements].filter(
    (e) => roleOf(e) === role && isShown(e) && (name === undefined || nameOf(copy, e) === name),
  );
}

/** @throws Error that lists what there is of that role, where not exactly one fits */
export function byRole(copy: Copy, role: string, name?: string): Element {
  const [element, second] = allByRole(copy, role, name);
  if (element && !second) return element;
  const there = allByRole(copy, role).map((e) => nameOf(copy, e) || "(no name)");
  throw new Error(
    `${second ? "more than one" : "no"} ${role} ${JSON.stringify(name)}; there are: ${there.join(" | ")}`,
  );
}

/** A control by its label. */
export function byLabel(copy: Copy, label: string): Element {
  const controls = [...copy.elements].filter(
    (e) => /^(input|select|textarea)$/.test(e.tagName) && attr(e, "type") !== "hidden" && isShown(e),
  );
  const [control, second] = controls.filter((e) => nameOf(copy, e) === label);
  if (control && !second) return control;
  const there = controls.map((e) => nameOf(copy, e) || "(no name)");
  throw new Error(
    `${second ? "more than one" : "no"} control ${JSON.stringify(label)}; there are: ${there.join(" | ")}`,
  );
}

/** @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#concept-fe-disabled */
export function isDisabled(element: Element): boolean {
  if (attr(element, "disabled") !== undefined) return true;
  for (let e = parentOf(element); e; e = parentOf(e)) {
    if (attr(e, "inert") !== undefined || (e.tagName === "fieldset" && attr(e, "disabled") !== undefined)) return true;
  }
  return false;
}

/** The text of the one thing of this role. */
export function textByRole(copy: Copy, role: string, name?: string): string {
  return clean(textOf(byRole(copy, role, name)));
}

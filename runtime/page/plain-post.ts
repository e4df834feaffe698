import { createHash } from "node:crypto";
import { FIELD } from "../core/wire.ts";
import {
  ControlElement,
  type ControlState,
  FormElement,
  InputElement,
  isDisabled,
  OpenableElement,
  SelectElement,
} from "../dom/controls/index.ts";
import { valueMode } from "../dom/controls/values.ts";
import type { ServerElement } from "../dom/element.ts";
import { ServerEvent } from "../dom/events.ts";
import { listensTo } from "../dom/listeners.ts";
import type { Page } from "./page.ts";
import { goOn } from "./submission.ts";
import type { Posted, View } from "./view.ts";

/** A form's fields as they were posted: in order, names may repeat. */
export type Fields = readonly (readonly [name: string, value: string | File])[];

/** What a browser without script says in one POST. */
export interface PlainPost {
  readonly token: string;
  readonly number: number;
  /** The document's print, where the session was provisional. */
  readonly print: string;
  readonly event: string;
  readonly fields: Fields;
  /** Numbers of the controls that were in the form, where not all of the page's own were. */
  readonly controls: ReadonlySet<number> | null;
}

/** Tells the runtime's own fields from the app's. */
export function parsePlain(fields: Fields): PlainPost {
  let token = "";
  let number = 0;
  let print = "";
  let event = "";
  let controls: ReadonlySet<number> | null = null;
  const others: (readonly [string, string | File])[] = [];
  for (const field of fields) {
    const [name, value] = field;
    if (name === FIELD.page && typeof value === "string") {
      const [first = "", second = "0", third = ""] = value.split(" ");
      token = first;
      number = /^\d{1,15}$/.test(second) ? Number(second) : 0;
      print = third;
    } else if (name === FIELD.event && typeof value === "string") event = value;
    else if (name === FIELD.controls && typeof value === "string") controls = new Set(value.split(" ").map(Number));
    else if (name.startsWith(`${FIELD.event}:`)) event = name.slice(FIELD.event.length + 1).replace(/\.[xy]$/, "");
    else others.push(field);
  }
  return { token, number, print, event, fields: others, controls };
}

/** Posts of a view that are remembered: one of them that comes late is not applied again. */
const POSTED_MAX = 32;

/**
 * Plays on the server's tree what the browser's own activation behaviour would have been: changed fields
 * first (input, then change), then the click, then the submit.
 *
 * @returns whether it was; a number seen before is not played again
 */
export function receivePlain(page: Page, view: View, { number, event, fields, controls }: PlainPost): boolean {
  // The same number with other contents is another press, before the first one's answer was shown.
  const print = fingerprint(event, fields);
  if (isRepeated(view.posted, { number, print })) return false;
  view.cookies = null;
  view.nextEvent = Math.max(view.nextEvent, number) + 1;
  view.posted = [...view.posted.slice(1 - POSTED_MAX), { number, print }];
  const eventId = `${page.id}.${view.id}:${view.nextEvent - 1}`;
  const [type = "", id = ""] = event.split(".");
  const target = page.document.$find(Number(id || Number.NaN));
  const form = formAround(target);
  const posted = controlsOf(page, form).filter((control) => controls?.has(control.$id) ?? true);
  // What was pressed is gone, and with it which form it stood in: of boxes that are not named nothing is known.
  const gone = !target && (type === "click" || type === "submit");
  const jobs = fill(posted, fields, gone);
  if (target instanceof OpenableElement && type === "toggle") jobs.push(() => toggle(target, eventId));
  if (target && (type === "click" || type === "submit")) {
    let prevented = false;
    if (target !== form) {
      jobs.push(() => {
        const click = new ServerEvent("click");
        click.id = eventId;
        prevented = !press(target, click);
      });
    }
    if (type === "submit" && form) {
      jobs.push(() => {
        if (prevented) return;
        const submit = new ServerEvent("submit");
        submit.id = eventId;
        if (target !== form) submit.submitter = target;
        if (press(form, submit)) goOn(page, form, submit.submitter);
      });
    }
  }
  page.turn(...jobs);
  return true;
}

/** The form whose fields were posted with a press of this. */
function formAround(target: ServerElement | undefined): FormElement | null {
  if (target instanceof FormElement) return target;
  if (target instanceof OpenableElement) return target.closest("form") as FormElement | null;
  return (target as { form?: FormElement } | undefined)?.form ?? null;
}

/** What a browser would have done by itself, had it had to ask. */
function toggle(details: OpenableElement, eventId: string): void {
  // A button that does this is written for no others.
  if (details.localName !== "details" || !listensTo(details, "toggle")) return;
  if (!details.isConnected || isDisabled(details)) return;
  const [oldState, newState] = details.open ? ["open", "closed"] : ["closed", "open"];
  details.open = !details.open;
  const event = new ServerEvent("toggle", { oldState, newState });
  event.id = eventId;
  details.dispatchEvent(event);
}

/** Of a document so old that its number is not remembered, what was posted lately counts as repeated. */
function isRepeated(posted: readonly Posted[], { number, print }: Posted): boolean {
  const [oldest] = posted;
  return posted.some((each) => each.print === print && (each.number === number || number < (oldest?.number ?? 0)));
}

/** Tells two posts apart: a browser's resend is the same to the byte. */
function fingerprint(event: string, fields: Fields): string {
  const hash = createHash("sha256").update(event);
  for (const [name, value] of fields) {
    hash.update(`\0${name}\0${typeof value === "string" ? value : `${value.name} ${value.size}`}`);
  }
  return hash.digest("base64url");
}

/** Refills a fresh page with what was typed into one that is gone. Nothing is pressed. */
export function refill(page: Page, fields: Fields): void {
  const controls = [...page.document.documentElement.$descendants()].filter((e) => e instanceof ControlElement);
  page.turn(...fill(controls, fields, true));
}

/** @returns whether what the browser does by default may follow: never, where nobody could have pressed */
function press(target: ServerElement, event: ServerEvent): boolean {
  return target.isConnected && !isDisabled(target) && target.dispatchEvent(event);
}

function controlsOf(page: Page, form: FormElement | null): ControlElement[] {
  const all = form ? form.$controls : [...page.document.documentElement.$descendants()];
  return all.filter((e): e is ControlElement => e instanceof ControlElement && (form !== null || !e.form));
}

/** Jobs that give each control what was posted under its name, each control in its own job. */
function fill(controls: readonly ControlElement[], fields: Fields, draft = false): (() => void)[] {
  const values = new Map<string, (string | File)[]>();
  for (const [name, value] of fields) {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  const jobs: (() => void)[] = [];
  for (const control of controls) {
    const name = control.getAttribute("name") || `${FIELD.control}${control.$id}`;
    // It is named to be one of a group, and takes no field's value.
    if (control instanceof OpenableElement) continue;
    // A draft says nothing about controls it does not name; a posted form says that a box is not ticked.
    if ((draft && !values.has(name)) || isDisabled(control)) continue;
    const state = stateOf(control, values.get(name) ?? []);
    // Compared before anything is played: what a handler makes of the other controls is no change of the user's.
    if (!state || isShown(control, state)) continue;
    jobs.push(() => {
      if (!control.isConnected || control.$take(state) !== "changed") return;
      if (!(control instanceof InputElement && control.type === "file"))
        control.dispatchEvent(new ServerEvent("input"));
      control.dispatchEvent(new ServerEvent("change"));
    });
  }
  return jobs;
}

/** Whether the control was posted as it is: nobody has changed it. */
function isShown(control: ControlElement, { value, checked, selected }: ControlState): boolean {
  if (control instanceof SelectElement && selected) {
    const now = control.selectedOptions.map((option) => option.value);
    return now.length === selected.length && now.every((each) => selected.includes(each));
  }
  if (checked !== undefined) return control instanceof InputElement && control.checked === checked;
  return value !== undefined && (control as { value?: unknown }).value === value.replace(/\r\n?/g, "\n");
}

/** Takes from `values` what belongs to this control: where several share a name, they share the list in tree order. */
function stateOf(control: ControlElement, values: (string | File)[]): ControlState | null {
  if (control instanceof SelectElement) {
    const options = new Set(control.options.map((option) => option.value));
    if (control.type === "select-multiple")
      return { selected: values.filter((v): v is string => typeof v === "string" && options.has(v)) };
    const [value] = values.splice(0, 1);
    return typeof value === "string" ? { selected: [value] } : null;
  }
  if (control instanceof InputElement) {
    const mode = valueMode(control.type);
    if (mode === "default") return null;
    if (mode === "on") {
      const at = values.indexOf(control.value);
      if (at >= 0) values.splice(at, 1);
      return { checked: at >= 0 };
    }
    if (mode === "file") {
      // A field left alone is posted as a file without name: the browser cannot show a choice again, so it says nothing.
      const files = values.filter((v): v is File => v instanceof File && (v.name !== "" || v.size > 0));
      return files.length ? { files } : null;
    }
  }
  const [value] = values.splice(0, 1);
  return typeof value === "string" ? { value } : null;
}

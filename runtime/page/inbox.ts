import { SessileError } from "../core/errors.ts";
import { NAVIGATE } from "../core/wire.ts";
import { ControlElement, type ControlState, FormElement, InputElement, isDisabled } from "../dom/controls/index.ts";
import { ServerEvent } from "../dom/events.ts";
import type { EventMessage, Message } from "./message.ts";
import type { Page } from "./page.ts";
import { goOn } from "./submission.ts";
import { uploadsOf } from "./uploads.ts";
import type { View } from "./view.ts";

/**
 * Applies what the browser reports, in order, with renders and effects at rest in between: a control's state
 * before the event that carries it. An event number seen before is not applied again; an event whose node is
 * gone, disabled or refuses its state is dropped, and the browser sees the present state instead.
 *
 * @throws SessileError SES_BODY_MALFORMED where it names an upload that is not here
 */
export function receive(page: Page, view: View, message: Message): void {
  const { first, events, version } = message;
  page.acknowledge(view, version);
  const skip = Math.max(0, view.nextEvent - first);
  if (skip === 0) view.cookies = null;
  if (skip >= events.length) return;
  const tab = String(view.id);
  const fresh = skip === 0 ? events : events.slice(skip);
  for (const { upload } of fresh)
    if (upload && !uploadsOf(page).isStaged(upload))
      throw new SessileError("SES_BODY_MALFORMED", "an upload that is not here");
  const jobs = fresh.map((event, i) => () => apply(page, event, tab, `${page.id}.${tab}:${first + skip + i}`));
  view.nextEvent = Math.max(view.nextEvent, first + events.length);
  page.turn(...jobs);
}

const NO_GROUP: readonly InputElement[] = [];

/** @returns whether the control has the state now */
function take(page: Page, node: number, state: ControlState, revision: [tab: string, revision: number]): boolean {
  const control = page.document.$find(node);
  if (!(control instanceof ControlElement)) return false;
  const [tab, known] = control.$revision ?? ["", 0];
  if (revision[1] > known || revision[0] !== tab) control.$revision = revision;
  const taken = control.$take(state);
  // Whoever else looks at this page (another tab, or this one just loaded anew) has not typed it.
  if (taken === "changed" && page.views.length > 1) control.$show();
  return taken !== "refused";
}

/** The browser went there. To a fragment of a view that is not there yet it cannot scroll: it is shown once the tree has followed. */
function follow(page: Page, url: string): void {
  const { path, search } = page.location.parts;
  page.location.arrive(url);
  const { hash, parts } = page.location;
  if (hash === "" || (parts.path === path && parts.search === search)) return;
  page.schedule(() => {
    const element = page.document.getElementById(decodeFragment(hash.slice(1)));
    if (element) page.document.record.call(element, "scrollIntoView", []);
  });
}

/** @see https://html.spec.whatwg.org/multipage/browsing-the-web.html#find-a-potential-indicated-element */
function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function apply(page: Page, message: EventMessage, tab: string, id: string): void {
  const { type, node, data, revision, submitter, upload } = message;
  const target = page.document.$find(node);
  const files = upload === null ? null : upload === "" ? [] : uploadsOf(page).take(upload);
  if (!target) return;
  const state = files ? { files } : message.state;
  // A click ticks before it is heard, and a click that is prevented ticks back.
  const group = type === "click" && state && target instanceof InputElement ? target.$group : NO_GROUP;
  const ticked = group === NO_GROUP ? NO_GROUP : group.filter((input) => input.checked);
  // What was typed while the control was being disabled is refused like any other state: the browser is shown what holds.
  if (state && !take(page, node, state, [tab, revision])) return;
  if (type === "" || isDisabled(target)) return;
  if (type === NAVIGATE && target === page.document.documentElement) {
    if (typeof data?.detail === "string") follow(page, data.detail);
    return;
  }
  const event = new ServerEvent(type, data);
  event.id = id;
  page.cause = event;
  if (submitter !== null) {
    const button = page.document.$find(submitter);
    if (!button || isDisabled(button)) return;
    event.submitter = button;
  }
  if (target.dispatchEvent(event)) {
    if (type === "submit" && target instanceof FormElement) goOn(page, target, event.submitter);
    return;
  }
  for (const input of group) input.checked = ticked.includes(input);
}

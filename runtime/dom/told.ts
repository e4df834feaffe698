/** What the browser's script tells of an event, by its type: `s-types` names it, so no script need know all events there are. */
const TOLD = new Map<string, string>();

/** Stands before the names: while others wait to be sent, the latest tells all. */
const FLOWING = "~";

function tells(types: string, ...names: string[]): void {
  for (const type of types.split(" ")) TOLD.set(type, names.map((name) => `,${name}`).join(""));
}

tells("keydown keyup keypress", "key", "code", "repeat");
tells("input beforeinput compositionstart compositionupdate compositionend", "data", "inputType");
tells(
  "pointerdown pointerup pointerover pointerout pointerenter pointerleave pointercancel",
  "pointerId",
  "pointerType",
);
tells("gotpointercapture lostpointercapture", "pointerId", "pointerType");
tells("pointermove", FLOWING, "pointerId", "pointerType");
tells("mousemove touchmove drag dragover timeupdate progress", FLOWING);
tells("wheel", FLOWING, "deltaX", "deltaY", "deltaMode");
tells("scroll", FLOWING, "scrollTop", "scrollLeft");
tells("scrollend", "scrollTop", "scrollLeft");
tells("toggle beforetoggle", "oldState", "newState");
tells("transitionrun transitionstart transitionend transitioncancel", "propertyName", "elapsedTime");
tells("animationstart animationiteration animationend animationcancel", "animationName", "elapsedTime");

/** The word for a type in `s-types`, see PROTOCOL.md. */
export function typeWord(type: string): string {
  return type + (TOLD.get(type) ?? "");
}

/** Milliseconds an answer may take before the page says that it is waiting. */
const PATIENCE_MS = 300;

/** What there is to say; what stands further up is said first. */
const TEXT = {
  offline: "No connection. What you do is kept and sent later.",
  busy: "Working…",
  refused: "The server did not accept that. It may have been too large.",
  "": "",
};
type State = keyof typeof TEXT;

// A theme that knows #sessile-status overrides this: `:where` weighs nothing.
const STYLE = ":where(#sessile-status){position:fixed;top:0;left:0;background:#fd8;color:#000;pointer-events:none}";

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
document.adoptedStyleSheets.push(sheet);
const element = document.createElement("div");
element.id = "sessile-status";
element.role = "status";

const holds: { [name in State]?: boolean } = {};
let timer = 0;

/** Something holds from now on, or no longer. */
export function report(state: State, is: boolean): void {
  holds[state] = is;
  const shown = (Object.keys(TEXT) as State[]).find((name) => holds[name]) ?? "";
  // A whole tree that was sent has no place for it.
  if (!element.isConnected) document.body.append(element);
  else if (element.dataset.state === shown) return;
  element.textContent = TEXT[shown];
  element.dataset.state = shown;
  element.hidden = !shown;
}

/** A POST is under way, or answered. */
export function busy(waiting: boolean): void {
  clearTimeout(timer);
  timer = setTimeout(report, waiting ? PATIENCE_MS : 0, "busy", waiting);
}

/** Milliseconds an answer may take before the page says that it is waiting. */
const PATIENCE_MS = 300;

let timer = 0;
let isOffline = false;

/** A POST is under way, or answered. */
export function busy(waiting: boolean): void {
  clearTimeout(timer);
  if (waiting) timer = setTimeout(() => show(isOffline ? "offline" : "busy"), PATIENCE_MS);
  else show(isOffline ? "offline" : "");
}

/** The server cannot be reached, or can again. */
export function offline(is: boolean): void {
  if (is === isOffline) return;
  isOffline = is;
  show(is ? "offline" : "");
}

const TEXT: { [state: string]: string } = {
  busy: "Working…",
  offline: "No connection. What you do is kept and sent as soon as there is one.",
};
// A theme that knows #sessile-status overrides this: `:where` weighs nothing.
const STYLE =
  ":where(#sessile-status[data-state]){position:fixed;inset:0 0 auto;text-align:center;background:#fd8;color:#000;z-index:9999}";
let sheet: CSSStyleSheet | undefined;

function show(state: string): void {
  let element = document.getElementById("sessile-status");
  if (!element) {
    if (!state) return;
    element = Object.assign(document.createElement("div"), { id: "sessile-status", role: "status" });
    document.body.append(element);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      document.adoptedStyleSheets.push(sheet);
    }
  }
  if (state) element.dataset.state = state;
  else delete element.dataset.state;
  element.textContent = TEXT[state] ?? "";
}

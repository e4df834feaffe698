/** Milliseconds an answer may take before the page says that it is waiting. */
const PATIENCE_MS = 300;

let timer = 0;
let isOffline = false;
let isRefused = false;
let uploads = 0;

/** A POST is under way, or answered. */
export function busy(waiting: boolean): void {
  clearTimeout(timer);
  if (waiting) timer = setTimeout(() => show(isOffline ? "offline" : "busy"), PATIENCE_MS);
  else showRest();
}

/** The server would not take what was sent, or has taken something again. */
export function refused(is: boolean): void {
  isRefused = is;
}

/** So many uploads are on their way. */
export function uploading(count: number): void {
  uploads = count;
  showRest();
}

function showRest(): void {
  show(isOffline ? "offline" : isRefused ? "refused" : uploads ? "uploading" : "");
}

/** The server cannot be reached, or can again. */
export function offline(is: boolean): void {
  if (is === isOffline) return;
  isOffline = is;
  showRest();
}

const TEXT: { [state: string]: string } = {
  busy: "Working…",
  uploading: "Sending files…",
  refused: "The server did not accept that. It may have been too large.",
  offline: "No connection. What you do is kept and sent later.",
};
// A theme that knows #sessile-status overrides this: `:where` weighs nothing.
const STYLE = ":where(#sessile-status){position:fixed;top:0;left:0;background:#fd8;color:#000;pointer-events:none}";

function show(state: string): void {
  let element = document.getElementById("sessile-status");
  if (!element) {
    element = document.createElement("div");
    element.id = "sessile-status";
    element.role = "status";
    document.body.append(element);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    document.adoptedStyleSheets.push(sheet);
  }
  element.textContent = TEXT[state] ?? "";
  element.dataset.state = state;
  element.hidden = !state;
}

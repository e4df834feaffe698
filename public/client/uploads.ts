/**
 * The third file of the script, fetched when the first files are chosen. They go ahead of the event they belong to: it waits
 * for them, and nothing else does. Another version of the script than the one it was built with may ask for it, as the server
 * was replaced meanwhile: so what is exported here keeps its form, or gets another name.
 */
import { HEADER, STREAM_TYPE } from "../../runtime/core/wire.ts";
import { address, isBusy, isFinal, token, view } from "./page.ts";
import type { Wire } from "./queue.ts";

/** What it needs of the script. */
interface Host {
  flush(): unknown;
  gone(): unknown;
  change(control: HTMLInputElement): void;
  report(state: "offline" | "refused", is: boolean): void;
}

/** Milliseconds after which an upload is worth a bar. */
const PATIENCE_MS = 300;

const underWay = new Set<Upload>();
let made = 0;
let script: Host;
let queue: Wire[];

/** Files on their way: the same ones under the same key until the server has answered, so it counts them once. */
class Upload {
  readonly key = `${view}-${++made}`;
  readonly control: HTMLInputElement;
  readonly files: readonly File[];
  /** Events that wait for them. */
  readonly held: Wire[] = [];
  readonly began = performance.now();
  sent = 0;
  total = 1;
  #request: XMLHttpRequest | undefined;
  #timer = 0;

  constructor(control: HTMLInputElement, files: readonly File[]) {
    this.control = control;
    this.files = files;
    underWay.add(this);
    this.#send(500);
  }

  /** @param wait milliseconds to the next try */
  #send(wait: number): void {
    const body = new FormData();
    for (const file of this.files) body.append("f", file);
    // Not `fetch`: that does not tell how far it is.
    const request = new XMLHttpRequest();
    this.#request = request;
    request.open("POST", location.href);
    request.setRequestHeader(HEADER.upload, `${token} ${this.key}`);
    request.upload.onprogress = ({ loaded, total }) => {
      this.sent = loaded;
      this.total = total;
      show();
    };
    request.onloadend = () => underWay.has(this) && this.#answered(request, wait);
    request.send(body);
  }

  #answered(request: XMLHttpRequest, wait: number): void {
    const { status } = request;
    if (status === 410) return void script.gone();
    const isOurs = status === 200 && request.getResponseHeader("content-type") === STREAM_TYPE;
    const isRefused = isFinal(status) || status === 507;
    // Nobody there, or somebody else: a proxy whose login has expired, the page of a hotel's network.
    script.report("offline", !isOurs && !isRefused && !isBusy(status));
    if (isOurs) {
      this.#end();
      queue.unshift(...this.held);
      script.flush();
    } else if (isRefused) {
      script.report("refused", true);
      this.takeBack();
    } else {
      this.#timer = setTimeout(() => this.#send(Math.min(wait * 2, 10_000)), wait);
    }
  }

  #end(): void {
    underWay.delete(this);
    show();
  }

  /** It goes no further; what waits for it is dropped. */
  stop(): void {
    this.#end();
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  /** The choice is undone, for its files will not be there. */
  takeBack(): void {
    this.stop();
    this.control.value = "";
    script.change(this.control);
  }
}

/**
 * Sends the files chosen, and takes out of the queue what waits for these or for others.
 *
 * @param waiting the queue: what has waited is put back into it
 * @param chosen lists of files by the number of their control; emptied
 */
export function hold(waiting: Wire[], chosen: Map<number, File[]>, host: Host): void {
  queue = waiting;
  script = host;
  const fresh = new Set<Upload>();
  for (const [node, files] of chosen) {
    stopWhere(({ control }) => address(control) === node);
    // If it was chosen more than once meanwhile, the first one that tells of it has what was chosen last.
    const carrier = queue.find(([, other, data]) => other === node && data.r && data.u === undefined);
    const control = find(node);
    if (!carrier || !(control instanceof HTMLInputElement)) continue;
    const upload = files.length ? new Upload(control, files) : null;
    if (upload) fresh.add(upload);
    // An empty key: the choice was cleared.
    carrier[2].u = upload?.key ?? "";
  }
  chosen.clear();
  for (const wire of queue.splice(0)) {
    const upload = [...underWay].find((each) => waits(wire, each, fresh.has(each)));
    (upload?.held ?? queue).push(wire);
  }
}

/** The element the server knows by this number. */
function find(node: number): Element | undefined {
  return [...document.querySelectorAll("*")].find((element) => address(element) === node);
}

/**
 * What is told of the control itself waits for its files, and its form's submit and reset. A control without a form has no
 * button that is known to be its own: what was told together with it waits, and the same again.
 *
 * @param fresh whether the files were chosen with this
 */
function waits([type, node]: Wire, { control, held }: Upload, fresh: boolean): boolean {
  if (node === address(control)) return true;
  if (!type) return false;
  const { form } = control;
  if (!form) return (fresh && held.length > 0) || held.some((other) => other[0] === type && other[1] === node);
  const element = find(node);
  if (element === form) return /^(submit|reset)$/.test(type);
  // A form may have a control called closest.
  const button = type === "click" && element && Element.prototype.closest.call(element, "button,input");
  return (
    (button instanceof HTMLButtonElement || button instanceof HTMLInputElement) &&
    button.form === form &&
    /^(submit|image)$/.test(button.type)
  );
}

/**
 * The server wants no more of it. Where it answers before all has arrived, browsers may not read that answer.
 *
 * @param refused whether it is too large, or the like; else somebody pressed Cancel
 */
export function cancel(key: string, refused: boolean): void {
  for (const upload of underWay) {
    if (upload.key !== key) continue;
    upload.takeBack();
    if (refused) script.report("refused", true);
  }
}

// Another choice, or none, ends what is under way at once: the server hears of it with the next event alone.
document.addEventListener("change", ({ target }) => stopWhere(({ control }) => control === target), true);
document.addEventListener("reset", ({ target }) => stopWhere(({ control }) => control.form === target), true);

function stopWhere(matches: (upload: Upload) => boolean): void {
  for (const upload of underWay) if (matches(upload)) upload.stop();
}

const box = document.createElement("div");
box.id = "sessile-uploads";
const bar = document.createElement("progress");
const sheet = new CSSStyleSheet();
// A theme that knows the id overrides this: `:where` weighs nothing.
sheet.replaceSync(":where(#sessile-uploads){position:fixed;top:0;right:0;background:#fd8;color:#000}");
document.adoptedStyleSheets.push(sheet);

/** Says how far all is; where nothing is under way, nothing is said. */
function show(): void {
  const due = [...underWay].filter(({ began }) => performance.now() - began >= PATIENCE_MS);
  if (!due.length) return box.remove();
  const names = due.flatMap(({ files }) => files.map(({ name }) => name));
  bar.max = due.reduce((sum, { total }) => sum + total, 0);
  bar.value = due.reduce((sum, { sent }) => sum + sent, 0);
  bar.ariaLabel = `Sending ${names.join(", ")}`;
  box.replaceChildren(bar, ` ${Math.floor(bar.position * 100)} %`);
  // A whole tree that was sent has no place for it.
  if (!box.isConnected) document.body.append(box);
}

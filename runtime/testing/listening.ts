/** What elements listen to, as their `s-on` says. */
import { ATTR } from "../core/wire.ts";
import type { Copy } from "./copy.ts";
import { attr, closest, type Element, parentOf } from "./tree.ts";

/** One listener: `type,marks,debounce,throttle,key,key`. */
interface Listener {
  readonly capture: boolean;
  readonly prevent: boolean;
  readonly once: boolean;
  readonly keys: readonly string[];
}

const NOT_BUBBLING =
  /^(focus|blur|toggle|mouseenter|mouseleave|pointerenter|pointerleave|scroll|load|error|invalid|close|cancel)$/;

/** Words parted by spaces. Debounce and throttle are left out: the kit does not wait, each event is sent. */
function listenersOf(element: Element, wanted: string): Listener[] {
  const heard: Listener[] = [];
  for (const word of (attr(element, ATTR.on) ?? "").split(" ")) {
    const [type = "", marks = "", , , ...keys] = word.split(",");
    const has = (mark: string): boolean => marks.includes(mark);
    if (type !== wanted) continue;
    heard.push({ capture: has("|"), prevent: has("!"), once: has("1"), keys: keys.map(decodeURIComponent) });
  }
  return heard;
}

/** Who hears an event. */
export interface Hearing {
  /** The number of the element it is reported at, or -1: nobody hears it. */
  readonly node: number;
  /** Whether the browser's default action is off. */
  readonly prevented: boolean;
}

/** The script's one listener a type, with what was fired once for all. */
export class Listening {
  readonly #fired = new WeakMap<Element, Set<string>>();

  hear(copy: Copy, type: string, { origin, key }: { origin: Element; key: unknown }): Hearing {
    const target = closest(origin, (e) => copy.address(e) >= 0);
    let found = false;
    let prevented = false;
    for (let element: Element | null = origin; element; element = parentOf(element)) {
      for (const heard of listenersOf(element, type)) {
        if (!(!NOT_BUBBLING.test(type) || element === target || heard.capture)) continue;
        if (heard.keys.length > 0 && !heard.keys.includes(String(key))) continue;
        if (heard.once && this.#hasFired(element, type)) continue;
        found = true;
        prevented ||= heard.prevent;
      }
    }
    return { node: found && target ? copy.address(target) : -1, prevented };
  }

  #hasFired(element: Element, type: string): boolean {
    const types = this.#fired.get(element) ?? new Set();
    this.#fired.set(element, types);
    return types.size === types.add(type).size;
  }
}

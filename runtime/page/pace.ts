import type { Logger } from "../core/log.ts";
import { askedLast } from "./preact.ts";
import { soon } from "./schedule.ts";

/** Turns a page may take in a second without anybody having asked: an effect that feeds itself by a promise asks for more. */
const TURNS_MAX = 1000;

/** What a page's pace needs of it. */
export interface PaceHost {
  readonly log: Logger;
  /** It is time for a turn. */
  due(): void;
}

/** When a page takes the turns that no event brings: soon, and never so many that one page keeps the process busy. */
export class Pace {
  readonly #host: PaceHost;
  #asked = false;
  #second = 0;
  #turns = 0;
  #told = false;

  constructor(host: PaceHost) {
    this.#host = host;
  }

  /** Asks for a turn: one, however often it is asked before that. */
  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    const now = performance.now();
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#turns = 0;
    }
    if (++this.#turns <= TURNS_MAX) return soon(this.#due);
    setTimeout(() => soon(this.#due), 1000 - (now % 1000)).unref();
    if (this.#told) return;
    this.#told = true;
    const data = { component: askedLast(), turns: TURNS_MAX };
    this.#host.log.warn(data, "a page does not come to rest: its turns are put off");
  }

  readonly #due = (): void => {
    this.#asked = false;
    this.#host.due();
  };
}

import type { Page } from "../page/page.ts";
import type { Copy } from "./copy.ts";
import type { Element } from "./tree.ts";

/** One tab of a browser, with script or without. */
export interface Tab {
  /** The document as the browser has it. */
  readonly copy: Copy;
  readonly url: URL;
  /** The page on the server; none behind a document without a session. */
  readonly served: Page | undefined;
  load(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Through the history: -1 is back. */
  go(steps: number): Promise<void>;
  /**
   * Waits until nothing is under way, and compares what the browser has with what the server has.
   *
   * @param handlers also until async handlers have settled
   */
  settle(handlers: boolean, timeout: number): Promise<void>;
  close(): Promise<void>;
}

/** What a person does in a tab. */
export interface Hands {
  /** The element that has the keyboard. */
  readonly focused: Element | null;
  click(element: Element, times?: number): Promise<void>;
  fill(control: Element, text: string): Promise<void>;
  /** Presses a key where the keyboard is: `a`, `Enter`, `Control+k`. */
  press(key: string): Promise<void>;
  focus(element: Element | null): Promise<void>;
  /** A dialog has become modal, or was closed, at the server's word. */
  modal?(dialog: Element, isOpen: boolean): Promise<void>;
  hover(element: Element): Promise<void>;
  check(control: Element, on: boolean): Promise<void>;
  /** @param options indexes */
  select(control: Element, options: readonly number[]): Promise<void>;
  upload(control: Element, files: readonly File[]): Promise<void>;
  /** Begins to drag. */
  grab(element: Element): Promise<void>;
  /** Lets go there of what is dragged. */
  drop(element: Element): Promise<void>;
}

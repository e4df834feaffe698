import { createContext } from "preact";
import type { ServerDocument } from "../dom/document.ts";

/** What components may reach of the page they live in. */
export interface PageContextValue {
  readonly document: ServerDocument;
  /** Adds a title; the one added last shows. The function returned takes it away. */
  addTitle(title: string): { set(title: string): void; remove(): void };
  /** Without script the page is to load itself anew after so many seconds. The function returned takes that back. */
  addRefresh(seconds: number): () => void;
}

/** Null where components are rendered without a page, by a test or to a string. */
export const PageContext = createContext<PageContextValue | null>(null);

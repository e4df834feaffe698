/** What a figure may cost. */
export interface Budget {
  readonly unit: string;
  /** The figure may not be larger. */
  readonly most?: number;
  /** The figure may not be smaller. */
  readonly least?: number;
}

/** Every figure that has a budget, in the order in which they are measured. */
export const BUDGETS = {
  /** A counter event over HTTP, 1,000 sessions in turn, against a bare `node:http` POST handler. */
  "http-1000-sessions": { unit: "×bare", least: 0.8 },
  /** The same with 5,000 sessions, against 1,000. */
  "http-5000-sessions": { unit: "×1000", least: 0.9 },
  /** A hello by the service object, against bare `node:http`. */
  "service-hello": { unit: "×bare", least: 0.95 },
  /** A file of 5 kB beside apps, against sirv alone. */
  "service-file": { unit: "×sirv", least: 0.8 },
  /** In process: a click comes in, the patch text is there. */
  "click-to-patch": { unit: "µs", most: 5 },
  /** A local update in a page of 10,000 rows, against one of 10. */
  "local-update-10000-rows": { unit: "×10", most: 1.5 },
  /** Mount and HTML of 1,000 elements, against preact-render-to-string of the same vnode. */
  "first-page": { unit: "×string", most: 4 },
  /** Session, page, view and tree of the counter. */
  "heap-session": { unit: "B", most: 8192 },
  /** An element of a large tree, its texts and vnodes included. */
  "heap-element": { unit: "B", most: 550 },
  /** Each of 20,000 sessions that live at once. */
  "heap-live-session": { unit: "B", most: 8192 },
  /** The heap after 200,000 sessions came and went, against before. */
  "churn-heap": { unit: "×before", most: 1.05 },
  /** Open handles more than before. */
  "churn-handles": { unit: "handles", most: 0 },
  /** How long an event takes while a broadcast reaches 10,000 pages. */
  "broadcast-event-p95": { unit: "ms", most: 50 },
  "answer-counter-click": { unit: "B", most: 90 },
  /** One of 1,000 rows is selected. */
  "answer-select-row": { unit: "B", most: 250 },
  /** Two of 1,000 keyed rows change places. */
  "answer-swap-rows": { unit: "B", most: 300 },
  /** What the server's memory grows by, at most, while a gigabyte is uploaded; its bytes come back the same. */
  "upload-1-gib-memory": { unit: "MiB", most: 64 },
  /** The script a first visit downloads, gzip. */
  "script-first-visit": { unit: "B", most: 20 * 1024 },
  /** The same without htmx. */
  "script-own": { unit: "B", most: 4 * 1024 },
  /** What it fetches if the server has lost the page, or the browser track of it. */
  "script-recovery": { unit: "B", most: 2 * 1024 },
  /** What it fetches when the first files are chosen. */
  "script-uploads": { unit: "B", most: 2 * 1024 },
  /** Click to changed pixel in Chromium. */
  "pixel-p50": { unit: "ms", most: 15 },
  "pixel-p95": { unit: "ms", most: 40 },
  /** In Chromium, from a press to the frame that shows the open menu. The browser opens it by itself: nothing is sent. */
  "menu-open-p95": { unit: "ms", most: 50 },
  "menu-open-bytes": { unit: "B", most: 0 },
  /** From a press to the frame that shows the other tab. */
  "tab-switch-p95": { unit: "ms", most: 50 },
  "tab-switch-bytes": { unit: "B", most: 500 },
  /** A node of 1,000 is opened that has to be asked for: until its first nodes are painted. */
  "tree-expand-1000-p95": { unit: "ms", most: 300 },
  /** What that brings, for each of the thousand. */
  "tree-expand-1000-bytes": { unit: "B", most: 160 },
  /** The style sheet of all widgets, gzip. */
  "theme-gzip": { unit: "B", most: 12 * 1024 },
  /** A session that looks at a million rows: its page, tree, and the rows at hand, after it has scrolled about. */
  "data-grid-heap-session": { unit: "B", most: 1024 * 1024 },
  /** In Chromium, from a scroll to any place of a million rows until those there are painted. */
  "data-grid-scroll-p95": { unit: "ms", most: 60 },
  /** From a save to the changed DOM in Chromium, one session. */
  "hot-save-to-dom": { unit: "ms", most: 150 },
  /** From a save until the last of 1,000 sessions is swapped. */
  "hot-1000-sessions": { unit: "ms", most: 500 },
  /** A click answered meanwhile, HTTP aside. */
  "hot-event-p95": { unit: "ms", most: 50 },
} as const satisfies { [figure: string]: Budget };

export type FigureName = keyof typeof BUDGETS;

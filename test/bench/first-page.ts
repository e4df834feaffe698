/** A page's first document: mount and HTML, against preact-render-to-string of the same vnode. */
import { createElement } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Page } from "../../runtime/page/page.ts";
import { ordersOf } from "./apps.tsx";
import { aside, figure, interleave, median, ratio, timed } from "./harness.ts";
import { newPage } from "./pages.ts";

const CALLS = 100;
const Orders = ordersOf(1000);
const elements = renderToString(createElement(Orders, null)).match(/<\w/g)?.length ?? 0;

let page: Page | undefined;
const rounds = await interleave(9, {
  string: () => timed(CALLS, () => void renderToString(createElement(Orders, null))),
  page: () => timed(CALLS, () => void newPage(Orders).open()),
  mount: () =>
    timed(CALLS, () => {
      page = newPage(Orders);
    }),
  html: () => timed(CALLS, () => void page?.open()),
});
figure("first-page", ratio(rounds.page, rounds.string));
aside("first-page-elements", elements, "elements");
aside("first-page-string", median(rounds.string), "µs");
aside("first-page-mount", median(rounds.mount), "µs");
aside("first-page-html", median(rounds.html), "µs");

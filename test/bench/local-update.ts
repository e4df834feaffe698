/** One row of a page changes by itself: what that costs must not depend on how many rows there are. */
import { countersOf } from "./apps.tsx";
import { aside, figure, interleave, median, ratio, timed } from "./harness.ts";
import { OpenPage } from "./pages.ts";

const CALLS = 20_000;
const small = new OpenPage(countersOf(10));
const large = new OpenPage(countersOf(10_000));

// Ten rows in both, spread over the page; all rows in turn measures the processor's cache as well.
const click = (page: OpenPage, every: number) => (i: number) => {
  page.click(page.buttons[((i % 10) * every) % page.buttons.length] as number);
};

const rounds = await interleave(9, {
  small: () => timed(CALLS, click(small, 1)),
  large: () => timed(CALLS, click(large, 1000)),
  all: () => timed(CALLS, (i) => void large.click(large.buttons[(i * 7919) % 10_000] as number)),
});
figure("local-update-10000-rows", ratio(rounds.large, rounds.small));
aside("local-update-10-rows-time", median(rounds.small), "µs");
aside("local-update-10000-rows-time", median(rounds.large), "µs");
aside("local-update-10000-rows-all-in-turn", ratio(rounds.all, rounds.small), "×10");
